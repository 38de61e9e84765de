// Beside somebody else's DHCP server (a real dnsmasq): it is found, and what is answered follows from that.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ForeignServer } from "../../../appliance/dhcp/foreign.ts";
import type { SectionInputs } from "../../../appliance/settings/sections.ts";
import { openDatabase } from "../../../appliance/store/database.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { settingStore } from "../../../appliance/store/settings.ts";
import { addOtherServer, OTHER } from "../other-server.ts";
import { type Client, openScene, type Scene } from "./scene.ts";

const NODE = "52:54:00:77:00:01";
const LAPTOP = "52:54:00:77:00:02";

interface Seen {
  readonly items: readonly ForeignServer[];
  readonly standing: string;
}
const search = (scene: Scene): Promise<Seen> => scene.api<Seen>("/foreign-servers/probe", ["-X", "POST"]);
const codesOf = async (scene: Scene): Promise<string[]> =>
  (await scene.api<{ items: { code: string }[] }>("/events?limit=1000")).items.map(({ code }) => code);
const problemsOf = async (scene: Scene): Promise<string> =>
  (await scene.api<{ problems: string[] }>("/status")).problems.join("\n");

/** What a person chose on the page, before this start. */
function chosen(scene: Scene, network: SectionInputs["network"]): void {
  const data = join(scene.folder, "data");
  mkdirSync(data, { recursive: true });
  const db = openDatabase(join(data, "rackseed.db"), schema);
  settingStore(db).write("network", network);
  db.close();
}
const SUBNETS = [{ cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.250" }];
/** No subnets in the file: the person's plan holds. */
const BY_PERSON = { subnets: [], dhcp: { probeAddresses: false } };

/** Asks for an address as a laptop does, once. */
const asksPlainly = async (client: Client): Promise<string> => {
  const udhcpc = ["busybox", "udhcpc", "-i", "eth0", "-f", "-n", "-q", "-t", "3", "-T", "2", "-s", "/bin/true"];
  const { stdout, stderr } = await client.place.run(udhcpc, 30_000);
  return stdout + stderr;
};

test("trust 2.4: a search finds dnsmasq with address and MAC, and it is gone after two searches without it", async () => {
  await using scene = await openScene();
  await scene.serve({});
  assert.deepEqual((await search(scene)).items, []);
  await using other = await addOtherServer(scene.host.name, "rack0");
  const [found, ...rest] = (await search(scene)).items;
  assert.deepEqual(rest, []);
  assert.deepEqual([found?.address, found?.offers, found?.ignored], [OTHER, "addresses", false]);
  const server = await scene.until("its MAC is known", async () => {
    const [first] = (await scene.api<Seen>("/foreign-servers")).items;
    return first?.mac === undefined ? undefined : first;
  });
  assert.match(server.mac ?? "", /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
  assert.match(await problemsOf(scene), /10\.77\.0\.254 \(MAC .*\) also gives addresses on rack0 since \d\d:\d\d\./);
  const { items: machines } = await scene.api<{ items: unknown[] }>("/machines");
  assert.deepEqual(machines, [], "no invented MAC is listed as a machine");

  await other.stop();
  await search(scene);
  assert.deepEqual((await search(scene)).items, []);
  assert.deepEqual((await codesOf(scene)).filter((code) => code.startsWith("RS_FOREIGN")).sort(), [
    "RS_FOREIGN_DHCP",
    "RS_FOREIGN_DHCP_GONE",
  ]);
});

test("trust 2.4: where dnsmasq was first this appliance is silent until a person ignores it, and says why", async () => {
  await using scene = await openScene();
  await using other = await addOtherServer(scene.host.name, "rack0");
  chosen(scene, { mode: "server", answer: "everyone", subnets: SUBNETS });
  await scene.serve(BY_PERSON);
  assert.equal((await search(scene)).standing, "silent");
  assert.match(await problemsOf(scene), /gives addresses on rack0, so this appliance gives none/);
  const { stdout } = await scene.host.run(["ss", "-Hlun"]);
  assert.doesNotMatch(stdout, /:67\s/);
  const found = async (): Promise<boolean | undefined> =>
    (await scene.api<{ items: { rule: string }[] }>("/findings")).items.some(({ rule }) => rule === "foreign-dhcp");
  await scene.until("the doctor's finding", async () => ((await found()) ? true : undefined), 30_000);
  await scene.api(`/foreign-servers/${OTHER}/ignore`, ["-X", "POST"]);
  await scene.until("the finding is closed", async () => ((await found()) ? undefined : true), 30_000);
  const node = await scene.client(NODE);
  await other.stop();
  assert.equal((await scene.api<Seen>("/foreign-servers")).standing, "serve");
  assert.match((await node.boots()).stdout, /^ip=10\.77\.0\.1\d\d$/m);
});

test("trust 2.4: “serve anyway” serves beside dnsmasq", async () => {
  await using scene = await openScene();
  await using other = await addOtherServer(scene.host.name, "rack0");
  chosen(scene, { mode: "server", answer: "everyone", subnets: SUBNETS, serveAnyway: true });
  await scene.serve(BY_PERSON);
  const { items, standing } = await search(scene);
  assert.deepEqual([items.length, standing], [1, "serve"]);
  const { stdout } = await scene.host.run(["ss", "-Hlun"]);
  assert.match(stdout, /:67\s/);
  assert.match(other.log(), /DHCPOFFER/);
});

test("trust 2.4: dnsmasq that appears while we serve: strangers get nothing from us, machines that boot are served", async () => {
  await using scene = await openScene();
  chosen(scene, { mode: "server", answer: "everyone", subnets: SUBNETS });
  await scene.serve(BY_PERSON);
  assert.equal((await search(scene)).standing, "serve");
  const laptop = await scene.client(LAPTOP);
  const node = await scene.client(NODE);
  await using other = await addOtherServer(scene.host.name, "rack0");
  assert.equal((await search(scene)).standing, "careful");
  await other.stop(); // it is remembered: what is answered now is ours alone
  assert.match(await asksPlainly(laptop), /no lease/);
  assert.match(scene.log, /52:54:00:77:00:02: no answer \(foreign-server\)/);
  assert.match((await node.boots()).stdout, /^ip=10\.77\.0\.1\d\d$/m);
});

test("conformance 3.11 X3–X5: in proxy mode dnsmasq gives the addresses and we say what to boot, to boot firmware only", async (t) => {
  await using scene = await openScene();
  await using other = await addOtherServer(scene.host.name, "rack0");
  await scene.serve({ dhcp: { mode: "proxy" }, subnets: [] });
  const laptop = await scene.client(LAPTOP);
  const node = await scene.client(NODE);

  await t.test("X4: a laptop's DISCOVER and REQUEST are answered by dnsmasq alone", async () => {
    const wire = laptop.place.start(["tcpdump", "-i", "eth0", "-n", "-l", "-v", "udp", "port", "68"]);
    await wire.says(/listening on/);
    assert.match(await asksPlainly(laptop), /lease of 10\.77\.0\.[5-9]\d obtained from 10\.77\.0\.254/);
    await wire.says(/DHCP-Message.*: ACK/i);
    assert.doesNotMatch(wire.output, /10\.77\.0\.1\.67 > /);
    assert.match(other.log(), /DHCPACK\(eth0\) 10\.77\.0\.[5-9]\d 52:54:00:77:00:02/);
  });

  await t.test("X3: firmware hears both, dnsmasq's address and our loader", async () => {
    const wire = node.place.start(["tcpdump", "-i", "eth0", "-n", "-l", "-v", "udp", "port", "68"]);
    await wire.says(/listening on/);
    await node.boots("00000");
    await wire.says(/10\.77\.0\.1\.67 > 255\.255\.255\.255\.68[^]*file "pxelinux\.0"/);
    await wire.says(/10\.77\.0\.254\.67 > [^]*Your-IP 10\.77\.0\.[5-9]\d/);
  });

  await t.test("the laptop's address is known by its REQUEST alone, and it is no machine", async () => {
    assert.match(scene.log, /REQUEST from 52:54:00:77:00:02: heard 10\.77\.0\.[5-9]\d/);
    const { items } = await scene.api<{ items: { mac: string }[] }>("/machines");
    assert.deepEqual(
      items.map(({ mac }) => mac),
      [NODE],
    );
  });
});
