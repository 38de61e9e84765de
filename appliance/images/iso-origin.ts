import { link, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { contentMark, ImageRefusedError, trustMark } from "./catalog.ts";
import type { ImageFile, SourceFile } from "./catalog.ts";
import { HEAD, readHead } from "./iso-head.ts";
import type { IsoHead } from "./iso-head.ts";
import { describeStored } from "./iso-describe.ts";
import { checkIso, isWorthReading } from "./iso-check.ts";
import type { Beside } from "./iso-check.ts";
import { storedName } from "./names.ts";
import { hashOfKey } from "./origin.ts";
import type { ImportJob, Origin, Prepared } from "./origin.ts";
import { codeOf, copyFiles, hashOf } from "./source.ts";

const MOST_BESIDE = 16;
const BESIDE_LIMIT = 1024 * 1024;
const MOST_NAMES = 10_000;

interface PreparedIso extends Prepared {
  readonly fileName: string;
  readonly file: SourceFile;
  readonly beside: readonly Beside[];
}

/** An .iso file: on a stick, on a disk, or just uploaded. */
export function isoOrigin(job: ImportJob): Origin<PreparedIso> {
  const { config } = job;
  const uploaded = config.from === "upload";
  return {
    async prepare() {
      const fileName = config.fileName ?? basename(config.source);
      const found = await stat(config.source).catch((thrown: unknown) => {
        throw new ImageRefusedError(
          "RS_IMAGE_SOURCE",
          `${config.source} cannot be read (${codeOf(thrown)}). Put the medium in, or correct "source".`,
        );
      });
      if (config.deviceSize === undefined ? !found.isFile() : !found.isBlockDevice()) {
        throw new ImageRefusedError(
          "RS_IMAGE_SOURCE",
          `${config.source} is not a file. Name an .iso file or a folder.`,
        );
      }
      const head = await headOf(config.source, config.deviceSize ?? found.size);
      const name = basename(config.source);
      // A device is as large as it likes, and its node is as old as the plugging in: the ISO on it says both itself.
      const file =
        config.deviceSize === undefined
          ? { name, size: found.size, modified: found.mtimeMs }
          : { name, size: head.size, modified: head.made };
      const keyHash = config.verify === "required" ? await hashOfKey(config) : undefined;
      return {
        fileName,
        file,
        beside: uploaded || config.deviceSize !== undefined ? [] : await readBeside(dirname(config.source), fileName),
        size: uploaded ? 0 : file.size, // an upload takes its room already
        version: config.version ?? "",
        contentMark: contentMark(config, [file]),
        trustMark: trustMark(config, keyHash),
      };
    },
    async copy(into, { file, fileName }, signal) {
      const name = storedName(fileName, ".iso");
      if (uploaded) return [await takeUpload(job, join(into, name), name, file, signal)];
      const files = [{ ...file, storedAs: name }];
      const progress = (done: number, total: number): void => job.progress({ phase: "copying", done, total });
      const from = dirname(config.source);
      const stick = config.from === "stick";
      return copyFiles({ from, into, files, stick, device: config.deviceSize !== undefined, progress }, signal);
    },
    check: (stored, files, { fileName, beside }, signal) =>
      checkIso(job, { ...theIso(stored, files), fileName, beside }, signal),
    describe: (stored, files, { fileName }, signal) =>
      describeStored(job, theIso(stored, files).path, fileName, signal),
  };
}

export function theIso(stored: string, files: readonly ImageFile[]): ImageFile & { path: string } {
  const [iso] = files;
  if (iso === undefined) throw new Error("unreachable: an ISO image holds one file");
  return { ...iso, path: join(stored, iso.name) };
}

/** The upload stays under its own name too until the image is ready: a power cut takes nothing away. */
async function takeUpload(
  job: ImportJob,
  path: string,
  name: string,
  { size }: SourceFile,
  signal: AbortSignal,
): Promise<ImageFile> {
  await link(job.config.source, path);
  let done = 0;
  const read = (bytes: number): void => job.progress({ phase: "checking", done: (done += bytes), total: size });
  return { name, size, sha256: job.config.written ?? (await hashOf(path, signal, read)) };
}

/** Sums and signatures beside the ISO. What cannot be read is as if it were not there: it proves nothing. */
async function readBeside(folder: string, fileName: string): Promise<Beside[]> {
  const names = (await readdir(folder)).slice(0, MOST_NAMES).filter((name) => isWorthReading(name, fileName));
  const found: Beside[] = [];
  for (const name of names.slice(0, MOST_BESIDE)) {
    const path = join(folder, name);
    const is = await stat(path).catch(() => undefined);
    if (is?.isFile() !== true || is.size > BESIDE_LIMIT) continue;
    await using file = await open(path, "r");
    const bytes = Buffer.alloc(is.size);
    const { bytesRead } = await file.read(bytes, 0, is.size, 0);
    found.push({ name, bytes: bytes.subarray(0, bytesRead) });
  }
  return found;
}

/** What is no ISO, or half of one (trust 4.77), is known before ten minutes of copying are spent on it. */
async function headOf(path: string, size: number): Promise<IsoHead> {
  await using file = await open(path, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD.size), 0, HEAD.size, HEAD.start);
  return readHead(buffer.subarray(0, bytesRead), size);
}
