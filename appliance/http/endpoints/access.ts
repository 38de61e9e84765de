import { z } from "zod";

import type { SignedIn } from "../../access/service.ts";
import type { Principal } from "../../access/principal.ts";
import { AppError } from "../../errors.ts";
import { endpoint, type From, type Outcome } from "../endpoint.ts";
import { noSessionCookie, sessionCookie } from "../session-cookie.ts";
import { listOf } from "../schemas.ts";
import * as schemas from "../schemas-access.ts";

const tag = "access";
const inTheClear = { 403: { description: "The request came over plain http, or another site's page asks" } };
const isYou = { description: "Signed in: the answer sets the cookie", schema: schemas.signedIn };
const tooMany = { 429: { description: "Too many wrong tries; Retry-After says how long to wait" } };

export const claim = endpoint({
  operationId: "claim",
  tag,
  summary: "Become the first owner, with the code that stands on the appliance's screen; https only",
  open: true,
  body: schemas.claimInput,
  answers: { 201: isYou, ...inTheClear, 409: { description: "Somebody owns it already" }, ...tooMany },
  handle: async ({ needs, body: { code, ...wanted }, from }) => {
    checkEncrypted(from);
    return welcome(await needs.access.claimWith(code, wanted, from), 201);
  },
});

export const signIn = endpoint({
  operationId: "signIn",
  tag,
  summary: "Begin a session; https only",
  open: true,
  body: schemas.signInInput,
  answers: { 200: isYou, 401: { description: "The name or the password is wrong" }, ...inTheClear, ...tooMany },
  handle: async ({ needs, body, from }) => {
    checkEncrypted(from);
    return welcome(await needs.access.signIn(body, from), 200);
  },
});

export const signOut = endpoint({
  operationId: "signOut",
  tag,
  summary: "End this session",
  needs: "viewer",
  answers: { 204: { description: "It ended" }, 409: { description: "A token has no session" } },
  handle: ({ needs, from, who }) => {
    checkSession(who);
    needs.access.signOut(from);
    return GOODBYE;
  },
});

export const signOutEverywhere = endpoint({
  operationId: "signOutEverywhere",
  tag,
  summary: "End every session of one's own account, this one too",
  needs: "viewer",
  answers: { 204: { description: "They ended" }, 409: { description: "A token has no session" } },
  handle: ({ needs, who }) => {
    needs.access.signOutEverywhere(checkSession(who));
    return GOODBYE;
  },
});

export const changeOwnPassword = endpoint({
  operationId: "changeOwnPassword",
  tag,
  summary: "Change one's own password; all other sessions of the account end",
  needs: "viewer",
  body: schemas.ownPasswordInput,
  answers: { 200: isYou, 409: { description: "A token has no password" }, ...tooMany },
  handle: async ({ needs, who, body, from }) =>
    welcome(await needs.access.changeOwnPassword(checkSession(who), body, from), 200),
});

export const listAccounts = endpoint({
  operationId: "listAccounts",
  tag,
  summary: "Who may sign in",
  needs: "owner",
  answers: { 200: { description: "All of them", schema: listOf(schemas.account, "AccountList") } },
  handle: ({ needs }) => ({ body: { items: needs.access.accounts.list() } }),
});

export const addAccount = endpoint({
  operationId: "addAccount",
  tag,
  summary: "Let one more person in",
  needs: "owner",
  body: schemas.accountInput,
  answers: {
    201: { description: "The account", schema: schemas.account },
    409: { description: "The name is taken" },
  },
  handle: async ({ needs, body }) => ({ status: 201, body: await needs.access.accounts.add(body) }),
});

const named = z.strictObject({ name: schemas.accountNameParam });

export const changeAccount = endpoint({
  operationId: "changeAccount",
  tag,
  summary: "Change an account's role or password; with a new password its sessions end",
  needs: "owner",
  params: named,
  body: schemas.accountChange,
  answers: {
    200: { description: "The account", schema: schemas.account },
    404: { description: "No such account" },
    409: { description: "It is the last owner" },
  },
  handle: async ({ needs, params: { name }, body }) => ({ body: await needs.access.accounts.change(name, body) }),
});

export const removeAccount = endpoint({
  operationId: "deleteAccount",
  tag,
  summary: "Take an account away, and its sessions",
  needs: "owner",
  params: named,
  answers: {
    204: { description: "It is gone" },
    404: { description: "No such account" },
    409: { description: "It is the last owner" },
  },
  handle: ({ needs, params: { name } }) => {
    needs.access.accounts.remove(name);
    return { status: 204 };
  },
});

export const listTokens = endpoint({
  operationId: "listTokens",
  tag,
  summary: "API tokens, without the tokens themselves",
  needs: "owner",
  answers: { 200: { description: "All of them", schema: listOf(schemas.apiToken, "ApiTokenList") } },
  handle: ({ needs }) => ({ body: { items: needs.access.tokens.list() } }),
});

export const addToken = endpoint({
  operationId: "addToken",
  tag,
  summary: "A token for a program; it is shown this once",
  needs: "owner",
  body: schemas.tokenInput,
  answers: {
    201: { description: "The token", schema: schemas.freshToken },
    409: { description: "The name is taken" },
  },
  handle: ({ needs, body, who }) => ({ status: 201, body: needs.access.tokens.add(body, who?.name ?? "") }),
});

export const removeToken = endpoint({
  operationId: "deleteToken",
  tag,
  summary: "Revoke an API token, at once",
  needs: "owner",
  params: z.strictObject({ id: schemas.tokenId }),
  answers: { 204: { description: "It works no more" }, 404: { description: "No such token" } },
  handle: ({ needs, params: { id } }) => {
    needs.access.tokens.remove(id);
    return { status: 204 };
  },
});

const number = z.coerce.number();

export const listAudit = endpoint({
  operationId: "listAudit",
  tag,
  summary: "Who changed what, newest first; the last 50,000 changes",
  needs: "owner",
  query: z.strictObject({
    limit: number
      .pipe(z.int().min(1).max(1000))
      .default(100)
      .meta({ description: "Most items on a page", examples: [100] }),
    cursor: number
      .pipe(z.int().min(1))
      .optional()
      .meta({ description: "`next` of the page before", examples: [41] }),
  }),
  answers: { 200: { description: "One page", schema: listOf(schemas.auditEntry, "AuditList") } },
  handle: ({ needs, query: { limit, cursor } }) => {
    const found = needs.access.trail.list(cursor, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { body: found.length > limit && last !== undefined ? { items, next: String(last.id) } : { items } };
  },
});

const welcome = ({ who, session }: SignedIn, status: number): Outcome => ({
  status,
  body: { you: who },
  headers: { "Set-Cookie": sessionCookie(session) },
});

const GOODBYE: Outcome = { status: 204, headers: { "Set-Cookie": noSessionCookie } };

/** A password in the clear is a password on every port of the switch. */
function checkEncrypted({ encrypted }: From): void {
  if (encrypted) return;
  throw new AppError(
    "RS_ACCESS_NEEDS_HTTPS",
    403,
    "Passwords and claim codes are taken over https only. Open the page with https://, or send an API token.",
  );
}

function checkSession(who: Principal | undefined): Principal {
  if (who?.kind === "session") return who;
  throw new AppError(
    "RS_ACCESS_NO_ACCOUNT",
    409,
    `${who?.name ?? "Nobody"} is not an account that signed in: it has no password and no session.`,
  );
}
