// The boot doctor by real packets: clients ask as firmware would, or stop asking, and the appliance says what is wrong.
import assert from "node:assert/strict";
import { test } from "node:test";

import type { FindingView } from "../../../appliance/http/needs-doctor.ts";
import { addOtherServer, OTHER } from "../other-server.ts";
import { type Client, openScene, type Scene } from "./scene.ts";

const LOOPER = "52:54:00:77:00:31";
const SILENT = "52:54:00:77:00:32";
const LATE = "52:54:00:77:00:33";
const LAPTOP = "52:54:00:77:00:34";
/** The doctor looks every other second, and a machine under load is slow. */
const SOON = 20_000;

const findings = async (scene: Scene): Promise<readonly FindingView[]> =>
  (await scene.api<{ items: FindingView[] }>("/findings")).items;
const finding = (scene: Scene, rule: string, mac?: string, within = SOON): Promise<FindingView> =>
  scene.until(
    `${rule} is found`,
    async () => (await findings(scene)).find((one) => one.rule === rule && (mac === undefined || one.mac === mac)),
    within,
  );
const closed = (scene: Scene, rule: string): Promise<true> =>
  scene.until(
    `${rule} is closed`,
    async () => ((await findings(scene)).every((one) => one.rule !== rule) ? true : undefined),
    SOON,
  );
const codes = async (scene: Scene): Promise<readonly string[]> =>
  (await scene.api<{ items: { code: string }[] }>("/events?last=500")).items.map(({ code }) => code);

/** Asks for an address as a laptop does: three DISCOVERs, two seconds apart. */
const asksPlainly = async (client: Client): Promise<string> => {
  const udhcpc = ["busybox", "udhcpc", "-i", "eth0", "-f", "-n", "-q", "-t", "3", "-T", "2", "-s", "/bin/true"];
  const { stdout, stderr } = await client.place.run(udhcpc, 30_000);
  return stdout + stderr;
};

test("person 1.2: a DISCOVER that was seen and not answered is a finding; “Answer this one” is done by its API call, and it closes", async () => {
  await using scene = await openScene();
  const dhcp = { mode: "server", authoritative: true, probeAddresses: false, answer: "pxe-and-known" };
  await scene.serve({ dhcp });
  const laptop = await scene.client(LAPTOP);
  assert.match(await asksPlainly(laptop), /no lease/);
  const found = await finding(scene, "not-answered", LAPTOP);
  assert.match(found.texts.en.title, /asked \d times and was not answered: only known machines get addresses/);
  assert.deepEqual(found.action, { kind: "api", method: "PUT", path: `/machines/${LAPTOP}` });
  const { path } = found.action as { path: string };
  await scene.api(path, ["-X", "PUT", "-H", "Content-Type: application/json", "-d", "{}"]);
  assert.match(await asksPlainly(laptop), /lease of 10\.77\.0\.\d+ obtained/);
  await closed(scene, "not-answered");
  const said = await codes(scene);
  assert.equal(said.filter((code) => code === "RS_DOCTOR_NOT_ANSWERED").length, 1);
  assert.equal(said.filter((code) => code === "RS_DOCTOR_CLOSED").length, 1);
});

test("person 1.2: a boot loop, a loader that does not run, and a full pool are told apart by what the wire showed", async (t) => {
  await using scene = await openScene();
  await scene.serve({ subnets: [{ cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.101" }] });
  const looper = await scene.client(LOOPER);
  const silent = await scene.client(SILENT);
  const late = await scene.client(LATE);
  // This one takes its loader and is never heard again: twenty seconds count from here.
  assert.match((await silent.boots()).stdout, /^ip=10\.77\.0\.10[01]$/m);
  await silent.tftp("shimx64.efi");

  await t.test("the same loader three times within two minutes is a loop", async () => {
    for (let time = 0; time < 3; time++) {
      await looper.boots();
      await looper.tftp("shimx64.efi");
    }
    const found = await finding(scene, "boot-loop", LOOPER);
    assert.match(found.texts.en.title, /loaded shimx64\.efi 3 times within two minutes/);
    assert.equal(found.severity, "error");
  });

  await t.test("with both addresses given the pool is full, and who asks next is told why", async () => {
    const full = await finding(scene, "pool-full");
    assert.match(full.texts.en.title, /All 2 addresses of the pool of 10\.77\.0\.0\/24/);
    assert.match((await late.boots()).stderr, /no lease/);
    const unanswered = await finding(scene, "not-answered", LATE);
    assert.match(unanswered.texts.zh.title, /地址池里的地址都已用完/);
    assert.ok((await codes(scene)).includes("RS_DHCP_POOL_FULL"));
  });

  await t.test("a loader that was fetched, and then nothing for twenty seconds, was not run", async () => {
    const found = await finding(scene, "loader-not-run", SILENT, 40_000);
    assert.match(found.texts.en.title, /downloaded the boot loader shimx64\.efi and did not run it/);
    assert.match(found.texts.en.why[0] ?? "", /Secure Boot/);
    assert.equal((await findings(scene)).filter(({ rule, mac }) => rule === "boot-loop" && mac === SILENT).length, 0);
  });

  await t.test("it closes when the loader runs after all", async () => {
    await silent.tftp("grub/grub.cfg");
    await scene.until(
      "it is closed",
      async () =>
        (await findings(scene)).every(({ rule, mac }) => rule !== "loader-not-run" || mac !== SILENT)
          ? true
          : undefined,
      SOON,
    );
  });
});

test("person 1.2: a second DHCP server is a finding while it is there, and leads to the network page", async () => {
  await using scene = await openScene();
  await scene.serve({});
  const probe = (): Promise<unknown> => scene.api("/foreign-servers/probe", ["-X", "POST"]);
  await using other = await addOtherServer(scene.host.name, "rack0");
  await probe();
  const found = await finding(scene, "foreign-dhcp");
  assert.ok(found.texts.en.title.startsWith(OTHER));
  assert.deepEqual(found.action, { kind: "link", to: "#/network" });
  await other.stop();
  await probe();
  await probe();
  await closed(scene, "foreign-dhcp");
});
