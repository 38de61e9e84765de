import type { Context, Middleware } from "koa";

import { HttpError } from "./errors.ts";
import { isEncrypted, isPanel } from "./connection.ts";
import { isNamed } from "./guards.ts";
import { AUTHORITY_PATH, LANDING_STYLE, LANDING_STYLE_PATH, landingPage } from "./landing-page.ts";
import type { Needs } from "./needs.ts";
import type { TlsNeeds } from "./needs-tls.ts";
import type { Page } from "./page.ts";

/** What stands at the root of the panel's own listener. */
const PANEL_PAGE = "/panel.html";

/** How to trust the appliance, for who is in already; on the plain ports the same page stands at the root. */
export const TRUST_PATH = "/trust";

/**
 * What answers on which kind of port. TLS: everything. Plain http: what machines boot from, and one page that leads to
 * https; the pages and the API only with access.plainHttp, because a token must not cross the rack in the clear.
 */
export const frontDoor =
  ({ settings, tls }: Pick<Needs, "settings" | "tls">, page: Page): Middleware =>
  async (ctx, next) => {
    const forPersons = /^\/(api(\/|$)|healthz$|readyz$|metrics$)/.test(ctx.path) || page.has(ctx.path);
    const panel = isPanel(ctx.req);
    if (panel && ctx.path === "/") ctx.path = PANEL_PAGE;
    const secure = isEncrypted(ctx.req) || panel;
    if ((secure || forPersons) && ctx.req.httpVersion !== "1.1") throw oldHttp();
    if (shows(ctx, tls)) return;
    if (!secure && forPersons && !settings.plainHttp) {
      landing(ctx, tls);
      return;
    }
    if (!secure && !forPersons) checkAddressed(ctx);
    await next();
  };

/** A name may be pointed at us by a stranger's DNS; boot firmware is given our address. */
function checkAddressed(ctx: Context): void {
  if (!isNamed(ctx.req)) return;
  throw new HttpError("RS_HTTP_FOREIGN_HOST", 421, "Boot files are fetched by address.", { Connection: "close" });
}

/** The little that is the same on all ports. */
function shows(ctx: Context, tls: TlsNeeds): boolean {
  if (ctx.method !== "GET" && ctx.method !== "HEAD") return false;
  const port = tls.port();
  if (ctx.path === AUTHORITY_PATH) {
    ctx.body = tls.caPem();
    ctx.type = "application/x-x509-ca-cert";
    ctx.set({ "Cache-Control": "no-cache", "Content-Disposition": 'attachment; filename="rackseed-ca.crt"' });
  } else if (ctx.path === LANDING_STYLE_PATH) {
    ctx.body = LANDING_STYLE;
    ctx.type = "text/css; charset=utf-8";
    ctx.set("Cache-Control", "no-cache");
  } else if (ctx.path === TRUST_PATH && port !== undefined) {
    showLanding(ctx, tls, port);
  } else {
    return false;
  }
  return true;
}

/** On a plain port the root leads to https; the rest of the pages and the API is not there. */
function landing(ctx: Context, tls: TlsNeeds): void {
  const port = tls.port();
  if (ctx.path !== "/" || port === undefined) throw notHere(tls);
  showLanding(ctx, tls, port);
}

function showLanding(ctx: Context, tls: TlsNeeds, port: number): void {
  const host = (ctx.req.headers.host ?? "").replace(/:[0-9]*$/, "");
  ctx.body = landingPage({
    pages: `https://${host}${port === 443 ? "" : `:${port}`}/`,
    words: tls.words,
    fingerprint: tls.certificate().authorityFingerprint,
    first: ctx.acceptsLanguages("en", "zh") === "zh" ? "zh" : "en",
    secure: isEncrypted(ctx.req),
  });
  ctx.type = "text/html; charset=utf-8";
  ctx.vary("Accept-Language");
  ctx.set("Cache-Control", "no-store");
}

function notHere(tls: TlsNeeds): HttpError {
  const port = tls.port();
  const where = port === undefined ? "" : ` They are on https, port ${port}.`;
  return new HttpError(
    "RS_ACCESS_PLAIN_HTTP_OFF",
    404,
    `The page and the API do not answer on plain http.${where} To have them here, set access.plainHttp: true in the configuration file.`,
  );
}

const oldHttp = (): HttpError =>
  new HttpError("RS_HTTP_VERSION", 505, "The pages and the API speak HTTP/1.1.", { Connection: "close" });
