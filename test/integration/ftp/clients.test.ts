import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TREE } from "../../unit/ftp/house.ts";
import { run, scene } from "./scene.ts";

const KERNEL = TREE["centos-7/images/pxeboot/vmlinuz"] ?? Buffer.alloc(0);
const STAGE2 = TREE["centos-7/LiveOS/squashfs.img"] ?? Buffer.alloc(0);

test("seed L2: curl, which Anaconda fetches with, gets .treeinfo and the second stage whole (stand-in tree)", async (t) => {
  const { url, folder, sent, reports } = await scene(t);
  const both = await run("curl", ["-sS", "--fail", `${url}/pub/.treeinfo`, `${url}/pub/LiveOS/squashfs.img`], folder);
  assert.equal(both.stderr, "");
  assert.deepEqual(both.stdout, Buffer.concat([TREE["centos-7/.treeinfo"] ?? Buffer.alloc(0), STAGE2]));
  const stage2 = sent.filter(({ path }) => path === "centos-7/LiveOS/squashfs.img");
  assert.equal(
    stage2.reduce((sum, { start, end }) => sum + end - start, 0),
    STAGE2.length,
  );
  assert.deepEqual(
    reports.map((report) => [report.kind, report.name]),
    [
      ["sent", "pub/.treeinfo"],
      ["sent", "pub/LiveOS/squashfs.img"],
    ],
  );
});

test("curl by PASV, by a range, and by a size alone", async (t) => {
  const { url, folder } = await scene(t);
  const file = `${url}/centos-7/images/pxeboot/vmlinuz`;
  const passive = await run("curl", ["-sS", "--disable-epsv", file], folder);
  assert.deepEqual(passive.stdout, KERNEL);
  const range = await run("curl", ["-sS", "-r", "1000-1999", file], folder);
  assert.deepEqual(range.stdout, KERNEL.subarray(1000, 2000));
  const head = await run("curl", ["-sS", "-I", file], folder);
  assert.match(head.stdout.toString(), /Content-Length: 70001/);
  const name = await run("curl", ["-sS", `${url}/centos-7/with%20space/%C3%BC.txt`], folder);
  assert.equal(name.stdout.toString(), "ü\n");
});

test("curl is told that a file is not there, that nothing can be written, and who may log in", async (t) => {
  const { url, folder } = await scene(t);
  assert.equal((await run("curl", ["-sS", `${url}/centos-7/images/updates.img`], folder)).code, 78);
  writeFileSync(join(folder, "x"), "x");
  assert.equal((await run("curl", ["-sS", "-T", "x", `${url}/centos-7/x`], folder)).code, 25);
  assert.equal((await run("curl", ["-sS", "-u", "root:secret", `${url}/`], folder)).code, 67);
  assert.equal((await run("curl", ["-sS", "--ftp-port", "-", `${url}/other/only.txt`], folder)).code, 30);
});

test("seed F6: wget gets the kickstart where S1 put it (stand-in answer)", async (t) => {
  const { url, folder } = await scene(t);
  const got = await run("wget", ["-q", "-O", "ks", `${url}/pub/ks/centos.ks`], folder);
  assert.equal(got.code, 0);
  assert.equal(readFileSync(join(folder, "ks"), "utf8"), "install\n");
});

test("seed L4: wget mirrors a tree by what LIST says (stand-in tree)", async (t) => {
  const { url, folder } = await scene(t);
  const got = await run("wget", ["-q", "-r", "-nH", "--cut-dirs=1", `${url}/pub/centos-7/`], folder);
  assert.equal(got.code, 0, got.stderr);
  for (const [path, bytes] of Object.entries(TREE)) {
    if (path.startsWith("centos-7/")) assert.deepEqual(readFileSync(join(folder, path)), bytes, path);
  }
});

test("seed L2: lftp mirrors the same tree by MLSD, over several connections, and resumes a file cut short (stand-in tree)", async (t) => {
  const { port, folder } = await scene(t);
  writeFileSync(join(folder, "squashfs.img"), STAGE2.subarray(0, 700_000));
  const script = [
    "set net:max-retries 1",
    "set ftp:ssl-allow true",
    `open -p ${port} 127.0.0.1`,
    "mirror --parallel=3 /centos-7 copy",
    "get -c /centos-7/LiveOS/squashfs.img",
    "bye",
  ].join("; ");
  const got = await run("lftp", ["--norc", "-c", script], folder);
  assert.equal(got.code, 0, got.stderr);
  for (const [path, bytes] of Object.entries(TREE)) {
    if (path.startsWith("centos-7/")) {
      assert.deepEqual(readFileSync(join(folder, path.replace("centos-7", "copy"))), bytes, path);
    }
  }
  assert.deepEqual(readFileSync(join(folder, "squashfs.img")), STAGE2);
});

test("lftp removes, makes and puts nothing", async (t) => {
  const { port, folder } = await scene(t);
  writeFileSync(join(folder, "x"), "x");
  for (const deed of ["rm /other/only.txt", "mkdir /new", "put x", "mv /other /o", "chmod 777 /other"]) {
    const got = await run(
      "lftp",
      ["--norc", "-p", String(port), "-e", `set net:max-retries 1; ${deed}; bye`, "127.0.0.1"],
      folder,
    );
    assert.match(got.stderr, /550|denied|failed/i, deed);
  }
});

test("busybox's ftpget, which a small installer has, gets the kernel", async (t) => {
  const { port, folder } = await scene(t);
  const start = Date.now();
  const args = ["ftpget", "-P", String(port), "127.0.0.1", "vmlinuz", "centos-7/images/pxeboot/vmlinuz"];
  const got = await run("busybox", args, folder);
  assert.equal(got.code, 0, got.stderr);
  assert.deepEqual(readFileSync(join(folder, "vmlinuz")), KERNEL);
  assert.ok(Date.now() - start < 10_000);
  const missing = await run("busybox", ["ftpget", "-P", String(port), "127.0.0.1", "n", "nothing"], folder);
  assert.notEqual(missing.code, 0);
  assert.ok(!existsSync(join(folder, "n")) || readFileSync(join(folder, "n")).length === 0);
});
