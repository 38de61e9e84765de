// The appliance's API as the cuts' workers use it: an answer, or undefined when the power went off before one came.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type ClientRequest, request } from "node:http";
import { pipeline } from "node:stream/promises";
import { TOKEN } from "../../../rack/config.ts";
import type { Door } from "../../../rack/door.ts";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  /** A file that is sent as it is, from this byte on. */
  readonly file?: { readonly path: string; readonly size: number; readonly from?: number };
  readonly timeoutMs?: number;
}

export interface Api {
  /** Undefined: no answer, so nobody can know whether it was done. */
  ask(path: string, asked?: Asked): Promise<Answer | undefined>;
  /** The JSON of a GET, or an error that quotes what came instead. */
  get<T>(path: string): Promise<T>;
  /** All pages of a list. */
  list<T>(path: string): Promise<T[]>;
  /** The other side is off and will not even say so: every question that waits ends now. */
  hangUp(): void;
  /** SHA-256 of what this path of the boot server gives, or its status when that is not 200. */
  sumOf(path: string): Promise<string | number>;
}

export function apiThrough(door: Door): Api {
  const waiting = new Set<ClientRequest>();
  const api: Api = {
    hangUp() {
      for (const one of waiting) one.destroy(new Error("the power went off"));
    },
    async ask(path, asked = {}) {
      try {
        return await askOnce(door, path, asked, waiting);
      } catch {
        return undefined; // the door leads to a machine that may be off
      }
    },
    async get<T>(path: string) {
      const answer = await askOnce(door, path, {}, waiting);
      if (answer.status !== 200) throw new Error(`GET ${path} was answered ${answer.status}: ${answer.text}`);
      return JSON.parse(answer.text) as T;
    },
    async list<T>(path: string) {
      const items: T[] = [];
      for (let cursor = ""; ;) {
        const page = await api.get<{ items: T[]; next?: string }>(`${path}?limit=1000${cursor}`);
        items.push(...page.items);
        if (page.next === undefined) return items;
        cursor = `&cursor=${encodeURIComponent(page.next)}`;
      }
    },
    sumOf: (path) => sumOf(door, path),
  };
  return api;
}

const headers = (length: number | undefined, file: Asked["file"]): Record<string, string> => ({
  host: "10.77.0.1",
  authorization: `Bearer ${TOKEN}`,
  ...(length === undefined ? {} : { "content-length": String(length) }),
  ...(file === undefined ? { "content-type": "application/json" } : {}),
  ...(file?.from === undefined || file.from === 0
    ? {}
    : { "content-range": `bytes ${file.from}-${file.size - 1}/${file.size}` }),
});

function askOnce(
  door: Door,
  path: string,
  { method = "GET", body, file, timeoutMs = 30_000 }: Asked,
  waiting: Set<ClientRequest>,
): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const length =
    file === undefined ? (text === undefined ? undefined : Buffer.byteLength(text)) : file.size - (file.from ?? 0);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath: door.socketPath, method, path, headers: headers(length, file), agent: false },
      (incoming) => {
        let said = "";
        incoming.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
        incoming.once("error", reject);
        incoming.once("aborted", () => reject(new Error("cut off")));
        incoming.once("end", () => resolve({ status: incoming.statusCode ?? 0, text: said }));
      },
    );
    waiting.add(outgoing);
    outgoing.once("close", () => waiting.delete(outgoing));
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`${method} ${path}: no answer`)));
    outgoing.once("error", reject);
    if (file === undefined) outgoing.end(text);
    else pipeline(createReadStream(file.path, { start: file.from ?? 0 }), outgoing).catch(reject);
  });
}

function sumOf(door: Door, path: string): Promise<string | number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath: door.socketPath, path, headers: { host: "10.77.0.1" }, agent: false },
      (incoming) => {
        const hash = createHash("sha256");
        incoming.on("data", (chunk: Buffer) => hash.update(chunk));
        incoming.once("aborted", () => reject(new Error(`${path} was cut off`)));
        incoming.once("error", reject);
        incoming.once("end", () =>
          resolve(incoming.statusCode === 200 ? hash.digest("hex") : (incoming.statusCode ?? 0)),
        );
      },
    );
    outgoing.setTimeout(120_000, () => outgoing.destroy(new Error(`${path}: no answer`)));
    outgoing.once("error", reject);
    outgoing.end();
  });
}
