import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { AppError } from "../../../appliance/errors.ts";
import { config, root, source } from "../images/world.ts";
import { FILES } from "../images/release.ts";
import { life, type LifeOptions, profile } from "./world.ts";

const DAY = 86_400;
const fresh = (): string => mkdtempSync(join(root, "trash-"));
const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return `${error.status} ${error.code}`;
    throw error;
  }
  return "no error";
};

/** A life with one imported image. */
async function withImage(data: string, options: LifeOptions = {}) {
  const one = life(data, options);
  one.images.add({ ...config({ verify: "none" }), from: "stick" });
  await one.images.idle();
  assert.equal(one.images.get("coreos")?.state, "ready");
  return one;
}
const folders = (data: string): string[] => readdirSync(join(data, "images"));
const idOf = (one: ReturnType<typeof life>): string => one.trash.list()[0]?.id ?? "";
const bytesOf = (one: ReturnType<typeof life>): Buffer => {
  const content = one.images.content("coreos", FILES[2]);
  return readFileSync(content?.kind === "file" ? content.path : "");
};

test("a profile goes to the trash and comes back with all its versions, in the next life too", async () => {
  const data = fresh();
  const one = life(data);
  one.profiles.save(profile(), "ann");
  one.profiles.save(profile({ disk: "/dev/vda" }), "ben");
  one.profiles.save(profile({ disk: "/dev/vda" }), "ben"); // nothing changed: no version
  one.profiles.remove("worker", "carl");
  assert.equal(one.profiles.get("worker"), undefined);
  await one.end();
  const next = life(data);
  assert.deepEqual(
    next.trash.list().map(({ name, who, daysLeft }) => [name, who, daysLeft]),
    [["worker", "carl", 30]],
  );
  next.trash.restore(idOf(next), "dora");
  assert.equal(next.profiles.get("worker")?.disk, "/dev/vda");
  assert.deepEqual(
    next.profiles.versions("worker").map(({ number, who }) => [number, who]),
    [
      [2, "ben"],
      [1, "ann"],
    ],
  );
  assert.deepEqual(next.trash.list(), []);
  await next.end();
});

test("a profile that the file names gets a version only when the file changed; fifty are kept", async () => {
  const one = life(fresh());
  one.profiles.enter(profile());
  one.profiles.enter(profile());
  assert.deepEqual(
    one.profiles.versions("worker").map(({ who }) => who),
    ["configuration file"],
  );
  for (let count = 1; count <= 60; count++) one.profiles.save(profile({ disk: `/dev/disk${count}` }), "ann");
  const kept = one.profiles.versions("worker");
  assert.deepEqual([kept.length, kept[0]?.number, kept.at(-1)?.number], [50, 61, 12]);
  assert.equal(one.profiles.version("worker", 11), undefined);
  await one.end();
});

test("a profile that machines use stays where it is; one whose name is taken again does not come back", async () => {
  let users = ["node-01"];
  const one = life(fresh(), { usedBy: () => users });
  one.profiles.save(profile(), "ann");
  assert.equal(
    code(() => one.profiles.remove("worker", "ann")),
    "409 RS_PROFILE_USED",
  );
  users = [];
  one.profiles.remove("worker", "ann");
  one.profiles.save(profile({ disk: "/dev/vdb" }), "ben");
  assert.equal(
    code(() => one.trash.restore(idOf(one), "ann")),
    "409 RS_TRASH_NAME_TAKEN",
  );
  assert.equal(one.trash.list().length, 1);
  await one.end();
});

test("a profile whose image is gone does not come back until the image does", async () => {
  const one = await withImage(fresh());
  one.profiles.save(profile({ image: "coreos" }), "ann");
  one.profiles.remove("worker", "ann");
  await one.images.remove("coreos", "ann");
  const id = one.trash.list().find(({ kind }) => kind === "profile")?.id ?? "";
  assert.equal(
    code(() => one.trash.restore(id, "ann")),
    "422 RS_IMAGE_NOT_FOUND",
  );
  one.trash.restore(one.trash.list().find(({ kind }) => kind === "image")?.id ?? "", "ann");
  one.trash.restore(id, "ann");
  assert.equal(one.profiles.get("worker")?.image, "coreos");
  await one.end();
});

test("an image in the trash is not served, and comes back byte for byte", async () => {
  const one = await withImage(fresh());
  await one.images.remove("coreos", "ann");
  assert.deepEqual([one.images.list(), one.images.content("coreos", FILES[2])], [[], undefined]);
  assert.ok((one.trash.list()[0]?.bytes ?? 0) > 0);
  one.trash.restore(idOf(one), "ann");
  assert.deepEqual(bytesOf(one), readFileSync(join(source, FILES[2])));
  await one.end();
});

test("after 7 days of running an image is gone from the card; a wall clock that jumps changes nothing", async () => {
  const data = fresh();
  let second = 0;
  const one = await withImage(data, { now: () => second });
  await one.images.remove("coreos", "ann");
  second = 7 * DAY - 1;
  await one.trash.sweep();
  assert.equal(folders(data).length, 1);
  second = 7 * DAY;
  await one.trash.sweep();
  assert.deepEqual([folders(data), one.trash.list()], [[], []]);
  await one.end();
});

test("an import that needs the room takes it from the trash, and what is needed only", async () => {
  const data = fresh();
  let room = 0;
  const one = await withImage(data, { freeBytes: () => Promise.resolve(room), now: () => room });
  await one.images.remove("coreos", "ann");
  room = 10_000_000;
  one.profiles.save(profile(), "ann");
  one.profiles.remove("worker", "ann");
  await one.trash.makeRoom(room);
  assert.equal(one.trash.list().length, 2, "there was room enough");
  await one.trash.makeRoom(room + 1);
  assert.deepEqual(
    one.trash.list().map(({ kind }) => kind),
    ["profile"],
  );
  assert.deepEqual([folders(data), one.said], [[], ["made-room coreos"]]);
  await one.end();
});

/** Runs the step in another process and kills that in the middle of it. */
async function killedIn(data: string, step: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "child.ts"), data, step]);
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "close");
}

test("SIGKILL after an image went to the trash: the next life has it there, whole", async () => {
  const data = fresh();
  await (await withImage(data)).end();
  await killedIn(data, "discard");
  const next = life(data);
  next.images.applyConfig([]);
  await next.images.idle();
  assert.deepEqual([next.images.list(), next.trash.list().length], [[], 1]);
  next.trash.restore(idOf(next), "ann");
  assert.deepEqual(bytesOf(next), readFileSync(join(source, FILES[2])));
  await next.end();
});

test("SIGKILL after it was taken back: the next life has it, and the trash is empty", async () => {
  const data = fresh();
  const one = await withImage(data);
  await one.images.remove("coreos", "ann");
  await one.end();
  await killedIn(data, "restore");
  const next = life(data);
  next.images.applyConfig([]);
  await next.images.idle();
  assert.deepEqual([next.images.get("coreos")?.state, next.trash.list()], ["ready", []]);
  assert.deepEqual(bytesOf(next), readFileSync(join(source, FILES[2])));
  await next.end();
});

test("SIGKILL between the row and the files of what is deleted for good: the next life sweeps the files away", async () => {
  const data = fresh();
  const one = await withImage(data);
  await one.images.remove("coreos", "ann");
  await one.end();
  await killedIn(data, "remove");
  assert.equal(folders(data).length, 1, "it was killed before the files went");
  const next = life(data);
  assert.deepEqual(next.trash.list(), []);
  next.images.applyConfig([]);
  await next.images.idle();
  assert.deepEqual(folders(data), []);
  await next.end();
});
