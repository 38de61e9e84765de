import { endpoint } from "../endpoint.ts";
import { releaseList, releaseQuery } from "../schemas-releases.ts";

export const list = endpoint({
  operationId: "listReleases",
  tag: "images",
  summary: "What the makers of a system offer for download now",
  query: releaseQuery,
  answers: {
    200: { description: "The newest release of each stream", schema: releaseList },
    503: { description: "No internet" },
  },
  handle: async ({ needs, query: { family } }) => {
    const { releases, problems } = await needs.releases.offer(family);
    return { body: { items: releases, problems } };
  },
});
