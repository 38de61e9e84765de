import assert from "node:assert/strict";
import { test } from "node:test";

import { type BoxFacts, consoleScreen } from "../../../appliance/host/screen.ts";

const fresh: BoxFacts = {
  version: "1.2.3",
  url: "https://10.77.0.1",
  names: ["rackseed"],
  words: ["one", "two", "three", "four", "five", "six"],
  serving: false,
  installs: 0,
  claim: { code: "TT2N-QG39", picture: "(picture)" },
  problems: [],
};

test("the console of a fresh box says where its page is, its claim code and its six words", () => {
  const text = consoleScreen(fresh);
  for (const part of ["https://10.77.0.1/", "https://rackseed.local/", "TT2N-QG39", "(picture)", "one two three"])
    assert.ok(text.includes(part), part);
});

test("a box without a network says that, and not an address that nobody can open", () => {
  const text = consoleScreen({ ...fresh, url: undefined, problems: ["This box has no network interface."] });
  assert.doesNotMatch(text, /https:|six words/);
  assert.match(text, /TT2N-QG39/);
  assert.match(text, /^! This box has no network interface\.$/m);
});
