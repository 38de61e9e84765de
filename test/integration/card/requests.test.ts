// What the service may ask root for: the service's side and root's side, with verbs of the test.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { hostRequests } from "../../../appliance/host/requests.ts";

const ROOT = new URL("../../../appliance/card/requests.ts", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "rackseed-requests-"));
const [requests, answers, verbs] = ["requests", "answers", "verbs"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
for (const one of [requests, answers, verbs]) mkdirSync(one);
after(() => rmSync(folder, { recursive: true, force: true }));
const verb = (name: string, script: string): void =>
  writeFileSync(join(verbs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
/** What rackseed-requests.path starts when the folder is not empty. */
const root = (): Promise<unknown> => promisify(execFile)(process.execPath, [ROOT, folder, verbs]);

verb("say", `cat >"${folder}/heard"; echo some talk; echo '{"ok":true,"said":"done"}'`);
verb("fail", "exit 3");
verb("refuse", `echo '{"ok":false,"error":"Not today."}'`);

async function ask(name: string, data?: Record<string, unknown>): Promise<unknown> {
  const asked = hostRequests(folder).ask(name, data, 5000);
  await root();
  return asked;
}

test("a request is done and answered, and nothing is left of it", async () => {
  assert.deepEqual(await ask("say", { time: "now" }), { ok: true, said: "done" });
  assert.match(readFileSync(join(folder, "heard"), "utf8"), /^\{"time":"now","id":"[0-9a-f-]+"\}$/);
  assert.deepEqual(readdirSync(requests), []);
});

test("what root cannot, may not or does not know how to do is an answer too", async () => {
  assert.deepEqual(await ask("fail"), { ok: false, error: "fail ended with 3." });
  assert.deepEqual(await ask("refuse"), { ok: false, error: "Not today." });
  assert.deepEqual(await ask("dance"), { ok: false, error: "This box does not know how to dance." });
});

test("an old answer is not taken for a new one, and no answer is an error that says so", async () => {
  assert.ok(existsSync(join(answers, "say.json")));
  await assert.rejects(hostRequests(folder).ask("say", {}, 300), /did not answer in 0\.3 s/);
  await root();
});

test("the same verb twice: one after the other, each with its own answer", async () => {
  const host = hostRequests(folder);
  const both = Promise.all([
    host.ask("say", { n: 1 }, 8000),
    host.ask("refuse", {}, 8000),
    host.ask("say", { n: 2 }, 8000),
  ]);
  for (let rounds = 0; rounds < 3; rounds++) {
    await root();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.deepEqual(
    (await both).map(({ ok }) => ok),
    [true, false, true],
  );
});

test("links, pipes, paths and rubbish in the service's folder lead nowhere and are taken away", async () => {
  writeFileSync(join(folder, "secret"), '{"ok":true}');
  symlinkSync(join(folder, "secret"), join(requests, "say.json"));
  await promisify(execFile)("mkfifo", [join(requests, "refuse.json")]);
  mkdirSync(join(requests, "folder.json"));
  writeFileSync(join(requests, "..%2f.json"), "{}");
  writeFileSync(join(requests, "fail.json"), "[]");
  writeFileSync(join(requests, "half.json.tmp"), "{");
  rmSync(join(folder, "heard"), { force: true });
  await root();
  assert.deepEqual(readdirSync(requests), ["half.json.tmp"]);
  assert.ok(!existsSync(join(folder, "heard")), "the link was followed");
  for (const name of ["say", "refuse", "folder", "fail"])
    assert.match(readFileSync(join(answers, `${name}.json`), "utf8"), /"ok":false,"error":"The request cannot be read/);
  assert.equal(readFileSync(join(folder, "secret"), "utf8"), '{"ok":true}');
});
