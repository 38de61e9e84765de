import Router from "@koa/router";
import Koa, { type Context, type Middleware } from "koa";

import type { Needed, Principal } from "../access/principal.ts";
import { type Caller, caller, checkClaimCode, checkRole } from "./access.ts";
import { audited } from "./audited.ts";
import { readJsonBody } from "./body.ts";
import { addressOf, isEncrypted } from "./connection.ts";
import type { Endpoint, Outcome } from "./endpoint.ts";
import * as answers from "./endpoints/answers.ts";
import * as boot from "./endpoints/boot.ts";
import { errors, HttpError, type Log } from "./errors.ts";
import { frontDoor } from "./front-door.ts";
import { requestGuard, securityHeaders } from "./guards.ts";
import { idempotency, type Idempotency } from "./idempotency.ts";
import { parseInput } from "./input.ts";
import { LISTING_STYLE_PATH } from "./listing-page.ts";
import type { Needs } from "./needs.ts";
import { openApi } from "./openapi.ts";
import { apiRate, type RateLimit } from "./rate-limit.ts";
import { apiRoutes, type Route } from "./routes.ts";
import type { SendLimits } from "./send.ts";
import { sessionOf } from "./session-cookie.ts";
import type { Streams } from "./streams.ts";
import { type Page, servePage } from "./page.ts";
import { watchMachines } from "./watch-machines.ts";

export interface Parts {
  readonly needs: Needs;
  readonly log: Log;
  readonly streams: Streams;
  /** The built UI. */
  readonly page: Page;
  readonly sending: SendLimits;
  readonly rate: RateLimit;
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
}

/** From request to answer, in this order. */
export function httpApp(parts: Parts): Koa {
  const { needs, log, page } = parts;
  const app = new Koa();
  app.silent = true; // errors() below is the one door
  app.use(securityHeaders);
  app.use(errors(log));
  app.use(requestGuard(needs.settings));
  app.use(frontDoor(needs, page));
  app.use(servePage(page));
  const api = apiRoutes(parts.streams);
  app.use(identify(caller(needs.access, parts.now), needs.access, api));
  app.use(apiRate(parts.rate, parts.now));
  app.use(watchMachines(needs.boot));
  app.use(routes(parts, api).routes());
  app.use(noMethod);
  app.use(boot.file(needs.boot, parts.sending));
  return app;
}

function routes({ needs, now, sending }: Parts, api: readonly Route[]): Router {
  const router = new Router({ sensitive: true });
  const remember = idempotency(now);
  const document = JSON.stringify(openApi(api, needs.settings.version));

  for (const [method, path, endpoint] of api) {
    const needed = endpoint.needs ?? (method === "GET" ? "viewer" : "operator");
    router.register(path, [method], [run(endpoint, needs, needed, remember)]);
  }
  router.get("/api/openapi.json", (ctx) => {
    ctx.type = "application/json";
    ctx.set("Cache-Control", "no-cache");
    ctx.body = document;
  });

  // What machines fetch while they boot. The rest, /<version>/<file> and /<image>/<file>, is boot.file at the end of httpApp.
  router.get("/cloud-configs/install.sh", boot.installScript(needs.boot));
  router.get("/cloud-configs/:file", boot.cloudConfig(needs.boot));
  router.get("/boot.ipxe", boot.ipxeScript(needs.boot));
  router.get(LISTING_STYLE_PATH, boot.listingStyle);
  router.get("/answers/:token/:file", answers.answerFile(needs.boot, sending));
  for (const path of ["/ks.cfg", "/ks/:file", "/preseed.cfg", "/preseed/:file"]) {
    router.get(path, answers.seedAnswer(needs.boot, sending));
  }
  router.register("/runs/:token/:stage", ["GET", "POST"], [answers.report(needs.boot)]);
  return router;
}

/** One endpoint: role, input parsed by its schemas, handled, written. */
function run(endpoint: Endpoint, needs: Needs, needed: Needed, remember: Idempotency): Middleware {
  return async (ctx) => {
    ctx.set("Cache-Control", "no-store");
    const who = ctx.state["who"] as Principal | undefined; // identify() put it there
    const isByCode = endpoint.byClaimCode && who === undefined && !needs.access.claimed();
    if (isByCode) checkClaimCode(ctx, needs.access);
    else if (!endpoint.open) checkRole(who, needed, endpoint.panel);
    await audited(endpoint, ctx, needs.access, who, async (onlyAsks) => {
      const body = endpoint.body === undefined ? undefined : await readJsonBody(ctx.req);
      const input = parseInput(endpoint, ctx["params"], ctx.querystring, body);
      if (!endpoint.changes(input.body, input.query)) onlyAsks();
      const header = (name: string): string | undefined => ctx.get(name) || undefined;
      const from = { address: addressOf(ctx.req), encrypted: isEncrypted(ctx.req), session: sessionOf(ctx.req) };
      const work = async (): Promise<Outcome> => endpoint.handle({ ...input, needs, header, who, from });
      const key = "Idempotency-Key" in endpoint.headers ? header("idempotency-key") : undefined;
      await write(ctx, await remember(key, nameOfCaller(who), `${ctx.method} ${ctx.path}`, work));
    });
  };
}

const nameOfCaller = (who: Principal | undefined): string => (who === undefined ? "" : `${who.kind} ${who.name}`);

async function write(ctx: Context, outcome: Outcome): Promise<void> {
  if ("stream" in outcome) {
    await outcome.stream(ctx);
    return;
  }
  if (outcome.body === undefined) ctx.body = null; // else Koa writes the status's name as the body
  ctx.status = outcome.status ?? 200;
  if (outcome.body !== undefined) {
    ctx.type = "application/json";
    const { body } = outcome;
    ctx.body = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  }
  if (outcome.headers !== undefined) ctx.set(outcome.headers);
}

/** Who asks? Without an answer not even the names of endpoints are told apart; what is open to all is known by its path alone. */
function identify(who: Caller, access: Needs["access"], api: readonly Route[]): Middleware {
  const those = (which: (endpoint: Endpoint) => boolean): Set<string> =>
    new Set(api.flatMap(([method, path, endpoint]) => (which(endpoint) ? [`${method} ${path}`] : [])));
  const open = those((endpoint) => endpoint.open);
  const byClaimCode = those((endpoint) => endpoint.byClaimCode);
  return async (ctx, next) => {
    const asked = `${ctx.method === "HEAD" ? "GET" : ctx.method} ${ctx.path}`;
    const isOpen = open.has(asked) || (byClaimCode.has(asked) && !access.claimed()); // run() asks for the code
    if (/^\/api\/v1(\/|$)/.test(ctx.path)) ctx.state["who"] = who(ctx, isOpen);
    await next();
  };
}

/** The router knows the path, but not with this method. */
const noMethod: Middleware = async (ctx, next) => {
  const matched = ctx["matched"] as readonly { readonly methods: readonly string[] }[] | undefined;
  const allowed = [...new Set(matched?.flatMap((layer) => layer.methods))].join(", ");
  if (allowed !== "")
    throw new HttpError("RS_HTTP_METHOD", 405, `${ctx.method} does not work here.`, { Allow: allowed });
  await next();
};
