// Who changed what stands in the audit trail; who only asked does not. And what only some may read.
import assert from "node:assert/strict";
import { test } from "node:test";

import { NODE_01 } from "./fakes.ts";
import { type Answer, claimed, ownPage } from "./tls.ts";

const V1 = "/api/v1";
const PLAN = {
  mode: "server",
  answer: "everyone",
  subnets: [{ cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.199" }],
};
const HASH = "$6$saltsalt$WorldsBestGuessableHash";

test("the network, trash, panel, backup, restore and factory reset leave a line with who did it, also when it was refused", async () => {
  await using at = await claimed();
  const mei = (method: string, path: string, body?: unknown): Promise<Answer> =>
    at.ask(method, V1 + path, body, ownPage(at, at.mei));
  at.house.profiles.set("worker", { name: "worker", image: "x", install: "automatic", kernelArgs: [] });
  const before = at.house.access.trail.list(undefined, 1)[0]?.id ?? 0;
  await mei("PUT", "/network", PLAN);
  await mei("DELETE", "/profiles/worker");
  await mei("DELETE", "/trash");
  await mei("PUT", "/settings/panel", { allowInstalls: true, pin: "4711" });
  await at.ask("POST", `${V1}/backup`, {}, ownPage(at, at.mei), "text");
  await mei("POST", "/restore", {});
  await mei("POST", "/device/factory-reset", { confirm: "not its name" });
  await mei("POST", "/device/factory-reset", { confirm: "rackseed" });
  const lines = at.house.access.trail.list(undefined, 50).filter(({ id }) => id > before);
  assert.deepEqual(
    lines.map(({ who, what }) => `${who} ${what}`).toReversed(),
    [
      ...["putNetwork", "deleteProfile", "emptyTrash", "putPanelSettings", "makeBackup", "restoreBackup"],
      ...["factoryReset", "factoryReset"],
    ].map((what) => `mei ${what}`),
  );
  assert.ok(!JSON.stringify(lines).includes("4711"), "no PIN in the trail");
});

test("dry runs, searches and checks change nothing and leave no line; the same for good leaves one", async () => {
  await using at = await claimed();
  const mei = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    at.ask("POST", V1 + path, body, { ...ownPage(at, at.mei), ...headers });
  at.house.machine(NODE_01, { known: true, profile: "worker" });
  const count = (): number => at.house.access.trail.list(undefined, 1000).length;
  const before = count();
  const file = { text: "dhcp-range=192.168.1.100,192.168.1.110,255.255.255.0\n" };
  const csv = { "Content-Type": "text/csv" };
  assert.equal((await mei("/arm", { macs: [NODE_01], dryRun: true })).status, 200);
  assert.equal((await mei("/import/dhcp", { ...file, dryRun: true })).status, 200);
  assert.equal((await mei("/machines/import?dryRun=true", "mac,name\n", csv)).status, 200);
  assert.equal((await mei("/foreign-servers/probe", undefined)).status, 200);
  assert.equal(count(), before);
  await mei("/import/dhcp", { ...file, dryRun: false });
  await mei("/machines/import", "mac,name\n", csv);
  assert.equal(count(), before + 2);
});

test("a password's hash in a profile, its versions and differences is for operators and owners, not for viewers", async () => {
  await using at = await claimed();
  const profile = { image: "coreos-1010.5.0", install: "automatic", kernelArgs: [] };
  const owner = ownPage(at, at.mei);
  const put = (passwordHash: string): Promise<Answer> =>
    at.ask("PUT", `${V1}/profiles/worker`, { ...profile, settings: { passwordHash } }, owner);
  assert.equal((await put(HASH)).status, 201);
  assert.equal((await put(`${HASH}2`)).status, 200);
  const paths = ["profiles", "profiles/worker", "profiles/worker/versions/1", "profiles/worker/versions/2?against=1"];
  for (const role of ["viewer", "operator"] as const) {
    const made = await at.ask("POST", `${V1}/tokens`, { name: role, role }, owner);
    const headers = { Authorization: `Bearer ${String(made.json["token"])}` };
    for (const path of paths) {
      const { status, body } = await at.ask("GET", `${V1}/${path}`, undefined, headers);
      assert.deepEqual([status, body.includes("WorldsBest")], [200, role === "operator"], `${role} ${path}`);
    }
  }
});
