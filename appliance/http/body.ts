import type { IncomingMessage } from "node:http";

import { AppError } from "../errors.ts";
import { readJson } from "./json.ts";

export const MOST_BODY = 1024 * 1024;

/** The JSON in the body; undefined when there is no body. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const type = request.headers["content-type"];
  if (type === undefined && !hasBody(request)) return undefined;
  // Only application/json: a form or text/plain can be sent by any page of any origin without being asked first.
  if (!/^application\/([a-z.+-]+\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type ?? "")) {
    throw new AppError("RS_BODY_TYPE", 415, "Send the body as JSON, with Content-Type: application/json.");
  }
  const bytes = await readBody(request, MOST_BODY);
  return bytes.length === 0 ? undefined : readJson(decode(bytes));
}

/** The whole body, unless it is longer than `most`: then 413, and the connection is not used again. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = (): AppError =>
    new AppError(
      "RS_BODY_TOO_LARGE",
      413,
      `The body is larger than ${most.toLocaleString("en")} bytes, the most that is read.`,
    );
  if (Number(request.headers["content-length"] ?? 0) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

const hasBody = (request: IncomingMessage): boolean =>
  request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("RS_JSON_INVALID", 400, "The body is not UTF-8.");
  }
}
