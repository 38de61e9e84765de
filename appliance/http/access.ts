import type { Context } from "koa";

import { Attempts } from "../access/attempts.ts";
import { mayDo, type Needed, type Principal } from "../access/principal.ts";
import { TooManyTriesError } from "../access/too-many.ts";
import { addressOf, isEncrypted, isPanel } from "./connection.ts";
import { HttpError } from "./errors.ts";
import type { AccessNeeds } from "./needs-access.ts";
import { checkOwnPage } from "./own-page.ts";
import { sessionOf } from "./session-cookie.ts";

const PANEL: Principal = { kind: "panel", name: "panel", role: "panel" };

/** Wrong tokens of one address. */
const GUESSES = { most: 10, window: 60, longest: 60 };

const BEARER = /^Bearer +([!-~]+)$/i;

/** Says who asks, or throws why not. At what is open to all that may be nobody, unless a token is given: a wrong one is told. */
export type Caller = (ctx: Context, isOpen: boolean) => Principal | undefined;

/**
 * A bearer token, of the configuration file or an API token; else, over https, the session of the cookie. After ten wrong
 * tokens in a minute an address waits for the minute to end, with a right one too: otherwise guessing would go on.
 */
export function caller(access: AccessNeeds, now: () => number): Caller {
  const guesses = new Attempts(GUESSES);
  const seconds = (): number => now() / 1000;

  const byToken = (given: string, address: string): Principal => {
    const wait = guesses.wait(address, seconds());
    if (wait > 0)
      throw new TooManyTriesError("RS_ACCESS_TOO_MANY", `Too many wrong tokens came from ${address}.`, wait);
    const who = access.whoHasToken(given);
    if (who !== undefined) return who;
    guesses.take(address, seconds());
    throw unauthorized("This is not a token of this appliance, or it was revoked.", ', error="invalid_token"');
  };
  const bySession = (ctx: Context): Principal | undefined => {
    const session = sessionOf(ctx.req);
    const who = session === undefined ? undefined : access.whoHasSession(session);
    checkOwnPage(ctx, who !== undefined);
    return who;
  };

  return (ctx, isOpen) => {
    if (isPanel(ctx.req)) {
      checkOwnPage(ctx, false);
      return PANEL;
    }
    const authorization = ctx.get("Authorization");
    if (!access.claimed() && (!isOpen || authorization !== "")) {
      throw notClaimed();
    }
    if (authorization === "") {
      const who = bySession(ctx);
      if (who !== undefined || isOpen) return who;
    }
    const given = BEARER.exec(authorization)?.[1];
    if (given === undefined)
      throw unauthorized("Sign in on the appliance's page, or send an API token as Authorization: Bearer TOKEN.", "");
    return byToken(given, addressOf(ctx.req));
  };
}

/** Of a stream that stays open: would who opened it still be let in? */
export function isStillLetIn(
  access: AccessNeeds,
  authorization: string | undefined,
  session: string | undefined,
): boolean {
  const token = BEARER.exec(authorization ?? "")?.[1];
  if (token !== undefined) return access.whoHasToken(token) !== undefined;
  return session !== undefined && access.isSessionLive(session);
}

export const CLAIM_CODE = "X-Claim-Code";

/** Nobody owns the appliance yet: who can read its screen may. In the clear no code is taken, so none is given away. */
export function checkClaimCode(ctx: Context, access: AccessNeeds): void {
  const code = ctx.get(CLAIM_CODE);
  if (code === "") throw notClaimed();
  if (!isEncrypted(ctx.req))
    throw new HttpError(
      "RS_ACCESS_NEEDS_HTTPS",
      403,
      "Claim codes are taken over https only. Open the page with https://.",
    );
  access.checkClaim(code);
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

const notClaimed = (): HttpError =>
  new HttpError(
    "RS_ACCESS_NOT_CLAIMED",
    403,
    "Nobody owns this appliance yet. Open its page over https and enter the claim code, or put access.token into the configuration file.",
  );
const unauthorized = (message: string, reason: string): HttpError =>
  new HttpError("RS_ACCESS_TOKEN", 401, message, { "WWW-Authenticate": `Bearer realm="rackseed"${reason}` });
