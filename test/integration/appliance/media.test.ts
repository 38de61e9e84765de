// A stick, as the operating system would mount it, and what the running appliance makes of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeReleaseIso } from "../../fakes/release-iso.ts";
import { rocky94 } from "../../unit/systems/media.ts";
import { eventOf, events } from "./rhel-scene.ts";
import { openScene, type Scene } from "./scene.ts";

interface MediumSeen {
  readonly id: string;
  readonly name: string;
  readonly files: readonly {
    readonly path: string;
    readonly size: number;
    readonly kind: string;
    readonly image?: string;
  }[];
}
interface ImageSeen {
  readonly name: string;
  readonly state: string;
  readonly family?: string;
  readonly title?: string;
  readonly version: string;
  readonly tree?: string;
  readonly code?: string;
  readonly reason?: string;
}

const TREEINFO = rocky94.text(".treeinfo") ?? "";

/** Puts the stick in, all at once as a mount does. */
function putIn(scene: Scene, name: string, fill: (folder: string) => void): string {
  const outside = join(scene.folder, `outside-${name}`);
  mkdirSync(outside);
  fill(outside);
  const inside = join(scene.folder, "sticks", name);
  mkdirSync(join(scene.folder, "sticks"), { recursive: true });
  renameSync(outside, inside);
  return inside;
}

const media = async (scene: Scene): Promise<readonly MediumSeen[]> =>
  (await scene.api<{ items: readonly MediumSeen[] }>("/media")).items;
const medium = (scene: Scene): Promise<MediumSeen> =>
  scene.until("a stick is listed", async () => (await media(scene))[0]);
const post = <T>(scene: Scene, path: string, body: unknown): Promise<T> =>
  scene.api<T>(path, ["-H", "Content-Type: application/json", "-d", JSON.stringify(body)]);
const ready = async (scene: Scene, name: string): Promise<ImageSeen> => (await scene.imageReady(name)) as ImageSeen;

test("seed L1: an ISO on a stick becomes an image whose tree is served, and the stick may go", async (t) => {
  await using scene = await openScene();
  await scene.serve({ media: { folder: join(scene.folder, "sticks") } });
  assert.deepEqual(await media(scene), []);
  const stick = putIn(scene, "SANDISK", (folder) => {
    mkdirSync(join(folder, "isos"));
    makeReleaseIso(join(scene.folder, "rocky.iso"), rocky94);
    cpSync(join(scene.folder, "rocky.iso"), join(folder, "isos", rocky94.fileName));
  });
  const seen = await medium(scene);

  await t.test("the stick is listed, and an event says what is on it", async () => {
    const { size } = statSync(join(stick, "isos", rocky94.fileName));
    assert.equal(seen.name, "SANDISK");
    assert.deepEqual(seen.files, [{ path: `isos/${rocky94.fileName}`, name: rocky94.fileName, size, kind: "iso" }]);
    const found = await eventOf(scene, "RS_MEDIUM_FOUND");
    assert.equal(found.text, `USB stick SANDISK: ${rocky94.fileName} (${Math.ceil(size / 1e6)} MB).`);
  });

  await t.test("what is not on it, or is asked for by a path that leads away, is a 404", async () => {
    for (const [id, path] of [
      [seen.id, "../../data/token.key"],
      [seen.id, rocky94.fileName],
      ["another", `isos/${rocky94.fileName}`],
    ]) {
      const problem = await post<{ code: string }>(scene, "/images", { from: { medium: id, path } });
      assert.equal(problem.code, "RS_MEDIUM_NOT_FOUND", path);
    }
    assert.deepEqual((await scene.api<{ items: unknown[] }>("/images")).items, []);
  });

  await t.test("POST /images imports it, and it is recognised", async () => {
    const added = await post<ImageSeen>(scene, "/images", {
      from: { medium: seen.id, path: `isos/${rocky94.fileName}` },
    });
    assert.equal(added.name, "rocky-9.4-x86_64-dvd");
    const image = await ready(scene, added.name);
    assert.deepEqual(
      [image.family, image.title, image.version, image.tree],
      ["rhel", "Rocky Linux 9.4", "9.4", "/rocky-9.4-x86_64-dvd/"],
    );
    assert.equal((await medium(scene)).files[0]?.image, added.name);
    const again = await post<{ code: string }>(scene, "/images", {
      name: added.name,
      from: { medium: seen.id, path: `isos/${rocky94.fileName}` },
    });
    assert.equal(again.code, "RS_IMAGE_TAKEN");
  });

  await t.test("its tree can be browsed and read (seed B8)", async () => {
    const node = await scene.client("52:54:00:77:00:01");
    await node.boots();
    assert.equal((await node.get("/rocky-9.4-x86_64-dvd/.treeinfo")).body, TREEINFO);
    const listing = await node.get("/rocky-9.4-x86_64-dvd/", ["-H", "Accept: text/html"]);
    assert.match(listing.body, /BaseOS/);
    assert.equal(
      await node.tftp("rocky-9.4-x86_64-dvd/images/pxeboot/vmlinuz"),
      `${rocky94.fileName} images/pxeboot/vmlinuz`,
    );
    const sum = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
    const whole = join(scene.folder, "whole.iso");
    await node.place.run(["curl", "-sS", "-o", whole, "http://10.77.0.1/rocky-9.4-x86_64-dvd.iso"]);
    assert.equal(sum(whole), sum(join(stick, "isos", rocky94.fileName)));
  });

  await t.test("the stick goes: an event says so, the image stays, also over a restart", async () => {
    renameSync(stick, join(scene.folder, "pulled"));
    const gone = await eventOf(scene, "RS_MEDIUM_GONE");
    assert.equal(gone.text, "USB stick SANDISK was removed.");
    assert.deepEqual(await media(scene), []);
    await scene.stop("SIGKILL");
    await scene.serve({ media: { folder: join(scene.folder, "sticks") } });
    assert.equal((await ready(scene, "rocky-9.4-x86_64-dvd")).family, "rhel");
    const node = await scene.client("52:54:00:77:00:02");
    await node.boots();
    assert.equal((await node.get("/rocky-9.4-x86_64-dvd/.treeinfo")).body, TREEINFO);
  });
});

test("media.import automatic: what is new on a stick is imported once, also when the stick comes again in another place", async () => {
  await using scene = await openScene();
  const config = { media: { folder: join(scene.folder, "sticks"), import: "automatic" } };
  await scene.serve(config);
  const stick = putIn(scene, "FIRST", (folder) => {
    makeReleaseIso(join(scene.folder, "rocky.iso"), rocky94);
    cpSync(join(scene.folder, "rocky.iso"), join(folder, "Rocky.iso"));
  });
  assert.equal((await ready(scene, "rocky")).family, "rhel");
  await scene.until("the listing names the image", async () =>
    (await media(scene))[0]?.files[0]?.image === "rocky" ? true : undefined,
  );
  renameSync(stick, join(scene.folder, "sticks", "SECOND"));
  await scene.until("the stick is seen in its new place", async () =>
    (await media(scene)).find(({ name, files }) => name === "SECOND" && files[0]?.image === "rocky"),
  );
  const settled = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 7000)); // two more looks
    const told = (await events(scene)).filter(({ code }) => code.startsWith("RS_IMAGE_")).map(({ code }) => code);
    assert.deepEqual(told, ["RS_IMAGE_IMPORTING", "RS_IMAGE_READY"]);
  };
  await settled();
  await scene.stop("SIGTERM");
  await scene.serve(config);
  await scene.until("the stick is seen again", async () => (await media(scene))[0]);
  await settled();
  assert.deepEqual(
    (await scene.api<{ items: ImageSeen[] }>("/images")).items.map(({ name }) => name),
    ["rocky"],
  );
});

test("trust 4.93: the stick is never written, opened for writing or changed in any way", async () => {
  await using scene = await openScene();
  const sticks = join(scene.folder, "sticks");
  const stick = join(sticks, "STICK");
  mkdirSync(stick, { recursive: true });
  makeReleaseIso(join(scene.folder, "rocky.iso"), rocky94, { "big.bin": randomBytes(20_000_000) });
  cpSync(join(scene.folder, "rocky.iso"), join(stick, "Rocky.iso"));
  execFileSync("touch", ["-a", "-d", "2001-01-01", stick, join(stick, "Rocky.iso")]);
  const times = (): unknown[] =>
    [stick, ...readdirSync(stick).map((name) => join(stick, name))].map((path) => {
      const { mtimeMs, ctimeMs, size, ino } = statSync(path);
      return [path, mtimeMs, ctimeMs, size, ino];
    });
  const before = times();
  const trace = join(scene.folder, "trace");
  const main = scene.start({ media: { folder: sticks, import: "automatic" } }, [
    ...[
      "strace",
      "-D",
      "-f",
      "-qq",
      "-o",
      trace,
      "-e",
      "trace=%file,write,pwrite64,writev,pwritev,ftruncate,fchmod,fchown",
    ],
    ...["-y", "-s", "0"],
  ]);
  await main.says(/ready on http/, 60_000);
  await scene.until(
    "the image is ready",
    async () => {
      const image = await scene.api<ImageSeen>("/images/rocky");
      return image.state === "ready" ? image : undefined;
    },
    60_000,
  );
  await main.stop();
  const about = readFileSync(trace, "utf8")
    .split("\n")
    // A call that another thread's came between is told in two lines; the first has the path and the flags.
    .filter((line) => line.includes(stick) && !line.includes("<... openat resumed>"));
  assert.ok(
    about.some((line) => /openat\(.*Rocky\.iso.*O_RDONLY/.test(line)),
    "the trace sees what is read",
  );
  const harmless =
    /^\d+ +(?:stat|lstat|newfstatat|statx|openat|open|readlink|access|inotify_add_watch|statfs|execve|getcwd|lgetxattr)\(/;
  const writing = about.filter((line) => !harmless.test(line) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(line));
  assert.deepEqual(writing, []);
  assert.deepEqual(times(), before);
  rmSync(trace);
});
