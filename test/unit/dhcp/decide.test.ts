import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { addr, codes, mac, option, packet, Scene, settings, ip } from "./scene.ts";
import { decode } from "../../../appliance/dhcp/decode.ts";

const A = mac(0xa1);
const B = mac(0xb1);
const BROADCAST_68 = "255.255.255.255:68";

/** Each row: what happened before, what is sent, and the line that comes of it. */
type Row = (scene: Scene) => void;

const in100to250 = /^10\.77\.0\.(1\d\d|2[0-4]\d|250)$/;

const bootp: Record<string, Row> = {
  "B1: a BOOTP request is not answered while BOOTP is off, and a person hears of it": (scene) => {
    const heard = scene.say(undefined, A);
    assert.equal(heard.line, "ignore bootp-off");
    assert.deepEqual(heard.events, ["RS_DHCP_BOOTP_SEEN"]);
  },
  "B2: with BOOTP on, a reservation is answered without DHCP's options": (scene) => {
    scene.settings = { ...scene.settings, bootp: true };
    const heard = scene.say(undefined, mac(0x11));
    assert.equal(heard.line, `BOOTP 10.77.0.11 to ${BROADCAST_68}`);
    assert.equal(heard.reply?.op, 2);
    for (const code of [51, 53, 54, 58, 59]) assert.equal(option(heard, code), undefined);
    assert.ok((heard.bytes?.length ?? 0) >= 300);
  },
  "B2: with BOOTP on, an unknown client's address is for ever (RFC 1534)": (scene) => {
    scene.settings = { ...scene.settings, bootp: true };
    assert.match(scene.say(undefined, A).line, /^BOOTP 10\.77\.0\.\d+ to/);
    assert.equal(scene.book.lease(A)?.endsAt, null);
  },
  "B3: a reply sent to the server port hears nothing": (scene) => {
    assert.equal(scene.discover(A, [], { op: 2 }).line, "ignore not-a-request");
  },
  "B4: other op values hear nothing": (scene) => {
    for (const op of [0, 3, 255]) assert.equal(scene.discover(A, [], { op }).line, "ignore not-a-request");
  },
  "B5: a short request is accepted, the reply is at least 300 bytes": (scene) => {
    const bytes = Buffer.concat([Buffer.from([1, 1, 6, 0]), Buffer.alloc(24), Buffer.from("525400770001", "hex"), Buffer.alloc(202)]);
    const short = Buffer.concat([bytes, Buffer.from("63825363350101ff", "hex"), Buffer.alloc(55)]);
    assert.equal(short.length, 299);
    assert.ok((scene.hearBytes(short).bytes?.length ?? 0) >= 300);
  },
  "B6: the broadcast flag means a broadcast": (scene) => {
    assert.match(scene.discover(A, [], { flags: 0x8000 }).line, /to 255\.255\.255\.255:68$/);
  },
  "B7: without the flag the reply is a broadcast too, our documented deviation": (scene) => {
    assert.match(scene.discover(A).line, /to 255\.255\.255\.255:68$/);
  },
  "B8: of the flags only the top bit comes back": (scene) => {
    assert.equal(scene.discover(A, [], { flags: 0xffff }).reply?.flags, 0x8000);
    assert.equal(scene.discover(A, [], { flags: 0x7fff }).reply?.flags, 0);
  },
  "B9: 16 hops are answered, 17 are not": (scene) => {
    assert.match(scene.discover(A, [], { hops: 16, gi: "10.88.0.1" }).line, /^OFFER/);
    assert.equal(scene.discover(A, [], { hops: 17, gi: "10.88.0.1" }).line, "ignore too-many-hops");
  },
  "B10, B11: a request that names another server is not for us, one with our name is": (scene) => {
    assert.equal(scene.discover(A, [], { sname: "other" }).line, "ignore names-another-server");
    assert.match(scene.discover(A, [], { sname: "rackseed" }).line, /^OFFER/);
    assert.match(scene.discover(A, [], { sname: "10.77.0.1" }).line, /^OFFER/);
  },
  "B12: a file name in the request is no wish that we follow": (scene) => {
    const heard = scene.discover(A, [[60, "PXEClient:Arch:00000:UNDI:002001"], [93, [0, 0]]], { file: "custom.efi" });
    assert.match(heard.reply?.file.toString("latin1") ?? "", /^pxelinux\.0\0/);
  },
  "B13: a relayed request is answered to the relay, giaddr and flags copied, hops 0": (scene) => {
    const heard = scene.discover(A, [], { gi: "10.88.0.1", hops: 3, flags: 0x8000 });
    assert.match(heard.line, /to 10\.88\.0\.1:67$/);
    assert.deepEqual([heard.reply?.giaddr, heard.reply?.hops, heard.reply?.flags], ["10.88.0.1", 0, 0x8000]);
  },
  "B14: without the magic cookie there is no answer": (scene) => {
    assert.equal(scene.hearBytes(Buffer.alloc(300, 1)).line, "ignore malformed");
  },
};

const rfc2131: Record<string, Row> = {
  "D1: a new machine is offered an address of the pool with mask, time and server": (scene) => {
    const heard = scene.discover(A, [], { xid: 0xcafe });
    assert.match(heard.address, in100to250);
    assert.deepEqual([option(heard, 1), option(heard, 51), option(heard, 54)], ["ffffff00", "0000a8c0", "0a4d0001"]);
    assert.deepEqual([heard.reply?.xid, heard.reply?.secs, heard.reply?.hops, heard.reply?.ciaddr], [0xcafe, 0, 0, "0.0.0.0"]);
    for (const never of [50, 55, 57]) assert.equal(option(heard, never), undefined);
  },
  "D2: the same DISCOVER twice is offered the same address": (scene) => {
    assert.equal(scene.discover(A).address, scene.discover(A).address);
  },
  "D3: 151 machines get 151 addresses, the 152nd silence and an event": (scene) => {
    const offered = Array.from({ length: 151 }, (_, index) => scene.discover(mac(0x100 + index)).address);
    assert.equal(new Set(offered).size, 151);
    assert.ok(offered.every((address) => in100to250.test(address)));
    const late = scene.discover(mac(0x300));
    assert.equal(late.line, "ignore pool-full");
    assert.deepEqual(late.events, ["RS_DHCP_POOL_FULL"]);
  },
  "D4: a free address that is asked for is given": (scene) => {
    assert.equal(scene.discover(A, [[50, addr("10.77.0.200")]]).address, "10.77.0.200");
  },
  "D5: an address in use, reserved, outside, ours, .0 or .255 is not; another is offered": (scene) => {
    scene.boot(B, [[50, addr("10.77.0.200")]]);
    for (const bad of ["10.77.0.200", "10.77.0.11", "10.77.0.50", "10.77.0.1", "10.77.0.0", "10.77.0.255", "192.168.1.5"]) {
      const offered = scene.discover(A, [[50, addr(bad)]]).address;
      assert.match(offered, in100to250);
      assert.notEqual(offered, bad);
    }
  },
  "D6: what a client has wins over what it asks for": (scene) => {
    const { address } = scene.boot(A);
    assert.equal(scene.discover(A, [[50, addr("10.77.0.201")]]).address, address);
  },
  "D7: after a RELEASE the same client gets the same address": (scene) => {
    const { address } = scene.boot(A);
    scene.say("RELEASE", A, { ci: address, options: [[54, addr("10.77.0.1")]] });
    scene.now += 100_000;
    assert.equal(scene.discover(A).address, address);
  },
  "D8: within 45 s an offered address is offered to nobody else": (scene) => {
    const { address } = scene.discover(A);
    scene.now += 44;
    assert.notEqual(scene.discover(B, [[50, addr(address)]]).address, address);
  },
  "D9: 61 s after an offer that nobody took, the address can be offered again": (scene) => {
    const { address } = scene.discover(A);
    scene.now += 61;
    assert.equal(scene.discover(B, [[50, addr(address)]]).address, address);
  },
  "D10: a REQUEST for the offer is acknowledged and the lease is to be made durable": (scene) => {
    const { address } = scene.discover(A);
    const heard = scene.select(A, address);
    assert.equal(heard.line, `ACK ${address} to ${BROADCAST_68}`);
    assert.ok(heard.decision?.effects.some((effect) => effect.kind === "bind"));
  },
  "D11: a REQUEST to another server hears nothing and frees our offer": (scene) => {
    const { address } = scene.discover(A);
    assert.equal(scene.say("REQUEST", A, { options: [[54, addr("10.77.0.9")], [50, addr("10.77.0.77")]] }).line, "ignore another-server-chosen");
    assert.equal(scene.discover(B, [[50, addr(address)]]).address, address);
  },
  "D12: a free address is acknowledged although it was never offered": (scene) => {
    assert.equal(scene.select(A, "10.77.0.123").line, `ACK 10.77.0.123 to ${BROADCAST_68}`);
  },
  "D13: somebody else's address is refused by a broadcast NAK": (scene) => {
    const { address } = scene.boot(B);
    assert.equal(scene.select(A, address).line, `NAK to ${BROADCAST_68}`);
  },
  "D13: an address that is offered to somebody else is refused": (scene) => {
    const { address } = scene.discover(B);
    assert.equal(scene.select(A, address).line, `NAK to ${BROADCAST_68}`);
  },
  "D14: a selecting REQUEST with ciaddr hears nothing": (scene) => {
    const { address } = scene.boot(A);
    assert.equal(scene.select(A, address, [], { ci: address }).line, "ignore contradictory-request");
  },
  "D15: after a restart a known client keeps its address": (scene) => {
    const { address } = scene.boot(A);
    assert.match(scene.say("REQUEST", A, { options: [[50, addr(address)]] }).line, /^ACK/);
  },
  "D16: a known client that remembers a wrong address is told so by broadcast": (scene) => {
    scene.boot(A);
    assert.equal(scene.say("REQUEST", A, { options: [[50, addr("10.77.0.99")]] }).line, `NAK to ${BROADCAST_68}`);
  },
  "D17: an unknown client that remembers an address of our net hears nothing, authoritative or not": (scene) => {
    for (const authoritative of [false, true]) {
      scene.settings = { ...scene.settings, authoritative };
      assert.equal(scene.say("REQUEST", A, { options: [[50, addr("10.77.0.150")]] }).line, "ignore unknown-client");
    }
  },
  "D18: an unknown client that remembers a foreign net is refused only by the authority": (scene) => {
    const remembers = { options: [[50, addr("192.168.9.9")]] as const };
    assert.equal(scene.say("REQUEST", A, remembers).line, "ignore unknown-client");
    scene.settings = { ...scene.settings, authoritative: true };
    assert.equal(scene.say("REQUEST", A, remembers).line, `NAK to ${BROADCAST_68}`);
  },
  "D19: a renewal is acknowledged to the client's address and starts the time again": (scene) => {
    const { address } = scene.boot(A);
    scene.now += 20_000;
    assert.equal(scene.say("REQUEST", A, { ci: address, xid: 9 }).line, `ACK ${address} to ${address}:68`);
    assert.equal(scene.book.lease(A)?.endsAt, scene.now + 43200);
  },
  "D20: nobody renews somebody else's address": (scene) => {
    const { address } = scene.boot(B);
    assert.match(scene.say("REQUEST", A, { ci: address }).line, /^NAK/);
  },
  "D21: a rebinding client with a lease is acknowledged": (scene) => {
    const { address } = scene.boot(A);
    scene.now += 40_000;
    assert.match(scene.say("REQUEST", A, { ci: address, flags: 0x8000, xid: 9 }).line, /^ACK/);
  },
  "D22: an unknown rebinding client hears nothing unless we are the authority": (scene) => {
    assert.equal(scene.say("REQUEST", A, { ci: "10.77.0.150" }).line, "ignore unknown-client");
    scene.settings = { ...scene.settings, authoritative: true };
    assert.match(scene.say("REQUEST", A, { ci: "10.77.0.150" }).line, /^ACK 10\.77\.0\.150/);
  },
  "D23: a REQUEST with server and ciaddr contradicts itself": (scene) => {
    assert.equal(scene.say("REQUEST", A, { ci: "10.77.0.150", options: [[54, addr("10.77.0.1")]] }).line, "ignore contradictory-request");
  },
  "D24: a declined address rests 24 hours and its client gets another": (scene) => {
    const { address } = scene.boot(A);
    const heard = scene.say("DECLINE", A, { options: [[54, addr("10.77.0.1")], [50, addr(address)]] });
    assert.equal(heard.line, `declined ${address}`);
    assert.deepEqual(heard.events, ["RS_DHCP_DECLINED"]);
    assert.notEqual(scene.discover(A).address, address);
    scene.now += 24 * 3600 - 1;
    assert.notEqual(scene.discover(B, [[50, addr(address)]]).address, address);
    scene.now += 2;
    assert.equal(scene.discover(B, [[50, addr(address)]]).address, address);
  },
  "D25: a DECLINE for somebody else's address changes nothing and is told": (scene) => {
    const { address } = scene.boot(B);
    const heard = scene.say("DECLINE", A, { options: [[54, addr("10.77.0.1")], [50, addr(address)]] });
    assert.equal(heard.line, "ignore not-its-address");
    assert.deepEqual(heard.events, ["RS_DHCP_FOREIGN_DECLINE"]);
    assert.equal(scene.book.lease(B)?.released, false);
  },
  "D26: one client can set aside three addresses an hour": (scene) => {
    const lines = Array.from({ length: 50 }, () => {
      const { address } = scene.boot(A);
      return scene.say("DECLINE", A, { options: [[54, addr("10.77.0.1")], [50, addr(address)]] }).line;
    });
    assert.equal(lines.filter((line) => line.startsWith("declined")).length, 3);
    assert.equal(lines.at(-1), "ignore decline-limit");
  },
  "D27: its owner releases a lease, the record stays": (scene) => {
    const { address } = scene.boot(A);
    assert.equal(scene.say("RELEASE", A, { ci: address, options: [[54, addr("10.77.0.1")]] }).line, `freed ${address}`);
    assert.equal(scene.book.lease(A)?.address, address);
    assert.equal(scene.discover(B, [[50, addr(address)]]).address, address);
  },
  "D28: nobody else releases it, by MAC or by client identifier": (scene) => {
    const { address } = scene.boot(A, [[61, "one"]]);
    const release = [[54, addr("10.77.0.1")]] as const;
    assert.equal(scene.say("RELEASE", B, { ci: address, options: release }).line, "ignore not-its-address");
    assert.equal(scene.say("RELEASE", A, { ci: address, options: [...release, [61, "two"]] }).line, "ignore not-its-address");
  },
  "D29: INFORM is answered to the client without address or times": (scene) => {
    const heard = scene.say("INFORM", A, { ci: "10.77.0.60", options: [[55, [1, 3, 6]]] });
    assert.equal(heard.line, "ACK to 10.77.0.60:68");
    for (const code of [51, 58, 59]) assert.equal(option(heard, code), undefined);
    assert.deepEqual([option(heard, 1), option(heard, 3), option(heard, 6)], ["ffffff00", "0a4d0001", "0a4d0001"]);
  },
  "D30: INFORM without ciaddr is answered to its source, without one not at all": (scene) => {
    assert.equal(scene.say("INFORM", A, {}, "10.77.0.61").line, "ACK to 10.77.0.61:68");
    assert.equal(scene.say("INFORM", A).line, "ignore no-address");
  },
  "D31, D32: a wish for the lease time is kept within bounds": (scene) => {
    const asked = (seconds: string): string | undefined => option(scene.discover(A, [[51, Buffer.from(seconds, "hex")]]), 51);
    assert.equal(asked("ffffffff"), "0000a8c0");
    assert.equal(asked("00000001"), "0000003c");
    assert.equal(asked("00000e10"), "00000e10");
  },
  "D33: what does not fit in 576 bytes goes to file and sname, and the boot file to option 67": (scene) => {
    scene.settings = withOptions(scene, [[224, 200], [225, 110], [226, 50]]);
    const heard = scene.discover(A, [[57, [2, 64]], [60, "PXEClient"], [55, [224, 225, 226]]]);
    assert.ok((heard.bytes?.length ?? 999) <= 548);
    assert.equal(option(heard, 52), "03");
    assert.equal(heard.reply?.options.get(67)?.toString(), "pxelinux.0");
    for (const code of [224, 225, 226]) assert.ok(heard.reply?.options.has(code), `option ${code}`);
  },
  "D34: a maximum size below 576 means 576": (scene) => {
    for (const size of [1, 100]) {
      scene.settings = withOptions(scene, [[224, 200]]);
      assert.ok(scene.discover(A, [[57, [0, size]], [55, [224]]]).reply?.options.has(224));
    }
  },
  "D35: an option wanted twice comes once": (scene) => {
    assert.equal(codes(scene.discover(A, [[55, [3, 3, 1, 3]]])).filter((code) => code === 3).length, 1);
  },
  "D36: an option that nobody configured is not invented": (scene) => {
    assert.equal(option(scene.discover(A, [[55, [250]]]), 250), undefined);
  },
  "D37: a DISCOVER by unicast, from an address of ours, is answered": (scene) => {
    assert.match(scene.hear(packet("DISCOVER", A), "10.77.0.60").line, /^OFFER/);
  },
  "D39: a relayed NAK goes to the relay and asks it to broadcast": (scene) => {
    const heard = scene.select(A, "10.77.0.123", [], { gi: "10.88.0.1" });
    assert.equal(heard.line, "NAK to 10.88.0.1:67");
    assert.equal(heard.reply?.flags, 0x8000);
  },
  "D40: ROM, iPXE, installer and system of one machine get one address": (scene) => {
    const rom = scene.boot(A).address;
    const ipxe = scene.boot(A, [[61, Buffer.concat([Buffer.from([1]), Buffer.from("5254007700a1", "hex")])], [77, "iPXE"]]).address;
    const installer = scene.boot(A, [[61, "ff-duid"]]).address;
    assert.deepEqual([ipxe, installer], [rom, rom]);
  },
  "D41: a second before its end a lease holds, after it and the grace it is free": (scene) => {
    const { address } = scene.boot(A);
    scene.now += 43199;
    assert.notEqual(scene.discover(B, [[50, addr(address)]]).address, address);
    scene.now += 2;
    assert.equal(scene.discover(A).address, address);
    scene.now += 60;
    assert.equal(scene.discover(B, [[50, addr(address)]]).address, address);
  },
  "D42: RELEASE and DECLINE without a server identifier are ignored": (scene) => {
    const { address } = scene.boot(A);
    assert.equal(scene.say("RELEASE", A, { ci: address }).line, "ignore no-server-id");
    assert.equal(scene.say("DECLINE", A, { options: [[50, addr(address)]] }).line, "ignore no-server-id");
  },
  "a NAK carries nothing but type, server, message and the client's identifier": (scene) => {
    assert.deepEqual(codes(scene.select(A, "192.168.1.1", [[61, "id"]])), [53, 54, 56, 61]);
  },
  "a REQUEST repeated within two seconds gets the same ACK without another write": (scene) => {
    const first = scene.boot(A, [], { xid: 77 });
    scene.now += 1;
    const again = scene.select(A, first.address, [], { xid: 77 });
    assert.deepEqual(again.bytes, first.bytes);
    assert.deepEqual(again.decision?.effects, []);
  },
  "a reservation is given outside the pool and to its machine only": (scene) => {
    assert.equal(scene.boot(mac(0x11)).address, "10.77.0.11");
    assert.match(scene.select(A, "10.77.0.11").line, /^NAK/);
  },
  "automatic allocation promises for ever and never expires": (scene) => {
    const heard = scene.boot(A, [], { gi: "10.99.0.1" });
    assert.equal(option(heard, 51), "ffffffff");
    assert.equal(option(heard, 58), undefined);
    scene.now += 1e9;
    assert.notEqual(scene.discover(B, [[50, addr(heard.address)]], { gi: "10.99.0.1" }).address, heard.address);
  },
};

function withOptions(scene: Scene, list: [number, number][]): Scene["settings"] {
  const [first, ...rest] = settings.subnets;
  assert.ok(first);
  const options = list.map(([code, size]) => ({ code, value: "ab".repeat(size) }));
  return { ...scene.settings, subnets: [{ ...first, options }, ...rest] };
}

const tables = { "conformance 3.1": bootp, "conformance 3.2": rfc2131 };
for (const [list, rows] of Object.entries(tables)) {
  suite(list, () => {
    for (const [sentence, row] of Object.entries(rows)) test(`${list} ${sentence}`, () => row(new Scene()));
  });
}

test("decode takes back what a scene sends", () => {
  assert.equal(decode(new Scene().discover(A).bytes ?? Buffer.alloc(0)).yiaddr, new Scene().discover(A).address);
  assert.equal(ip("10.77.0.1"), "10.77.0.1");
});
