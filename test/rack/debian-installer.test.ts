// Debian's real installer (package debian-installer-12-netboot-amd64), as far as it gets without its components: the
// medium is a stand-in, so it stops when it has read the archive's Release and finds no component that fits.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { BRIDGE } from "./namespace.ts";
import { isoImage, openScene } from "./scene.ts";
import { httpRequests, type HttpRequest } from "./standin/capture.ts";

const IMAGE = "debian-12";
const MACHINE = { name: "node-01", mac: "52:54:00:77:00:01", firmware: "bios", armed: true, profile: IMAGE } as const;

test("Debian's real installer is started, reads its preseed, reports that it started and asks the tree for Release (seed F10)", async () => {
  await using scene = await openScene([MACHINE], await isoImage("debian12netinst", IMAGE));
  const { rack, appliance } = scene;
  const file = join(rack.folder, "installer.pcap");
  await rack.spawn(["tcpdump", "-U", "-n", "-s", "2000", "-i", BRIDGE, "-w", file, "tcp dst port 80"]);
  await scene.machine(MACHINE.name).powerOn();
  const until = async (what: string, path: RegExp): Promise<HttpRequest> => {
    const end = performance.now() + 300_000;
    while (performance.now() < end) {
      await sleep(1000);
      const found = (await httpRequests(file)).find((request) => path.test(request.path));
      if (found !== undefined) return found;
    }
    throw new Error(`no request for ${what}; the console: ${scene.machine(MACHINE.name).console.text().slice(-2000)}`);
  };
  const agent = ({ headers }: HttpRequest): string | undefined =>
    headers.find(([name]) => name.toLowerCase() === "user-agent")?.[1];
  assert.equal(agent(await until("the preseed file", /^\/answers\/[^/]+\/preseed\.cfg$/)), "debian-installer");
  await until("the report of early_command", /^\/runs\/[^/]+\/started/);
  assert.match(agent(await until("Release", /^\/+debian-12\/dists\/bookworm\/Release$/)) ?? "none", /wget/i);
  const [run] = await appliance.runs(MACHINE.mac);
  assert.equal(run?.stage, "started");
  assert.equal(await scene.machine(MACHINE.name).diskIsBlank(), true);
});
