import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MalformedError } from "../../../appliance/bytes/reader.ts";
import { ackedBlock, claimsRequest, dataHead, decodePacket, encodePacket } from "../../../appliance/tftp/packet.ts";
import { escapeName } from "../../../appliance/tftp/report.ts";

const rrq = (...strings: string[]): Buffer =>
  Buffer.concat([Buffer.from([0, 1]), Buffer.from(strings.map((text) => `${text}\0`).join(""), "latin1")]);

const read = (name: string, mode: string, ...options: [string, string][]) => ({
  kind: "rrq",
  name,
  mode,
  options: options.map(([option, value]) => ({ name: option, value })),
});

const decoded: Record<string, [Buffer, unknown]> = {
  "a read without options": [rrq("pxelinux.0", "octet"), read("pxelinux.0", "octet")],
  "F4 the mode in any case": [rrq("a", "OcTeT"), read("a", "octet")],
  "N3 an option name keeps the case it was sent in": [
    rrq("a", "octet", "BLKSIZE", "1468"),
    read("a", "octet", ["BLKSIZE", "1468"]),
  ],
  "N13 bytes behind the last NUL are ignored": [
    Buffer.concat([rrq("a", "octet", "tsize", "0"), Buffer.from("rubbish")]),
    read("a", "octet", ["tsize", "0"]),
  ],
  "names in UTF-8": [
    Buffer.concat([Buffer.from([0, 1]), Buffer.from("映像/vmlinuz\0octet\0")]),
    read("映像/vmlinuz", "octet"),
  ],
  "trust 34 a NUL ends the name, and what follows is the mode": [rrq("pxelinux.0", "../"), read("pxelinux.0", "../")],
  "an ERROR whose text has no NUL": [Buffer.from("\0\x05\0\x08gone"), { kind: "error", code: 8, text: "gone" }],
  "an ACK": [Buffer.from([0, 4, 255, 255]), { kind: "ack", block: 65535 }],
  "trust 41 an OACK sent to us is an OACK, no request": [
    Buffer.from("\0\x06blksize\x00512\0"),
    { kind: "oack", options: [{ name: "blksize", value: "512" }] },
  ],
};
for (const [sentence, [datagram, want]] of Object.entries(decoded)) {
  test(sentence, () => assert.deepEqual(decodePacket(datagram), want));
}

const damaged: Record<string, [Buffer, RegExp]> = {
  "no opcode": [Buffer.from([0]), /ends inside "opcode"/],
  "an unknown opcode": [Buffer.from([0, 9]), /opcode 9/],
  "a name without a NUL": [Buffer.from("\0\x01abc"), /ends inside "file name"/],
  "no mode": [rrq("abc"), /ends inside "mode"/],
  "N4 an option name without a value": [rrq("a", "octet", "blksize"), /value of option blksize/],
  "N11 a request of 513 bytes": [rrq("a".repeat(504), "octet"), /at most 512 bytes/],
  "trust 35 a name of 64 KiB": [rrq("a".repeat(65_000), "octet"), /at most 512 bytes/],
  "trust 36 a line feed in the name": [rrq("a\nb", "octet"), /control characters/],
  "trust 36 an escape in the name": [rrq("\x1b]0;x\x07", "octet"), /control characters/],
  "trust 36 a byte 255 in the name": [rrq("pxelinux.0\xff", "octet"), /no text/],
  "an ACK of three bytes": [Buffer.from([0, 4, 0]), /ends inside "block"/],
};
for (const [sentence, [datagram, why]] of Object.entries(damaged)) {
  test(`malformed: ${sentence}`, () => assert.throws(() => decodePacket(datagram), why));
}

test("N12 a hundred options in 512 bytes decode", () => {
  const options = Array.from({ length: 100 }, (_, index) => [String.fromCharCode(97 + (index % 26)), "1"]).flat();
  const packet = decodePacket(rrq("a", "octet", ...options));
  assert.equal(packet.kind === "rrq" && packet.options.length, 100);
});

test("any datagram either decodes or is malformed; nothing else is thrown", () => {
  const start = fc.constantFrom([0, 1], [0, 2], [0, 3], [0, 4], [0, 5], [0, 6], [7, 7]);
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 600 }), (head, rest) => {
      try {
        decodePacket(Buffer.concat([Buffer.from(head), rest]));
      } catch (error) {
        assert.ok(error instanceof MalformedError);
      }
    }),
  );
});

test("decode ∘ encode is the identity", () => {
  const word = fc.stringMatching(/^[ -~]{0,20}$/);
  const options = fc.array(fc.record({ name: word, value: word }, { noNullPrototype: true }), { maxLength: 8 });
  const block = fc.nat(65535);
  const bytes = fc.uint8Array().map((array) => Buffer.from(array));
  const packet = fc.oneof(
    fc.record({
      kind: fc.constantFrom("rrq", "wrq"),
      name: word,
      mode: word.map((text) => text.toLowerCase()),
      options,
    }),
    fc.record({ kind: fc.constant("data"), block, bytes }),
    fc.record({ kind: fc.constant("ack"), block }),
    fc.record({ kind: fc.constant("error"), code: block, text: word }),
    fc.record({ kind: fc.constant("oack"), options }),
  );
  fc.assert(
    fc.property(packet, (value) => {
      const plain = { ...value } as Parameters<typeof encodePacket>[0];
      assert.deepEqual(decodePacket(encodePacket(plain)), plain);
    }),
  );
});

test("the fast paths say the same as the codec", () => {
  assert.deepEqual(dataHead(0xfffe), encodePacket({ kind: "data", block: 0xfffe, bytes: Buffer.alloc(0) }));
  assert.equal(ackedBlock(encodePacket({ kind: "ack", block: 513 })), 513);
  assert.equal(ackedBlock(encodePacket({ kind: "error", code: 0, text: "" })), undefined);
  assert.equal(claimsRequest(rrq("a", "octet")), true);
  assert.equal(claimsRequest(Buffer.from([0, 6])), false);
});

test("trust 36 a name is escaped before it reaches a log", () => {
  assert.equal(escapeName("a\u001b[2J\u202eb\\c"), "a\\u{1b}[2J\\u{202e}b\\\\c");
});
