// What serving out of an ISO costs against serving the same bytes as a file, and what an import costs against cp and sha256sum.
// Prints tables for docs/benchmarks.md; nothing fails here, whatever the figures.
//   npm run -s bench
import { execFile } from "node:child_process";
import { randomFillSync } from "node:crypto";
import {
  closeSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describeIso } from "../../appliance/images/iso.ts";
import { TREE_FILE } from "../../appliance/images/tree-reader.ts";
import { writeTree } from "../../appliance/store/trees.ts";
import { makeSparseIso } from "../fakes/isos.ts";
import { type Client, openScene, type Scene, URL_BASE } from "../integration/appliance/scene.ts";

const execute = promisify(execFile);
const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const ROUNDS = 3;
const LARGE = "coreos_production_image.bin.bz2";
const SMALL = "coreos_production_pxe_image.cpio.gz";
const ANY: readonly string[] = ["coreos_production_pxe.vmlinuz"];

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(" ");
const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(" | ")} |`);
function table(...heads: readonly string[]): void {
  console.log("");
  row(...heads);
  row(...heads.map(() => "---"));
}

/** `size` bytes, of which `real` are random and spread over it in pieces of 8 MiB; the rest are holes. */
function write(path: string, size: number, real: number): void {
  const file = openSync(path, "w");
  ftruncateSync(file, size);
  const piece = Buffer.alloc(8 * MIB);
  const pieces = Math.floor(real / piece.length);
  for (let index = 0; index < pieces; index++) {
    randomFillSync(piece);
    writeSync(file, piece, 0, piece.length, Math.floor((index * (size - piece.length)) / Math.max(1, pieces - 1)));
  }
  closeSync(file);
}

async function fetches(client: Client, url: string, ways: number): Promise<void> {
  const one = ["curl", "-fsS", "-o", "/dev/null", ...(url.startsWith("tftp") ? ["--tftp-blksize", "1408"] : []), url];
  const done = await Promise.all(Array.from({ length: ways }, () => client.place.run(one, 300_000)));
  for (const { code, stderr } of done) if (code !== 0) throw new Error(`${url}: ${stderr}`);
}

async function serving(scene: Scene, client: Client): Promise<void> {
  table("serving", "bytes", "at once", "out of an ISO, MB/s", "as a file, MB/s", "ISO ÷ file", "load");
  const compare = async (what: string, base: string, file: string, size: number, ways: number): Promise<void> => {
    const times: Record<"iso" | "plain", number[]> = { iso: [], plain: [] };
    await fetches(client, `${base}/iso/${file}`, 1); // both are in the page cache then
    await fetches(client, `${base}/plain/${file}`, 1);
    for (let round = 0; round < ROUNDS; round++) {
      for (const image of ["iso", "plain"] as const) {
        times[image].push(await seconds(() => fetches(client, `${base}/${image}/${file}`, ways)));
      }
    }
    const rate = (of: readonly number[]): number => (size * ways) / median(of) / 1e6;
    const [iso, plain] = [rate(times.iso), rate(times.plain)];
    row(what, `${size / MIB} MiB`, ways, iso.toFixed(0), plain.toFixed(0), (iso / plain).toFixed(2), load());
  };
  const large = statSync(join(scene.folder, "iso.tree", LARGE)).size;
  const small = statSync(join(scene.folder, "iso.tree", SMALL)).size;
  for (const ways of [1, 4, 8]) await compare("HTTP", URL_BASE, LARGE, large, ways);
  for (const ways of [1, 4]) await compare("TFTP, blksize 1408", "tftp://10.77.0.1", SMALL, small, ways);
}

async function main(): Promise<void> {
  await using scene = await openScene();
  const tree = join(scene.folder, "iso.tree");
  const plain = join(scene.folder, "media", "coreos", "1010.5.0");
  mkdirSync(tree);
  mkdirSync(plain, { recursive: true });
  write(join(tree, LARGE), GIB, 400 * MIB);
  write(join(tree, SMALL), 32 * MIB, 32 * MIB);
  for (const name of ANY) writeFileSync(join(tree, name), "kernel\n");
  for (const name of [LARGE, SMALL, ...ANY]) linkSync(join(tree, name), join(plain, name));
  const iso = makeSparseIso(join(scene.folder, "bench.iso"), tree);

  const { model = "unknown processor" } = cpus()[0] ?? {};
  console.log(
    `\nMeasured ${new Date().toISOString().slice(0, 16)}Z on ${cpus().length} × ${model}, Node ${process.version}, load ${load()}.`,
  );

  const copy = join(scene.folder, "copy.iso");
  await execute("sha256sum", [iso]); // into the page cache
  const byHand = await seconds(async () => {
    await execute("sh", ["-c", 'cp --sparse=never "$1" "$2" && sync "$2" && sha256sum "$2"', "-", iso, copy]);
  });
  rmSync(copy);
  const folder = { name: "plain", source: plain, verify: "none" };
  await scene.serve({ images: [folder] });
  await waits(scene, "plain");
  await scene.stop("SIGTERM");
  const began = loadavg()[0] ?? 0;
  const imported = await seconds(async () => {
    await scene.serve({ images: [folder, { name: "iso", source: iso, verify: "none" }] });
    await waits(scene, "iso");
  });
  table("import", "bytes", "seconds", "cp + sync + sha256sum, seconds", "import ÷ by hand", "load");
  const size = statSync(iso).size;
  row(
    "an ISO from a file",
    `${Math.round(size / MIB)} MiB`,
    imported.toFixed(1),
    byHand.toFixed(1),
    (imported / byHand).toFixed(2),
    began.toFixed(1),
  );

  const client = await scene.client("52:54:00:77:00:01");
  await client.boots();
  await serving(scene, client);
  await scene.stop("SIGTERM");
  await indexing(scene);
}

async function waits(scene: Scene, name: string): Promise<void> {
  for (;;) {
    const image = await scene.api<{ state: string; reason?: string }>(`/images/${name}`);
    if (image.state === "ready") return;
    if (image.state === "refused") throw new Error(image.reason);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function indexing(scene: Scene): Promise<void> {
  const tree = join(scene.folder, "many.tree");
  for (let index = 0; index < 5000; index++) {
    const at = join(tree, "Packages", String(index % 26));
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, `package-with-a-usual-name-${index}-1.0-1.el9.x86_64.rpm`), String(index));
  }
  const big = openSync(join(tree, "big.bin"), "w");
  ftruncateSync(big, 5 * GIB);
  closeSync(big);
  const iso = makeSparseIso(join(scene.folder, "many.iso"), tree);
  const times: number[] = [];
  let names = 0;
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      await seconds(async () => {
        const { index } = await describeIso(iso, "many.iso", new AbortController().signal);
        names = index.entries.length;
        rmSync(join(scene.folder, TREE_FILE), { force: true });
        writeTree(join(scene.folder, TREE_FILE), index);
      }),
    );
  }
  table("index", "names", "bytes of the ISO", "seconds", "load");
  row(
    "sandbox, list, check and tree.db",
    names,
    `${Math.round(statSync(iso).size / MIB)} MiB`,
    median(times).toFixed(2),
    load(),
  );
}

await main();
