import type { Context } from "koa";

import { HttpError } from "./errors.ts";

/**
 * A browser sends the cookie by itself, so the request must show that our own page made it. Another port of this host is
 * the same site for SameSite and for cookies; only the origin tells the two apart.
 */
export function checkOwnPage(ctx: Context, hasSession: boolean): void {
  const { origin, "sec-fetch-site": site } = ctx.req.headers;
  if (site !== undefined && site !== "same-origin" && site !== "none") throw foreign();
  if (ctx.method === "GET" || ctx.method === "HEAD") return;
  // guards.ts has compared an Origin with Host. Every browser sends one of the two with such a request.
  if (hasSession && origin === undefined && site === undefined) throw foreign();
  // What a form can send without being asked first is never JSON.
  if (/^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/i.test(ctx.get("Content-Type"))) {
    throw foreign();
  }
}

const foreign = (): HttpError =>
  new HttpError(
    "RS_HTTP_FOREIGN_ORIGIN",
    403,
    "Only the appliance's own page may use a session, and it sends JSON. Programs use an API token.",
  );
