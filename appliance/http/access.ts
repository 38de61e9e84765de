import { createHash, timingSafeEqual } from "node:crypto";

import type { Context } from "koa";

import { mayDo, type Needed, type Principal } from "../access/principal.ts";
import { HttpError } from "./errors.ts";
import type { Settings } from "./needs.ts";

const MOST_FAILURES = 10;
const WINDOW = 60_000;
const MOST_ADDRESSES = 10_000;

/** Says who asks, or throws why not. */
export type Access = (ctx: Context) => Principal;

/**
 * The bearer token of `access.token`. After ten wrong ones in a minute an address waits for the minute to end, with a
 * right one too: otherwise guessing would go on. A request without any token is no guess.
 */
export function tokenAccess(settings: Pick<Settings, "token">, now: () => number): Access {
  const failures = new Map<string, { count: number; since: number }>();

  const failuresOf = (address: string): { count: number; since: number } => {
    const seen = failures.get(address);
    return seen === undefined || now() - seen.since >= WINDOW ? { count: 0, since: now() } : seen;
  };
  const remember = (address: string): void => {
    const seen = failuresOf(address);
    failures.delete(address); // so that the map is ordered by age
    failures.set(address, { count: seen.count + 1, since: seen.since });
    const oldest = failures.keys().next();
    if (failures.size > MOST_ADDRESSES && oldest.done !== true) failures.delete(oldest.value);
  };

  return (ctx) => {
    if (settings.token === undefined) {
      throw new HttpError(
        "RS_ACCESS_NO_TOKEN",
        403,
        "No token is set. Put access.token into the configuration file and start again.",
      );
    }
    const address = ctx.req.socket.remoteAddress ?? "";
    const { count, since } = failuresOf(address);
    if (count >= MOST_FAILURES) {
      const wait = Math.max(1, Math.ceil((since + WINDOW - now()) / 1000));
      throw new HttpError(
        "RS_ACCESS_TOO_MANY",
        429,
        `Too many wrong tokens came from ${address}. Try again in ${wait} seconds.`,
        {
          "Retry-After": String(wait),
        },
      );
    }
    const given = /^Bearer +([!-~]+)$/i.exec(ctx.get("Authorization"))?.[1];
    if (given === undefined)
      throw unauthorized("The API needs the token of access.token, as Authorization: Bearer TOKEN.", "");
    if (!sameSecret(given, settings.token)) {
      remember(address);
      throw unauthorized("This is not the token of access.token.", ', error="invalid_token"');
    }
    return { kind: "file", name: "access.token", role: "owner" };
  };
}

/** May this caller do it? The panel only what its endpoints say by name. */
export function checkRole(who: Principal | undefined, needed: Needed, panel: boolean): void {
  if (who !== undefined && (mayDo(who.role, needed) || (who.role === "panel" && panel))) return;
  throw new HttpError(
    "RS_ACCESS_ROLE",
    403,
    `This needs the role ${needed}; ${who?.name ?? "nobody"} is ${who?.role ?? "not signed in"}. Ask an owner.`,
  );
}

const unauthorized = (message: string, reason: string): HttpError =>
  new HttpError("RS_ACCESS_TOKEN", 401, message, { "WWW-Authenticate": `Bearer realm="rackseed"${reason}` });

/** In constant time; hashing first makes both the same length. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
