import { createHash } from "node:crypto";
import type { Context, Middleware } from "koa";

import { textContent } from "../../bytes/content.ts";
import { AppError } from "../../errors.ts";
import { readBody } from "../body.ts";
import { HttpError, notFound } from "../errors.ts";
import type { Answer, Boot } from "../needs.ts";
import { type SendLimits, sendFile } from "../send.ts";
import { answer, askerOf, isPeek, segment } from "./boot.ts";

// The answer files of runs, which hold secrets, and what the installers that fetched them say.

/** /answers/<token>/<file> */
export const answerFile =
  (boot: Boot, limits: SendLimits): Middleware =>
  async (ctx) => {
    const asker = { address: askerOf(ctx), provisioningMacs: provisioningMacs(ctx) };
    const fetch = isPeek(ctx) ? "peek" : isResume(ctx) ? "resume" : "whole";
    await send(ctx, boot.answerFile(segment(ctx, "token"), segment(ctx, "file"), asker, fetch), limits);
  };

/** The URLs of the seeds, which have no token: the address alone says whose answers are meant. */
export const seedAnswer =
  (boot: Boot, limits: SendLimits): Middleware =>
  async (ctx) => {
    const given = boot.seedAnswer(ctx.path.replace(/^\/+/, ""), askerOf(ctx), isPeek(ctx));
    if (given === undefined) throw notFound(ctx.path);
    await send(ctx, given, limits);
  };

/** curtin posts whole log files with its last event. */
const MOST_REPORT = 256 * 1024;

/** /runs/<token>/<stage>: the installer says how far it is. The reason of a failure is the query or the body. */
export const report =
  (boot: Boot): Middleware =>
  async (ctx) => {
    ctx.set("Cache-Control", "no-store");
    if (isPeek(ctx))
      throw new HttpError("RS_HTTP_METHOD", 405, "A stage is reported by GET or POST.", { Allow: "GET, POST" });
    const body = ctx.method === "POST" ? (await readBody(ctx.req, MOST_REPORT)).toString("utf8") : "";
    const reason = printable(new URLSearchParams(ctx.querystring).get("reason") ?? body.slice(0, 4096));
    const told = { stage: segment(ctx, "stage"), reason: reason === "" ? undefined : reason, body };
    if (boot.report(segment(ctx, "token"), told, askerOf(ctx)) === "refused")
      throw new AppError("RS_RUN_REPORT_REFUSED", 403, "This report does not belong to a run of yours.");
    ctx.type = "text/plain; charset=utf-8";
    ctx.body = "ok\n";
  };

/** As a file, so that a fetch that was cut off can go on where it broke; but nobody on the way may keep it. */
async function send(ctx: Context, given: Answer, limits: SendLimits): Promise<void> {
  if (given.kind !== "text") {
    answer(ctx, given);
    return;
  }
  const etag = createHash("sha256").update(given.text).digest("base64url");
  await sendFile(ctx, { content: textContent(given.text), type: given.type, etag, cache: "no-store" }, limits);
}

/** Asks for the rest of what it has the beginning of. */
const isResume = (ctx: Context): boolean => /^bytes=0*[1-9]\d*-$/.test(ctx.get("range"));

/** Anaconda with inst.ks.sendmac: "X-RHN-Provisioning-MAC-0: eth0 52:54:00:77:00:01", one for each card. */
const provisioningMacs = (ctx: Context): string[] =>
  Object.entries(ctx.headers)
    .filter(([name]) => /^x-rhn-provisioning-mac-\d+$/.test(name))
    .map(([, value]) => String(value).trim().split(/\s+/).at(-1)?.toLowerCase() ?? "");

/** A machine's own words: one line, no escapes. */
const printable = (text: string): string =>
  text
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, 500);
