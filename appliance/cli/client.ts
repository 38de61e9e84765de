import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Problem } from "./api-types.ts";
import { CliError, EXIT } from "./exit.ts";
import type { Transport } from "./transport.ts";

/** The appliance said no, in its own words. */
export class ApiError extends CliError {
  override name = "ApiError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(status === 401 || status === 403 ? EXIT.notAllowed : EXIT.refused, message);
    this.status = status;
    this.code = code;
  }
}

export interface Message {
  /** "event", "run" or "seen". */
  readonly kind: string;
  readonly id: string | undefined;
  readonly data: string;
}

/** The API, path by path, below /api/v1. */
export interface Client {
  get<T>(path: string): Promise<T>;
  /** All pages of a list. */
  list<T>(path: string): Promise<T[]>;
  send<T>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>;
  /** As it comes, for what is not JSON or does not fit into memory. */
  raw(
    method: string,
    path: string,
    body?: string | Buffer | Readable,
    headers?: Readonly<Record<string, string>>,
  ): Promise<IncomingMessage>;
  text(path: string): Promise<string>;
  /** Server-sent events behind `after`; comes back by itself after a cut, and ends only with its reader or a refusal. */
  follow(after: string | undefined): AsyncGenerator<Message>;
}

export function client(send: Transport): Client {
  const raw: Client["raw"] = async (method, path, body, headers = {}) => {
    const answer = await send({ method, path: `/api/v1${path}`, headers, ...(body === undefined ? {} : { body }) });
    const status = answer.statusCode ?? 0;
    if (status < 200 || status > 299) throw await refusal(answer, status);
    return answer;
  };
  const json = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> => {
    const answer = await raw(method, path, body === undefined ? undefined : JSON.stringify(body), {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    });
    const text = await textOf(answer);
    if (text === "") return undefined as T;
    if (!(answer.headers["content-type"] ?? "").includes("json"))
      throw new ApiError(
        answer.statusCode ?? 0,
        "RS_HTTP",
        "The answer is no JSON. Is this the address of a Rackseed appliance?",
      );
    return JSON.parse(text) as T;
  };
  return {
    raw,
    send: json,
    get: (path) => json("GET", path),
    text: async (path) => textOf(await raw("GET", path)),
    async list<T>(path: string) {
      const items: T[] = [];
      const joined = path.includes("?") ? "&" : "?";
      for (let next: string | undefined = ""; next !== undefined;) {
        const cursor: string = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
        const page: { items: T[]; next?: string } = await json("GET", `${path}${joined}limit=1000${cursor}`);
        items.push(...page.items);
        next = page.next;
      }
      return items;
    },
    follow: (after) => follow(send, after),
  };
}

const PAUSE_MS = 1000;

async function* follow(send: Transport, after: string | undefined): AsyncGenerator<Message> {
  for (let last = after; ;) {
    try {
      const answer = await send({
        method: "GET",
        path: "/api/v1/events",
        headers: { Accept: "text/event-stream", ...(last === undefined ? {} : { "Last-Event-ID": last }) },
      });
      if (answer.statusCode !== 200) throw await refusal(answer, answer.statusCode ?? 0);
      for await (const message of messagesOf(answer)) {
        last = message.id ?? last;
        yield message;
      }
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) throw error;
      if (last === undefined && error instanceof CliError) throw error; // never was there
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** text/event-stream: fields line by line, an empty line ends a message, a colon in front is a comment. */
export async function* messagesOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let rest = "";
  let fields = new Map<string, string>();
  for await (const chunk of stream) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        const data = fields.get("data");
        if (data !== undefined) yield { kind: fields.get("event") ?? "message", id: fields.get("id"), data };
        fields = new Map();
      } else if (!line.startsWith(":")) {
        const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
        const before = fields.get(name);
        fields.set(name, name === "data" && before !== undefined ? `${before}\n${value}` : value);
      }
    }
  }
}

async function refusal(answer: IncomingMessage, status: number): Promise<ApiError> {
  const text = await textOf(answer);
  try {
    const problem = JSON.parse(text) as Problem;
    const faults = (problem.errors ?? []).map(({ where, detail }) => `\n  ${where}: ${detail}`).join("");
    return new ApiError(status, problem.code, problem.detail + (problem.errors?.length === 1 ? "" : faults));
  } catch {
    return new ApiError(status, "RS_HTTP", `The appliance answers with status ${status}.`);
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
