import assert from "node:assert/strict";
import { clientOf } from "../../../appliance/dhcp/client.ts";
import { mac, option, packet, prove, pxe, settings, textOption, type Outcome, type Row } from "./scene.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const A = mac(0xa1);
const B = mac(0xb1);
const fileOf = (heard: Outcome): string | undefined => heard.reply?.file.toString("latin1").replace(/\0.*$/s, "");
const guid = (digits: string): Buffer => Buffer.concat([Buffer.from([0]), Buffer.from(digits, "hex")]);
const uuidOf = (value: Buffer): string | undefined => clientOf(packet("DISCOVER", A, { options: [[97, value]] }))?.uuid;
const GUID = "112233445566778899aabbccddeeff00";

const pxeBoot: Record<string, Row> = {
  "P1: BIOS gets its loader in file and option 67": (scene) => {
    const heard = scene.discover(A, pxe(0));
    assert.deepEqual([fileOf(heard), textOption(heard, 67)], ["pxelinux.0", "pxelinux.0"]);
  },
  "P2, P3: 7 and 9 get the same shim": (scene) => {
    for (const arch of [7, 9]) assert.equal(fileOf(scene.discover(A, pxe(arch))), "shimx64.efi");
  },
  "P4: IA32 gets a lease and an event, no x64 file": (scene) => {
    const heard = scene.discover(A, pxe(6));
    assert.deepEqual([heard.line.slice(0, 5), fileOf(heard), option(heard, 67)], ["OFFER", "", undefined]);
    assert.deepEqual(heard.events, ["RS_DHCP_UNSUPPORTED_ARCH"]);
  },
  "P5: arm64 gets its shim": (scene) => assert.equal(fileOf(scene.discover(A, pxe(11))), "shimaa64.efi"),
  "P6: HTTP boot, where it is wanted, gets a URL and its own class, no TFTP": (scene) => {
    scene.settings = { ...settings, boot: { ...settings.boot, httpBoot: { x64Url: "http://10.77.0.1/ipxe.efi" } } };
    const heard = scene.discover(A, [
      [60, "HTTPClient:Arch:00016:UNDI:003000"],
      [93, [0, 16]],
    ]);
    assert.deepEqual(
      [textOption(heard, 60), textOption(heard, 67), option(heard, 66)],
      ["HTTPClient", "http://10.77.0.1/ipxe.efi", undefined],
    );
  },
  "P7: of several architectures the first supported counts": (scene) => {
    assert.equal(
      fileOf(
        scene.discover(A, [
          [60, "PXEClient"],
          [93, [0, 7, 0, 16]],
        ]),
      ),
      "shimx64.efi",
    );
    assert.equal(
      fileOf(
        scene.discover(A, [
          [60, "PXEClient"],
          [93, [0, 6, 0, 11]],
        ]),
      ),
      "shimaa64.efi",
    );
  },
  "P8: a damaged option 93 means a lease only, and an event": (scene) => {
    for (const value of [[], [7], [0, 7, 0]]) {
      const heard = scene.discover(A, [
        [60, "PXEClient"],
        [93, value],
      ]);
      assert.deepEqual([fileOf(heard), heard.events], ["", ["RS_DHCP_DAMAGED_ARCH"]]);
    }
  },
  "P9: an unknown architecture means a lease only, and an event that names it": (scene) => {
    const heard = scene.discover(A, pxe(0xff));
    assert.equal(fileOf(heard), "");
    assert.match(heard.decision?.events[0]?.text ?? "", /255/);
  },
  "P10: a damaged option 94 is ignored": (scene) => {
    const heard = scene.discover(A, [
      [60, "PXEClient"],
      [93, [0, 7]],
      [94, [1, 3]],
    ]);
    assert.deepEqual([fileOf(heard), option(heard, 94)], ["shimx64.efi", undefined]);
  },
  "P11: without option 97 nothing is echoed": (scene) => assert.equal(option(scene.discover(A, pxe(7)), 97), undefined),
  "P12: a damaged identifier is not echoed and identifies nobody": (scene) => {
    for (const value of [Buffer.alloc(16, 5), Buffer.concat([Buffer.from([1]), Buffer.alloc(16, 5)])]) {
      assert.equal(option(scene.discover(A, [...pxe(7), [97, value]]), 97), undefined);
      assert.equal(uuidOf(value), undefined);
    }
  },
  "P13: placeholders identify nobody": () => {
    for (const digits of [
      "00".repeat(16),
      "ff".repeat(16),
      "03000200040005000006000700080009",
      "00020003000400050006000700080009",
    ]) {
      assert.equal(uuidOf(guid(digits)), undefined, digits);
    }
    assert.equal(uuidOf(guid(GUID)), "44332211-6655-8877-99aa-bbccddeeff00");
  },
  "P14: one UUID on two MACs is two machines and a warning": (scene) => {
    scene.boot(A, [...pxe(7), [97, guid(GUID)]]);
    const second = scene.boot(B, [...pxe(7), [97, guid(GUID)]]);
    assert.notEqual(scene.book.lease(A)?.address, second.address);
    assert.deepEqual(second.events, ["RS_DHCP_DUPLICATE_UUID"]);
  },
  "P15: 93, 94 and 97 come back byte for byte": (scene) => {
    const heard = scene.boot(A, [...pxe(7), [97, guid(GUID)]]);
    assert.deepEqual([option(heard, 93), option(heard, 94), option(heard, 97)], ["0007", "010310", `00${GUID}`]);
  },
  "P16: a Raspberry Pi's ROM gets a lease, and a person hears that more is not supported yet": (scene) => {
    const heard = scene.discover(parseMac("dc:a6:32:00:00:01"), pxe(0));
    assert.deepEqual([fileOf(heard), heard.events], ["", ["RS_DHCP_RASPBERRY_PI"]]);
  },
};

const full: Record<string, Row> = {
  "X1, X18: a PXE client gets address, file, server, 60, 43 {6=8} with its end, 97": (scene) => {
    const heard = scene.discover(A, [...pxe(7), [97, guid(GUID)]]);
    assert.deepEqual(
      [heard.reply?.siaddr, fileOf(heard), textOption(heard, 60)],
      ["10.77.0.1", "shimx64.efi", "PXEClient"],
    );
    assert.deepEqual([option(heard, 43), textOption(heard, 66)], ["060108ff", "10.77.0.1"]);
    assert.ok(option(heard, 97));
  },
  "X2: others get none of it": (scene) => {
    const heard = scene.discover(A, [[55, [1, 3, 43, 60, 66, 67]]]);
    assert.deepEqual([fileOf(heard), heard.reply?.siaddr], ["", "0.0.0.0"]);
    for (const code of [43, 60, 66, 67, 97]) assert.equal(option(heard, code), undefined);
  },
  "X10: garbage in option 43 is ignored": (scene) => {
    assert.equal(fileOf(scene.discover(A, [...pxe(7), [43, [8, 200, 1]]])), "shimx64.efi");
  },
  "X11, X12: iPXE gets a script, by user class or by feature list, never the loader again": (scene) => {
    const url = `http://10.77.0.1/boot.ipxe?mac=${A}`;
    for (const sign of [
      [77, "iPXE"],
      [77, "\x04iPXE"],
      [175, [0xb1, 1, 1]],
    ] as const) {
      const heard = scene.discover(A, [...pxe(0), sign]);
      assert.deepEqual([fileOf(heard), textOption(heard, 67)], [url, url]);
    }
  },
  "X11: where scripts are off, iPXE in ROM gets the loader of its architecture": (scene) => {
    scene.settings = { ...settings, boot: { ...settings.boot, ipxe: false } };
    assert.equal(fileOf(scene.discover(A, [...pxe(0), [77, "iPXE"]])), "pxelinux.0");
  },
  "X13: a machine that boots five times in two minutes raises an event": (scene) => {
    const events = Array.from({ length: 5 }, (_, index) => {
      scene.now += 20;
      return scene.boot(A, pxe(0), { xid: 100 + index }).events;
    });
    assert.deepEqual([events[3], events[4]], [[], ["RS_DHCP_BOOT_LOOP"]]);
  },
  "X16: a name of 127 bytes stands in file, one of 128 in option 67 only": (scene) => {
    for (const [length, there] of [
      [127, 127],
      [128, 0],
    ] as const) {
      const biosName = "n".repeat(length);
      scene.settings = { ...settings, boot: { ...settings.boot, loaders: { ...settings.boot.loaders, biosName } } };
      const heard = scene.discover(A, [...pxe(0), [57, [5, 192]]]);
      assert.deepEqual([fileOf(heard)?.length, textOption(heard, 67)], [there, biosName]);
    }
  },
  "X17: HTTP boot is not answered while it is off": (scene) => {
    assert.equal(
      scene.discover(A, [
        [60, "HTTPClient:Arch:00016:UNDI:003000"],
        [93, [0, 16]],
      ]).line,
      "ignore http-boot-off",
    );
  },
};

prove("conformance 3.8", pxeBoot);
prove("conformance 3.11", full);
