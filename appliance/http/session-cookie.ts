import type { IncomingMessage } from "node:http";

import { ABSOLUTE_SECONDS } from "../access/sessions.ts";
import { isEncrypted } from "./connection.ts";

/** __Host-: browsers take it only over https, for this host alone and its whole tree (RFC 6265bis §4.1.3.2). */
export const COOKIE = "__Host-rackseed";
const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict";

export const sessionCookie = (session: string): string =>
  `${COOKIE}=${session}; ${ATTRIBUTES}; Max-Age=${ABSOLUTE_SECONDS}`;
export const noSessionCookie = `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0`;

/** The session that the request names. In the clear there is none, whatever it says; two of them are nobody's. */
export function sessionOf(request: IncomingMessage): string | undefined {
  if (!isEncrypted(request)) return undefined;
  const values = (request.headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${COOKIE}=`))
    .map((pair) => pair.slice(COOKIE.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}
