// `rackseed update` from another computer: the real program against the appliance's HTTP server over a card in a folder.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, test } from "node:test";

import { EXIT } from "../../../appliance/cli/exit.ts";
import { serve, TOKEN } from "../http/fakes.ts";
import { cardHouse, type CardHouse } from "./card-house.ts";
import { openWorld } from "./world.ts";

const CLI = new URL("../../../appliance/cli/main.ts", import.meta.url).pathname;
const world = await openWorld();
after(() => world[Symbol.asyncDispose]());
const good = await world.bundle("good.raucb");
const older = await world.bundle("older.raucb", { version: "0.0.9" });

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

const envFor = (url: string): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: world.folder,
  RACKSEED_URL: url,
  RACKSEED_TOKEN: TOKEN,
});

function cli(url: string, words: readonly string[], typed = ""): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, "update", ...words], { env: envFor(url), stdio: "pipe" });
  let [out, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.stdin.end(typed);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, errors })));
}

/** With a person: util-linux' `script` makes a terminal, and the word is typed when it is asked for. */
async function atTerminal(url: string, words: readonly string[], typed: string): Promise<Ended> {
  const line = [process.execPath, CLI, "update", ...words].join(" ");
  const child = spawn("script", ["-qec", line, "/dev/null"], { env: envFor(url), stdio: "pipe" });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const asked = out.includes("Type yes");
    out += text;
    if (!asked && out.includes("Type yes")) child.stdin.write(`${typed}\r`);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, errors: out };
}

let cards = 0;
async function card(): Promise<CardHouse & AsyncDisposable & { readonly url: string }> {
  const made = await cardHouse(world, `cli-${++cards}`);
  const server = await serve(made.house);
  return Object.assign(made, { url: server.url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() });
}

test("rackseed update FILE sends it, says what it is and who signed it, and waits until it is written", async () => {
  await using at = await card();
  const { code, out, errors } = await cli(at.url, [good]);
  assert.equal(code, EXIT.ok, errors);
  assert.match(errors, /Version +0\.2\.0 \(newer than 0\.1\.0, which runs\)/);
  assert.match(errors, /What is new +Boots faster\.\n {13}更快。\n/);
  assert.match(errors, /Signed by .*development keys, which are not secret/);
  assert.match(out, /Newest update +version 0\.2\.0 is written, and tried at the next restart/);
  assert.deepEqual(
    at.asked.map(({ allowDowngrade }) => allowDowngrade),
    [false],
  );
  const shown = await cli(at.url, []);
  assert.match(shown.out, /Runs +version 0\.1\.0 from slot A/);
  assert.match(shown.out, /Other slot +0\.2\.0/);
});

test("an older one is written only after the typed word, or with --allow-older", async () => {
  await using at = await card();
  // What comes through a pipe was typed by nobody.
  for (const typed of ["", "yes\n"]) {
    const { code, errors } = await cli(at.url, [older], typed);
    assert.equal(code, EXIT.notConfirmed, JSON.stringify(typed));
    assert.match(errors, /Nothing was changed\. Say --allow-older/);
  }
  for (const typed of ["no", "YES", ""])
    assert.equal((await atTerminal(at.url, [older], typed)).code, EXIT.notConfirmed);
  assert.equal(at.asked.length, 0);
  for (const { code, errors } of [
    await cli(at.url, [older, "--allow-older"]),
    await atTerminal(at.url, [older], "yes"),
  ]) {
    assert.equal(code, EXIT.ok, errors);
    assert.equal(at.asked.pop()?.allowDowngrade, true);
  }
});

test("a file that was cut, and what root refuses, end with its sentence and another exit code", async () => {
  await using at = await card();
  const cut = join(world.folder, "cut.raucb");
  await world.changed("cut.raucb", good, (bytes) => bytes.subarray(0, 1_000_000));
  const damaged = await cli(at.url, [cut]);
  assert.equal(damaged.code, EXIT.refused);
  assert.match(damaged.errors, /damaged|ends early|is no update/i);
  assert.deepEqual(at.asked, []);
  at.answer = () => ({ ok: false, code: "RS_UPDATE_SPACE", error: "There is no room." });
  const full = await cli(at.url, [good]);
  assert.equal(full.code, EXIT.failed);
  assert.match(full.errors, /There is no room\./);
});
