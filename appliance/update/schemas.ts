import { leaseSteps } from "../store/leases.ts";
import { leastReader } from "../store/reader.ts";
import { schema } from "../store/schema.ts";

/** A database as a release leaves it behind. */
export interface DataSchema {
  /** The number of its schema: how many steps were taken. */
  readonly writes: number;
  /** The least schema whose program still reads and writes it. */
  readonly least: number;
}

/** Each of the databases that outlive an update. */
export interface DataSchemas {
  readonly rackseed: DataSchema;
  readonly leases: DataSchema;
}

/** Those of this source. */
export const ownSchemas = (): DataSchemas => ({
  rackseed: { writes: schema.length, least: leastReader(schema) },
  leases: { writes: leaseSteps.length, least: leastReader(leaseSteps) },
});

const NAMES = ["rackseed", "leases"] as const;

/** As a bundle's manifest carries them: "rackseed=41/38 leases=1/1". */
export const writeSchemas = (schemas: DataSchemas): string =>
  NAMES.map((name) => `${name}=${schemas[name].writes}/${schemas[name].least}`).join(" ");

/** Undefined: it says nothing of them. */
export function readSchemas(text: string): DataSchemas | undefined {
  const [rackseed, leases] = NAMES.map((name) => {
    const [, writes, least] = new RegExp(`(?:^| )${name}=(\\d{1,6})/(\\d{1,6})(?: |$)`).exec(text) ?? [];
    return writes === undefined || least === undefined ? undefined : { writes: Number(writes), least: Number(least) };
  });
  return rackseed === undefined || leases === undefined ? undefined : { rackseed, leases };
}
