// The stand-in's coreos-install, on this machine: a file is the disk, fakes/ says what kind, and a server on loopback
// watches. What it asks of the server has to be what the real program asked in a recorded install.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { httpRequests, type HttpRequest } from "./capture.ts";
import { makeKey, sign } from "./signing.ts";
import { run } from "./tools.ts";
import { imageFolder } from "./tree.ts";

const CAPTURE = join(import.meta.dirname, "../../protocol/captures/bios-lpxelinux-di-coreos.pcap");
const IMAGE = "/1010.5.0/coreos_production_image.bin.bz2";
const MIB = 1024 * 1024;

let folder: string;
let content: Buffer;
let files: Map<string, Buffer>;
let server: Server;
let base: string;
let requests: HttpRequest[];
let breakAfter: number | undefined; // bytes of the next image answer after which the connection is cut, once

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "standin-install-"));
  content = Buffer.concat([randomBytes(3 * MIB), Buffer.alloc(2 * MIB), randomBytes(3 * MIB)]);
  const image = join(folder, "image.bin");
  await writeFile(image, content);
  await run("bzip2", ["-9", image]);
  await makeKey(folder);
  await sign([`${image}.bz2`], join(folder, "secret-key.asc"));
  const [packed, signature] = await Promise.all([readFile(`${image}.bz2`), readFile(`${image}.bz2.sig`)]);
  files = new Map([
    [IMAGE, packed],
    [`${IMAGE}.sig`, signature],
    ["/current/version.txt", Buffer.from("COREOS_BUILD=1010\nCOREOS_VERSION=1010.5.0\n")],
    ["/4230.2.3/flatcar_production_image.bin.bz2", packed],
    ["/4230.2.3/flatcar_production_image.bin.bz2.sig", signature],
    ["/bad/coreos_production_image.bin.bz2", packed],
    ["/bad/coreos_production_image.bin.bz2.sig", corrupted(signature)],
    ["/unsigned/coreos_production_image.bin.bz2", packed],
  ]);
  await writeFile(join(folder, "node-01.yml"), "#cloud-config\nhostname: node-01\n");
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(async () => {
  requests = [];
  breakAfter = undefined;
  await rm(join(folder, "log"), { force: true });
  await rm(join(folder, "disks"), { recursive: true, force: true });
  await mkdir(join(folder, "disks"));
  await writeFile(join(folder, "disk"), Buffer.alloc(16 * MIB, 0x5a));
});

after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const corrupted = (signature: Buffer): Buffer => {
  const copy = Buffer.from(signature);
  copy[copy.length - 5] = copy.readUInt8(copy.length - 5) ^ 0xff;
  return copy;
};

function answer(request: IncomingMessage, response: ServerResponse): void {
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
  const headers = names.map((name, index) => [name, request.rawHeaders[index * 2 + 1] ?? ""] as const);
  requests.push({ method: request.method ?? "", path: request.url ?? "", headers });
  const file = files.get((request.url ?? "").replaceAll("//", "/"));
  if (file === undefined) return void response.writeHead(404).end();
  const first = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (first > 0) response.setHeader("content-range", `bytes ${first}-${file.length - 1}/${file.length}`);
  response.writeHead(first > 0 ? 206 : 200, { "content-length": file.length - first });
  if (request.method === "HEAD") return void response.end();
  if (breakAfter === undefined || file.length < breakAfter) return void response.end(file.subarray(first));
  response.write(file.subarray(first, breakAfter), () => setTimeout(() => response.destroy(), 50));
  breakAfter = undefined;
}

interface Outcome {
  status: number | null;
  output: string;
}

async function install(args: readonly string[], more: Record<string, string> = {}): Promise<Outcome> {
  const fakes = join(import.meta.dirname, "fakes");
  const child = spawn("bash", [imageFolder("live/usr/bin/coreos-install"), "-d", join(folder, "disk"), ...args], {
    cwd: folder,
    env: {
      PATH: `${fakes}:${process.env["PATH"] ?? ""}`,
      FAKE_TYPE: "disk",
      FAKE_LOG: join(folder, "log"),
      FAKE_DISKS: join(folder, "disks"),
      STANDIN_FAMILY: "coreos",
      ...more,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  return { status, output };
}

const usual = (): string[] => ["-b", base, "-k", join(folder, "key.asc"), "-V", "1010.5.0"];
const disk = (): Promise<Buffer> => readFile(join(folder, "disk"));
const isTheImage = (bytes: Buffer): boolean => bytes.subarray(0, content.length).equals(content);
const lines = (): string[] => requests.map(({ method, path }) => `${method} ${path}`);

test("asks of the server what the real one asked, in the same order, with the same headers", async () => {
  const recorded = (await httpRequests(CAPTURE)).filter(({ path }) => path.startsWith("/1010.5.0/"));
  const { status, output } = await install([...usual(), "-c", "node-01.yml"]);
  assert.equal(status, 0, output);
  // The capture holds the same install twice, the second one cut off by the end of the recording.
  assert.deepEqual(requests.map(comparable), recorded.slice(0, 4).map(comparable));
  assert.equal(recorded[0]?.method, "HEAD");
});

/** Which address it asks and which wget Debian has are not the program's doing. */
const comparable = ({ method, path, headers }: HttpRequest): unknown => ({
  method,
  path,
  headers: headers.map(([name, value]) => [name, name === "Host" ? "…" : value.replace(/^Wget\/.*/, "Wget/…")]),
});

test("writes the image, reads the partition table and leaves the cloud-config on ROOT", async () => {
  const { status, output } = await install([...usual(), "-c", "node-01.yml"]);
  assert.equal(status, 0, output);
  assert.ok(isTheImage(await disk()));
  const placed = await readFile(join(folder, "disks/ROOT/var/lib/coreos-install/user_data"));
  assert.deepEqual(placed, await readFile(join(folder, "node-01.yml")));
  assert.equal(await readFile(join(folder, "log"), "utf8"), "rereadpt\nmount ROOT\numount ROOT\n");
});

test("a bad signature wipes the partition table and ends with status 1", async () => {
  const { status, output } = await install([...usual(), "-V", "bad", "-c", "node-01.yml"]);
  assert.equal(status, 1, output);
  assert.match(output, /BAD signature/);
  assert.match(output, /the image's signature is bad/);
  const bytes = await disk();
  assert.ok(bytes.subarray(0, MIB).every((byte) => byte === 0), "the first MiB is not zero");
  await assert.rejects(readFile(join(folder, "disks/ROOT/var/lib/coreos-install/user_data")));
});

test("a connection that breaks in the middle is resumed where it broke, and the signature is still good", async () => {
  breakAfter = 2 * MIB;
  const { status, output } = await install(usual());
  assert.equal(status, 0, output);
  const image = requests.filter(({ method, path }) => method === "GET" && path === IMAGE);
  const ranges = image.map(({ headers }) => headers.find(([name]) => name === "Range")?.[1]);
  assert.equal(ranges.length, 2);
  assert.equal(ranges[0], undefined);
  assert.equal(ranges[1], `bytes=${2 * MIB}-`);
  assert.equal(sha256((await disk()).subarray(0, content.length)), sha256(content));
});

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

test("a foreign key is a bad signature", async () => {
  const other = join(folder, "other");
  await mkdir(other);
  await makeKey(other);
  const { status } = await install([...usual(), "-k", join(other, "key.asc")]);
  assert.equal(status, 1);
  assert.ok(!isTheImage(await disk()));
});

for (const [type, accepted] of Object.entries({ disk: true, loop: true, lvm: true, part: false, mpath: false, rom: false })) {
  test(`a device of type ${type} is ${accepted ? "accepted" : "refused before anything is asked"}`, async () => {
    const { status, output } = await install(usual(), { FAKE_TYPE: type });
    assert.equal(status, accepted ? 0 : 1, output);
    if (accepted) return;
    assert.match(output, /is not a full disk/);
    assert.deepEqual(lines(), []);
    assert.ok((await disk()).every((byte) => byte === 0x5a), "the disk was touched");
  });
}

test("-V current asks for version.txt first", async () => {
  const { status, output } = await install(["-b", base, "-k", join(folder, "key.asc"), "-V", "current"]);
  assert.equal(status, 0, output);
  assert.deepEqual(lines().slice(0, 2), ["GET /current/version.txt", `HEAD ${IMAGE}`]);
});

test("a slash at the end of the base is kept, as the real one keeps it", async () => {
  const { status } = await install(["-b", `${base}/`, "-k", join(folder, "key.asc"), "-V", "1010.5.0"]);
  assert.equal(status, 0);
  assert.equal(lines()[0], `HEAD /${IMAGE}`);
});

test("without a signature to fetch the disk stays as it is", async () => {
  const { status, output } = await install([...usual(), "-V", "unsigned"]);
  assert.equal(status, 1, output);
  assert.deepEqual(lines(), ["HEAD /unsigned/coreos_production_image.bin.bz2", "HEAD /unsigned/coreos_production_image.bin.bz2.sig"]);
  assert.ok((await disk()).every((byte) => byte === 0x5a), "the disk was touched");
});

test("an unknown option shows the usage and ends with status 1", async () => {
  const { status, output } = await install([...usual(), "-Z"]);
  assert.equal(status, 1);
  assert.match(output, /^Usage: /m);
  assert.deepEqual(lines(), []);
});

test("as flatcar-install it uses that family's names", async () => {
  const args = ["-b", base, "-k", join(folder, "key.asc"), "-V", "4230.2.3", "-c", "node-01.yml"];
  const { status, output } = await install(args, { STANDIN_FAMILY: "flatcar" });
  assert.equal(status, 0, output);
  assert.equal(lines()[0], "HEAD /4230.2.3/flatcar_production_image.bin.bz2");
  await readFile(join(folder, "disks/ROOT/var/lib/flatcar-install/user_data"));
});
