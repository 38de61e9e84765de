import { spawn } from "node:child_process";
import { constants, createWriteStream } from "node:fs";
import { mkdir, open, realpath, rm, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import { AppError } from "../../errors.ts";
import { gigabytes } from "../../images/catalog.ts";
import { damaged } from "../damage.ts";
import { permit } from "../decide.ts";
import { inspect } from "../rauc.ts";
import { type Doing, otherSlot, type Record, type Update } from "../record.ts";
import { ownSchemas } from "../schemas.ts";
import { type Box, openBox, placesIn } from "./places.ts";

/**
 * Root's part of an update (/usr/lib/rackseed/verbs/update). The service that asks is not trusted: the file is copied to where
 * only root can change it, verified again with the system's keyring, and judged again.
 */
const MARGIN = 64 * 1024 * 1024;
/** Often enough to be seen moving, seldom enough for a slow box. */
const TELL_MS = 500;

export async function install(box: Box, given: string, allowOlder: boolean): Promise<Update> {
  const record = box.read();
  if (record.update?.outcome === "trial")
    throw new AppError(
      "RS_UPDATE_ON_TRIAL",
      409,
      `Version ${record.update.to.version} is still on trial, and the other slot holds the way back. Wait until it is kept.`,
    );
  const incoming = join(box.places.host, "incoming");
  const tell = paced((doing) => box.tell(record, doing));
  try {
    const path = await takeIn(box, given, incoming, (share) => tell({ what: "copying", share }));
    const facts = await inspect(path, box.places.keyring, (share) => tell({ what: "checking", share }));
    permit(facts, { ...box.release, data: ownSchemas() }, allowOlder);
    return await write(box, record, path, facts.version);
  } finally {
    await rm(incoming, { recursive: true, force: true });
    box.tell(box.read());
  }
}

/** A file that the service could change between a look and a use would be another file. */
async function takeIn(box: Box, given: string, folder: string, moved: (share: number) => void): Promise<string> {
  const from = await allowed(box, given);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
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

async function write(box: Box, before: Record, path: string, version: string): Promise<Update> {
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
    await raucInstall(path, (share) => tell({ what: "writing", share }));
  } catch (error) {
    const because = (error as Error).message;
    box.write({ ...writing, update: { ...update, outcome: "failed", because } });
    throw error;
  }
  const done: Update = { ...update, outcome: "waiting" };
  box.write({ slots: { ...before.slots, [target]: version }, update: done });
  return done;
}

/** rauc says " 40% Copying image to rootfs.1" and the like. */
async function raucInstall(path: string, moved: (share: number) => void): Promise<void> {
  const child = spawn("rauc", ["install", path], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  const said: string[] = [];
  const hear = (line: string): void => {
    const percent = /^\s*(\d{1,3})%/.exec(line)?.[1];
    if (percent !== undefined) moved(Math.min(1, Number(percent) / 100));
    said.push(line);
    process.stderr.write(`${line}\n`);
  };
  createInterface({ input: child.stdout }).on("line", hear);
  createInterface({ input: child.stderr }).on("line", hear);
  const code = await new Promise<number | null>((done, fail) => {
    child.on("error", fail);
    child.on("close", done);
  });
  if (code === 0) return;
  const last = said.findLast((line) => /LastError|rror/.test(line)) ?? said.at(-1) ?? "no reason given";
  if (/Input\/output error|verity/i.test(last)) throw damaged("the card or the file gave other bytes than were signed");
  throw new AppError(
    "RS_UPDATE_WRITE",
    500,
    `The update could not be written: ${last.replace(/^LastError:\s*/, "").trim()}`,
  );
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
    const code = error instanceof AppError ? error.code : "RS_UPDATE_FAILED";
    answer({ ok: false, code, error: (error as Error).message });
  }
}

const answer = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

if (process.argv[1] === import.meta.filename) await main();
