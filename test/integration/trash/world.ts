import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { profileSchema } from "../../../appliance/config-schema.ts";
import type { ImageConfig } from "../../../appliance/images/catalog.ts";
import { internet } from "../../../appliance/images/internet.ts";
import { imageService } from "../../../appliance/images/service.ts";
import { profiles as openProfiles } from "../../../appliance/profiles/service.ts";
import { openDatabase } from "../../../appliance/store/database.ts";
import { imageStore } from "../../../appliance/store/images.ts";
import { profileStore } from "../../../appliance/store/profiles.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { trashStore } from "../../../appliance/store/trash.ts";
import { trash as openTrash, type TrashNeeds } from "../../../appliance/trash/service.ts";

export interface LifeOptions {
  readonly now?: () => number;
  readonly freeBytes?: () => Promise<number>;
  readonly removeFolder?: TrashNeeds["images"]["removeFolder"];
  readonly usedBy?: (profile: string) => string[];
}

/** One life of images, profiles and trash over a data folder, put together as the house does it. */
export function life(data: string, options: LifeOptions = {}) {
  mkdirSync(data, { recursive: true });
  const db = openDatabase(join(data, "rackseed.db"), schema);
  const storedImages = imageStore<ImageConfig>(db);
  const storedProfiles = profileStore(db);
  const said: string[] = [];
  const wallClock = (): Date => new Date("2026-10-01T00:00:00Z");
  const images = imageService({
    folder: join(data, "images"),
    store: storedImages,
    now: wallClock,
    internet,
    report: () => undefined,
    reserveBytes: 0,
    trash: {
      put: (image, who) => trash.putImage(image, who),
      folders: () => trash.folders(),
      makeRoom: (bytes) => trash.makeRoom(bytes),
    },
  });
  const profiles = openProfiles({
    store: storedProfiles,
    now: wallClock,
    discard: (profile, who) => trash.putProfile(profile, who),
    imageExists: (name) => name === "any" || images.get(name) !== undefined,
    languageOf: () => undefined,
    usedBy: options.usedBy ?? (() => []),
  });
  const trash = openTrash({
    store: trashStore(db, storedProfiles, storedImages),
    now: options.now ?? (() => 0),
    wallClock,
    profiles: { refuse: (profile) => profiles.refuseReturn(profile), came: (profile) => profiles.came(profile) },
    images: {
      exists: (name) => images.get(name) !== undefined,
      came: (image) => images.came(image),
      removeFolder: options.removeFolder ?? ((name) => images.removeFolder(name)),
    },
    freeBytes: options.freeBytes ?? (() => Promise.resolve(1e15)),
    said: (what, { name }) => said.push(`${what} ${name}`),
  });
  return {
    db,
    images,
    profiles,
    trash,
    said,
    async end() {
      await images.stop();
      db.close();
    },
  };
}

export const profile = (more: object = {}) => profileSchema.parse({ name: "worker", image: "any", ...more });
