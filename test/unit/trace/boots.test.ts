import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { addStep, type Boots } from "../../../appliance/trace/boots.ts";
import { httpBegun, httpEnded } from "../../../appliance/trace/from-http.ts";
import { tftpStep } from "../../../appliance/trace/from-tftp.ts";
import { roleOfFile } from "../../../appliance/trace/role.ts";
import { stagesOf } from "../../../appliance/trace/stages.ts";
import type { Step } from "../../../appliance/trace/step.ts";
import { Traces } from "../../../appliance/trace/traces.ts";
import { bootView } from "../../../appliance/trace/view.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

let ids = 0;
const step = (at: number, more: Partial<Step>): Step => ({
  id: ++ids,
  at: at * 1000,
  kind: "dhcp",
  verb: "discover",
  detail: "",
  outcome: "ok",
  role: "address",
  ...more,
});
const rom = (at: number): Step => step(at, { rom: true });
const file = (at: number, role: Step["role"], more: Partial<Step> = {}): Step =>
  step(at, { kind: "http", verb: "fetch", role, detail: role, bytes: 10, durationMs: 500, ...more });
const all = (...steps: Step[]): Boots => steps.reduce<Boots>((boots, one) => addStep(boots, one), []);
const sizes = (boots: Boots): number[] => boots.map(({ steps }) => steps.length);

describe("boots of one machine", () => {
  it("a ROM, iPXE, the installer and the installed system are one boot", () => {
    const ipxe = step(3, { rom: false });
    const installer = step(30, { rom: false });
    assert.deepEqual(sizes(all(rom(0), file(1, "loader"), ipxe, file(4, "kernel"), installer)), [5]);
  });
  it("a ROM that repeats its DISCOVER after 4, 8, 16 and 32 s is in the same boot, and the repetitions say so", () => {
    const boots = all(rom(0), rom(4), rom(12), rom(28), rom(60));
    assert.deepEqual(sizes(boots), [5]);
    assert.deepEqual(
      boots[0]?.steps.map(({ outcome }) => outcome),
      ["ok", "retry", "retry", "retry", "retry"],
    );
  });
  it("a ROM that asks again after a file was fetched, or after a minute of silence, was switched on again", () => {
    assert.deepEqual(sizes(all(rom(0), file(1, "loader"), rom(20))), [2, 1]);
    assert.deepEqual(sizes(all(rom(0), rom(61))), [1, 1]);
  });
  it("three boots are kept, and 400 steps of each: the first hundred and the last", () => {
    assert.deepEqual(sizes(all(rom(0), rom(100), rom(200), rom(300))), [1, 1, 1]);
    const many = all(
      rom(0),
      ...Array.from({ length: 500 }, (_, index) => file(index, "other", { detail: String(index) })),
    );
    assert.equal(many[0]?.steps.length, 400);
    assert.equal(many[0].dropped, 101);
    assert.equal(many[0].steps[50]?.detail, "49");
    assert.equal(many[0].steps.at(-1)?.detail, "499");
  });
  it("a renewal of an address is no boot; a file of a boot that nobody saw begin is one", () => {
    assert.deepEqual(sizes(all(step(0, { verb: "request", rom: false }))), []);
    assert.deepEqual(sizes(all(file(0, "packages"))), [1]);
  });
  it("a transfer's end replaces its beginning, and a thousand packages are one line", () => {
    const begun = file(1, "kernel", { open: true });
    const boots = all(rom(0), begun, { ...begun, open: false, bytes: 99 });
    assert.equal(boots[0]?.steps[1]?.bytes, 99);
    const packages = Array.from({ length: 1000 }, (_, index) =>
      file(index, "packages", { detail: `/t/Packages/${index}.rpm` }),
    );
    const [boot] = all(rom(0), ...packages);
    assert.equal(boot?.steps.length, 2);
    assert.deepEqual(
      [boot.steps[1]?.files, boot.steps[1]?.bytes, boot.steps[1]?.detail],
      [1000, 10_000, "/t/Packages/"],
    );
  });
});

describe("the path of a boot", () => {
  it("has a duration for each stage that was left, and never leads back", () => {
    const [boot] = all(
      rom(0),
      file(4, "loader"),
      file(6, "kernel"),
      file(7, "kernel"),
      file(40, "answers"),
      file(42, "installer"),
      file(90, "packages"),
    );
    assert.ok(boot !== undefined);
    assert.deepEqual(
      stagesOf(boot).map(({ name, state, durationMs }) => `${name} ${state} ${durationMs ?? "-"}`),
      [
        "address passed 4000",
        "loader passed 2000",
        "kernel passed 1500",
        "installer passed 32500",
        "answers passed 50000",
        "packages now -",
        "restart ahead -",
        "done ahead -",
      ],
    );
  });
  it("is done when the installed system asks for an address after the restart", () => {
    const report = step(100, { kind: "callback", verb: "report", role: "restart" });
    const before = all(rom(0), file(90, "packages"), report);
    const after = addStep(before, step(130, { verb: "ack", rom: false }));
    const stateOf = (boots: Boots): string[] =>
      boots.flatMap(stagesOf).flatMap(({ name, state }) => (state === "now" ? [name] : []));
    assert.deepEqual(stateOf(before), ["restart"]);
    assert.deepEqual(after.flatMap(stagesOf).at(-1), { name: "done", state: "passed", bytes: 0, files: 0 });
  });
  it("the view says how long nothing happened before each step", () => {
    const [boot] = all(rom(0), file(4, "kernel"), file(40, "answers"));
    assert.ok(boot !== undefined);
    assert.deepEqual(
      bootView(boot).steps.map(({ gapMs }) => gapMs),
      [0, 4000, 35_500],
    );
  });
});

describe("what is told", () => {
  const token = "a".repeat(40);
  it("keeps neither tokens nor what was given", () => {
    const begun = httpBegun("GET", `/answers/${token}/ks.cfg`, 0);
    const ended = httpEnded(begun, { at: 5, status: 200, bytes: 3012, cut: false }, "1/5");
    assert.deepEqual([ended.kind, ended.detail, ended.outcome, ended.bytes], ["answer", "ks.cfg · 1/5", "ok", 3012]);
    for (const path of [`/runs/${token}/installed`, `/x/answers/${token}`, `/tree/answers%2f${token}`])
      assert.doesNotMatch(JSON.stringify(httpBegun("GET", path, 0)), /aaaa/, path);
  });
  it("a refused answer has failed; an installer's everyday 404 has not", () => {
    const end = (path: string, status: number): string => {
      const { verb, outcome } = httpEnded(
        httpBegun("GET", path, 0),
        { at: 1, status, bytes: 0, cut: false },
        undefined,
      );
      return `${verb} ${outcome}`;
    };
    assert.equal(end(`/answers/${token}/ks.cfg`, 404), "refused failed");
    assert.equal(end("/rocky/images/updates.img", 404), "missing retry");
    assert.equal(end("/rocky/AppStream/repodata/repomd.xml", 404), "missing failed");
  });
  it("a size probe that ends with ERROR 8 is no failure (person 1.2)", () => {
    const address = parseIpv4("10.77.0.9");
    const common = { at: 0, address, name: "pxelinux.0" };
    const probe = tftpStep({ ...common, kind: "aborted", reason: "client aborted (8)", probe: true, bytes: 0 }, 1);
    assert.deepEqual(probe, { kind: "ended", change: { verb: "probe", outcome: "ok", bytes: 0 } });
    const real = tftpStep({ ...common, kind: "aborted", reason: "client aborted (0)", probe: false, bytes: 5120 }, 1);
    assert.equal(real?.kind === "ended" ? real.change.outcome : "", "failed");
  });
  const roles: Readonly<Record<string, Step["role"]>> = {
    "shimx64.efi": "loader",
    "pxelinux.0": "loader",
    "ldlinux.c32": "loader",
    "pxelinux.cfg/01-52-54-00-77-00-01": "settings",
    "grub/grub.cfg-01-52-54-00-77-00-01": "settings",
    "/boot.ipxe": "settings",
    "/coreos-1010.5.0/coreos_production_pxe.vmlinuz": "kernel",
    "/coreos-1010.5.0/coreos_production_pxe_image.cpio.gz": "kernel",
    "debian-installer/amd64/initrd.gz": "kernel",
    "/ubuntu/casper/vmlinuz": "kernel",
    "/rocky/images/install.img": "installer",
    "/ubuntu/ubuntu.iso": "installer",
    "/fcos/fedora-coreos-live-rootfs.x86_64.img": "installer",
    "/coreos-1010.5.0/coreos_production_image.bin.bz2": "image",
    "/rocky/AppStream/Packages/b/bash.rpm": "packages",
    "/debian/pool/main/b/bash.deb": "packages",
    "/rocky/BaseOS/repodata/repomd.xml": "packages",
    "/cloud-configs/52:54:00:77:00:01.yml": "answers",
    "/preseed/52-54-00-77-00-01.cfg": "answers",
  };
  for (const [name, role] of Object.entries(roles)) {
    it(`${name} is of the stage ${role}`, () => assert.equal(roleOfFile(name), role));
  }
});

it("machines that were quiet are not looked at again, and those with a transfer are", () => {
  const traces = new Traces();
  const [one, two] = [parseMac("52:54:00:00:00:01"), parseMac("52:54:00:00:00:02")];
  traces.see(one, rom(0));
  traces.see(two, file(0, "image", { open: true }));
  assert.deepEqual(traces.since(3600_000), [two]);
  traces.see(one, rom(4000));
  assert.deepEqual(traces.since(3600_000), [two, one]);
});
