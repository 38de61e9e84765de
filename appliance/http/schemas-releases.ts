import { z } from "zod";

const file = z.object({ url: z.string(), name: z.string(), sha256: z.string().optional() });

export const releaseQuery = z.strictObject({
  family: z.enum(["fedora-coreos", "flatcar"]).meta({ description: "Whose releases" }),
});

export const publishedRelease = z
  .object({
    family: z.enum(["fedora-coreos", "flatcar"]),
    stream: z.string().meta({ description: "As its maker says: stable, testing, beta …" }),
    version: z.string(),
    arch: z.enum(["x86_64", "aarch64"]),
    files: z.array(file).meta({ description: "Give these as from.urls of a new image" }),
  })
  .meta({
    id: "PublishedRelease",
    examples: [
      {
        family: "fedora-coreos",
        stream: "stable",
        version: "43.20260413.3.2",
        arch: "x86_64",
        files: [{ url: "https://example.org/live-kernel.x86_64", name: "live-kernel.x86_64", sha256: "ab".repeat(32) }],
      },
    ],
  });

export const releaseList = z
  .object({
    items: z.array(publishedRelease),
    problems: z.array(z.string()).meta({ description: "A sentence for each stream whose list cannot be read" }),
  })
  .meta({ id: "ReleaseList" });
