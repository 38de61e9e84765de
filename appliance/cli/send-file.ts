import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Upload } from "./api-types.ts";
import { ApiError } from "./client.ts";
import type { Call } from "./command.ts";
import { CliError, EXIT, usage } from "./exit.ts";
import { size } from "./output.ts";

const SLICE = 64 * 1024 * 1024;
const TRIES = 5;
const PAUSE_MS = 2000;

/**
 * Sends a file to /uploads or the like, in slices: a cable that is pulled costs one slice, and calling again goes on where the
 * appliance has bytes. Gives its last answer.
 */
export async function sendFile(call: Call, places: string, path: string): Promise<Upload> {
  const total = await sizeOf(path);
  const place = `${places}/${encodeURIComponent(basename(path))}`;
  let offset = await offsetOf(call, place, total);
  if (offset > 0) call.say(`${size(offset)} of ${size(total)} are there already.`);
  for (let tries = 0; ;) {
    try {
      const stored = await sendSlice(call, place, path, offset, total);
      call.say(`${size(stored.offset)} of ${size(total)}`);
      if (stored.offset >= total) return stored;
      offset = stored.offset;
      tries = 0;
    } catch (error) {
      if (!(error instanceof CliError) || error.exit !== EXIT.unreachable || ++tries >= TRIES) throw error;
      call.say(`${error.message} Trying again.`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      offset = await offsetOf(call, place, total);
    }
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile() && found.size > 0) return found.size;
    throw usage(`${path} is no file with anything in it.`);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw usage(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** What is there of a file of another length is another file's. */
async function offsetOf(call: Call, place: string, total: number): Promise<number> {
  try {
    const { offset, size: whole } = await call.client.get<Upload>(place);
    return whole === total ? offset : 0;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return 0;
    throw error;
  }
}

async function sendSlice(call: Call, place: string, path: string, start: number, total: number): Promise<Upload> {
  const end = Math.min(start + SLICE, total) - 1;
  const answer = await call.client.raw("PUT", place, createReadStream(path, { start, end }), {
    "Content-Type": "application/octet-stream",
    "Content-Length": String(end - start + 1),
    "Content-Range": `bytes ${start}-${end}/${total}`,
  });
  let text = "";
  for await (const chunk of answer) text += String(chunk);
  return JSON.parse(text) as Upload;
}
