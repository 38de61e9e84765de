import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import type { ServerResponse } from "node:http";

import type { Context } from "koa";

import { contentSize, extentsOf } from "../bytes/content.ts";
import { readExtents } from "../bytes/read-extents.ts";
import { HttpError } from "./errors.ts";
import type { BootFile } from "./needs.ts";
import { select, type Selection, type Stretch } from "./ranges.ts";

export interface SendLimits {
  /** Bytes read and written at once. */
  readonly chunk: number;
  /** A client that has not taken one chunk in this time (ms) is cut off: 512 KiB a minute is slower than any install. */
  readonly stall: number;
  /** Progress is told at most this often (ms), and at the end. */
  readonly progress: number;
  readonly now: () => number;
}

export const SEND_LIMITS: SendLimits = {
  chunk: 512 * 1024,
  stall: 60_000,
  progress: 250,
  now: () => performance.now(),
};

/** Answers GET and HEAD for a boot file: headers, ranges, and the bytes as fast as the client takes them. */
export async function sendFile(ctx: Context, file: BootFile, limits: SendLimits): Promise<void> {
  const size = contentSize(file.content);
  const selection = select(
    {
      method: ctx.method,
      range: ctx.req.headers.range,
      ifRange: single(ctx.req.headers["if-range"]),
      ifMatch: ctx.req.headers["if-match"],
      ifNoneMatch: ctx.req.headers["if-none-match"],
      ifModifiedSince: ctx.req.headers["if-modified-since"],
    },
    { size, etag: file.etag, lastModified: file.lastModified },
  );
  ctx.set({ ETag: `"${file.etag}"`, "Accept-Ranges": "bytes", "Cache-Control": file.cache ?? "no-cache" });
  if (file.lastModified !== undefined) ctx.set("Last-Modified", file.lastModified.toUTCString());
  if (endedWithoutBody(ctx, selection, size)) return;

  const source = await openSource(file);
  try {
    const type = file.type ?? "application/octet-stream";
    const pieces = layOut(ctx, selection, size, type);
    ctx.respond = false; // from here on the bytes are written below, not by Koa
    if (ctx.method === "HEAD") {
      ctx.res.end();
      return;
    }
    await pour(ctx.res, pieces, source, file, limits);
  } finally {
    await source.close();
  }
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

function endedWithoutBody(ctx: Context, selection: Selection, size: number): boolean {
  if (selection.kind === "not-modified") {
    ctx.status = 304;
    return true;
  }
  if (selection.kind === "precondition-failed") {
    throw new HttpError("RS_FILE_CHANGED", 412, "The file is not the one that If-Match names.");
  }
  if (selection.kind === "unsatisfiable") {
    throw new HttpError("RS_FILE_RANGE", 416, `The range lies outside the file, which has ${size} bytes.`, {
      "Content-Range": `bytes */${size}`,
    });
  }
  return false;
}

/** What is written one after the other: heads of parts, and stretches of the content. */
type Piece = Buffer | Stretch;

function layOut(ctx: Context, selection: Selection, size: number, type: string): Piece[] {
  if (selection.kind === "parts") return layOutParts(ctx, selection.parts, size, type);
  const part = selection.kind === "part" ? selection.part : { start: 0, end: size };
  if (selection.kind === "part") ctx.set("Content-Range", contentRange(part, size));
  ctx.status = selection.kind === "part" ? 206 : 200;
  ctx.set({ "Content-Type": type, "Content-Length": String(part.end - part.start) });
  return [part];
}

function layOutParts(ctx: Context, parts: readonly Stretch[], size: number, type: string): Piece[] {
  const boundary = randomBytes(16).toString("hex");
  const head = (part: Stretch): Buffer =>
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${contentRange(part, size)}\r\n\r\n`,
      "latin1",
    );
  const pieces: Piece[] = [
    ...parts.flatMap((part) => [head(part), part]),
    Buffer.from(`\r\n--${boundary}--\r\n`, "latin1"),
  ];
  const length = pieces.reduce(
    (sum, piece) => sum + (Buffer.isBuffer(piece) ? piece.length : piece.end - piece.start),
    0,
  );
  ctx.status = 206;
  ctx.set({ "Content-Type": `multipart/byteranges; boundary=${boundary}`, "Content-Length": String(length) });
  return pieces;
}

const contentRange = (part: Stretch, size: number): string => `bytes ${part.start}-${part.end - 1}/${size}`;

interface Source {
  read(stretch: Stretch): Promise<Buffer> | Buffer;
  close(): Promise<void>;
}

async function openSource(file: BootFile): Promise<Source> {
  const { content } = file;
  if (content.kind === "bytes") {
    return { read: ({ start, end }) => content.bytes.subarray(start, end), close: () => Promise.resolve() };
  }
  try {
    const handle = await open(content.path, "r");
    const extents = extentsOf(content);
    return { read: ({ start, end }) => readExtents(handle, extents, start, end), close: () => handle.close() };
  } catch (error) {
    file.lost?.(reason(error));
    throw new HttpError("RS_FILE_GONE", 503, "The file cannot be read just now. Was the medium it lies on removed?", {
      "Retry-After": "10",
    });
  }
}

/** Writes the pieces with one chunk on its way to the client while the next is being read. */
async function pour(
  res: ServerResponse,
  pieces: Piece[],
  source: Source,
  file: BootFile,
  limits: SendLimits,
): Promise<void> {
  const progress = progressOf(file, limits);
  let onItsWay: Promise<unknown> = Promise.resolve();
  try {
    for (const { piece, sent } of chunked(pieces, limits.chunk)) {
      const chunk = sent === undefined ? (piece as Buffer) : await readOrLose(source, sent, file);
      await onItsWay;
      onItsWay = handOver(res, chunk, limits.stall).then(() => progress.handed(sent));
      onItsWay.catch(() => undefined); // awaited one chunk later; meanwhile it must not count as unhandled
    }
    await onItsWay;
    res.end();
  } catch {
    res.destroy(); // the client left, was too slow, or the file is lost: only a reset tells it that this is not all
  } finally {
    progress.tell();
  }
}

function* chunked(pieces: readonly Piece[], size: number): Generator<{ piece: Piece; sent: Stretch | undefined }> {
  for (const piece of pieces) {
    if (Buffer.isBuffer(piece)) {
      yield { piece, sent: undefined };
    } else {
      for (let { start } = piece; start < piece.end; start += size) {
        yield { piece, sent: { start, end: Math.min(start + size, piece.end) } };
      }
    }
  }
}

async function readOrLose(source: Source, stretch: Stretch, file: BootFile): Promise<Buffer> {
  try {
    return await source.read(stretch);
  } catch (error) {
    file.lost?.(reason(error));
    throw error;
  }
}

/** Resolves when the kernel has taken the whole chunk, which it does only as fast as the client reads. */
function handOver(res: ServerResponse, chunk: Buffer, stall: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null | undefined): void => {
      clearTimeout(timer);
      res.off("close", onClose);
      if (error == null) resolve();
      else reject(error);
    };
    const onClose = (): void => settle(new Error("the client closed the connection"));
    const timer = setTimeout(() => settle(new Error("the client reads too slowly")), stall);
    if (res.destroyed) {
      onClose();
      return;
    }
    res.once("close", onClose);
    res.write(chunk, settle);
  });
}

/** Adds up what was handed over, and tells it a few times a second. */
function progressOf(file: BootFile, limits: SendLimits): { handed(sent: Stretch | undefined): void; tell(): void } {
  let pending: Stretch | undefined;
  let told = limits.now();
  const tell = (): void => {
    if (pending !== undefined) file.track?.(pending);
    pending = undefined;
    told = limits.now();
  };
  const handed = (sent: Stretch | undefined): void => {
    if (sent === undefined) return;
    if (pending !== undefined && pending.end !== sent.start) tell(); // another part of a multipart answer
    pending = { start: pending?.start ?? sent.start, end: sent.end };
    if (limits.now() - told >= limits.progress) tell();
  };
  return { handed, tell };
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
