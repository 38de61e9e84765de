import manifest from "../package.json" with { type: "json" };

/** Rackseed's version, as package.json has it. */
export const VERSION: string = manifest.version;

/**
 * When this source was made. The one date that an appliance without a clock can rely on: no moment of its life is
 * earlier. It moves with each release.
 */
export const SOURCE_DATE = new Date("2026-11-01T00:00:00Z");
