import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import { pageOf } from "../paging.ts";
import { image, listOf, pageQuery, recordName } from "../schemas.ts";

const tag = "images";

export const list = endpoint({
  operationId: "listImages",
  tag,
  summary: "The catalog",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(image, "ImageList") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.images.list(), (item) => item.name, query) }),
});

export const get = endpoint({
  operationId: "getImage",
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
