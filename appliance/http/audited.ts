import type { Context } from "koa";

import type { Principal } from "../access/principal.ts";
import { AppError } from "../errors.ts";
import { addressOf } from "./connection.ts";
import type { Endpoint } from "./endpoint.ts";
import type { AccessNeeds } from "./needs-access.ts";

/**
 * Everything that a caller was let in to change is written down with its outcome, here and nowhere else. What is open (claim,
 * sign-in) writes its own line: only it knows who it was. `work` says whether anything was to change, as soon as it has read that.
 */
export async function audited(
  endpoint: Endpoint,
  ctx: Context,
  access: AccessNeeds,
  who: Principal | undefined,
  work: (onlyAsks: () => void) => Promise<void>,
): Promise<void> {
  let changes = ctx.method !== "GET" && ctx.method !== "HEAD" && !endpoint.open;
  const onlyAsks = (): void => void (changes = false);
  const note = (status: number): void => {
    if (changes) access.audit(who, endpoint.operationId, ctx.path, { status, address: addressOf(ctx.req) });
  };
  try {
    await work(onlyAsks);
  } catch (error) {
    note(error instanceof AppError ? error.status : 500);
    throw error;
  }
  note(ctx.status);
}
