import { endpoint } from "../endpoint.ts";
import { pageOf } from "../paging.ts";
import { medium } from "../schemas-media.ts";
import { listOf, pageQuery } from "../schemas.ts";

export const list = endpoint({
  operationId: "listMedia",
  panel: true,
  tag: "images",
  summary: "Sticks that are in, and what on them can become an image",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(medium, "MediumList") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.media.list(), (item) => item.id, query) }),
});
