// ISOs that people send with curl to a running appliance: whole, in pieces, cut off, and when there is no room.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeReleaseIso } from "../../fakes/release-iso.ts";
import { debian12, rocky94 } from "../../unit/systems/media.ts";
import type { Ran } from "../namespace.ts";
import { openScene, type Scene, TOKEN, URL_BASE } from "./scene.ts";

interface UploadSeen {
  readonly file: string;
  readonly offset: number;
  readonly size: number;
  readonly image?: string;
  readonly code?: string;
  readonly detail?: string;
}

const API = `${URL_BASE}/api/v1/uploads/`;
const NAME = "Rocky%209.iso";
const MB = 1_000_000;

function send(scene: Scene, file: string, name: string, more: readonly string[] = [], token = TOKEN): Promise<Ran> {
  const words = ["-sS", "-H", `Authorization: Bearer ${token}`, "-w", "\n%{http_code} %{size_upload}", "-T", file];
  return scene.host.run(["curl", ...words, ...more, API + name], 60_000);
}

interface Sent {
  readonly answer: UploadSeen;
  readonly status: number;
  readonly bytes: number;
}

async function sent(
  scene: Scene,
  file: string,
  name: string,
  more: readonly string[] = [],
  token = TOKEN,
): Promise<Sent> {
  const { stdout, stderr } = await send(scene, file, name, more, token);
  const [body, numbers] = [stdout.slice(0, stdout.lastIndexOf("\n")), stdout.slice(stdout.lastIndexOf("\n") + 1)];
  const [status = 0, bytes = 0] = numbers.split(" ").map(Number);
  assert.ok(body.startsWith("{"), `${stdout} ${stderr}`);
  return { answer: JSON.parse(body) as UploadSeen, status, bytes };
}

/** Begins to send at 2 MB a second and pulls the cable, as it were, before the end. */
async function sendHalf(scene: Scene, file: string, name: string, more: readonly string[] = []): Promise<void> {
  const { code } = await send(scene, file, name, ["--limit-rate", "3M", "--max-time", "2", ...more]);
  assert.equal(code, 28, "curl gave up in the middle");
}

const offset = (scene: Scene, name = NAME): Promise<UploadSeen> => scene.api<UploadSeen>(`/uploads/${name}`);
/** The appliance notices that the connection ended a moment later. */
const offsetAtRest = (scene: Scene, file: string): Promise<number> =>
  scene.until("some of the file is here", async () => {
    const first = await offset(scene);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await offset(scene);
    const { size } = statSync(file);
    return first.offset === second.offset && first.offset > 0 && first.offset < size ? first.offset : undefined;
  });
const stored = (scene: Scene): string[] => readdirSync(join(scene.folder, "data", "uploads"));
const sameBytes = async (scene: Scene, image: string, file: string): Promise<boolean> => {
  const whole = join(scene.folder, "whole.iso");
  await scene.host.run(["curl", "-sS", "-o", whole, `${URL_BASE}/${image}.iso`]);
  return readFileSync(whole).equals(readFileSync(file));
};

const iso = (scene: Scene, more: number): string =>
  makeReleaseIso(join(scene.folder, "rocky.iso"), rocky94, { "big.bin": randomBytes(more) });

test("an upload by curl -T becomes an image, and nothing of it is left behind", async () => {
  await using scene = await openScene();
  await scene.serve({});
  const file = iso(scene, 5 * MB);
  const { answer, status } = await sent(scene, file, NAME);
  const { size } = statSync(file);
  assert.deepEqual([status, answer], [201, { file: "Rocky 9.iso", offset: size, size, image: "rocky-9" }]);
  const image = (await scene.imageReady("rocky-9")) as { family: string; source: string };
  assert.deepEqual([image.family, image.source], ["rhel", "upload"]);
  assert.ok(await sameBytes(scene, "rocky-9", file));
  await scene.until("the upload's own name is gone", async () =>
    Promise.resolve(stored(scene).length === 0 ? true : undefined),
  );
  assert.deepEqual((await scene.api<{ items: unknown[] }>("/uploads")).items, []);

  // The same file again is a second image; both take the card's room once (trust 4.98).
  assert.equal((await sent(scene, file, NAME)).answer.image, "rocky-9-2");
  await scene.imageReady("rocky-9-2");
  const images = join(scene.folder, "data", "images");
  const nodes = readdirSync(images).flatMap((folder) =>
    readdirSync(join(images, folder))
      .filter((name) => name.endsWith(".iso"))
      .map((name) => statSync(join(images, folder, name)).ino),
  );
  assert.deepEqual([nodes.length, new Set(nodes).size], [2, 1]);
});

test("an upload goes on where it was cut off, also over a power cut of the appliance", async () => {
  await using scene = await openScene();
  await scene.serve({});
  const file = iso(scene, 20 * MB);
  const { size } = statSync(file);
  await sendHalf(scene, file, NAME);
  const first = await offsetAtRest(scene, file);
  assert.ok(first > MB && first < size, String(first));
  assert.equal((await offset(scene)).size, size);

  await scene.stop("SIGKILL");
  await scene.serve({});
  assert.deepEqual(await offset(scene), { file: "Rocky 9.iso", offset: first, size });

  const wrong = await sent(scene, file, NAME, ["-C", String(first - 1)]);
  assert.deepEqual([wrong.status, wrong.answer.code], [409, "RS_UPLOAD_OFFSET"]);
  assert.match(
    wrong.answer.detail ?? "",
    new RegExp(`^${first} bytes of this file are here, so the next one is number ${first}`),
  );

  await sendHalf(scene, file, NAME, ["-C", String(first)]);
  const second = await offsetAtRest(scene, file);
  assert.ok(second > first && second < size);
  const last = await sent(scene, file, NAME, ["-C", String(second)]);
  assert.deepEqual([last.status, last.answer.image], [201, "rocky-9"]);
  await scene.imageReady("rocky-9");
  assert.ok(await sameBytes(scene, "rocky-9", file));
});

test("trust 4.92: SIGKILL in the middle of an upload never makes an image, and the file that is sent anew from its start wins", async () => {
  await using scene = await openScene();
  await scene.serve({});
  const file = iso(scene, 20 * MB);
  const half = send(scene, file, NAME, ["--limit-rate", "3M"]);
  await offsetAtRestOrMoving(scene);
  await scene.stop("SIGKILL");
  await half;
  await scene.serve({});
  assert.deepEqual((await scene.api<{ items: unknown[] }>("/images")).items, []);
  assert.ok((await offset(scene)).offset > 0);
  const other = makeReleaseIso(join(scene.folder, "other.iso"), debian12);
  assert.equal((await sent(scene, other, NAME)).status, 201);
  const image = (await scene.imageReady("rocky-9")) as { family: string };
  assert.equal(image.family, "debian");
  assert.ok(await sameBytes(scene, "rocky-9", other));
});

const offsetAtRestOrMoving = (scene: Scene): Promise<number> =>
  scene.until("some of the file is here", async () => {
    const seen: Partial<UploadSeen> = await offset(scene);
    return (seen.offset ?? 0) > 0 ? seen.offset : undefined;
  });

test("trust 4.91: an upload that is larger than the room is refused before its bytes come", async () => {
  await using scene = await openScene();
  await scene.serve({});
  const file = join(scene.folder, "huge.iso");
  await scene.host.run(["truncate", "-s", "5T", file]);
  const { answer, status, bytes } = await sent(scene, file, NAME);
  assert.deepEqual([status, answer.code], [507, "RS_UPLOAD_SPACE"]);
  assert.match(
    answer.detail ?? "",
    /^5497\.6 GB are still to come, and \d+\.\d GB are free \(\d+ MB are kept for leases\)\. Remove an image/,
  );
  assert.ok(bytes < 10 * MB, `${bytes} bytes were sent`);
  assert.deepEqual(stored(scene), []);
});

test("who may not, and what is no ISO", async (t) => {
  await using scene = await openScene();
  await scene.serve({});
  const file = iso(scene, 20 * MB);

  await t.test("a wrong token sends nothing", async () => {
    const { status, bytes } = await sent(scene, file, NAME, [], "wrong");
    assert.equal(status, 401);
    assert.ok(bytes < 10 * MB);
    assert.deepEqual(stored(scene), []);
  });

  await t.test("two at once: the second is told to wait, and deleting has to wait too", async () => {
    const first = send(scene, file, NAME, ["--limit-rate", "4M"]);
    await offsetAtRestOrMoving(scene);
    const second = await sent(scene, file, NAME);
    assert.deepEqual([second.status, second.answer.code], [409, "RS_UPLOAD_BUSY"]);
    const gone = await scene.api<UploadSeen>(`/uploads/${NAME}`, ["-X", "DELETE"]);
    assert.equal(gone.code, "RS_UPLOAD_BUSY");
    assert.match((await first).stdout, /\n201 /);
    await scene.imageReady("rocky-9");
  });

  await t.test("DELETE throws away what is here", async () => {
    await sendHalf(scene, file, NAME);
    await offsetAtRest(scene, file);
    const { stdout } = await scene.host.run([
      "curl",
      "-sS",
      "-X",
      "DELETE",
      "-w",
      "%{http_code}",
      "-H",
      `Authorization: Bearer ${TOKEN}`,
      API + NAME,
    ]);
    assert.equal(stdout, "204");
    assert.equal((await offset(scene)).code, "RS_UPLOAD_NOT_FOUND");
    assert.deepEqual(stored(scene), []);
  });

  await t.test("a range that is none, and one that is not the body's, are named", async () => {
    for (const range of ["bytes 5-2/10", "bytes 0-9/10", "lines 0-1/2"]) {
      const { status, answer } = await sent(scene, file, NAME, ["-H", `Content-Range: ${range}`]);
      assert.deepEqual([status, answer.code], [400, "RS_UPLOAD_RANGE"], range);
    }
  });

  await t.test("half an ISO that calls itself whole is refused, and its bytes go", async () => {
    truncateSync(file, 15 * MB);
    const { answer } = await sent(scene, file, "Half.iso");
    const image = await scene.until("it is refused", async () => {
      const seen = await scene.api<{ state: string; because?: string }>(`/images/${answer.image ?? ""}`);
      return seen.state === "refused" ? seen : undefined;
    });
    assert.match(image.because ?? "", /^This file ends early \(the last [\d,]+ bytes are missing\)\. Copy it again\.$/);
    await scene.until("nothing is left", async () => Promise.resolve(stored(scene).length === 0 ? true : undefined));
  });
});
