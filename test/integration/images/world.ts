import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import type { TestContext } from "node:test";
import { internet } from "../../../appliance/images/internet.ts";
import { imageService } from "../../../appliance/images/service.ts";
import type { Image, ImageConfig, ImageReport } from "../../../appliance/images/service.ts";
import type { Internet } from "../../../appliance/images/origin.ts";
import { openDatabase } from "../../../appliance/store/database.ts";
import { imageStore } from "../../../appliance/store/images.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { Signer } from "./gnupg.ts";
import { makeRelease } from "./release.ts";

export const root = mkdtempSync(join(tmpdir(), "rackseed-images-"));
export const signer = new Signer();
export const key = join(root, "key.asc");
export const otherKey = join(root, "other.asc");
export const source = join(root, "media/1010.5.0");

// One signer and one signed release for a whole test file.
before(() => {
  signer.key("maker");
  signer.key("other");
  signer.key("expired", { at: "20200101T000000", expires: "20210601T000000" });
  signer.publish(["maker"], key);
  signer.publish(["other"], otherKey);
  makeRelease(source, { signer });
});
after(() => {
  signer[Symbol.dispose]();
  rmSync(root, { recursive: true, force: true });
});

export const config = (more: Partial<ImageConfig> = {}): ImageConfig => ({
  name: "coreos",
  source,
  key,
  verify: "required",
  ...more,
});
export const freshRelease = (more: Parameters<typeof makeRelease>[1] = {}): string =>
  makeRelease(mkdtempSync(join(root, "release-")), { signer, ...more });

/** One life of the service over a data folder; `data` given again is the next life. */
export function life(
  t: TestContext,
  more: { data?: string; reserveBytes?: number; onReport?: (event: ImageReport) => void; internet?: Internet } = {},
) {
  const data = more.data ?? mkdtempSync(join(root, "data-"));
  const folder = join(data, "images");
  const db = openDatabase(join(data, "rackseed.db"), schema);
  const events: string[] = [];
  const service = imageService({
    folder,
    internet: more.internet ?? internet,
    store: imageStore(db),
    now: () => new Date("2026-10-01T00:00:00Z"),
    reserveBytes: more.reserveBytes ?? 0,
    report(event) {
      if (event.kind !== "importProgressed") events.push(event.kind);
      more.onReport?.(event);
    },
  });
  t.after(async () => {
    await service.stop();
    db.close();
  });
  const apply = async (...configs: ImageConfig[]): Promise<Partial<Image>> => {
    service.applyConfig(configs);
    await service.idle();
    return service.get(configs[0]?.name ?? "") ?? {};
  };
  return { data, folder, service, events, apply, folders: () => readdirSync(folder) };
}
