import assert from "node:assert/strict";
import { test } from "node:test";

import { lineDiff } from "../../../appliance/profiles/line-diff.ts";
import { profileText } from "../../../appliance/profiles/profile-text.ts";

test("two equal texts have no difference", () => {
  assert.deepEqual(lineDiff("a\nb\n", "a\nb\n"), []);
});

test("a changed line is one that went and one that came, with three lines around it and the rest counted", () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join("");
  const diff = lineDiff(before, before.replace("line 10\n", "other\n"));
  assert.deepEqual(
    diff.map((line) => (line.kind === "gap" ? `… ${line.lines}` : `${line.kind} ${line.text}`)),
    [
      "… 7",
      ...["same line 7", "same line 8", "same line 9", "removed line 10", "added other"],
      ...["same line 11", "same line 12", "same line 13", "… 6"],
    ],
  );
});

test("texts that have nothing in common are compared at once, however long", () => {
  const text = (word: string): string => Array.from({ length: 9000 }, (_, at) => `${word} ${at}\n`).join("");
  const diff = lineDiff(text("a"), text("b"));
  assert.equal(diff.filter(({ kind }) => kind === "removed").length, 9000);
  assert.equal(diff.filter(({ kind }) => kind === "added").length, 9000);
});

test("a profile as text has one order, leaves out what is empty, and shows files as they are", () => {
  const profile = { name: "x", answerFile: "text\nreboot\n", vars: {}, repos: [], disk: "/dev/sda", image: "rocky" };
  assert.equal(profileText(profile), "image: rocky\ndisk: /dev/sda\nanswerFile: |\n  text\n  reboot\n");
});
