import assert from "node:assert/strict";
import { mac, option, prove, type Row } from "./scene.ts";

const A = mac(0xa1);
const BROADCAST_68 = "255.255.255.255:68";

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
    const bytes = Buffer.concat([
      Buffer.from([1, 1, 6, 0]),
      Buffer.alloc(24),
      Buffer.from("525400770001", "hex"),
      Buffer.alloc(202),
    ]);
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
    const heard = scene.discover(
      A,
      [
        [60, "PXEClient:Arch:00000:UNDI:002001"],
        [93, [0, 0]],
      ],
      { file: "custom.efi" },
    );
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

prove("conformance 3.1", bootp);
