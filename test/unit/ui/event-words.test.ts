import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";

import { EVENTS } from "../../../ui/src/text/events.zh.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Codes that are answers to a request or names of something else, and never an event. */
const NO_EVENTS: ReadonlySet<string> = new Set([
  "RS_ARM_CONFIRM", // why arming was refused
  "RS_ARM_REFUSED",
  "RS_HTTP", // what the command line says of an answer without a code
  "RS_INPUT_INVALID",
  "RS_INTERNAL",
  "RS_MACHINE_NOT_FOUND",
  "RS_PROFILE_CHANGED",
  "RS_RUN_NOT_FOUND",
  "RS_WEBHOOK", // the beginning of codes that cause no delivery
  "RS_WEBHOOK_TEST", // what a test message calls itself
  // Why an update did not stay: the page's words, and the reason of an event.
  "RS_UPDATE_CUT",
  "RS_UPDATE_GONE",
  "RS_UPDATE_NO_PAGE",
  "RS_UPDATE_NO_SERVICE",
  "RS_UPDATE_NO_START",
  "RS_UPDATE_RESTARTS",
  "RS_UPDATE_UNWELL",
  // Concerns of the health page, which has words of its own for them.
  "RS_HEALTH_BUSY",
  "RS_HEALTH_CARD_FULL",
  "RS_HEALTH_CLOCK",
  "RS_HEALTH_HOT",
  "RS_HEALTH_MEMORY",
  "RS_HEALTH_SLOW_ACK",
  "RS_HEALTH_SLOW_SYNC",
  "RS_HEALTH_THROTTLED",
  "RS_HEALTH_UNDER_VOLTAGE",
  "RS_HEALTH_WAS_UNDER_VOLTAGE",
]);
/** What the doctor says comes in both languages; a refused image has one sentence for all its codes. */
const SAID_OTHERWISE = /^RS_(DOCTOR|IMAGE|ISO|URL|MEDIUM_LINK)/;
/** A code that is thrown is an answer to somebody's request. */
const THROWN = /\b\w*(?:Error|Refused|refuse|fail|problem|no|hidden|refused)\(\s*$/;

function codes(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync("appliance/**/*.ts", { cwd: ROOT })) {
    const text = readFileSync(join(ROOT, file), "utf8");
    for (const { 1: code = "", index } of text.matchAll(/"(RS_[A-Z0-9_]*[A-Z0-9])"/g)) {
      if (!THROWN.test(text.slice(Math.max(0, index - 40), index))) found.set(code, file);
    }
  }
  return found;
}

it("every code that the appliance writes down as an event has Chinese words", () => {
  const found = [...codes()].filter(([code]) => !SAID_OTHERWISE.test(code) && !NO_EVENTS.has(code));
  assert.ok(found.length > 60, `only ${found.length} codes were found`);
  const without = found.filter(([code]) => EVENTS[code] === undefined).map(([code, file]) => `${code} (${file})`);
  assert.deepEqual(without, []);
});

it("the words of an event name what it is about, and nothing is undefined", () => {
  for (const [code, say] of Object.entries(EVENTS)) {
    const sentence = say(code === "RS_RUN_STATE" ? "done" : "node-x", "node-y");
    assert.match(sentence, /\p{Script=Han}/u, code);
    assert.doesNotMatch(sentence, /undefined/, code);
  }
});

it("codes that are allowed to have none are still there, or the list is stale", () => {
  const all = codes();
  assert.deepEqual(
    [...NO_EVENTS].filter((code) => !all.has(code)),
    [],
  );
});
