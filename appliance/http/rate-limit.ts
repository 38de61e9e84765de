import type { Context, Middleware, Next } from "koa";

import type { Principal } from "../access/principal.ts";
import { HttpError } from "./errors.ts";

export interface RateLimit {
  /** Requests a second, in the long run. */
  readonly perSecond: number;
  /** Requests that may come at once after a pause. */
  readonly burst: number;
}

/** A page that opens asks for a dozen things at once; a script that goes through a rack, one after the other. */
export const API_RATE: RateLimit = { perSecond: 50, burst: 100 };

const MOST_CALLERS = 10_000;

export type Limiter = (caller: string, now: number) => number;

/** A bucket for each caller. The answer is how many ms the caller must wait; 0: come in. `now` in ms. */
export function limiter({ perSecond, burst }: RateLimit): Limiter {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  return (caller, now) => {
    const bucket = buckets.get(caller) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) * perSecond) / 1000);
    const enough = left >= 1;
    buckets.delete(caller); // so that the map is ordered by age
    buckets.set(caller, { left: enough ? left - 1 : left, at: now });
    const oldest = buckets.keys().next();
    if (buckets.size > MOST_CALLERS && oldest.done !== true) buckets.delete(oldest.value);
    return enough ? 0 : ((1 - left) * 1000) / perSecond;
  };
}

/** For the API: who is known counts by name and address, so that one page in a loop does not shut out a colleague. */
export function apiRate(limit: RateLimit, now: () => number): Middleware {
  const waitOf = limiter(limit);
  return async (ctx: Context, next: Next): Promise<void> => {
    if (/^\/api(\/|$)/.test(ctx.path)) {
      const who = ctx.state["who"] as Principal | undefined;
      const address = ctx.req.socket.remoteAddress ?? "";
      const wait = waitOf(who === undefined ? address : `${who.kind} ${who.name} ${address}`, now());
      if (wait > 0) {
        throw new HttpError(
          "RS_HTTP_TOO_FAST",
          429,
          `These are more than ${limit.perSecond} requests in a second. Ask more slowly, or for lists instead of single things.`,
          { "Retry-After": String(Math.ceil(wait / 1000)) },
        );
      }
    }
    await next();
  };
}
