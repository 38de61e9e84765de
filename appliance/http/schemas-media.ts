import { z } from "zod";
import { imageName, sha256Hex } from "../config-schema.ts";
import type * as needs from "./needs-media.ts";

const count = z.int().min(0);

export const imageFacts = {
  title: z.string().optional().meta({ description: "As the medium calls itself" }),
  family: z.string().optional(),
  arch: z.string().optional(),
  major: count.optional(),
  boots: z.object({ bios: z.boolean(), uefi: z.boolean(), secureBoot: z.boolean() }).optional(),
  memory: count.optional().meta({ description: "MiB that a machine needs to be installed from here" }),
  phase: z.enum(["copying", "checking", "indexing"]).optional(),
  share: z.number().min(0).max(1).optional().meta({ description: "How much of the phase is done" }),
  rate: count.optional().meta({ description: "Bytes a second" }),
  secondsLeft: count.optional(),
  usedBy: z.array(z.string()).meta({ description: "Names of profiles" }),
  source: z.enum(["folder", "iso", "url", "urls", "upload"]).optional(),
  detail: z.string().optional().meta({ description: "What a person should know about a usable image" }),
  tree: z.string().optional().meta({ description: "The path where the files of its ISO are served" }),
};

const url = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s]+$/i, "Write a URL that begins with https:// (or http://, with a SHA-256 sum).");
const fileName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/, "Write the name of a file, letters, digits, dots and dashes.");

const fromMedium = z.strictObject({ medium: z.string().max(100), path: z.string().max(4096) });
const fromUrl = z.strictObject({ url, sha256: sha256Hex.optional(), internalMirror: z.boolean().optional() });
const fromUrls = z.strictObject({
  urls: z
    .array(z.strictObject({ url, name: fileName.optional(), sha256: sha256Hex.optional() }))
    .min(1)
    .max(32),
  internalMirror: z.boolean().optional(),
});

export const newImage = z
  .strictObject({ name: imageName.optional(), from: z.union([fromMedium, fromUrl, fromUrls]) })
  .meta({
    id: "NewImage",
    description:
      "Where an image comes from: a file on a stick (see /media), the URL of an ISO, or the URLs of a release's files",
    examples: [
      { name: "rocky-9", from: { medium: "2f1c0a9b7d3e", path: "Rocky-9.4-x86_64-dvd.iso" } },
      { from: { url: "https://mirror.example/debian-12.5.0-amd64-netinst.iso" } },
    ],
  });

export const medium = z
  .object({
    id: z.string(),
    name: z.string(),
    path: z.string(),
    files: z.array(
      z.object({
        path: z.string(),
        name: z.string(),
        size: count,
        kind: z.enum(["iso", "release"]),
        image: z.string().optional().meta({ description: "The image that it became" }),
      }),
    ),
    more: z.boolean().meta({ description: "It holds more than was looked at" }),
    unreadable: z
      .object({
        why: z.enum(["file-system", "damaged", "unknown"]),
        fileSystem: z.string().optional(),
        text: z.string(),
      })
      .optional()
      .meta({ description: "Why nothing on it can be listed" }),
  })
  .meta({
    id: "Medium",
    examples: [{ id: "2f1c0a9b7d3e", name: "SANDISK", path: "/media/SANDISK", files: [], more: false }],
  });

/** What people call a file is text here: it never becomes a path. */
export const uploadName = z
  .string()
  .max(255)
  .regex(/^[^/\\\p{Cc}]+$/u, "Write the name of a file, without a path.")
  .meta({ examples: ["Rocky-9.4-x86_64-dvd.iso"] });

export const upload = z
  .object({
    file: z.string(),
    offset: count.meta({ description: "Bytes that are here: the next one to send" }),
    size: count.meta({ description: "Bytes of the whole file, as far as is known" }),
    image: z.string().optional().meta({ description: "The image that the whole file became" }),
  })
  .meta({ id: "Upload", examples: [{ file: "debian.iso", offset: 1048576, size: 4194304 }] });

type Fits<A extends B, B> = A;
export type Checked = [
  Fits<z.output<typeof newImage>, needs.NewImage>,
  Fits<needs.UploadView, Readonly<z.input<typeof upload>>>,
  Fits<needs.MediumView, Readonly<Omit<z.input<typeof medium>, "files">>>,
];
