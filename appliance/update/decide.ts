import { AppError } from "../errors.ts";
import { compareVersions } from "./version.ts";
import type { DataSchemas } from "./schemas.ts";

/** The one image in a bundle, as its signed manifest names it. */
export interface SlotImage {
  readonly filename: string;
  /** SHA-256, hex. */
  readonly checksum: string;
  /** Bytes. */
  readonly size: number;
}

/** What a bundle whose signature was verified says of itself. */
export interface BundleFacts {
  readonly compatible: string;
  readonly version: string;
  /** ISO 8601, when its maker says it. */
  readonly build?: string;
  readonly notes: string;
  readonly schemas?: DataSchemas;
  /** Who signed it, as its certificate says. */
  readonly signer?: string;
  /** Absent: it holds something else than one slot. */
  readonly image?: SlotImage;
}

/** The system that runs, and the data that it has. */
export interface Running {
  readonly compatible: string;
  readonly version: string;
  readonly build?: string;
  /** The databases as they are on the card. */
  readonly data: DataSchemas;
}

export type Order = "newer" | "same" | "older";

/** What a bundle would be here; `needsYes`: only when a person typed the word. */
export interface Verdict {
  readonly order: Order;
  readonly needsYes: boolean;
}

/** The word that a person types to go back to an older version, whatever language the page is in. */
export const WORD = "yes";

/**
 * Whether a bundle may be installed here. Throws an AppError when it must not, whatever anybody types: it is for another
 * device, or one of the two versions could not use the data that the other has written.
 */
export function decide(bundle: BundleFacts, running: Running): Verdict {
  if (bundle.compatible !== running.compatible)
    throw new AppError(
      "RS_UPDATE_WRONG_DEVICE",
      409,
      `This update is for ${bundle.compatible}, and this box is ${running.compatible}. Nothing was changed. Get the file for this box.`,
    );
  checkData(bundle, running);
  const order = orderOf(bundle, running);
  return { order, needsYes: order !== "newer" };
}

/** Throws unless the verdict lets it pass or the person typed the word. */
export function permit(bundle: BundleFacts, running: Running, allowed: boolean): Verdict {
  const verdict = decide(bundle, running);
  if (!verdict.needsYes || allowed) return verdict;
  if (verdict.order === "same")
    throw new AppError(
      "RS_UPDATE_SAME",
      409,
      `Version ${bundle.version} runs already. Nothing was changed. To write it to the other slot all the same, type ${WORD}.`,
      "confirm",
    );
  throw new AppError(
    "RS_UPDATE_OLDER",
    409,
    `This file has version ${bundle.version}, and ${running.version} runs: that would be a step back. Nothing was changed. To go back all the same, type ${WORD}.`,
    "confirm",
  );
}

function orderOf(bundle: BundleFacts, running: Running): Order {
  const difference = compareVersions(bundle.version, running.version) || compareBuilds(bundle.build, running.build);
  if (difference === 0) return "same";
  return difference > 0 ? "newer" : "older";
}

/** Builds of one version: by their date, when both say it. */
function compareBuilds(one: string | undefined, other: string | undefined): number {
  const [a, b] = [Date.parse(one ?? ""), Date.parse(other ?? "")];
  return Number.isNaN(a) || Number.isNaN(b) ? 0 : a - b;
}

function checkData(bundle: BundleFacts, running: Running): void {
  if (bundle.schemas === undefined)
    throw new AppError(
      "RS_UPDATE_DATA",
      409,
      `This file does not say which data version ${bundle.version} can use, so nobody knows whether it could read what is on this box. Nothing was changed.`,
    );
  for (const name of ["rackseed", "leases"] as const) {
    const [theirs, ours] = [bundle.schemas[name], running.data[name]];
    if (theirs.writes < ours.least)
      throw new AppError(
        "RS_UPDATE_DATA",
        409,
        `Version ${bundle.version} cannot read the data that is on this box now (${name}.db, schema ${ours.writes}; it knows ${theirs.writes}, and ${ours.least} is the least). Nothing was changed. To run that version, flash it to another card and restore a backup that it made.`,
      );
    // What is tried and not kept must leave data behind that we can still read.
    if (theirs.least > ours.writes)
      throw new AppError(
        "RS_UPDATE_DATA",
        409,
        `Version ${bundle.version} changes the data so that ${running.version} could not go back to it (${name}.db, schema ${theirs.writes} is for ${theirs.least} and newer; this one knows ${ours.writes}). Nothing was changed. Install a version between the two first.`,
      );
  }
}
