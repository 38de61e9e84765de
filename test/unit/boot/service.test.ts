import assert from "node:assert/strict";
import { test } from "node:test";
import { parseKernelArg } from "../../../appliance/boot/kernel-arg.ts";
import type { BootPlan, KernelPlan, LocalPlan } from "../../../appliance/boot/plan.ts";
import { bootFiles, type BootNeeds, ipxeScript } from "../../../appliance/boot/service.ts";
import { type Content, textContent } from "../../../appliance/bytes/content.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { type Mac, parseMac } from "../../../appliance/net/mac.ts";

const armed = parseMac("52:54:00:77:00:01");
const known = parseMac("52:54:00:77:00:02");
const stranger = parseMac("52:54:00:77:00:99");

const installs: KernelPlan = {
  kind: "kernel",
  label: "node-01 installs coreos",
  kernel: "/coreos/vmlinuz",
  initrds: [],
  args: [parseKernelArg("quiet")],
};
const disk = (because: string): LocalPlan => ({ kind: "local", because });

const leases = new Map([
  ["10.77.0.11", armed],
  ["10.77.0.12", known],
  ["10.77.0.99", stranger],
]);

/** A rack with one armed machine, one that is done, and a stranger for whom the plan is wrongly a kernel. */
function rack(): { needs: BootNeeds; served: string[]; ask: (name: string, from: string) => Promise<string> } {
  const served: string[] = [];
  const plans = new Map<Mac | undefined, { known: boolean; plan: BootPlan }>([
    [armed, { known: true, plan: installs }],
    [known, { known: true, plan: disk("node-02 boots its own disk: installed") }],
    [stranger, { known: false, plan: installs }],
  ]);
  const needs: BootNeeds = {
    macOf: (address) => leases.get(address),
    planFor: (mac) => plans.get(mac) ?? { known: false, plan: disk("nobody knows this machine") },
    served: (mac, what, plan) => void served.push(`${mac ?? "nobody"} ${what.via} ${what.arch} ${plan.kind}`),
    imageFile: (folder, file) => (folder === "coreos" ? textContent(`<${file}>`) : undefined),
    ownLoader: (name, asker) =>
      name === "grubx64.efi" && leases.get(asker) === armed ? textContent("<GRUB of the medium>") : undefined,
    loaders: new Map([
      ["pxelinux.0", import.meta.filename],
      ["debian-installer/12/amd64/linux", import.meta.filename],
    ]),
    httpBase: "http://10.77.0.1",
  };
  const files = bootFiles(needs);
  const brief = (content: Content | undefined): string => {
    if (content === undefined) {
      return "miss";
    }
    if (content.kind !== "bytes") {
      return "a file on disk";
    }
    const text = content.bytes.toString();
    return /localboot|exit 1\n$/.test(text) && !text.includes("vmlinuz")
      ? "disk"
      : text.includes("vmlinuz")
        ? "installer"
        : text;
  };
  return { needs, served, ask: async (name, from) => brief(await files.find(name, { address: parseIpv4(from) })) };
}

const table: Record<string, [name: string, from: string, answer: string, served?: string]> = {
  "seed B1 a known machine is answered at 01-<mac>": [
    "pxelinux.cfg/01-52-54-00-77-00-01",
    "10.77.0.11",
    "installer",
    "52:54:00:77:00:01 pxelinux bios kernel",
  ],
  "seed B1 …and a known one without a run there too, with its disk": [
    "pxelinux.cfg/01-52-54-00-77-00-02",
    "10.77.0.12",
    "disk",
    "52:54:00:77:00:02 pxelinux bios local",
  ],
  "seed B1 the UUID of a known machine misses": [
    "pxelinux.cfg/11223344-5566-7788-99aa-bbccddeeff00",
    "10.77.0.11",
    "miss",
  ],
  "seed B1 the address misses": ["pxelinux.cfg/0A4D000B", "10.77.0.11", "miss"],
  "seed B1 an unknown machine misses at its MAC": ["pxelinux.cfg/01-52-54-00-77-00-99", "10.77.0.99", "miss"],
  "seed B1, B4 …and gets the disk at default, whatever a plan says": [
    "pxelinux.cfg/default",
    "10.77.0.99",
    "disk",
    "52:54:00:77:00:99 pxelinux bios local",
  ],
  "seed B1 default is the disk even for the address of an armed machine": [
    "pxelinux.cfg/default",
    "10.77.0.11",
    "disk",
    "52:54:00:77:00:01 pxelinux bios local",
  ],
  "seed B1 the MAC in the name decides, not the lease": [
    "pxelinux.cfg/01-52-54-00-77-00-01",
    "10.77.0.12",
    "installer",
    "52:54:00:77:00:01 pxelinux bios kernel",
  ],
  "seed B7 Debian's GRUB: the lease decides": [
    "/grub/grub.cfg",
    "10.77.0.11",
    "installer",
    "52:54:00:77:00:01 grub x64 kernel",
  ],
  "seed B7 GRUB of a stranger: its disk": ["/grub/grub.cfg", "10.77.0.99", "disk", "52:54:00:77:00:99 grub x64 local"],
  "seed B7 GRUB of somebody without a lease: its disk": [
    "/grub/grub.cfg",
    "10.77.0.50",
    "disk",
    "nobody grub x64 local",
  ],
  "seed B7 upstream's GRUB by MAC": [
    "/boot/grub/grub.cfg-01-52-54-00-77-00-01",
    "10.77.0.12",
    "installer",
    "52:54:00:77:00:01 grub x64 kernel",
  ],
  "seed B7 …an unknown MAC misses, and grub.cfg comes next": [
    "/boot/grub/grub.cfg-01-52-54-00-77-00-99",
    "10.77.0.99",
    "miss",
  ],
  "arm64's GRUB says by its prefix what it is": [
    "/debian-installer/arm64/grub/grub.cfg",
    "10.77.0.11",
    "installer",
    "52:54:00:77:00:01 grub arm64 kernel",
  ],
  "iPXE by TFTP": ["boot.ipxe", "10.77.0.11", "installer", "52:54:00:77:00:01 ipxe x64 kernel"],
  "iPXE of a stranger: its disk": ["boot.ipxe", "10.77.0.99", "disk", "52:54:00:77:00:99 ipxe x64 local"],
  "a loader is a file on disk": ["PXELINUX.0", "10.77.0.99", "a file on disk"],
  "seed B8: GRUB comes off the medium for the machine that boots it": [
    "EFI/BOOT/grubx64.efi",
    "10.77.0.11",
    "<GRUB of the medium>",
  ],
  "seed B8: …and not for another": ["EFI/BOOT/grubx64.efi", "10.77.0.12", "miss"],
  "seed F10: Debian's installer is a file on disk": [
    "/debian-installer/12/amd64/linux",
    "10.77.0.99",
    "a file on disk",
  ],
  "seed F10: …and one that is not installed misses": ["/debian-installer/13/amd64/linux", "10.77.0.99", "miss"],
  "a loader that is not installed misses": ["shimx64.efi", "10.77.0.99", "miss"],
  "an image's file": ["/coreos/sub/vmlinuz.sig", "10.77.0.99", "installer"],
  "a file of no image misses": ["/nix/vmlinuz", "10.77.0.99", "miss"],
  "trust 33 traversal misses": ["coreos/../../etc/passwd", "10.77.0.99", "miss"],
};
for (const [sentence, [name, from, answer, served]] of Object.entries(table)) {
  test(sentence, async () => {
    const box = rack();
    assert.equal(await box.ask(name, from), answer);
    assert.deepEqual(box.served, served === undefined ? [] : [served]);
  });
}

test("HTTP asks the same: the MAC of the query decides, without one the lease", () => {
  const { needs, served } = rack();
  const from = parseIpv4("10.77.0.12");
  assert.match(
    ipxeScript(needs, armed, from, "http://10.77.0.1:8080"),
    /kernel http:\/\/10\.77\.0\.1:8080\/coreos\/vmlinuz/,
  );
  assert.match(ipxeScript(needs, undefined, from, "http://10.77.0.1"), /node-02 boots its own disk/);
  assert.equal(served.length, 2);
});

test("seed B5: the picture behind the menu is a PNG of 640x480", async () => {
  const { needs } = rack();
  const picture = await bootFiles(needs).find("splash.png", { address: parseIpv4("10.77.0.99") });
  assert.ok(picture?.kind === "bytes");
  assert.equal(picture.bytes.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)], [640, 480]);
  assert.ok(picture.bytes.length < 40_000);
});

test("seed B4, B12: a machine that nobody knows may be given a menu, by every loader", async () => {
  const { needs } = rack();
  const entry = { label: "rocky", plan: installs } as const;
  const menu: BootPlan = {
    kind: "menu",
    title: "Rack 7",
    timeoutSeconds: 5,
    entries: [{ label: "disk", plan: disk("x") }, entry],
  };
  const shown = { ...needs, planFor: () => ({ known: false, plan: menu }) };
  const from = { address: parseIpv4("10.77.0.99") };
  const ask = async (name: string): Promise<string> => {
    const content = await bootFiles(shown).find(name, from);
    return content?.kind === "bytes" ? content.bytes.toString() : "miss";
  };
  assert.equal(await ask("pxelinux.cfg/01-52-54-00-77-00-99"), "miss");
  assert.match(await ask("pxelinux.cfg/default"), /menu title Rack 7/);
  assert.match(await ask("/grub/grub.cfg"), /menuentry 'rocky' \{/);
  assert.match(await ask("boot.ipxe"), /item entry1 rocky/);
});

test("trust 2.3: a plan that holds a token is shown to its machine's address alone, whatever MAC is named", async () => {
  const { needs } = rack();
  const token = "a".repeat(40);
  const secret: KernelPlan = {
    ...installs,
    args: [parseKernelArg(`inst.ks=http://10.77.0.1/answers/${token}/ks.cfg`)],
    onlyFor: armed,
  };
  const house: BootNeeds = { ...needs, planFor: () => ({ known: true, plan: secret }) };
  const files = bootFiles(house);
  const read = async (name: string, from: string): Promise<string> => {
    const content = await files.find(name, { address: parseIpv4(from) });
    assert.ok(content?.kind === "bytes");
    return content.bytes.toString();
  };
  for (const name of ["pxelinux.cfg/01-52-54-00-77-00-01", "EFI/BOOT/grub.cfg-01-52-54-00-77-00-01"]) {
    assert.match(await read(name, "10.77.0.11"), new RegExp(token));
    for (const from of ["10.77.0.12", "10.77.0.50"]) assert.doesNotMatch(await read(name, from), new RegExp(token));
  }
  assert.match(ipxeScript(house, armed, parseIpv4("10.77.0.11"), "http://10.77.0.1"), new RegExp(token));
  assert.doesNotMatch(ipxeScript(house, armed, parseIpv4("10.77.0.12"), "http://10.77.0.1"), new RegExp(token));
});
