import type { Needs } from "../../../appliance/http/needs.ts";

/** A stick without files, and uploads that are taken and forgotten. */
export const memoryMedia = (): Pick<Needs, "media" | "uploads"> => ({
  media: { list: () => [{ id: "2f1c", name: "SANDISK", path: "/media/SANDISK", files: [], more: false }] },
  uploads: {
    list: () => Promise.resolve([]),
    get: () => Promise.resolve(undefined),
    remove: () => Promise.resolve(false),
    put: async (file, { start, size, body }) => {
      let offset = start;
      for await (const bytes of body) offset += bytes.length;
      return { file, offset, size: size ?? offset };
    },
  },
});
