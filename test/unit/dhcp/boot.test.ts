import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { decode } from "../../../appliance/dhcp/decode.ts";
import { clientOf } from "../../../appliance/dhcp/client.ts";
import { encode } from "../../../appliance/dhcp/encode.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { addr, codes, mac, option, type Outcome, packet, pxe, Scene, settings, textOption } from "./scene.ts";

const A = mac(0xa1);
const B = mac(0xb1);
type Row = (scene: Scene) => void;
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

const relay: Record<string, Row> = {
  "R1, R2: option 82 comes back byte for byte and last, or not at all": (scene) => {
    const value = [1, 3, 100, 110, 48, 2, 2, 9, 9];
    const heard = scene.discover(A, [[82, value]], { gi: "10.88.0.1" });
    assert.match(heard.line, /^OFFER 10\.88\.0\.\d+ to 10\.88\.0\.1:67$/);
    assert.deepEqual([codes(heard).at(-1), option(heard, 82)], [82, Buffer.from(value).toString("hex")]);
    assert.equal(option(scene.discover(B, [], { gi: "10.88.0.1" }), 82), undefined);
  },
  "R3: option 82 without a relay is not trusted (3.3 O17: and never echoed)": (scene) => {
    const heard = scene.discover(A, [[82, [1, 1, 1]]]);
    assert.deepEqual(
      [heard.line, heard.events],
      ["ignore untrusted-relay-information", ["RS_DHCP_UNTRUSTED_RELAY_INFORMATION"]],
    );
  },
  "R4, R5: one whose lengths lie, or of 255 bytes, is echoed all the same": (scene) => {
    for (const value of [Buffer.from([1, 200, 3]), Buffer.alloc(255, 7)]) {
      assert.equal(option(scene.discover(A, [[82, value]], { gi: "10.88.0.1" }), 82), value.toString("hex"));
    }
  },
  "R6: with lent fields 82 stays in the options field": (scene) => {
    const heard = scene.discover(A, [...pxe(0), [61, Buffer.alloc(200, 1)], [82, Buffer.alloc(60, 7)]], {
      gi: "10.88.0.1",
    });
    assert.ok(option(heard, 52));
    assert.equal(codes(heard).at(-1), 82);
  },
  "R7: one in two pieces is echoed with the same bytes": (scene) => {
    assert.equal(
      option(
        scene.discover(
          A,
          [
            [82, [1, 1]],
            [82, [9]],
          ],
          { gi: "10.88.0.1" },
        ),
        82,
      ),
      "010109",
    );
  },
  "R8: a relayed NAK carries it too": (scene) => {
    const heard = scene.select(A, "10.77.0.9", [[82, [1, 1, 9]]], { gi: "10.88.0.1" });
    assert.deepEqual([option(heard, 82), heard.reply?.flags], ["010109", 0x8000]);
  },
  "R9: a renewal without it is accepted and the circuit remembered": (scene) => {
    const { address } = scene.boot(A, [[82, [1, 1, 9]]], { gi: "10.88.0.1" });
    assert.match(scene.say("REQUEST", A, { ci: address, xid: 5 }).line, /^ACK/);
    assert.equal(scene.book.lease(A)?.circuitId, "09");
  },
  "R10: link selection chooses the pool, the relay gets the reply": (scene) => {
    const heard = scene.discover(A, [[82, [5, 4, 10, 99, 0, 0]]], { gi: "10.88.0.1" });
    assert.match(heard.line, /^OFFER 10\.99\.0\.\d+ to 10\.88\.0\.1:67$/);
  },
  "R11: the server identifier can be overridden, and then names us": (scene) => {
    const override = [82, [11, 4, 10, 88, 0, 1]] as const;
    assert.equal(option(scene.discover(A, [override], { gi: "10.88.0.1" }), 54), "0a580001");
    assert.match(scene.boot(A, [override], { gi: "10.88.0.1" }).line, /^ACK/);
  },
  "R12: a machine that moves to another port keeps its lease, and is told of": (scene) => {
    const first = scene.boot(A, [[82, [1, 1, 1]]], { gi: "10.88.0.1", xid: 1 });
    const second = scene.boot(A, [[82, [1, 1, 2]]], { gi: "10.88.0.1", xid: 2 });
    assert.deepEqual([second.address, second.events], [first.address, ["RS_DHCP_MOVED_PORT"]]);
  },
  "R13: one that does not fit is left out, and told of": (scene) => {
    const heard = scene.discover(
      A,
      [
        [61, Buffer.alloc(255, 1)],
        [82, Buffer.alloc(255, 7)],
      ],
      { gi: "10.88.0.1" },
    );
    assert.deepEqual([option(heard, 82), heard.events], [undefined, ["RS_DHCP_RELAY_INFORMATION_DROPPED"]]);
  },
  "R14: a relay that cannot be is not answered": (scene) => {
    for (const gi of ["10.66.0.1", "127.0.0.1", "255.255.255.255", "224.0.0.1", "10.77.0.1"]) {
      const heard = scene.say("DISCOVER", A, { gi }, "10.77.0.2");
      assert.deepEqual([heard.line, heard.events], ["ignore unknown-relay", ["RS_DHCP_UNKNOWN_RELAY"]], gi);
    }
  },
};

const off: Record<string, Row> = {
  "3.6 S1: subnet selection is off: a normal OFFER without option 118": (scene) => {
    const heard = scene.discover(A, [[118, addr("10.88.0.0")]]);
    assert.match(heard.address, /^10\.77\.0\./);
    assert.equal(option(heard, 118), undefined);
  },
  "3.6 S4: a damaged one drops the packet": (scene) => {
    for (const length of [0, 3, 5])
      assert.equal(scene.discover(A, [[118, Buffer.alloc(length)]]).line, "ignore malformed");
  },
  "3.7 Q1, Q2, Q11: lease queries and their answers hear nothing": (scene) => {
    for (const type of ["LEASEQUERY", "LEASEUNASSIGNED", "LEASEUNKNOWN", "LEASEACTIVE"] as const) {
      assert.equal(scene.say(type, A, { gi: "10.88.0.1" }).line, "ignore not-for-servers");
      assert.equal(scene.say(type, A).line, "ignore not-for-servers");
    }
  },
  "3.9 T2, T4: option 150 is not configured and so absent, asked for or not": (scene) => {
    assert.equal(option(scene.discover(A, [...pxe(7), [55, [150]]]), 150), undefined);
    assert.equal(option(scene.discover(A, pxe(7)), 150), undefined);
  },
  "3.9 T7: option 150 from a client is ignored": (scene) =>
    assert.match(scene.discover(A, [[150, [1, 2, 3]]]).line, /^OFFER/),
};

const hostile: Record<string, Row> = {
  "1–5: short packets and damaged cookies are malformed": (scene) => {
    const bytes = encode(packet("DISCOVER", A));
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(bytes.readUInt8(239) ^ 1, 239);
    for (const bad of [Buffer.alloc(0), Buffer.alloc(1), bytes.subarray(0, 235), bytes.subarray(0, 236), flipped]) {
      assert.equal(scene.hearBytes(bad).line, "ignore malformed");
    }
  },
  "6: a datagram of 64 KiB is malformed": (scene) => {
    const bytes = Buffer.concat([encode(packet("DISCOVER", A)), Buffer.alloc(65_000)]);
    assert.throws(() => decode(bytes), /datagram of/);
    assert.equal(scene.hearBytes(bytes).line, "ignore malformed");
  },
  "7–10: hardware addresses of impossible length or type": (scene) => {
    for (const rest of [{ hlen: 255 }, { hlen: 17 }, { hlen: 0 }, { htype: 255 }]) {
      assert.equal(scene.discover(A, [], rest).line, "ignore hardware-address");
    }
  },
  "11, 12: broadcast, group, zero and our own MAC": (scene) => {
    for (const bad of ["ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "00:00:00:00:00:00"]) {
      assert.equal(scene.discover(parseMac(bad)).line, "ignore hardware-address");
    }
    assert.equal(scene.discover(scene.ownMac).line, "ignore own-hardware-address");
  },
  "13: sources that cannot be": (scene) => {
    for (const source of ["127.0.0.1", "10.77.0.1", "224.0.0.5", "192.168.1.1"]) {
      assert.equal(scene.hear(packet("DISCOVER", A), source).line, "ignore source-address", source);
    }
  },
  "14: a last option that claims all the rest is malformed or read": (scene) => {
    assert.match(
      scene.discover(A, [
        [224, Buffer.alloc(255)],
        [225, Buffer.alloc(255)],
      ]).line,
      /^OFFER/,
    );
  },
  "17: message types that are none": (scene) => {
    for (const type of [0, 9, 14, 255]) {
      assert.equal(scene.say(undefined, A, { options: [[53, [type]]] }).line, "ignore not-for-servers");
    }
  },
  "18: an identifier of 255 NULs": (scene) => {
    assert.equal(option(scene.discover(A, [[61, Buffer.alloc(255)]]), 61), "00".repeat(255));
  },
  "24: 65 architectures": (scene) => {
    assert.equal(
      fileOf(
        scene.discover(A, [
          [60, "PXEClient"],
          [93, Buffer.alloc(130)],
        ]),
      ),
      "pxelinux.0",
    );
  },
  "26: one xid used by two machines": (scene) => {
    assert.notEqual(scene.discover(A, [], { xid: 1 }).address, scene.discover(B, [], { xid: 1 }).address);
  },
  "28: somebody replays RELEASE for every address": (scene) => {
    scene.boot(A);
    for (let last = 100; last <= 250; last += 1) {
      scene.say("RELEASE", B, { ci: `10.77.0.${last}`, options: [[54, addr("10.77.0.1")]] });
    }
    assert.equal(scene.book.lease(A)?.released, false);
  },
};

const stranger: Record<string, Row> = {
  "under pxe-and-known a stranger hears nothing, PXE and the inventory do": (scene) => {
    scene.settings = { ...settings, answer: "pxe-and-known", known: [B] };
    assert.equal(scene.discover(A).line, "ignore stranger");
    assert.match(scene.discover(B).line, /^OFFER/);
    assert.match(scene.discover(A, pxe(7)).line, /^OFFER/);
    assert.match(scene.discover(mac(0x11)).line, /^OFFER 10\.77\.0\.11/);
  },
  "the system on a machine that once booted by PXE is no stranger": (scene) => {
    scene.settings = { ...settings, answer: "pxe-and-known" };
    scene.boot(A, pxe(7));
    assert.match(scene.discover(A).line, /^OFFER/);
  },
  "under pxe-and-known a circuit gets 20 new leases a second (trust 2.5)": (scene) => {
    scene.settings = { ...settings, answer: "pxe-and-known" };
    const boot = (index: number): string =>
      scene.boot(mac(0x200 + index), [...pxe(0), [82, [1, 1, 9]]], { gi: "10.88.0.1" }).line;
    const lines = Array.from({ length: 25 }, (_, index) => boot(index));
    assert.equal(lines.filter((line) => line.startsWith("ACK")).length, 20);
    assert.equal(lines.at(-1), "ignore binding-limit");
    scene.now += 2;
    assert.match(boot(30), /^ACK/);
  },
  "at 80 % of the pool a person is told": (scene) => {
    const events = Array.from({ length: 121 }, (_, index) => scene.boot(mac(0x100 + index)).events);
    assert.deepEqual([events[119], events[120]], [[], ["RS_DHCP_POOL_80"]]);
  },
};

const tables = {
  "conformance 3.8": pxeBoot,
  "conformance 3.11": full,
  "conformance 3.5": relay,
  conformance: off,
  "trust 4, row": hostile,
  "whom to answer:": stranger,
};
for (const [list, rows] of Object.entries(tables)) {
  suite(list, () => {
    for (const [sentence, row] of Object.entries(rows)) test(`${list} ${sentence}`, () => row(new Scene()));
  });
}
