import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import { pageOf } from "../paging.ts";
import { newImage } from "../schemas-media.ts";
import { nameOf } from "./profiles.ts";
import { image, listOf, pageQuery, recordName } from "../schemas.ts";

const tag = "images";

export const list = endpoint({
  operationId: "listImages",
  panel: true,
  tag,
  summary: "The catalog",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(image, "ImageList") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.images.list(), (item) => item.name, query) }),
});

export const get = endpoint({
  operationId: "getImage",
  panel: true,
  tag,
  summary: "One image",
  params: z.strictObject({ name: recordName }),
  answers: { 200: { description: "The image", schema: image }, 404: { description: "No such image" } },
  handle: ({ needs, params: { name } }) => {
    const found = needs.images.get(name);
    if (found === undefined) throw new AppError("RS_IMAGE_NOT_FOUND", 404, `There is no image ${name}.`, "name");
    return { body: found };
  },
});

export const add = endpoint({
  operationId: "addImage",
  panel: true,
  tag,
  summary: "Import an image from a stick or from URLs; its state and progress are read from GET /images/{name}",
  body: newImage,
  headers: { "Idempotency-Key": "A word of your choice: repeated within an hour, it gives the same image" },
  answers: {
    202: { description: "The import has begun or waits", schema: image },
    404: { description: "No such stick, or no such file on it" },
    409: { description: "There is an image of this name" },
  },
  handle: async ({ needs, body }) => ({ status: 202, body: await needs.images.add(body) }),
});

export const remove = endpoint({
  operationId: "deleteImage",
  tag,
  summary:
    "Move an image to the trash, where it stays for 7 days or until its room is needed; an import under way ends",
  params: z.strictObject({ name: recordName }),
  answers: {
    204: { description: "Removed" },
    404: { description: "No such image" },
    409: { description: "A profile uses it, or the configuration names it; the detail says which" },
  },
  handle: async ({ needs, params: { name }, who }) => {
    await needs.images.remove(name, nameOf(who));
    return { status: 204 };
  },
});
