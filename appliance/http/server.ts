import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";

import { httpApp } from "./app.ts";
import type { Log } from "./errors.ts";
import type { Needs } from "./needs.ts";
import { readPage } from "./page.ts";
import { SEND_LIMITS, type SendLimits } from "./send.ts";
import { eventStreams, STREAM_LIMITS, type StreamLimits } from "./streams.ts";

export interface HttpOptions {
  readonly needs: Needs;
  readonly log: Log;
  /** What to listen on; port 0 takes a free one. */
  readonly listen: readonly { readonly address: string; readonly port: number }[];
  /** Vite's output folder. */
  readonly uiFolder?: string;
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpLimits {
  readonly connections: number;
  /** ms in which all headers must have come. */
  readonly headers: number;
  /** ms in which the whole request must have come. The answer may take as long as the client takes bytes. */
  readonly request: number;
  /** ms without a byte in either direction. */
  readonly idle: number;
  /** ms that a stop waits for answers under way. */
  readonly grace: number;
  readonly sending: SendLimits;
  readonly streams: StreamLimits;
}

const LIMITS: HttpLimits = {
  connections: 1024,
  headers: 20_000,
  request: 60_000,
  idle: 120_000,
  grace: 5_000,
  sending: SEND_LIMITS,
  streams: STREAM_LIMITS,
};

export interface HttpServer {
  /** Where it listens, in the order of `listen`. */
  readonly addresses: readonly AddressInfo[];
  stop(): Promise<void>;
}

/** Listens, and answers until stopped. */
export async function startHttpServer({
  needs,
  log,
  listen,
  uiFolder,
  limits: given,
}: HttpOptions): Promise<HttpServer> {
  const limits = { ...LIMITS, ...given };
  const streams = eventStreams(needs, limits.streams);
  const page = readPage(uiFolder ?? fileURLToPath(new URL("../../ui/dist", import.meta.url)));
  const app = httpApp({ needs, log, streams, page, sending: limits.sending, now: () => performance.now() });
  const handle = app.callback();
  const servers: Server[] = [];
  const stop = async (): Promise<void> => {
    streams.close();
    await Promise.all(servers.map((server) => stopServer(server, limits.grace)));
  };
  try {
    for (const place of listen) servers.push(await startServer(handle, place, limits));
  } catch (error) {
    await stop();
    throw error;
  }
  return { addresses: servers.map((server) => server.address() as AddressInfo), stop };
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function startServer(
  handle: Handle,
  { address, port }: { address: string; port: number },
  limits: HttpLimits,
): Promise<Server> {
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: limits.headers,
      requestTimeout: 0, // it knows no exception, and an ISO takes longer than any JSON: see cutSlowBody
      keepAliveTimeout: 30_000,
      connectionsCheckingInterval: Math.min(5_000, limits.headers),
      requireHostHeader: false, // guards.ts refuses with a sentence, and HTTP/1.0 too
      insecureHTTPParser: false,
    },
    (request, response) => {
      cutSlowBody(request, response, limits.request);
      void handle(request, response);
    },
  );
  server.maxConnections = limits.connections;
  server.timeout = limits.idle;
  server.on("clientError", answerBrokenRequest);
  server.on("connect", (_request, socket) => refuse(socket, "405 Method Not Allowed"));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

/** A body that drips holds a connection. Uploads may take hours; they end when nothing comes for `idle` ms. */
function cutSlowBody(request: IncomingMessage, response: ServerResponse, ms: number): void {
  if (request.method === "PUT" && request.url?.startsWith("/api/v1/uploads/") === true) return;
  const late = setTimeout(() => {
    if (!request.complete) refuse(request.socket, "408 Request Timeout");
  }, ms);
  response.once("close", () => clearTimeout(late));
}

/** What the parser refuses never reaches Koa. A connection that was reset is an everyday thing and said nowhere. */
function answerBrokenRequest(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex): void {
  const looksLikeMethod = /^[A-Z]+ /.test(error.rawPacket?.toString("latin1", 0, 32) ?? "");
  const known = error.code === "HPE_INVALID_METHOD" && !looksLikeMethod ? undefined : BROKEN[error.code ?? ""];
  const status = known ?? "400 Bad Request";
  if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
  else refuse(socket, status);
}

const BROKEN: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_INVALID_METHOD: "501 Not Implemented",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

function refuse(socket: Duplex & { readonly _httpMessage?: ServerResponse | null }, status: string): void {
  socket.on("error", () => undefined);
  // Half an answer may be on its way already (a broken request behind a good one): then only closing is honest.
  if (socket._httpMessage?.headersSent === true) socket.destroy();
  else
    socket.end(`HTTP/1.1 ${status}
Connection: close
Content-Length: 0

`);
}

async function stopServer(server: Server, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(cut);
}
