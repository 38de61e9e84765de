import type { IncomingMessage } from "node:http";

import type { Context, Middleware, Next } from "koa";

import { isEncrypted } from "./connection.ts";
import { HttpError } from "./errors.ts";
import type { Settings } from "./needs.ts";

/** A browser on the appliance itself, or on a developer's machine, with any port: forwarded ports have other numbers. */
const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];
const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const LONGEST_TARGET = 2048;

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
];

/** `hashes`: SHA-256 in Base64 of scripts that stand in the page itself (CSP Level 3 §2.3.1). */
export const contentSecurityPolicy = (hashes: readonly string[] = []): string =>
  [...POLICY, ["script-src 'self'", ...hashes.map((hash) => `'sha256-${hash}'`)].join(" ")].join("; ");

/** Nothing here films, listens, locates or pays; a script that got in could not either. */
const PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()";

/**
 * No HSTS: it would make browsers refuse the name for a year without a way around, and an appliance that is flashed anew
 * has a new authority. A card that was swapped must not lock its owner out.
 */
export const securityHeaders: Middleware = async (ctx: Context, next: Next): Promise<void> => {
  ctx.set({
    "Content-Security-Policy": contentSecurityPolicy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
  });
  await next();
};

/** Before anything is looked up: is this one plain request, meant for us, with a path that means one thing only? */
export const requestGuard =
  (settings: Settings): Middleware =>
  async (ctx: Context, next: Next): Promise<void> => {
    checkFraming(ctx.req);
    if (!METHODS.split(", ").includes(ctx.method)) {
      throw new HttpError("RS_HTTP_METHOD", 405, `${ctx.method} does not work here.`, { Allow: METHODS });
    }
    const target = ctx.req.url ?? "";
    checkHost(hostsOf(settings, isEncrypted(ctx.req)), hostOf(ctx.req));
    ctx.url = canonicalTarget(target);
    checkOrigin(ctx);
    await next();
  };

/** Does the Host name us by a name, not by an address? On the appliance itself, localhost is as good as an address. */
export const isNamed = (request: IncomingMessage): boolean => {
  const name = (request.headers.host ?? "").toLowerCase().replace(/:[0-9]*$/, "");
  return !name.startsWith("[") && !/^[0-9.]+$/.test(name) && name !== "localhost";
};

/** Node's parser refuses Content-Length beside Transfer-Encoding, two lengths and bare LF; other codings are ours to refuse. */
function checkFraming(request: IncomingMessage): void {
  const coding = request.headers["transfer-encoding"];
  if (coding !== undefined && coding.toLowerCase() !== "chunked") {
    throw refused("RS_HTTP_FRAMING", "The only transfer encoding that is read is chunked.");
  }
  if (coding !== undefined && request.headers["content-length"] !== undefined) {
    throw refused("RS_HTTP_FRAMING", "A request has either a Content-Length or a Transfer-Encoding.");
  }
}

function hostOf(request: IncomingMessage): string {
  // Node keeps the first of several Host fields and drops the rest: count them in the raw list.
  const hosts = request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host").length;
  const host = request.headers.host ?? "";
  if (hosts !== 1 || host === "") throw refused("RS_HTTP_HOST", "A request names exactly one host.");
  return host.toLowerCase();
}

/** Who we are for one kind of listener. */
export interface OwnHosts {
  readonly addresses: readonly string[];
  /** In lower case. */
  readonly names: readonly string[];
  readonly ports: readonly number[];
}

const hostsOf = (settings: Settings, secure: boolean): OwnHosts => ({
  addresses: settings.ownAddresses,
  names: settings.names(),
  ports: secure ? settings.httpsPorts : settings.ports,
});

/** DNS rebinding: a stranger's page may point its own name at our address, but it cannot change the Host it sends. */
export function checkHost({ addresses, names, ports }: OwnHosts, host: string): void {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]\s/@]+)(?::([0-9]{1,5}))?$/.exec(host);
  if (match === null) throw refused("RS_HTTP_HOST", "The Host field is damaged.");
  const [, name = "", port] = match;
  if (LOOPBACK_NAMES.includes(name)) return;
  const own = names.includes(name) || addresses.includes(name);
  // Some boot firmware leaves the port out of Host although it asks on 8080.
  if (own && (port === undefined || ports.includes(Number(port)))) return;
  throw new HttpError("RS_HTTP_FOREIGN_HOST", 421, "This is not the host that the request names.", {
    Connection: "close",
  });
}

/** One spelling for one path: slashes collapsed (coreos-install -b BASE/ gives "//"), everything ambiguous refused. */
export function canonicalTarget(target: string): string {
  if (!target.startsWith("/"))
    throw refused("RS_HTTP_TARGET", "The request's target is a path that begins with a slash.");
  if (target.length > LONGEST_TARGET) throw new HttpError("RS_HTTP_TARGET", 414, "The address is too long.");
  const [rawPath = "", ...query] = target.split("?");
  const path = rawPath.replaceAll(/\/{2,}/g, "/");
  for (const segment of path.split("/")) checkSegment(segment);
  return query.length === 0 ? path : `${path}?${query.join("?")}`;
}

function checkSegment(raw: string): void {
  const segment = decode(raw);
  const ambiguous =
    segment === "." || segment === ".." || !/^[^\p{Cc}/\\;#%]*$/u.test(segment) || !/^[!-~]*$/.test(raw);
  if (ambiguous) throw refused("RS_HTTP_TARGET", "The path has a part that can be read in more than one way.");
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw refused("RS_HTTP_TARGET", "The path is not correctly encoded.");
  }
}

/** Nothing here is for other pages: no CORS, and a browser that says it comes from elsewhere is not served. */
function checkOrigin(ctx: Context): void {
  const { origin } = ctx.req.headers;
  const own = `${isEncrypted(ctx.req) ? "https" : "http"}://${(ctx.req.headers.host ?? "").toLowerCase()}`;
  const foreign = origin !== undefined && origin.toLowerCase() !== own;
  if (foreign || ctx.req.headers["sec-fetch-site"] === "cross-site") {
    throw new HttpError("RS_HTTP_FOREIGN_ORIGIN", 403, "Another site's page cannot use this appliance.");
  }
}

const refused = (code: string, message: string): HttpError =>
  new HttpError(code, 400, message, { Connection: "close" });
