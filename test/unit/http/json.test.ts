import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { AppError } from "../../../appliance/errors.ts";
import { readJson } from "../../../appliance/http/json.ts";
import { nearest } from "../../../appliance/http/nearest.ts";

const refused: Record<string, { text: string; says: RegExp }> = {
  "trust row 47: 100,000 levels": { text: "[".repeat(100_000), says: /nested more than 32/ },
  "33 levels of objects": { text: '{"a":'.repeat(33) + "1" + "}".repeat(33), says: /nested more than 32/ },
  "trust row 49: __proto__": { text: '{"__proto__": {"known": true}}', says: /"__proto__" cannot/ },
  "trust row 49: __proto__ in escapes": { text: String.raw`{"\u005f_proto__": 1}`, says: /"__proto__" cannot/ },
  "trust row 49: constructor, deep inside": { text: '{"a":[{"constructor":1}]}', says: /"constructor" cannot/ },
  "trust row 50: a name twice": { text: '{"name":"a", "name":"b"}', says: /"name" stands twice/ },
  "trust row 50: a name twice, one in escapes": {
    text: String.raw`{"name":"a", "n\u0061me":"b"}`,
    says: /"name" stands twice/,
  },
  "trust row 51: 1e400": { text: '{"vlan":1e400}', says: /too large/ },
  "trust row 51: 2^53+1": { text: '{"vlan":9007199254740993}', says: /too large/ },
  "trust row 51: NaN": { text: '{"vlan":NaN}', says: /not valid JSON/ },
  "a comma too many": { text: '{"a":1,}', says: /not valid JSON/ },
  nothing: { text: " ", says: /not valid JSON/ },
};

for (const [sentence, { text, says }] of Object.entries(refused)) {
  test(`refused: ${sentence}`, () => {
    assert.throws(
      () => readJson(text),
      (error) => error instanceof AppError && error.status === 400 && says.test(error.message),
    );
  });
}

test("the same name in different objects is fine, and so are 32 levels", () => {
  assert.deepEqual(readJson('{"a":{"x":1},"b":{"x":"a\\"b:{"}}'), { a: { x: 1 }, b: { x: 'a"b:{' } });
  assert.doesNotThrow(() => readJson("[".repeat(32) + "]".repeat(32)));
});

test("whatever JSON.stringify writes is read as it was", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((name) => !/^(__proto__|constructor|prototype)$/.test(name)),
        fc.jsonValue({ maxDepth: 4 }),
      ),
      (value) => {
        const text = JSON.stringify(value);
        if (/"(__proto__|constructor|prototype)":/.test(text) || /\d{16}|e\+/.test(text)) return;
        assert.deepEqual(readJson(text), JSON.parse(text));
      },
    ),
  );
});

test("a slip of the finger finds the word that was meant", () => {
  assert.equal(nearest("profil", ["name", "address", "profile"]), "profile");
  assert.equal(nearest("colour", ["name", "address", "profile"]), undefined);
});
