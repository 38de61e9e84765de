import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "../../../appliance/config.ts";
import { network } from "../../../appliance/network/plan.ts";
import { settings } from "../../../appliance/settings/service.ts";
import type { SectionInputs } from "../../../appliance/settings/sections.ts";

const place = (file: string, said?: SectionInputs["network"]) =>
  network(
    readConfig(`address: 10.77.0.1/24\n${file}`, "f"),
    settings({ read: (name: string) => (name === "network" ? said : undefined), write: () => undefined }),
  ).plan();
const TOKEN = 'access: { token: "0123456789" }\n';

test("design §4.11: a file with a token and subnets wins, and means to serve whoever else does", () => {
  const plan = place(`${TOKEN}dhcp: { mode: server }\nsubnets: [{ cidr: 10.77.0.0/24 }]\n`, { mode: "off" });
  assert.deepEqual([plan.saidBy, plan.mode, plan.serveAnyway], ["file", "server", true]);
});

test("a file with a token and proxy mode needs no subnets to win", () => {
  const plan = place(`${TOKEN}dhcp: { mode: proxy }\n`);
  assert.deepEqual([plan.saidBy, plan.mode], ["file", "proxy"]);
});

test("trust 2.4: what a person chose holds, and serving beside others has to be said", () => {
  const plan = place("", { mode: "server" });
  assert.deepEqual([plan.saidBy, plan.mode, plan.serveAnyway], ["person", "server", false]);
  assert.equal(place("", { mode: "server", serveAnyway: true }).serveAnyway, true);
});

test("trust 2.4: ignoring a server sets nothing up", () => {
  const plan = place("", { ignoredServers: ["192.168.1.1"] });
  assert.deepEqual([plan.saidBy, plan.mode, plan.ignoredServers], ["nobody", "off", ["192.168.1.1"]]);
});
