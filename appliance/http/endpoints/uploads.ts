import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import { upload, uploadName } from "../schemas-media.ts";
import { sliceOf } from "../slice.ts";

const tag = "images";
const params = z.strictObject({ file: uploadName });

export const list = endpoint({
  operationId: "listUploads",
  tag,
  summary: "Files that are being uploaded, each with the offset where it goes on",
  answers: {
    200: { description: "All of them", schema: z.object({ items: z.array(upload) }).meta({ id: "UploadList" }) },
  },
  handle: async ({ needs }) => ({ body: { items: await needs.uploads.list() } }),
});

export const get = endpoint({
  operationId: "getUpload",
  tag,
  summary: "How much of a file is here",
  params,
  answers: { 200: { description: "The upload", schema: upload }, 404: { description: "Nothing of it is here" } },
  handle: async ({ needs, params: { file } }) => ({ body: (await needs.uploads.get(file)) ?? notFound(file) }),
});

export const put = endpoint({
  operationId: "putUpload",
  tag,
  summary: "Send an ISO as it is (curl -T), whole or in slices; when it is whole it becomes an image by itself",
  params,
  headers: {
    "Content-Range": "bytes FIRST-LAST/SIZE of this slice (curl -C sends it); without it the body is the whole file",
  },
  answers: {
    200: { description: "A slice was stored", schema: upload },
    201: { description: "The file is whole, and its import waits", schema: upload },
    409: { description: "The slice does not begin where the stored bytes end; the detail says where that is" },
    507: { description: "There is no room for it" },
  },
  handle: ({ needs, params: { file } }) => ({
    async stream(ctx) {
      const { start, size } = sliceOf(ctx.req);
      const body = ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const stored = await needs.uploads.put(file, { start, size, body });
      ctx.status = stored.image === undefined ? 200 : 201;
      ctx.type = "application/json";
      ctx.body = JSON.stringify(stored);
    },
  }),
});

export const remove = endpoint({
  operationId: "deleteUpload",
  tag,
  summary: "Throw away what is here of a file",
  params,
  answers: { 204: { description: "Gone" }, 404: { description: "Nothing of it is here" } },
  handle: async ({ needs, params: { file } }) => {
    if (!(await needs.uploads.remove(file))) notFound(file);
    return { status: 204 };
  },
});

function notFound(file: string): never {
  throw new AppError("RS_UPLOAD_NOT_FOUND", 404, `Nothing of ${file} is here.`, "file");
}
