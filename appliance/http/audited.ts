import type { Context } from "koa";

import type { Principal } from "../access/principal.ts";
import { AppError } from "../errors.ts";
import { addressOf } from "./connection.ts";
import type { Endpoint } from "./endpoint.ts";
import type { AccessNeeds } from "./needs-access.ts";

/** Everything that a caller was let in to change is written down with its outcome, here and nowhere else. What is open (claim, sign-in) writes its own line: only it knows who it was. */
export async function audited(
  endpoint: Endpoint,
  ctx: Context,
  access: AccessNeeds,
  who: Principal | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (ctx.method === "GET" || ctx.method === "HEAD" || endpoint.open || !endpoint.changes) return work();
  const note = (status: number): void =>
    access.audit(who, endpoint.operationId, ctx.path, { status, address: addressOf(ctx.req) });
  try {
    await work();
  } catch (error) {
    note(error instanceof AppError ? error.status : 500);
    throw error;
  }
  note(ctx.status);
}
