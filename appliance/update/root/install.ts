import { execFile } from "node:child_process";
import { constants, createWriteStream } from "node:fs";
import { mkdir, open, realpath, rm, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import * as z from "zod";
import { AppError } from "../../errors.ts";
import { gigabytes } from "../../images/catalog.ts";
import { damaged } from "../damage.ts";
import { type BundleFacts, permit, type SlotImage } from "../decide.ts";
import { inspect } from "../rauc.ts";
import { type Cause, type Doing, otherSlot, type Record, type Update } from "../record.ts";
import { ownSchemas } from "../schemas.ts";
import { type Box, openBox, placesIn } from "./places.ts";
import { writeSlot } from "./write-slot.ts";

const run = promisify(execFile);
/** It writes the counters to the card's first partition. */
const RAUC = { timeout: 120_000 };
const MARGIN = 64 * 1024 * 1024;
/** Often enough to be seen moving, seldom enough for a slow box. */
const TELL_MS = 500;

/**
 * Root's part of an update (/usr/lib/rackseed/verbs/update). The service that asks is not trusted: the file is copied to where
 * only root can change it, verified again with the system's keyring, and judged again.
 */
export async function install(box: Box, given: string, allowOlder: boolean): Promise<Update> {
  const record = box.read();
  if (record.update?.outcome === "trial")
    throw new AppError(
      "RS_UPDATE_ON_TRIAL",
      409,
      `Version ${record.update.to.version} is still on trial, and the other slot holds the way back. Wait until it is kept.`,
    );
  const tell = paced((doing) => box.tell(record, doing));
  try {
    const path = await takeIn(box, given, (share) => tell({ what: "copying", share }));
    const facts = await inspect(path, box.places.keyring, (share) => tell({ what: "checking", share }));
    permit(facts, { ...box.release, data: ownSchemas() }, allowOlder);
    return await write(box, record, path, facts);
  } finally {
    await rm(box.incoming, { recursive: true, force: true });
    box.tell(box.read());
  }
}

/** A file that the service could change between a look and a use would be another file. */
async function takeIn(box: Box, given: string, moved: (share: number) => void): Promise<string> {
  const folder = box.incoming;
  const from = await allowed(box, given);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await using source = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const found = await source.stat();
  if (!found.isFile()) throw new AppError("RS_UPDATE_NOT_FOUND", 404, "This is no file.", "file");
  const { bavail, bsize } = await statfs(folder);
  if (found.size + MARGIN > bavail * bsize)
    throw new AppError(
      "RS_UPDATE_SPACE",
      507,
      `The update needs ${gigabytes(found.size + MARGIN)} beside what is there, and ${gigabytes(bavail * bsize)} are free. Remove an image that is not used.`,
    );
  const target = join(folder, "bundle.raucb");
  let copied = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      copied += chunk.length;
      moved(found.size === 0 ? 1 : copied / found.size);
      done(undefined, chunk);
    },
  });
  await pipeline(
    source.createReadStream({ autoClose: false, end: Math.max(0, found.size - 1) }),
    count,
    createWriteStream(target, { flags: "wx", mode: 0o600 }),
  );
  return target;
}

async function allowed(box: Box, given: string): Promise<string> {
  const path = resolve(given);
  const folder = await realpath(dirname(path)).catch(() => "");
  const real = join(folder, path.slice(dirname(path).length + 1));
  if (folder === "" || !box.places.sources.some((source) => real.startsWith(`${source}/`)))
    throw new AppError("RS_UPDATE_NOT_FOUND", 404, `Updates come from ${box.places.sources.join(" or ")}.`, "file");
  return real;
}

async function write(box: Box, before: Record, path: string, { version, image }: BundleFacts): Promise<Update> {
  if (image === undefined) throw damaged("it holds no system, or more than one");
  const target = otherSlot(box.slot);
  const update: Update = {
    at: new Date().toISOString(),
    from: { slot: box.slot, version: box.release.version },
    to: { slot: target, version },
    outcome: "writing",
    boot: box.boot,
  };
  const writing: Record = { slots: { ...before.slots, [target]: null }, update };
  box.write(writing);
  const tell = paced((doing) => box.tell(writing, doing));
  try {
    await fill(box, path, image, (share) => tell({ what: "writing", share }));
  } catch (error) {
    box.write({ ...writing, update: { ...update, outcome: "failed", ...causeOf(error) } });
    throw error;
  }
  const done: Update = { ...update, outcome: "waiting" };
  box.write({ slots: { ...before.slots, [target]: version }, update: done });
  return done;
}

/** The boot loader's counters say that the slot cannot start, from before its first byte is written until it is whole. */
async function fill(box: Box, path: string, image: SlotImage, moved: (share: number) => void): Promise<void> {
  await run("rauc", ["status", "mark-bad", "other"], RAUC);
  await writeSlot(path, image, box.places.slotDevice(otherSlot(box.slot)), moved);
  await run("rauc", ["status", "mark-active", "other"], RAUC);
}

function paced(tell: (doing: Doing) => void): (doing: Doing) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (doing) => {
    const now = performance.now();
    if (now - last < TELL_MS && doing.share < 1) return;
    last = now;
    tell(doing);
  };
}

const requestSchema = z.looseObject({ file: z.string().max(4096), allowDowngrade: z.boolean().default(false) });

async function main(): Promise<void> {
  try {
    const { file, allowDowngrade } = requestSchema.parse(JSON.parse(await text(process.stdin)));
    const { to } = await install(openBox(placesIn()), file, allowDowngrade);
    answer({ ok: true, ...to });
  } catch (error) {
    const { code, because } = causeOf(error);
    answer({ ok: false, code, error: because });
  }
}

const causeOf = (error: unknown): Cause => ({
  code: error instanceof AppError ? error.code : "RS_UPDATE_FAILED",
  because: (error as Error).message,
});

const answer = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

if (process.argv[1] === import.meta.filename) await main();
