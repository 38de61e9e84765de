import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { fingerprintWords } from "../../../appliance/tls/words.ts";

test("trust 2.7: the words of a key are the first 66 bits of its SHA-256, eleven bits a word", () => {
  // SHA-256("abc") = ba7816bf 8f01cfea 41… (FIPS 180-4): 10111010011 11000000101 10101111111 00011110000 00011100111 11110101001
  const numbers = [0b10111010011, 0b11000000101, 0b10101111111, 0b00011110000, 0b00011100111, 0b11110101001];
  assert.equal(createHash("sha256").update("abc").digest("hex").slice(0, 18), "ba7816bf8f01cfea41");
  const bits = BigInt("0xba7816bf8f01cfea41").toString(2).padStart(72, "0");
  assert.deepEqual(
    Array.from({ length: 6 }, (_, index) => Number.parseInt(bits.slice(index * 11, index * 11 + 11), 2)),
    numbers,
  );
  // Numbers 1491, 1541, 1407, 240, 231 and 1961 of BIP 39's English list, counted from 0.
  assert.deepEqual(fingerprintWords(Buffer.from("abc")), ["risk", "scheme", "quiz", "bulk", "brother", "vivid"]);
});

test("one other bit in the key gives other words", () => {
  assert.notDeepEqual(fingerprintWords(Buffer.from([0])), fingerprintWords(Buffer.from([1])));
});
