import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const CACHE = pathToFileURL(path.join(import.meta.dirname, "../../../image-build/cache.ts")).href;

test("a folder of a build that was killed is not removed while something is mounted in it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "rackseed-cache-"));
  mkdirSync(path.join(folder, "root/dev"), { recursive: true });
  const ask = `import(${JSON.stringify(CACHE)}).then(async ({ hasMounts }) => console.log(await hasMounts(process.argv[1])))`;
  const node = [process.execPath, "-e", ask, folder];
  try {
    assert.match(execFileSync(node[0] ?? "", node.slice(1), { encoding: "utf8" }), /^false$/m);
    // In mounts of its own, which end with it.
    const script = 'mount -t tmpfs none "$1/root/dev" && shift && exec "$@"';
    const words = ["--mount", "--propagation=private", "sh", "-c", script, "sh", folder, ...node];
    assert.match(execFileSync("unshare", words, { encoding: "utf8", stdio: "pipe" }), /^true$/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
