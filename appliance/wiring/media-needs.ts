import { lstat } from "node:fs/promises";
import { basename, join } from "node:path";
import { AppError } from "../errors.ts";
import type { Image as ImageView, Needs } from "../http/needs.ts";
import type { MediumView, NewImage } from "../http/needs-media.ts";
import type { ImageConfig } from "../images/catalog.ts";
import type { Media, Stick } from "../images/media.ts";
import { freeName, shownName } from "../images/names.ts";
import type { ImageService } from "../images/service.ts";
import { noteSentence, type UnreadableNote } from "../images/stick-notes.ts";
import type { StickFile } from "../images/stick-scan.ts";
import type { Uploads } from "../images/uploads.ts";
import { lastPart } from "../images/url-origin.ts";
import type { Profiles } from "../profiles/service.ts";

export interface MediaPorts {
  readonly images: ImageService;
  readonly profiles: Profiles;
  readonly media: Media | undefined;
  readonly uploads: Uploads;
  /** Images that the configuration names come back at the next start. */
  readonly configured: readonly string[];
}

/** The name that is free for a file, if the person gives none. */
export const nameFor = (images: ImageService, fileName: string): string =>
  freeName(fileName, (name) => images.get(name) !== undefined);

/** What is to be imported from a stick. */
export const fromStick = (name: string, stick: Stick, file: StickFile): ImageConfig => ({
  name,
  source: file.device?.path ?? join(stick.path, file.path),
  verify: "none",
  from: "stick",
  fileName: file.name,
  seen: file.seen,
  ...(file.device !== undefined && { deviceSize: file.device.size }),
});

/** The image that a file on a stick became, or is becoming. */
export const importedAs = (images: ImageService, { seen }: StickFile): string | undefined =>
  images.list().find(({ name }) => images.sourceOf(name)?.seen === seen)?.name;

/** The part of the house that brings images in, as HTTP sees it. */
export function mediaNeeds(
  { images, profiles, media, uploads, configured }: MediaPorts,
  view: (name: string) => ImageView | undefined,
): Pick<Needs, "media" | "uploads"> & Pick<Needs["images"], "add" | "remove"> {
  async function wanted({ name, from }: NewImage): Promise<ImageConfig> {
    if ("medium" in from) {
      const stick = media?.list().find(({ id }) => id === from.medium);
      const file = stick?.files.find(({ path }) => path === from.path);
      if (stick === undefined || file === undefined) {
        throw new AppError(
          "RS_MEDIUM_NOT_FOUND",
          404,
          "There is no such file on a stick that is in. GET /api/v1/media lists them.",
          "from",
        );
      }
      const config = fromStick(name ?? nameFor(images, file.name), stick, file);
      await refuseLink(config.source);
      return config;
    }
    if ("url" in from) {
      const fileName = lastPart(from.url);
      const { url: source, sha256, internalMirror = false } = from;
      const own = name ?? nameFor(images, fileName);
      return { name: own, source, sha256, internalMirror, verify: "none", from: "url", fileName: shownName(fileName) };
    }
    const { urls, internalMirror = false } = from;
    const source = new URL(".", urls[0]?.url).href.replace(/\/$/, "");
    return {
      name: name ?? nameFor(images, basename(source)),
      source,
      urls,
      internalMirror,
      verify: "none",
      from: "url",
    };
  }

  return {
    media: { list: () => (media?.list() ?? []).map((stick) => stickView(images, stick)) },
    uploads: {
      list: () => uploads.list(),
      get: (file) => uploads.get(file),
      async put(file, slice) {
        const { upload, image } = await uploads.put(file, slice);
        return { ...upload, ...(image !== undefined && { image }) };
      },
      remove: (file) => uploads.remove(file),
    },
    async add(request) {
      const config = await wanted(request);
      const there = images.get(config.name);
      if (there !== undefined && (there.state !== "refused" || configured.includes(config.name))) {
        throw new AppError(
          "RS_IMAGE_TAKEN",
          409,
          `There is an image named ${config.name} already. Choose another name, or remove it first.`,
          "name",
        );
      }
      images.add(config);
      return view(config.name) ?? gone(config.name);
    },
    async remove(name, who) {
      if (images.get(name) === undefined) gone(name);
      const users = profiles.list().filter(({ image }) => image === name);
      if (users.length > 0) {
        throw new AppError(
          "RS_IMAGE_USED",
          409,
          `The image ${name} is used by ${users.map((profile) => profile.name).join(", ")}. Give these profiles another image first.`,
          "name",
        );
      }
      if (configured.includes(name)) {
        throw new AppError(
          "RS_IMAGE_CONFIGURED",
          409,
          `The configuration file names the image ${name}, so it would come back at the next start. Take it out there first.`,
          "name",
        );
      }
      await images.remove(name, who);
    },
  };
}

function gone(name: string): never {
  throw new AppError("RS_IMAGE_NOT_FOUND", 404, `There is no image ${name}.`, "name");
}

/** A file that became a link since it was listed would be another file, perhaps one of ours. */
async function refuseLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined); // one that is gone is the import's to tell
  if (found?.isSymbolicLink() !== true) return;
  throw new AppError("RS_MEDIUM_LINK", 409, "This is a link, and links on sticks are not followed.", "from.path");
}

const stickView = (images: ImageService, { id, name, path, files, more, unreadable }: Stick): MediumView => ({
  id,
  name: shownName(name),
  path,
  more,
  ...(unreadable !== undefined && { unreadable: whyOf(unreadable) }),
  files: files.map((file) => {
    const image = importedAs(images, file);
    return {
      path: file.path,
      name: shownName(file.name),
      size: file.size,
      kind: file.kind,
      ...(image !== undefined && { image }),
    };
  }),
});

function whyOf(note: UnreadableNote): NonNullable<MediumView["unreadable"]> {
  const text = noteSentence(note);
  return note.why === "unknown" ? { why: note.why, text } : { why: note.why, fileSystem: note.fileSystem, text };
}
