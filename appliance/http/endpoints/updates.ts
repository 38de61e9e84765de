import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import { upload, uploadName } from "../schemas-media.ts";
import { updateCheck, updateCheckInput, updateId, updateInput, updateView } from "../schemas-updates.ts";
import { sliceOf } from "../slice.ts";

const tag = "updates";
const params = z.strictObject({ file: uploadName });
const refused = {
  404: { description: "The file is not here any more" },
  409: { description: "It is for another device, older without the typed word, or its data would not fit" },
  422: { description: "It is no update, damaged, not signed, or signed by somebody else; the detail says what" },
};

export const get = endpoint({
  operationId: "getUpdate",
  tag,
  summary: "The version that runs and its slot, what became of the newest update, and files that can be installed",
  needs: "owner",
  answers: { 200: { description: "As it is now", schema: updateView } },
  handle: async ({ needs }) => ({ body: await needs.updates.state() }),
});

export const check = endpoint({
  operationId: "checkUpdate",
  tag,
  summary: "Verify a file as a whole and say what it is; nothing is changed",
  needs: "owner",
  body: updateCheckInput,
  changes: false,
  answers: { 200: { description: "What it is", schema: updateCheck }, ...refused },
  handle: async ({ needs, body }) => ({ body: await needs.updates.check(body.id) }),
});

export const install = endpoint({
  operationId: "installUpdate",
  tag,
  summary: "Write it to the other slot, to be tried at the next restart; how it goes stands in getUpdate",
  needs: "owner",
  body: updateInput,
  answers: { 202: { description: "It began", schema: updateView }, ...refused },
  handle: async ({ needs, body }) => ({ status: 202, body: await needs.updates.install(body.id, body.confirm) }),
});

export const remove = endpoint({
  operationId: "deleteUpdateFile",
  tag,
  summary: "Throw away a file that was sent",
  needs: "owner",
  query: z.strictObject({ id: updateId }),
  answers: { 204: { description: "Gone" }, 404: refused[404], 409: { description: "It lies on a stick" } },
  handle: async ({ needs, query }) => {
    await needs.updates.remove(query.id);
    return { status: 204 };
  },
});

export const listUploads = endpoint({
  operationId: "listUpdateUploads",
  tag,
  summary: "Files that are on their way, each with the offset where it goes on",
  needs: "owner",
  answers: {
    200: { description: "All of them", schema: z.object({ items: z.array(upload) }).meta({ id: "UpdateUploadList" }) },
  },
  handle: async ({ needs }) => ({ body: { items: await needs.updates.listUploads() } }),
});

export const getUpload = endpoint({
  operationId: "getUpdateUpload",
  tag,
  summary: "How much of a file is here",
  needs: "owner",
  params,
  answers: { 200: { description: "The upload", schema: upload }, 404: { description: "Nothing of it is here" } },
  handle: async ({ needs, params: { file } }) => ({ body: (await needs.updates.getUpload(file)) ?? notFound(file) }),
});

export const putUpload = endpoint({
  operationId: "putUpdateUpload",
  tag,
  summary: "Send an update as it is (curl -T), whole or in slices; when it is whole it is among the files of getUpdate",
  needs: "owner",
  params,
  headers: {
    "Content-Range": "bytes FIRST-LAST/SIZE of this slice (curl -C sends it); without it the body is the whole file",
  },
  answers: {
    200: { description: "A slice was stored", schema: upload },
    409: { description: "The slice does not begin where the stored bytes end; the detail says where that is" },
    413: { description: "No update is so large" },
    507: { description: "There is no room for it" },
  },
  handle: ({ needs, params: { file } }) => ({
    async stream(ctx) {
      const { start, size } = sliceOf(ctx.req);
      const body = ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const stored = await needs.updates.putUpload(file, { start, size, body });
      ctx.status = 200;
      ctx.type = "application/json";
      ctx.body = JSON.stringify(stored);
    },
  }),
});

export const removeUpload = endpoint({
  operationId: "deleteUpdateUpload",
  tag,
  summary: "Throw away what is here of a file that is on its way",
  needs: "owner",
  params,
  answers: { 204: { description: "Gone" }, 404: { description: "Nothing of it is here" } },
  handle: async ({ needs, params: { file } }) => {
    if (!(await needs.updates.removeUpload(file))) notFound(file);
    return { status: 204 };
  },
});

function notFound(file: string): never {
  throw new AppError("RS_UPLOAD_NOT_FOUND", 404, `Nothing of ${file} is here.`, "file");
}
