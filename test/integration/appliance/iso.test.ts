// An ISO as machines and people get it from a running appliance: curl and tftp ask, nothing is mounted.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { describeIso } from "../../../appliance/images/iso.ts";
import { makeIso } from "../../fakes/isos.ts";
import { storeIso } from "../../fakes/stored-iso.ts";
import { openScene, URL_BASE } from "./scene.ts";

const NODE = "52:54:00:77:00:01";
const install = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) >> 8));

test("the tree of a stored ISO by HTTP and TFTP, its listing, and the ISO itself (seed L1, B8, B11, Q4, Q5, T1)", async (t) => {
  await using scene = await openScene();
  const iso = makeIso(join(scene.folder, "Standin-9.0.iso"), {
    label: "STANDIN-9-0",
    files: {
      ".treeinfo": "[general]\nfamily = Standin\n",
      ".discinfo": "1700000000\n",
      ".disk/info": "Standin 9.0\n",
      "EFI/BOOT/BOOTX64.EFI": "shim",
      "EFI/BOOT/grubx64.efi": "grub",
      "images/install.img": install,
      "docs/evil.html": "<script>alert(1)</script>",
      "docs/<b>&'.txt": "markup",
      "docs/é ~+.rpm": "accent",
      empty: "",
    },
    links: { "LiveOS/squashfs.img": "../images/install.img", shadow: "/etc/shadow", up: "../../../../etc/passwd" },
  });
  const { index } = await describeIso(iso, "x.iso", new AbortController().signal);
  const start = index.entries.find(({ path }) => path === "images/install.img")?.extents[0]?.start ?? 0;
  // xorriso writes the pieces of a large file one after the other; other programs need not.
  const pieces = [
    { start: start + 200_000, size: 100_000 },
    { start: start + 70_001, size: 99_999 },
    { start, size: 70_001 },
  ];
  const turned = Buffer.concat([
    install.subarray(200_000),
    install.subarray(70_001, 170_000),
    install.subarray(0, 70_001),
  ]);
  const data = join(scene.folder, "data");
  mkdirSync(data);
  await storeIso(data, "standin", iso, [{ path: "pieces", kind: "file", size: turned.length, extents: pieces }]);
  await scene.serve({ images: [{ name: "coreos", source: scene.release("1010.5.0"), verify: "none" }] });
  await scene.imageReady("coreos");
  const node = await scene.client(NODE);
  await node.boots();
  const fetched = async (path: string, more: readonly string[] = []): Promise<Buffer> => {
    const file = join(scene.folder, "fetched");
    writeFileSync(file, "");
    await node.place.run(["curl", "-sS", "--max-time", "20", "-o", file, ...more, path]);
    return readFileSync(file);
  };
  const http = (path: string, more: readonly string[] = []): Promise<Buffer> => fetched(URL_BASE + path, more);

  await t.test("files with dots, in folders, spelt in any case, with double slashes, through links", async () => {
    assert.equal((await node.get("/standin/.treeinfo")).body, "[general]\nfamily = Standin\n");
    assert.equal((await node.get("/standin//.treeinfo")).status, 200); // RHEL 7 with a slash behind its repository
    assert.equal((await node.get("/standin/.disk/info")).body, "Standin 9.0\n");
    assert.equal((await node.get("/standin/efi/boot/bootx64.efi")).body, "shim");
    assert.deepEqual(await node.get("/standin/empty"), { status: 200, body: "" });
    assert.ok((await http("/standin/LiveOS/squashfs.img")).equals(install));
    assert.equal((await node.get("/standin/docs/%C3%A9%20~+.rpm")).body, "accent");
    for (const path of ["/standin/shadow", "/standin/up", "/standin/none", "/standin/treeinfo/x", "/standin.isox"]) {
      assert.equal((await node.get(path)).status, 404, path);
    }
  });

  await t.test("the same by TFTP, with curl and with tftp-hpa (seed B8, B11, Q4)", async () => {
    assert.equal(await node.tftp("standin/EFI/BOOT/grubx64.efi"), "grub");
    assert.equal(await node.tftp("/standin/.disk/info"), "Standin 9.0\n");
    assert.equal(await node.tftp("STANDIN\\efi"), await node.tftp("none/none")); // image names are spelt as they are
    assert.match(await node.tftp("standin/shadow"), /^curl: \(68\)/);
    assert.ok((await fetched("tftp://10.77.0.1/standin/images/install.img")).equals(install));
    assert.ok((await fetched("tftp://10.77.0.1/standin/pieces", ["--tftp-blksize", "1408"])).equals(turned));
    const file = join(scene.folder, "hpa");
    await node.place.run(["tftp", "-m", "binary", "10.77.0.1", "-c", "get", "standin/efi/boot/BOOTX64.EFI", file]);
    assert.equal(readFileSync(file, "utf8"), "shim");
  });

  await t.test("a file in pieces is right across every border, by ranges too (trust 4.87)", async () => {
    assert.ok((await http("/standin/pieces")).equals(turned));
    for (const [from, to] of [
      [99_999, 100_000],
      [99_990, 200_010],
      [0, 0],
      [269_999, 269_999],
    ] as const) {
      const part = await http("/standin/pieces", ["-r", `${from}-${to}`]);
      assert.ok(part.equals(turned.subarray(from, to + 1)), `${from}-${to}`);
    }
  });

  await t.test("the whole ISO is there, to the byte, with HEAD and ranges; by TFTP too", async () => {
    const whole = readFileSync(iso);
    assert.ok((await http("/standin.iso")).equals(whole));
    assert.ok((await http("/standin.iso", ["-r", "32768-32800"])).equals(whole.subarray(32_768, 32_801)));
    assert.match((await node.get("/standin.iso", ["-I"])).body, new RegExp(`Content-Length: ${whole.length}\r\n`));
    assert.ok((await fetched("tftp://10.77.0.1/standin.iso", ["--tftp-blksize", "1408"])).equals(whole));
  });

  await t.test("tags are strong: other files, other tags; a resumed download is of the same bytes", async () => {
    const head = async (path: string): Promise<string> => (await node.get(path, ["-I"])).body;
    const tag = async (path: string): Promise<string> => /ETag: ("[^"]+")/.exec(await head(path))?.[1] ?? "";
    const tags = await Promise.all(
      ["images/install.img", "pieces", ".treeinfo", "empty"].map((path) => tag(`/standin/${path}`)),
    );
    assert.equal(new Set([...tags, await tag("/standin.iso"), ""]).size, 6);
    assert.equal(await tag("/standin/IMAGES/install.img"), tags[0]);
    assert.equal((await node.get("/standin/.treeinfo", ["-H", `If-None-Match: ${tags[2]}`])).status, 304);
  });

  await t.test("nothing on a medium becomes a page or a script of the appliance (trust 4.75)", async () => {
    const { body } = await node.get("/standin/docs/evil.html", ["-i"]);
    assert.match(body, /Content-Type: text\/plain; charset=utf-8\r\n/);
    assert.match(body, /X-Content-Type-Options: nosniff\r\n/);
  });

  await t.test(
    "folders are listed for people, names are text, and every name in a listing can be had (seed L1)",
    async () => {
      const root = await node.get("/standin/", ["-i"]);
      assert.match(root.body, /Content-Type: text\/html; charset=utf-8\r\n/);
      assert.match(root.body, /script-src 'self'/);
      assert.doesNotMatch(root.body, /<script|<style|shadow/);
      assert.match(root.body, /<a href="images\/">images\/<\/a>/);
      const docs = (await node.get("/standin/docs/")).body;
      assert.match(docs, /&#60;b&#62;&#38;&#39;\.txt/);
      assert.doesNotMatch(docs, /<b>&/);
      assert.match(docs, /<a href="\.\.\/">standin<\/a> \/ <b>docs<\/b>/);
      for (const [, link = ""] of docs.matchAll(/<td><a href="(?!\.\.)([^"]+)"/g)) {
        assert.equal((await node.get(`/standin/docs/${link}`)).status, 200, link);
      }
      assert.match((await node.get("/standin/docs", ["-i"])).body, /301[\s\S]*Location: \/standin\/docs\/\r\n/);
      assert.equal((await node.get("/standin/none/")).status, 404);
      assert.equal((await node.get("/standin/", ["-X", "DELETE"])).status, 405);
      assert.match((await node.get("/assets/listing.css")).body, /color-scheme/);
      assert.match((await node.get("/coreos/")).body, /coreos_production_image\.bin\.bz2/);
      assert.equal((await node.get("/nobody/")).status, 404);
    },
  );

  await t.test("a stop while a tree is open is clean", async () => {
    assert.equal((await node.get("/standin/.treeinfo")).status, 200);
    await scene.stop("SIGTERM");
    assert.doesNotMatch(scene.log, /rackseed: .*Error/);
  });
});
