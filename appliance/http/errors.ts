import { randomUUID } from "node:crypto";

import type { Context, Middleware, Next } from "koa";
import { ZodError } from "zod";
import type { z } from "zod";

import { TooManyTriesError } from "../access/too-many.ts";
import { AppError } from "../errors.ts";
import { InvalidValueError } from "../net/invalid-value.ts";
import { withoutTokens } from "../redact.ts";

/** Where a failure that is ours is written down. */
export type Log = (
  severity: "info" | "warning" | "error",
  code: string,
  text: string,
  data?: Readonly<Record<string, unknown>>,
) => void;

/** RFC 9457. */
export interface Problem {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable, for programs and for the page in the manual. */
  readonly code: string;
  readonly where?: string;
  /** All faults, when there is more than one. */
  readonly errors?: readonly { readonly where: string; readonly detail: string }[];
  /** Names this one failure in the log. */
  readonly instance?: string;
}

/** More that an error says in headers: Retry-After, WWW-Authenticate, Allow. */
export class HttpError extends AppError {
  readonly headers: Readonly<Record<string, string>>;
  /** Members of its own that the problem document gets (RFC 9457 section 3.2). */
  readonly more?: object;

  constructor(code: string, status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(code, status, message);
    this.headers = headers;
  }
}

/** A value in the request does not fit its schema. Carries every fault, so that a person corrects them in one go. */
export class InputError extends AppError {
  readonly issues: readonly { readonly where: string; readonly detail: string }[];

  constructor(issues: readonly { readonly where: string; readonly detail: string }[]) {
    super("RS_INPUT_INVALID", 400, issues.map((issue) => issue.detail).join(" "), issues[0]?.where);
    this.issues = issues;
  }
}

/** The one door: only here an error becomes HTTP. Programs read a problem document, boot clients and people a line of text. */
export const errors =
  (log: Log): Middleware =>
  async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null && ctx.respond !== false) throw notFound(ctx.path);
    } catch (thrown) {
      if (ctx.headerSent || ctx.res.destroyed) {
        ctx.res.destroy(); // half an answer was sent: only a broken connection says that it is not whole
        if (!(thrown instanceof AppError)) logUnknown(log, thrown, randomUUID(), ctx);
        return;
      }
      answer(ctx, thrown, log);
    }
  };

function answer(ctx: Context, thrown: unknown, log: Log): void {
  const known = asKnown(thrown);
  const id = known === undefined ? randomUUID() : undefined;
  if (id !== undefined) logUnknown(log, thrown, id, ctx);
  const problem = toProblem(known, id);
  ctx.status = problem.status;
  ctx.set("Cache-Control", "no-store");
  if (known instanceof HttpError) ctx.set(known.headers);
  if (known instanceof TooManyTriesError) ctx.set("Retry-After", String(known.seconds));
  if (!ctx.req.complete) ctx.set("Connection", "close"); // an unread body would be taken for the next request
  if (problem.status === 421) {
    ctx.body = ""; // whoever is not meant learns nothing, not even that this is Rackseed
  } else if (wantsProblem(ctx.path)) {
    ctx.body = JSON.stringify(problem);
    ctx.type = "application/problem+json";
  } else {
    ctx.body = `${problem.detail} (${problem.code})\n`;
    ctx.type = "text/plain; charset=utf-8";
  }
}

const wantsProblem = (path: string): boolean => /^\/(api(\/|$)|metrics$|healthz$|readyz$)/.test(path);

export const notFound = (path: string): AppError =>
  new AppError("RS_HTTP_NOT_FOUND", 404, `There is nothing at ${withoutTokens(path.slice(0, 200))}.`);

function asKnown(thrown: unknown): AppError | undefined {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof InvalidValueError) return new AppError("RS_VALUE_INVALID", 400, thrown.message);
  if (thrown instanceof ZodError) return new InputError(issuesOf(thrown));
  return undefined;
}

export const issuesOf = (error: z.ZodError): { where: string; detail: string }[] =>
  error.issues.map((issue) => ({ where: issue.path.map(String).join("."), detail: sentence(issue) }));

function sentence(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join(".");
  if (issue.code === "custom") return issue.message;
  const text = issue.message.replace(/^Invalid input: /, "").replace(/\.$/, "");
  return where === "" ? `The request is not right: ${text}.` : `"${where}" is not right: ${text}.`;
}

function toProblem(known: AppError | undefined, id: string | undefined): Problem {
  if (known === undefined) {
    return {
      type: "about:blank",
      title: TITLES[500] ?? "",
      status: 500,
      detail: `Something inside the appliance went wrong. Its log says more under ${id ?? ""}.`,
      code: "RS_INTERNAL",
      ...(id === undefined ? {} : { instance: `urn:uuid:${id}` }),
    };
  }
  return {
    type: "about:blank",
    title: TITLES[known.status] ?? "The request failed",
    status: known.status,
    detail: known.message,
    code: known.code,
    ...(known.where === undefined || known.where === "" ? {} : { where: known.where }),
    ...(known instanceof InputError && known.issues.length > 1 ? { errors: known.issues } : {}),
    ...(known instanceof HttpError ? known.more : {}),
  };
}

function logUnknown(log: Log, thrown: unknown, id: string, ctx: Context): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // The path may carry a run's token: only its first segment is written down.
  const where = `${ctx.method} /${ctx.path.split("/")[1] ?? ""}`;
  log("error", "RS_INTERNAL", `${where}: ${error.message}`, { id, stack: error.stack });
}

const TITLES: Readonly<Record<number, string>> = {
  400: "The request is not understood",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "This method does not work here",
  409: "It does not fit the present state",
  412: "It was changed by someone else",
  413: "The body is too large",
  414: "The address is too long",
  415: "This kind of body is not read",
  421: "Wrong host",
  422: "The values do not fit together",
  429: "Too many requests",
  500: "A fault in the appliance",
  501: "This method is unknown",
  503: "Not ready",
  505: "This version of HTTP is not spoken here",
};
