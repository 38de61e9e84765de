import assert from "node:assert/strict";
import { subOptions } from "../../../appliance/dhcp/options/vendor.ts";
import type { Packet, Ports, Row, Scene } from "./scene.ts";
import { addr, codes, mac, option, type Outcome, packet, prove, pxe, settings, textOption } from "./scene.ts";

const A = mac(0xa1);
const BOOT_PORT: Ports = { sourcePort: 4011, port: 4011 };
const OTHER = addr("10.77.0.254");
const fileOf = (heard: Outcome): string | undefined => heard.reply?.file.toString("latin1").replace(/\0.*$/s, "");
type Options = NonNullable<Packet["options"]>;

/** Beside another DHCP server: no subnets, no pool. */
const beside = (scene: Scene): Scene => {
  scene.settings = { ...settings, mode: "proxy", subnets: [], reservations: [] };
  return scene;
};
const proxied = (rows: Record<string, Row>): Record<string, Row> =>
  Object.fromEntries(Object.entries(rows).map(([sentence, row]) => [sentence, (scene) => row(beside(scene))]));

/** What a machine that has its address asks on port 4011. */
const ask = (scene: Scene, options: Options, source = "10.77.0.55", rest: Packet = {}): Outcome =>
  scene.hear(packet("REQUEST", A, { ci: source, ...rest, options }), source, BOOT_PORT);

prove("conformance 3.11, full mode:", {
  "X1: a PXE DISCOVER is offered an address, a loader, 60, and 43 that says “download it”; 97 is echoed": (scene) => {
    const id = Buffer.concat([Buffer.from([0]), Buffer.alloc(16, 7)]);
    const heard = scene.discover(A, [...pxe(0), [97, id]]);
    assert.match(heard.line, /^OFFER 10\.77\.0\./);
    assert.equal(heard.reply?.siaddr, "10.77.0.1");
    assert.deepEqual([fileOf(heard), textOption(heard, 60)], ["pxelinux.0", "PXEClient"]);
    assert.deepEqual([option(heard, 43), option(heard, 97)], ["060108ff", id.toString("hex")]);
  },
  "X2: a DISCOVER that is no PXE has no 43, 60 or file": (scene) => {
    const heard = scene.discover(A);
    assert.deepEqual([fileOf(heard), option(heard, 43), option(heard, 60)], ["", undefined, undefined]);
  },
});

prove(
  "conformance 3.11, proxyDHCP:",
  proxied({
    "X3: a PXE DISCOVER gets an OFFER without address, time, mask or router, with 54, 60 and the file": (scene) => {
      const heard = scene.discover(A, pxe(0));
      assert.equal(heard.line, "OFFER to 255.255.255.255:68");
      assert.deepEqual(
        codes(heard).filter((code) => [1, 3, 6, 51, 58, 59].includes(code)),
        [],
      );
      assert.deepEqual([option(heard, 54), textOption(heard, 60)], ["0a4d0001", "PXEClient"]);
      assert.deepEqual([fileOf(heard), heard.reply?.siaddr], ["pxelinux.0", "10.77.0.1"]);
      assert.deepEqual([textOption(heard, 66), textOption(heard, 67)], ["10.77.0.1", "pxelinux.0"]);
    },
    "X3: BIOS is told to download the file, UEFI is sent to port 4011 by leaving 43 out": (scene) => {
      assert.equal(option(scene.discover(A, pxe(0)), 43), "060108ff");
      for (const arch of [7, 9, 11]) assert.equal(option(scene.discover(A, pxe(arch)), 43), undefined);
    },
    "X4: a DISCOVER that is no PXE gets silence": (scene) => {
      assert.equal(scene.discover(A).line, "ignore not-a-boot");
      assert.equal(scene.discover(A, [[60, "MSFT 5.0"]]).line, "ignore not-a-boot");
    },
    "X5: a REQUEST to 67 gets silence, whoever it is for, and tells who has which address": (scene) => {
      const select: Options = [...pxe(0), [54, OTHER], [50, addr("10.77.0.55")]];
      assert.equal(scene.say("REQUEST", A, { options: select }).line, "heard 10.77.0.55");
      assert.equal(scene.say("REQUEST", A, { options: [[50, addr("192.168.9.9")]] }).line, "heard 192.168.9.9");
      assert.equal(scene.say("REQUEST", A, { ci: "10.77.0.56" }).line, "heard 10.77.0.56");
      assert.equal(scene.say("REQUEST", A).line, "ignore gives-no-addresses");
      const ours: Options = [
        [54, addr("10.77.0.1")],
        [50, addr("10.77.0.100")],
      ];
      assert.equal(scene.say("REQUEST", A, { options: ours }).line, "heard 10.77.0.100");
    },
    "X5: DECLINE, RELEASE and plain BOOTP get silence and change nothing": (scene) => {
      const named: Options = [
        [54, addr("10.77.0.1")],
        [50, addr("10.77.0.100")],
      ];
      assert.equal(scene.say("DECLINE", A, { options: named }).line, "ignore gives-no-addresses");
      assert.equal(scene.say("RELEASE", A, { ci: "10.77.0.100", options: named }).line, "ignore gives-no-addresses");
      scene.settings = { ...scene.settings, bootp: true };
      assert.equal(scene.say(undefined, A).line, "ignore gives-no-addresses");
    },
    "X6: a REQUEST on 4011 is acknowledged to the very address and port it came from, out of 4011": (scene) => {
      const heard = ask(scene, pxe(7));
      assert.equal(heard.line, "ACK to 10.77.0.55:4011");
      assert.deepEqual(
        [heard.reply?.ciaddr, heard.reply?.yiaddr, fileOf(heard)],
        ["10.77.0.55", "0.0.0.0", "shimx64.efi"],
      );
      assert.deepEqual([option(heard, 43), option(heard, 51)], ["060108ff", undefined]);
      const { decision } = heard;
      assert.deepEqual(decision?.kind === "reply" && decision.reply.destination, {
        address: "10.77.0.55",
        port: 4011,
        from: 4011,
      });
      const inform = packet("INFORM", A, { ci: "10.77.0.55", options: pxe(0) });
      assert.equal(scene.hear(inform, "10.77.0.55", { sourcePort: 68, port: 4011 }).line, "ACK to 10.77.0.55:68");
    },
    "X7: on 4011 without ciaddr the source counts, and without either there is silence": (scene) => {
      assert.equal(ask(scene, pxe(7), "10.77.0.55", { ci: "0.0.0.0" }).line, "ACK to 10.77.0.55:4011");
      assert.equal(ask(scene, pxe(7), "0.0.0.0").line, "ignore no-address");
      assert.equal(ask(scene, pxe(7), "172.16.0.9").line, "ignore source-address");
    },
    "X8: on 4011 whoever is no PXE gets silence, and so does a DISCOVER": (scene) => {
      assert.equal(ask(scene, [[60, "MSFT 5.0"]]).line, "ignore not-a-boot");
      const discover = packet("DISCOVER", A, { options: pxe(7) });
      assert.equal(scene.hear(discover, "10.77.0.55", BOOT_PORT).line, "ignore not-for-servers");
    },
    "X9: on 4011 a chosen item (43.71) is echoed with the file": (scene) => {
      const heard = ask(scene, [...pxe(0), [43, [71, 4, 0x80, 0x01, 0, 0, 255]]]);
      assert.deepEqual([option(heard, 43), fileOf(heard)], ["0601084704800100" + "00ff", "pxelinux.0"]);
    },
    "X10: garbage in 43 is ignored": (scene) => {
      for (const value of [[71, 200, 1], [71, 2, 1, 1, 255], [255], [0xde, 0xad]]) {
        const heard = ask(scene, [...pxe(0), [43, value]]);
        assert.deepEqual([heard.line, option(heard, 43)], ["ACK to 10.77.0.55:4011", "060108ff"]);
      }
    },
    "X11: iPXE by its user class gets the script and not the loader again, on 67 and on 4011": (scene) => {
      const script = `http://10.77.0.1/boot.ipxe?mac=${A}`;
      for (const arch of [0, 7]) {
        const heard = scene.discover(A, [...pxe(arch), [77, "iPXE"]]);
        assert.deepEqual([fileOf(heard), textOption(heard, 60)], [script, "PXEClient"]);
        assert.equal(fileOf(ask(scene, [...pxe(arch), [77, "iPXE"]])), script);
      }
    },
    "X12: iPXE by option 175 alone gets the script too": (scene) => {
      const heard = scene.discover(A, [...pxe(0), [175, [1, 1, 1]]]);
      assert.match(fileOf(heard) ?? "", /boot\.ipxe/);
    },
    "X13: five boots within two minutes raise the loop event; a DISCOVER repeated under one xid is one boot": (
      scene,
    ) => {
      const boot = (xid: number): string[] => [...scene.discover(A, pxe(0), { xid }).events];
      for (let boots = 1; boots < 5; boots += 1) {
        assert.deepEqual([boot(boots), boot(boots), boot(boots)], [[], [], []]);
        scene.now += 20;
      }
      assert.deepEqual(boot(5), ["RS_DHCP_BOOT_LOOP"]);
      scene.now += 300;
      assert.deepEqual(boot(6), []);
    },
    "X14: a machine that is to boot its disk is answered as ever: its loader's configuration sends it there": (
      scene,
    ) => {
      assert.equal(fileOf(scene.discover(A, pxe(0))), "pxelinux.0");
    },
    "X15: UEFI x64 and arm64 get shim, on 67 and on 4011": (scene) => {
      for (const [arch, shim] of [
        [7, "shimx64.efi"],
        [11, "shimaa64.efi"],
      ] as const) {
        assert.equal(fileOf(scene.discover(A, pxe(arch))), shim);
        assert.equal(fileOf(ask(scene, pxe(arch))), shim);
      }
    },
    "X16: a file name of 127 bytes stands in both places, one of 128 in option 67 only": (scene) => {
      for (const [length, inField] of [
        [127, true],
        [128, false],
      ] as const) {
        const name = "f".repeat(length);
        const loaders = { ...settings.boot.loaders, biosName: name };
        scene.settings = { ...scene.settings, boot: { ...settings.boot, loaders } };
        const heard = scene.discover(A, pxe(0), { xid: length });
        assert.deepEqual([textOption(heard, 67), fileOf(heard)], [name, inField ? name : ""]);
      }
    },
    "X17: HTTP boot gets silence while it is off, and a URL with its own class while it is on": (scene) => {
      const http: Options = [
        [60, "HTTPClient:Arch:00016:UNDI:003000"],
        [93, [0, 16]],
      ];
      assert.equal(scene.discover(A, http).line, "ignore http-boot-off");
      scene.settings = {
        ...scene.settings,
        boot: { ...settings.boot, httpBoot: { x64Url: "http://10.77.0.1/ipxe.efi" } },
      };
      const heard = scene.discover(A, http);
      assert.equal(heard.line, "OFFER to 255.255.255.255:68");
      assert.deepEqual(
        [textOption(heard, 60), textOption(heard, 67), option(heard, 43)],
        ["HTTPClient", "http://10.77.0.1/ipxe.efi", undefined],
      );
    },
    "X18: sub-options of 43 ascend and end with 255": (scene) => {
      const heard = ask(scene, [...pxe(0), [43, [71, 4, 0, 9, 0, 0, 255]]]);
      const value = heard.reply?.options.get(43);
      assert.ok(value !== undefined);
      assert.equal(value.at(-1), 255);
      assert.deepEqual(
        subOptions(value, 255)?.map(({ code }) => code),
        [6, 71],
      );
    },
    "an architecture without a loader gets silence and an event": (scene) => {
      const heard = scene.discover(A, pxe(6));
      assert.deepEqual([heard.line, heard.events], ["ignore nothing-to-boot", ["RS_DHCP_UNSUPPORTED_ARCH"]]);
    },
    "through a relay of our network the OFFER goes to the relay; a relay from elsewhere gets silence": (scene) => {
      assert.equal(scene.discover(A, pxe(0), { gi: "10.77.0.2" }).line, "OFFER to 10.77.0.2:67");
      assert.equal(scene.discover(A, pxe(0), { gi: "10.99.0.2" }).line, "ignore unknown-relay");
    },
    "61 and 82 are echoed as in full mode (conformance 3.10 C1)": (scene) => {
      const heard = scene.discover(A, [...pxe(0), [61, [1, 2, 3]], [82, [1, 1, 7]]], { gi: "10.77.0.2" });
      assert.deepEqual([option(heard, 61), option(heard, 82)], ["010203", "010107"]);
    },
  }),
);
