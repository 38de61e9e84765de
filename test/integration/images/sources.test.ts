import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import type { Internet } from "../../../appliance/images/origin.ts";
import { scanStick } from "../../../appliance/images/stick-scan.ts";
import { uploads } from "../../../appliance/images/uploads.ts";
import { config, life, root } from "./world.ts";

const sha256 = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

function makeIso(name = "x.iso", implant = false): string {
  const folder = mkdtempSync(join(root, "stick-"));
  const tree = mkdtempSync(join(root, "tree-"));
  writeFileSync(join(tree, "hello.txt"), "hello");
  writeFileSync(join(tree, "big"), Buffer.alloc(3_000_000, 7));
  const iso = join(folder, name);
  execFileSync("xorriso", ["-as", "mkisofs", "-R", "-J", "-V", "LABEL", "-o", iso, tree], { stdio: "ignore" });
  if (implant) execFileSync("implantisomd5", [iso], { stdio: "ignore" });
  return iso;
}
const isoConfig = (source: string, more: Parameters<typeof config>[0] = {}) =>
  config({ name: "x", source, verify: "none", key: undefined, ...more });

test("an ISO on a stick becomes a ready image; what nobody knows is generic, with its label as title", async (t) => {
  const iso = makeIso();
  const one = life(t);
  const image = await one.apply(isoConfig(iso));
  assert.deepEqual([image.state, image.verified, image.detail], ["ready", "not-verified", "no checksum came with it"]);
  assert.deepEqual(image.files, [{ name: "x.iso", size: statSync(iso).size, sha256: sha256(iso) }]);
  assert.deepEqual([image.release?.title, image.release?.extras["iso"]], ["LABEL", "x.iso"]);
  assert.ok(statSync(join(one.folder, one.folders()[0] ?? "", "tree.db")).size > 0);
});

test("trust 4.88: a wrong SHA-256 is refused with both ends of both sums, and nothing stays", async (t) => {
  const iso = makeIso();
  const one = life(t);
  const image = await one.apply(isoConfig(iso, { sha256: "0".repeat(64) }));
  assert.equal(image.code, "RS_IMAGE_SUM");
  const own = sha256(iso);
  assert.ok(
    image.reason?.includes(`${own.slice(0, 8)}…${own.slice(-8)}`) && image.reason.includes("00000000…00000000"),
  );
  assert.deepEqual(one.folders(), []);
  assert.equal((await life(t).apply(isoConfig(iso, { sha256: own }))).verified, "verified");
});

test("trust 4.90: a sum beside the ISO is compared, and a good one without a signature is said to be no more than that", async (t) => {
  const iso = makeIso();
  writeFileSync(join(iso, "../SHA256SUMS"), `${"0".repeat(64)}  ../x.iso\n${sha256(iso)} *x.iso\n`);
  const image = await life(t).apply(isoConfig(iso));
  assert.deepEqual([image.verified, image.detail], ["not-verified", "the checksum beside it matches"]);
  writeFileSync(join(iso, "../x.iso-CHECKSUM"), `SHA256 (x.iso) = ${"0".repeat(64)}\n`);
  assert.equal((await life(t).apply(isoConfig(iso))).code, "RS_IMAGE_SUM");
});

test("an ISO that is damaged inside is found by its implanted checksum", async (t) => {
  const iso = makeIso("r.iso", true);
  assert.equal((await life(t).apply(isoConfig(iso))).detail, "its implanted checksum matches");
  const bytes = readFileSync(iso);
  bytes[2_000_000] = 8;
  writeFileSync(iso, bytes);
  const image = await life(t).apply(isoConfig(iso));
  assert.equal(image.code, "RS_IMAGE_DAMAGED");
  assert.match(image.reason ?? "", /^This file is damaged/);
});

test("trust 4.77: an ISO that ends early is refused before it is copied", async (t) => {
  const iso = makeIso();
  truncateSync(iso, statSync(iso).size / 2);
  const one = life(t);
  assert.match((await one.apply(isoConfig(iso))).reason ?? "", /^This file ends early .*Copy it again\.$/);
  assert.deepEqual(one.events, ["imageRefused"]);
});

test("trust 4.95: a stick with a thousand ISOs is listed in part, and says so", async () => {
  const folder = mkdtempSync(join(root, "stick-"));
  mkdirSync(join(folder, "a/b/c/d/e"), { recursive: true });
  writeFileSync(join(folder, "a/b/c/d/e/deep.iso"), "");
  const few = await scanStick(folder, () => performance.now());
  assert.deepEqual([few.files.length, few.more], [0, true]);
  for (let number = 0; number < 1000; number++) writeFileSync(join(folder, `${number}.iso`), "");
  const many = await scanStick(folder, () => performance.now());
  assert.deepEqual([many.files.length, many.more], [200, true]);
});

const LOCAL: Internet = {
  policy: { refusal: () => undefined },
  lookup: () => Promise.resolve(["127.0.0.1"]),
  patience: 2000,
  pause: 10,
};

async function server(t: TestContext, listener: RequestListener): Promise<string> {
  const http = createServer(listener).listen(0, "127.0.0.1");
  await once(http, "listening");
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://mirror.test:${(http.address() as AddressInfo).port}`;
}

test("trust 2.8: an ISO is fetched, and a connection that breaks is resumed by If-Range with a strong tag", async (t) => {
  const iso = makeIso();
  const bytes = readFileSync(iso);
  const asked: (string | undefined)[] = [];
  const base = await server(t, ({ headers }, answer) => {
    asked.push(headers.range);
    const start = Number(/bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
    const range = start > 0 ? { "Content-Range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {};
    answer.writeHead(start > 0 ? 206 : 200, { ETag: '"a"', "Content-Length": bytes.length - start, ...range });
    if (start > 0) answer.end(bytes.subarray(start));
    else answer.write(bytes.subarray(0, 1_000_000), () => setTimeout(() => answer.destroy(), 50));
  });
  const image = await life(t, { internet: LOCAL }).apply(isoConfig(`${base}/x.iso`, { sha256: sha256(iso) }));
  assert.deepEqual([image.state, image.verified], ["ready", "verified"], image.reason);
  assert.ok(asked.length === 2 && asked[1] !== undefined);
});

const lies: Record<string, [RequestListener, code: string]> = {
  "HTML with status 200": [(_, answer) => answer.setHeader("Content-Type", "text/html").end("<html>"), "RS_URL_HTML"],
  "a Content-Length that lies": [
    (_, answer) => {
      answer.writeHead(200, { "Content-Length": 1000 });
      answer.write("x", () => setTimeout(() => answer.destroy(), 20));
    },
    "RS_URL_FAILED",
  ],
  "a redirect to ftp": [(_, answer) => answer.writeHead(302, { Location: "ftp://x/y.iso" }).end(), "RS_URL_SCHEME"],
  "redirects without end": [({ url }, answer) => answer.writeHead(302, { Location: `${url ?? ""}x` }).end(), "RS_URL_REDIRECTS"],
  "a size beyond the card": [(_, answer) => answer.writeHead(200, { "Content-Length": 1e15 }).write("x"), "RS_IMAGE_SPACE"],
}; // prettier-ignore
for (const [what, [listener, code]] of Object.entries(lies)) {
  test(`trust 4.101: ${what} is refused by name`, async (t) => {
    const base = await server(t, listener);
    const one = life(t, { internet: LOCAL });
    const image = await one.apply(isoConfig(`${base}/x.iso`, { sha256: "0".repeat(64) }));
    assert.equal(image.code, code, image.reason);
    assert.deepEqual(one.folders(), []);
  });
}

test("trust 4.101: our own address and http without a sum are refused before a byte is asked for", async (t) => {
  let asked = 0;
  const base = await server(t, (_, answer) => void answer.end(String(asked++)));
  const own = base.replace("mirror.test", "127.0.0.1");
  const first = await life(t).apply(isoConfig(`${own}/x.iso`, { sha256: "0".repeat(64) }));
  const second = await life(t, { internet: LOCAL }).apply(isoConfig(`${base}/x.iso`));
  assert.deepEqual([first.code, second.code, asked], ["RS_URL_ADDRESS", "RS_URL_PLAIN", 0]);
});

test("an upload goes on where it stopped, in another life too, and becomes an image when it is whole", async () => {
  const folder = mkdtempSync(join(root, "uploads-"));
  const bytes = Buffer.alloc(100_000, 3);
  const whole: [path: string, written: string | undefined][] = [];
  const open = () =>
    uploads({
      folder,
      reserveBytes: 0,
      now: () => new Date(),
      stateOf: () => "unknown",
      whole: (path, _file, written) => (whole.push([path, written]), "name"),
    });
  // eslint-disable-next-line @typescript-eslint/require-await -- a body is an async iterable
  const body = async function* (part: Buffer): AsyncGenerator<Buffer> {
    yield part;
  };
  const first = open();
  const half = await first.put("a.iso", { start: 0, size: 100_000, body: body(bytes.subarray(0, 40_000)) });
  assert.deepEqual(half, { upload: { file: "a.iso", offset: 40_000, size: 100_000 } });
  const second = open();
  assert.equal((await second.get("a.iso"))?.offset, 40_000);
  await assert.rejects(
    second.put("a.iso", { start: 1, size: 100_000, body: body(bytes) }),
    /40000 bytes of this file are here/,
  );
  assert.equal(
    (await second.put("a.iso", { start: 40_000, size: 100_000, body: body(bytes.subarray(40_000)) })).image,
    "name",
  );
  assert.deepEqual([readFileSync(whole[0]?.[0] ?? ""), whole[0]?.[1]], [bytes, undefined]);
  await second.put("b.iso", { start: 0, size: 100_000, body: body(bytes) });
  assert.equal(whole[1]?.[1], createHash("sha256").update(bytes).digest("hex"));
});

test("what a person added is tried once, and a life that ended before it was settled goes on in the next", async (t) => {
  const iso = makeIso();
  const first = life(t);
  const stopping = first.service.stop();
  first.service.add({ ...isoConfig(iso), from: "stick", fileName: "x.iso" });
  await stopping;
  const second = life(t, { data: first.data });
  await second.apply();
  assert.equal(second.service.get("x")?.state, "ready");
  appendFileSync(iso, "more");
  const third = life(t, { data: first.data });
  await third.apply();
  assert.deepEqual([third.service.get("x")?.state, third.events], ["ready", []]);
});
