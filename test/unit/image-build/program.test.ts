import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { javascript, program } from "../../../image-build/program.ts";

const APPLIANCE = path.join(import.meta.dirname, "../../../appliance");
const folder = mkdtempSync(path.join(tmpdir(), "rackseed-program-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a card runs JavaScript: no types, the same lines, and files of ours by their new names", () => {
  writeFileSync(path.join(folder, "b.ts"), "");
  const source =
    'import type { A } from "./b.ts";\nimport { b } from "./b.ts";\nexport const c = (a: A): URL => new URL("./b.ts", b);\n';
  const made = javascript(source, path.join(folder, "a.ts"));
  assert.deepEqual(
    made.split("\n").map((line) => line.trimEnd().replaceAll(/ {2,}/g, " ")),
    ["", 'import { b } from "./b.js";', 'export const c = (a ) => new URL("./b.js", b);', ""],
  );
  assert.throws(() => javascript('import "./gone.ts";', path.join(folder, "a.ts")), /names \.\/gone\.ts, which is not/);
});

test("the whole appliance becomes JavaScript that Node takes, thread and all", async () => {
  const to = path.join(folder, "opt/appliance");
  await program(APPLIANCE, to);
  const names = readdirSync(to, { recursive: true, encoding: "utf8" });
  assert.deepEqual(
    names.filter((name) => name.endsWith(".ts")),
    [],
  );
  assert.match(readFileSync(path.join(to, "dhcp/service.js"), "utf8"), /new Worker\(new URL\("\.\/worker\.js"/);
  const { compareVersions } = (await import(pathToFileURL(path.join(to, "update/version.js")).href)) as {
    compareVersions: (left: string, right: string) => number;
  };
  assert.ok(compareVersions("0.2.0", "0.10.0") < 0);
});
