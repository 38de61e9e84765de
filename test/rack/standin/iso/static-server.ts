// A plain file server that notes what it was asked: trees by prefix, texts by path, ranges, nothing else.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { join, normalize } from "node:path";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What came with a POST. */
  body: string;
  /** Connections by number: equal numbers mean that one was kept alive. */
  readonly connection: number;
}

export interface StaticServer extends AsyncDisposable {
  readonly port: number;
  readonly asked: Asked[];
  /** "GET /path" for each request. */
  lines(): string[];
  /** Texts by path; a number is the status of the next answer for that path, and then it is gone. */
  readonly texts: Map<string, string | number>;
}

/** `mounts`: URL prefix → folder or single file. */
export async function serveStatic(mounts: Readonly<Record<string, string>>): Promise<StaticServer> {
  const asked: Asked[] = [];
  const texts = new Map<string, string | number>();
  const connections = new Map<Socket, number>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURI((request.url ?? "").replace(/\?.*/, "").replaceAll(/\/{2,}/g, "/"));
    if (!connections.has(request.socket)) connections.set(request.socket, connections.size);
    const entry: Asked = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: "",
      connection: connections.get(request.socket) ?? -1,
    };
    asked.push(entry);
    for await (const chunk of request) entry.body += String(chunk);
    const text = texts.get(path);
    if (typeof text === "number") texts.delete(path);
    if (typeof text === "number") return void response.writeHead(text).end();
    if (text !== undefined) return void response.end(text);
    if (request.method === "POST") return void response.end();
    await sendFile(fileOf(mounts, path), request, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    texts,
    lines: () => asked.map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fileOf(mounts: Readonly<Record<string, string>>, path: string): string | undefined {
  for (const [prefix, target] of Object.entries(mounts)) {
    if (path === prefix) return target;
    if (path.startsWith(`${prefix}/`)) return join(target, normalize(path.slice(prefix.length)));
  }
  return undefined;
}

async function sendFile(file: string | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || found?.isFile() !== true) return void response.writeHead(404).end();
  const range = rangeOf(request.headers.range, found.size);
  if (range !== undefined && range.start >= found.size) return void response.writeHead(416).end();
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  if (range !== undefined) response.setHeader("content-range", `bytes ${start}-${end}/${found.size}`);
  response.writeHead(range === undefined ? 200 : 206, { "content-length": end - start + 1 });
  if (request.method === "HEAD" || end < start) response.end();
  else createReadStream(file, { start, end }).pipe(response);
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = "", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "") return undefined;
  return { start: Number(first), end: Math.min(last === "" ? size - 1 : Number(last), size - 1) };
}
