import assert from "node:assert/strict";
import { decode } from "../../../appliance/dhcp/decode.ts";
import { encode } from "../../../appliance/dhcp/encode.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { addr, mac, option, packet, prove, pxe, settings, type Row, type Outcome } from "./scene.ts";

const A = mac(0xa1);
const B = mac(0xb1);
const fileOf = (heard: Outcome): string | undefined => heard.reply?.file.toString("latin1").replace(/\0.*$/s, "");

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

prove("trust 4, row", hostile);
prove("whom to answer:", stranger);
