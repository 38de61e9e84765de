import { join } from "node:path";
import type { Config } from "../config-schema.ts";
import type { EventLog } from "../event-log.ts";
import { type Media, watchMedia } from "../images/media.ts";
import { type ImageService, RESERVE } from "../images/service.ts";
import { type Uploads, uploads } from "../images/uploads.ts";
import { fromStick, importedAs, nameFor } from "./media-needs.ts";
import { stickReports } from "./reports.ts";

/** Uploads, each of which becomes an image when it is whole. */
export const openUploads = (
  config: Config,
  images: ImageService,
  now: () => Date,
  makeRoom: (bytes: number) => Promise<void>,
): Uploads =>
  uploads({
    folder: join(config.data, "uploads"),
    reserveBytes: RESERVE,
    makeRoom,
    now,
    stateOf(path) {
      const image = images.list().find(({ name }) => images.sourceOf(name)?.source === path);
      if (image === undefined) return "unknown";
      return image.state === "ready" || image.state === "refused" ? "settled" : "wanted";
    },
    whole(path, fileName, written) {
      const name = nameFor(images, fileName);
      const known = written === undefined ? {} : { written };
      images.add({ name, source: path, verify: "none", from: "upload", fileName, ...known });
      return name;
    },
  });

/** Sticks, if the configuration says where they are mounted. With `media.import: automatic` what is new on them is imported. */
export function watchSticks(
  { media: { folder, import: how } }: Config,
  images: ImageService,
  log: EventLog,
  problem: (error: unknown) => void,
): Media | undefined {
  if (folder === undefined) return undefined;
  return watchMedia({
    folder,
    ...stickReports(log),
    problem,
    settled(stick, files) {
      if (how !== "automatic") return;
      for (const file of files) {
        if (importedAs(images, file) === undefined) images.add(fromStick(nameFor(images, file.name), stick, file));
      }
    },
  });
}
