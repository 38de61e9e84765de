/** Appliance time: seconds during which the appliance was running, over all its lives. It only goes forward, whatever the wall clock does. */
export interface ApplianceClock {
  /** Appliance seconds now. */
  now(): number;
  /** Which appliance second belongs to which process.hrtime.bigint(), so that a worker thread counts the same time. */
  readonly anchor: { readonly atHrtime: string; readonly seconds: number };
}

/** `alreadyLived` is the largest second that any database remembers of earlier lives. */
export function applianceClock(alreadyLived: number): ApplianceClock {
  const start = process.hrtime.bigint();
  return {
    now: () => alreadyLived + Number(process.hrtime.bigint() - start) / 1e9,
    anchor: { atHrtime: start.toString(), seconds: alreadyLived },
  };
}
