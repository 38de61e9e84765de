import { pipeline } from "node:stream/promises";
import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import { backupInput, receivedBackup, restarting, restoreInput } from "../schemas-backup.ts";

const tag = "backup";
const CLAIM_CODE = { "X-Claim-Code": "Before anybody owns the appliance: its claim code, over https" };

export const make = endpoint({
  operationId: "makeBackup",
  tag,
  summary: "Everything but the images in one file; accounts, tokens and keys only with a passphrase, encrypted with it",
  body: backupInput,
  needs: "owner",
  answers: {
    200: { description: "The file (tar.zst)", type: "application/zstd", schema: z.string().meta({ format: "binary" }) },
  },
  handle: async ({ needs, body }) => {
    const file = await needs.backup.make(body.passphrase);
    return {
      async stream(ctx) {
        const day = new Date().toISOString().slice(0, 10);
        ctx.respond = false; // the bytes are written below, not by Koa
        ctx.res.writeHead(200, {
          "Content-Type": "application/zstd",
          "Content-Disposition": `attachment; filename="rackseed-${day}.rackseed"`,
        });
        try {
          await pipeline(file, ctx.res);
        } catch {
          ctx.res.destroy(); // only a cut connection tells the client that this is not all
        }
      },
    };
  },
});

export const receive = endpoint({
  operationId: "putRestoreFile",
  tag,
  summary: "Send a backup as it is (curl -T); it is checked as a whole, and nothing is changed yet",
  needs: "owner",
  byClaimCode: true,
  headers: CLAIM_CODE,
  answers: {
    200: { description: "What it is", schema: receivedBackup },
    422: { description: "It cannot be used; the detail says why" },
  },
  handle: ({ needs }) => ({
    async stream(ctx) {
      // A form of another site can send text/plain, but not this type, without being asked first.
      if (!/^application\/(octet-stream|zstd)$/i.test(ctx.get("Content-Type")))
        throw new AppError("RS_BODY_TYPE", 415, "Send the file as it is, with Content-Type: application/octet-stream.");
      const body = ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const found = await needs.backup.receive(body);
      ctx.status = 200;
      ctx.type = "application/json";
      ctx.body = JSON.stringify(found);
    },
  }),
});

export const restore = endpoint({
  operationId: "restoreBackup",
  tag,
  summary: "Put the backup that was sent in the place of what is here; the appliance starts again by itself",
  body: restoreInput,
  needs: "owner",
  byClaimCode: true,
  headers: CLAIM_CODE,
  answers: {
    202: { description: "It starts again now", schema: restarting },
    409: { description: "No backup was sent" },
    422: { description: "The passphrase is wrong; nothing was changed" },
  },
  handle: async ({ needs, body }) => {
    await needs.backup.restore(body.passphrase);
    return { status: 202, body: { restarting: true } };
  },
});
