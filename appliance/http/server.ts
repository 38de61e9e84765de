import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { SecureContextOptions } from "node:tls";
import { fileURLToPath } from "node:url";

import { httpApp } from "./app.ts";
import { markPanel } from "./connection.ts";
import type { Log } from "./errors.ts";
import type { Needs } from "./needs.ts";
import { readPage } from "./page.ts";
import { API_RATE, type RateLimit } from "./rate-limit.ts";
import { SEND_LIMITS, type SendLimits } from "./send.ts";
import { eventStreams, STREAM_LIMITS, type StreamLimits } from "./streams.ts";

export interface HttpOptions {
  readonly needs: Needs;
  readonly log: Log;
  /** What to listen on; port 0 takes a free one. */
  readonly listen: readonly Place[];
  /** The same by TLS. */
  readonly tls?: TlsListeners;
  /** For the touch panel: whoever comes by it is the panel. On 127.0.0.1 only. */
  readonly panel?: Place;
  /** Vite's output folder. */
  readonly uiFolder?: string;
  readonly limits?: Partial<HttpLimits>;
}

interface Place {
  readonly address: string;
  readonly port: number;
  /** The port's socket, bound by systemd already, to all addresses. */
  readonly fd?: number | undefined;
}

export interface TlsListeners {
  readonly listen: readonly Place[];
  /** PEM, one key and one certificate of each kind: the client's signature algorithms choose. */
  readonly credentials: () => Credentials;
  /** Told when `credentials` gives others. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Credentials {
  readonly key: readonly string[];
  readonly cert: readonly string[];
}

export interface HttpLimits {
  /** Of one port: a rack that boots. */
  readonly connections: number;
  /** Of one TLS port: people with browsers. */
  readonly tlsConnections: number;
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
  /** Of the API, for each caller. */
  readonly rate: RateLimit;
}

const LIMITS: HttpLimits = {
  connections: 1024,
  tlsConnections: 128,
  headers: 20_000,
  request: 60_000,
  idle: 120_000,
  grace: 5_000,
  sending: SEND_LIMITS,
  streams: STREAM_LIMITS,
  rate: API_RATE,
};

export interface HttpServer {
  /** Where it listens, in the order of `listen`. */
  readonly addresses: readonly AddressInfo[];
  /** Where TLS answers. */
  readonly tlsAddresses: readonly AddressInfo[];
  /** A sentence for each place of TLS that could not be had. Machines boot without it, so it ends nothing. */
  readonly unopened: readonly string[];
  stop(): Promise<void>;
}

/** Listens, and answers until stopped. */
export async function startHttpServer({
  needs,
  log,
  listen,
  tls,
  panel,
  uiFolder,
  limits: given,
}: HttpOptions): Promise<HttpServer> {
  const limits = { ...LIMITS, ...given };
  const streams = eventStreams(needs, limits.streams);
  const page = readPage(uiFolder ?? fileURLToPath(new URL("../../ui/dist", import.meta.url)));
  const now = (): number => performance.now();
  const app = httpApp({ needs, log, streams, page, sending: limits.sending, rate: limits.rate, now });
  const handle = app.callback();
  const servers: Server[] = [];
  const secure: TlsServer[] = [];
  const unopened: string[] = [];
  let unsubscribe = (): void => undefined;
  const stop = async (): Promise<void> => {
    streams.close();
    unsubscribe();
    await Promise.all([...servers, ...secure].map((server) => stopServer(server, limits.grace)));
  };
  try {
    for (const place of listen) servers.push(await listening(plainServer(handle, limits), place));
    if (panel !== undefined) {
      const server = plainServer(handle, limits);
      server.on("connection", markPanel);
      servers.push(await listening(server, panel));
    }
    if (tls !== undefined) {
      for (const place of tls.listen) {
        await listening(tlsServer(handle, limits, tls.credentials()), place).then(
          (server) => secure.push(server),
          (error: unknown) => unopened.push(whyUnopened(place, error)),
        );
      }
      unsubscribe = tls.subscribe(() => {
        for (const server of secure) server.setSecureContext(contextOf(tls.credentials()));
      });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const addressOf = (server: Server): AddressInfo => server.address() as AddressInfo;
  return { addresses: servers.map(addressOf), tlsAddresses: secure.map(addressOf), unopened, stop };
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const optionsOf = (limits: HttpLimits): ServerOptions => ({
  maxHeaderSize: 16 * 1024,
  headersTimeout: limits.headers,
  requestTimeout: 0, // it knows no exception, and an ISO takes longer than any JSON: see cutSlowBody
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: Math.min(5_000, limits.headers),
  requireHostHeader: false, // guards.ts refuses with a sentence, and HTTP/1.0 too
  insecureHTTPParser: false,
});

const plainServer = (handle: Handle, limits: HttpLimits): Server =>
  prepared(createServer(optionsOf(limits)), handle, limits, limits.connections);

const tlsServer = (handle: Handle, limits: HttpLimits, credentials: Credentials): TlsServer =>
  prepared(
    createTlsServer({
      ...optionsOf(limits),
      ...contextOf(credentials),
      handshakeTimeout: limits.headers,
      ALPNProtocols: ["http/1.1"],
    }),
    handle,
    limits,
    limits.tlsConnections,
  );

const contextOf = ({ key, cert }: Credentials): SecureContextOptions => ({
  key: [...key],
  cert: [...cert],
  minVersion: "TLSv1.2",
  honorCipherOrder: true,
});

function prepared<S extends Server>(server: S, handle: Handle, limits: HttpLimits, connections: number): S {
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    cutSlowBody(request, response, limits.request);
    void handle(request, response);
  });
  server.maxConnections = connections;
  server.timeout = limits.idle;
  server.on("clientError", answerBrokenRequest);
  server.on("connect", (_request, socket) => refuse(socket, "405 Method Not Allowed"));
  return server;
}

async function listening<S extends Server>(server: S, { address, port, fd }: Place): Promise<S> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const listens = (): void => {
      server.off("error", reject);
      resolve();
    };
    if (fd === undefined) server.listen(port, address, listens);
    else server.listen({ fd }, listens);
  });
  return server;
}

/** Another program's port is a thing for a person to put right; any other failure is ours and ends the start. */
function whyUnopened({ address, port }: Place, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const what = `https does not answer on port ${port} of ${address}`;
  if (code === "EADDRINUSE") return `${what}: another program has the port. Stop it, or set https.ports.`;
  if (code === "EACCES")
    return `${what}: this process may not open it. Start it by systemd or as root, or set https.ports.`;
  throw error;
}

const UPLOADS = /^\/api\/v1\/(update\/)?uploads\//;

/** A body that drips holds a connection. Uploads may take hours; they end when nothing comes for `idle` ms. */
function cutSlowBody(request: IncomingMessage, response: ServerResponse, ms: number): void {
  if (request.method === "PUT" && UPLOADS.test(request.url ?? "")) return;
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
  else socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function stopServer(server: Server, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(cut);
}
