import type { ImageRow } from "../store/images.ts";
import { ImageRefusedError, kindOf } from "./catalog.ts";
import type { Image, ImageConfig, Progress } from "./catalog.ts";
import type { Prepared } from "./origin.ts";
import { KeyFileError } from "./verify.ts";

// What an image looks like at each moment of its life.

export const waiting = (config: ImageConfig): Image => ({
  name: config.name,
  version: config.version ?? "",
  state: "waiting",
  verified: "pending",
  source: kindOf(config),
  bytes: 0,
  files: [],
});

export const importing = (config: ImageConfig, { version, release, size }: Prepared): Image => ({
  ...waiting(config),
  version,
  ...(release !== undefined && { release }),
  state: "importing",
  bytes: size ?? 0,
  phase: "copying",
  progress: 0,
});

/** Where a phase of an import began, so that its rate can be told. */
export interface PhaseStart {
  readonly phase: Progress["phase"];
  readonly done: number;
  /** ms */
  readonly at: number;
}

/** An image whose import is so far. The rate is that of the whole phase: sticks stutter, and a jumping estimate helps nobody. */
export function withProgress(image: Image, { phase, done, total }: Progress, start: PhaseStart, now: number): Image {
  const seconds = (now - start.at) / 1000;
  const rate = seconds >= 1 ? Math.round((done - start.done) / seconds) : 0;
  return {
    ...beforeRates(image),
    phase,
    progress: total === 0 ? 0 : Math.min(1, done / total),
    ...(total > image.bytes && { bytes: total }),
    ...(rate > 0 && { rate }),
    ...(rate > 0 && total > 0 && { secondsLeft: Math.ceil(Math.max(0, total - done) / rate) }),
  };
}

/** Without the rate and the time left, which belong to one moment. */
function beforeRates(image: Image): Image {
  return Object.fromEntries(
    Object.entries(image).filter(([field]) => field !== "rate" && field !== "secondsLeft"),
  ) as unknown as Image;
}

export const refused = (config: ImageConfig, { code, message }: ImageRefusedError): Image => ({
  ...waiting(config),
  state: "refused",
  code,
  reason: message,
});

export function imageOf(row: ImageRow, config: ImageConfig | undefined): Image {
  const { name, version, state, verified, files } = row;
  const optional = {
    release: row.release,
    code: row.code,
    reason: row.reason,
    detail: row.detail,
    fingerprint: row.fingerprint,
    importedAt: row.importedAt === null ? null : new Date(row.importedAt),
  };
  const there = Object.entries(optional).filter(([, value]) => value !== null);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const mark = JSON.parse(row.contentMark) as { source?: string; urls?: NonNullable<ImageConfig["urls"]> };
  const from = { name, verify: "none", source: mark.source ?? "", ...(mark.urls && { urls: mark.urls }) } as const;
  const source = kindOf(config ?? from);
  return { name, version, state, verified, source, bytes, files, ...(Object.fromEntries(there) as Partial<Image>) };
}

export function asRefusal(thrown: unknown): ImageRefusedError {
  if (thrown instanceof ImageRefusedError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof KeyFileError) return new ImageRefusedError("RS_IMAGE_KEY", message);
  return new ImageRefusedError(
    "RS_IMAGE_FAILED",
    `The import failed: ${message}. Nothing was added. Restart Rackseed to try again.`,
  );
}
