/** What an export says of a machine. */
export interface ExportMachine {
  readonly mac: string;
  readonly name?: string | undefined;
  /** Its reservation, else the lease it has now. */
  readonly address?: string | undefined;
  readonly profile?: string | undefined;
  /** Who may log in to what the profile installs. */
  readonly user?: string | undefined;
  readonly firmware?: string | undefined;
  readonly uuid?: string | undefined;
  readonly rack?: string | undefined;
  readonly unit?: number | undefined;
  readonly height?: number | undefined;
  readonly notes?: string | undefined;
}

/** A machine that has a name and an address, so that it can be reached. */
export interface Host extends ExportMachine {
  readonly name: string;
  readonly address: string;
}

/** In the order of their names, numbers as numbers: node-2 before node-10, those without a name last. The same inventory gives the same text. */
export function inOrder<T extends ExportMachine>(machines: readonly T[]): T[] {
  const order = new Intl.Collator("en", { numeric: true });
  return [...machines].sort((a, b) => {
    if ((a.name === undefined) !== (b.name === undefined)) return a.name === undefined ? 1 : -1;
    return order.compare(a.name ?? "", b.name ?? "") || (a.mac < b.mac ? -1 : 1);
  });
}

/** Those that can be reached. Without a name of its own a machine is called by its MAC. */
export const hostsOf = (machines: readonly ExportMachine[]): Host[] =>
  inOrder(machines).flatMap((machine) =>
    machine.address === undefined
      ? []
      : [{ ...machine, name: machine.name ?? `m-${machine.mac.replaceAll(":", "")}`, address: machine.address }],
  );
