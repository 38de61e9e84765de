import type { X509Certificate } from "node:crypto";
import { type IncomingMessage, request as httpRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import type { Connection } from "./connection.ts";
import { CliError, EXIT } from "./exit.ts";

export interface Call {
  readonly method: string;
  /** From the root: "/api/v1/machines". */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
  readonly signal?: AbortSignal;
}

/** Sends one request. Redirects are not followed: the token is for this appliance alone. */
export type Transport = (call: Call) => Promise<IncomingMessage>;

const PATIENCE_MS = 30_000;

/** fetch cannot be told which authority or certificate to trust, so this is node:http and node:https. */
export function transport(connection: Connection): Transport {
  const base = new URL(connection.url);
  const secure = base.protocol === "https:";
  const agent = secure ? agentFor(connection) : undefined;
  return ({ method, path, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options: RequestOptions = {
        method,
        headers: {
          ...headers,
          ...(connection.token === undefined ? {} : { Authorization: `Bearer ${connection.token}` }),
        },
        ...(agent === undefined ? {} : { agent }),
        ...(signal === undefined ? {} : { signal }),
      };
      const request = (secure ? httpsRequest : httpRequest)(new URL(path, base), options, resolve);
      request.setTimeout(PATIENCE_MS, () => request.destroy(new Error("it does not answer")));
      request.on("error", (error) => reject(unreachable(base, error)));
      if (body === undefined || typeof body === "string" || Buffer.isBuffer(body)) request.end(body);
      else body.on("error", (error) => request.destroy(error)).pipe(request);
    });
}

/** Trusts the given authority, or exactly the certificate with the fingerprint, or whom the computer trusts. */
function agentFor({ ca, fingerprint }: Connection): HttpsAgent {
  if (fingerprint === undefined) return new HttpsAgent({ keepAlive: false, ...(ca === undefined ? {} : { ca }) });
  const agent = new HttpsAgent({ keepAlive: false });
  // The socket is handed over only after the check: nothing, least of all the token, is sent before.
  agent.createConnection = (options, ready) => {
    const socket: TLSSocket = connect({ ...(options as ConnectionOptions), rejectUnauthorized: false }, () => {
      if (isPinned(socket, fingerprint)) ready?.(null, socket);
      else socket.destroy(new Error("its certificate is not the one of the fingerprint; somebody may be in between"));
    });
    socket.once("error", (error: Error) => ready?.(error, socket));
    return undefined;
  };
  return agent;
}

/** The fingerprint is that of the certificate itself, or of the authority that came along and did sign it. */
export function isPinned(socket: TLSSocket, fingerprint: string): boolean {
  const leaf = socket.getPeerX509Certificate();
  if (leaf === undefined) return false;
  const matches = (certificate: X509Certificate): boolean =>
    certificate.fingerprint256.replaceAll(":", "").toLowerCase() === fingerprint;
  if (matches(leaf)) return true;
  const issuer = leaf.issuerCertificate;
  return issuer !== undefined && matches(issuer) && leaf.verify(issuer.publicKey);
}

const HINTS: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN:
    "its certificate is signed by its own authority; name that with --ca FILE or --fingerprint",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself; name it with --ca FILE or --fingerprint",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate is signed by its own authority; name that with --ca FILE or --fingerprint",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its certificate is signed by its own authority; name that with --ca FILE or --fingerprint",
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such name",
  EHOSTUNREACH: "there is no way there",
};

function unreachable(base: URL, error: Error): CliError {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return new CliError(EXIT.unreachable, `${base.origin} cannot be reached: ${HINTS[code] ?? error.message}.`);
}
