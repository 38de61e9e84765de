import type { Middleware } from "koa";

import { askerOf } from "./endpoints/boot.ts";
import type { Boot } from "./needs.ts";

/** Everything that is no person's: what machines fetch while they boot. */
const FOR_PERSONS = /^\/(api(\/|$)|healthz$|readyz$|metrics$)/;

/** Tells of each request of a machine, when it comes and when its answer has left or was cut off. */
export const watchMachines =
  (boot: Pick<Boot, "asked">): Middleware =>
  async (ctx, next) => {
    if (FOR_PERSONS.test(ctx.path)) {
      await next();
      return;
    }
    const { socket } = ctx.req;
    const before = socket.bytesWritten;
    const ended = boot.asked({ method: ctx.method, path: ctx.path, asker: askerOf(ctx) });
    ctx.res.once("close", () => {
      const { writableFinished: whole, statusCode: status } = ctx.res;
      const said = Number(ctx.res.getHeader("content-length") ?? 0);
      // A connection is used again, so what it wrote before is not counted; heads of answers are, when one was cut off.
      const bytes = ctx.method === "HEAD" ? 0 : whole ? said : Math.min(said, socket.bytesWritten - before);
      ended({ status, bytes, cut: !whole });
    });
    await next();
  };
