import type { Context, Middleware } from "koa";

import { AppError } from "../../errors.ts";
import { InvalidValueError } from "../../net/invalid-value.ts";
import { type Ipv4, parseIpv4 } from "../../net/ipv4.ts";
import { type Mac, parseMac } from "../../net/mac.ts";
import { HttpError, notFound } from "../errors.ts";
import type { Answer, Boot } from "../needs.ts";
import { type SendLimits, sendFile } from "../send.ts";

// What machines fetch while they boot. They have no token and no name: the address they ask from is all that is known.

/** /cloud-configs/<mac>.yml, in any spelling of the MAC */
export const cloudConfig =
  (boot: Boot): Middleware =>
  (ctx) => {
    const spelling = /^(.*)\.ya?ml$/i.exec(segment(ctx, "file"))?.[1];
    const mac = spelling === undefined ? undefined : macOrNothing(spelling);
    if (mac === undefined) throw notFound(ctx.path);
    answer(ctx, boot.cloudConfig(mac, askerOf(ctx), isPeek(ctx)));
  };

export const installScript =
  (boot: Boot): Middleware =>
  (ctx) =>
    answer(ctx, boot.installScript(askerOf(ctx), macInQuery(ctx), isPeek(ctx)));

export const ipxeScript =
  (boot: Boot): Middleware =>
  async (ctx) =>
    answer(ctx, await boot.ipxeScript(askerOf(ctx), macInQuery(ctx), isPeek(ctx)));

/** Everything else is a file of an image, looked up in a table: there is no folder that a path could leave. */
export const file =
  (boot: Boot, limits: SendLimits): Middleware =>
  async (ctx) => {
    const found = boot.file(decodeURIComponent(ctx.path).replace(/^\/+|\/+$/g, ""), askerOf(ctx));
    if (found === undefined) throw notFound(ctx.path);
    if (ctx.method !== "GET" && ctx.method !== "HEAD") {
      throw new HttpError("RS_HTTP_METHOD", 405, "A boot file can only be read.", { Allow: "GET, HEAD" });
    }
    await sendFile(ctx, isPeek(ctx) ? { ...found, track: () => undefined } : found, limits);
  };

export function answer(ctx: Context, given: Answer): void {
  ctx.set("Cache-Control", "no-store");
  switch (given.kind) {
    case "text":
      ctx.body = given.text;
      ctx.type = given.type;
      return;
    case "not-ready": // coreos-cloudinit takes any 4xx for final and tries again after a 5xx
      throw new HttpError("RS_BOOT_NOT_READY", 503, given.because, { "Retry-After": String(given.retryAfter) });
    case "refused":
      throw new AppError("RS_BOOT_REFUSED", 403, given.because);
    case "unknown":
      throw new AppError("RS_BOOT_UNKNOWN", 404, given.because);
  }
}

export const isPeek = (ctx: Context): boolean => ctx.method === "HEAD";

export const segment = (ctx: Context, name: string): string =>
  (ctx["params"] as Record<string, string | undefined>)[name] ?? "";

export function askerOf(ctx: Context): Ipv4 {
  return parseIpv4((ctx.req.socket.remoteAddress ?? "").replace(/^::ffff:/, ""));
}

function macInQuery(ctx: Context): Mac | undefined {
  const text = new URLSearchParams(ctx.querystring).get("mac");
  return text === null || text === "" ? undefined : parseMac(text);
}

function macOrNothing(text: string): Mac | undefined {
  try {
    return parseMac(text);
  } catch (error) {
    if (error instanceof InvalidValueError) return undefined;
    throw error;
  }
}
