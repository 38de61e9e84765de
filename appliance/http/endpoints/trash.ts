import { z } from "zod";

import { endpoint } from "../endpoint.ts";
import { pageOf } from "../paging.ts";
import { listOf, pageQuery } from "../schemas.ts";
import { restored, storage as storageSchema, trashItem, trashKind } from "../schemas-trash.ts";
import { nameOf } from "./profiles.ts";

const tag = "trash";
const params = z.strictObject({ id: z.string().regex(/^[0-9]{1,15}$/, { message: "an id from GET /api/v1/trash" }) });
const gone = { description: "It is not in the trash any more" };

export const list = endpoint({
  operationId: "listTrash",
  tag,
  summary: "Profiles and images that were removed and can be taken back",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(trashItem, "TrashList") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.trash.list(), ({ id }) => id, query) }),
});

export const restore = endpoint({
  operationId: "restoreTrash",
  tag,
  summary: "Take something back out of the trash",
  params,
  answers: {
    200: { description: "It is back", schema: restored },
    404: gone,
    409: { description: "Its name is taken by now" },
    422: { description: "The image of this profile is gone" },
  },
  handle: ({ needs, params: { id }, who }) => ({ body: needs.trash.restore(id, nameOf(who)) }),
});

export const remove = endpoint({
  operationId: "deleteTrash",
  tag,
  summary: "Delete something for good",
  params,
  answers: { 204: { description: "Deleted" }, 404: gone },
  handle: async ({ needs, params: { id }, who }) => {
    await needs.trash.remove(id, nameOf(who));
    return { status: 204 };
  },
});

export const empty = endpoint({
  operationId: "emptyTrash",
  tag,
  summary: "Delete everything in the trash for good, or all of one kind",
  query: z.strictObject({ kind: trashKind.optional() }),
  answers: { 204: { description: "Deleted" } },
  handle: async ({ needs, query: { kind }, who }) => {
    await needs.trash.empty(kind, nameOf(who));
    return { status: 204 };
  },
});

export const storage = endpoint({
  operationId: "getStorage",
  tag: "status",
  summary: "How full the card is, and with what",
  answers: { 200: { description: "Bytes", schema: storageSchema } },
  handle: async ({ needs }) => ({ body: await needs.storage() }),
});
