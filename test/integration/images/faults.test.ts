import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ImageReport } from "../../../appliance/images/service.ts";
import { FILES } from "./release.ts";
import { config, freshRelease, life, root, source } from "./world.ts";

test("a card without room is refused before the first byte, with sizes", async (t) => {
  const { apply, folders } = life(t, { reserveBytes: 1e15 });
  const image = await apply(config());
  assert.equal(image.code, "RS_IMAGE_SPACE");
  assert.match(
    image.reason ?? "",
    /needs 1 MB, and 0 MB are free \(1000000\.0 GB are kept for leases\)\. Remove an image/,
  );
  assert.deepEqual(folders(), []);
});

test("a stop in the middle leaves nothing, and the next start imports", async (t) => {
  const folder = freshRelease({ megabytes: 64 });
  let stopping: Promise<void> | undefined;
  const progress: number[] = [];
  const first = life(t, {
    onReport(event) {
      if (event.kind !== "importProgressed") return;
      progress.push(event.image.progress ?? 0);
      if ((event.image.progress ?? 0) > 0.3) stopping ??= first.service.stop();
    },
  });
  first.service.applyConfig([config({ source: folder })]);
  await first.service.idle();
  await stopping;
  assert.ok(stopping !== undefined && progress.length > 10 && Math.max(...progress) < 1);
  assert.deepEqual(first.folders(), []);
  const second = life(t, { data: first.data });
  assert.equal((await second.apply(config({ source: folder }))).state, "ready");
});

test("a configuration that changes in the middle of an import wins", async (t) => {
  const folder = freshRelease({ megabytes: 64 });
  let changed = false;
  const one = life(t, {
    onReport(event) {
      if (changed || event.kind !== "importProgressed") return;
      changed = true;
      one.service.applyConfig([config()]);
    },
  });
  await one.apply(config({ source: folder }));
  assert.deepEqual([changed, one.service.get("coreos")?.state, one.folders().length], [true, "ready", 1]);
  assert.ok((one.service.get("coreos")?.bytes ?? 0) < 10_000);
});

test("an image that is removed while it is imported is gone", async (t) => {
  const folder = freshRelease({ megabytes: 64 });
  let removed: Promise<boolean> | undefined;
  const one = life(t, {
    onReport: (event) => void (event.kind === "importProgressed" && (removed ??= one.service.remove("coreos"))),
  });
  await one.apply(config({ source: folder }));
  assert.equal(await removed, true);
  assert.deepEqual([one.service.list(), one.folders()], [[], []]);
});

test("a source that shrinks while it is copied is refused", async (t) => {
  const folder = freshRelease({ megabytes: 64 });
  const one = life(t, {
    onReport(event) {
      if ((event.image.progress ?? 0) > 0.2) truncateSync(join(folder, FILES[2]), 1024 * 1024);
    },
  });
  const image = await one.apply(config({ source: folder }));
  assert.equal(image.code, "RS_IMAGE_SOURCE");
  assert.match(image.reason ?? "", /changed its size while it was copied/);
  assert.deepEqual(one.folders(), []);
});

test("a stored file that was damaged since is imported anew", async (t) => {
  const first = life(t);
  await first.apply(config());
  const content = first.service.content("coreos", FILES[2]);
  truncateSync(content?.kind === "file" ? content.path : "", 3);
  const second = life(t, { data: first.data });
  assert.equal((await second.apply(config())).state, "ready");
  const healed = second.service.content("coreos", FILES[2]);
  assert.deepEqual(readFileSync(healed?.kind === "file" ? healed.path : ""), readFileSync(join(source, FILES[2])));
});

test("SIGKILL in the middle leaves an image that is not ready; the next start cleans up and imports", async (t) => {
  const folder = freshRelease({ megabytes: 256 });
  const data = mkdtempSync(join(root, "data-"));
  const child = spawn(process.execPath, [
    join(import.meta.dirname, "child.ts"),
    data,
    JSON.stringify(config({ source: folder })),
  ]);
  await new Promise<void>((done) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes("importProgressed")) child.kill("SIGKILL");
    });
    child.on("close", () => done());
  });
  assert.equal(readdirSync(join(data, "images")).filter((name) => name.startsWith(".incoming~")).length, 1);
  mkdirSync(join(data, "images", "somebody's"));
  mkdirSync(join(data, "images", "orphan~0123456789ab"));
  const next = life(t, { data });
  assert.deepEqual(next.service.list(), []);
  const image = await next.apply(config({ source: folder }));
  assert.equal(image.state, "ready");
  assert.deepEqual(
    next.folders().filter((name) => !name.startsWith("coreos~")),
    ["somebody's"],
  );
});

test("a card that is full in the middle leaves nothing", (t) => {
  const folder = freshRelease({ megabytes: 24 });
  const data = mkdtempSync(join(root, "data-"));
  // The reserve is negative, so that the look at the free space passes and the card fills up while copying.
  const command = `mount -t tmpfs -o size=12m none ${data} && ${process.execPath} ${join(import.meta.dirname, "child.ts")} ${data} '${JSON.stringify(config({ source: folder }))}' -1000000000; ls -A ${data}/images`;
  let printed: string;
  try {
    printed = execFileSync("unshare", ["-Urm", "sh", "-c", command], { encoding: "utf8" });
  } catch {
    t.skip("no user namespaces here: NOT RUN");
    return;
  }
  const last = JSON.parse(printed.trim().split("\n").at(-1) ?? "") as ImageReport;
  assert.deepEqual([last.kind, last.image.code], ["imageRefused", "RS_IMAGE_SPACE"]);
  assert.match(
    last.image.reason ?? "",
    /^The card was full at \d+ % \(coreos_production_image\.bin\.bz2\)\. Nothing was added\./,
  );
});
