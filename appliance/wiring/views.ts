import type { SubnetConfig } from "../config-schema.ts";
import type { Image, Run as RunView, Machine as MachineView, SubnetView } from "../http/needs.ts";
import type { Machine } from "../machines/machine.ts";
import { progress } from "../machines/progress.ts";
import { reasonOf } from "../machines/reason.ts";
import { isOpen } from "../machines/run.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { formatRange, formatSubnet, rangeSize } from "../net/subnet.ts";
import type { StoredRun } from "../store/runs.ts";

/** Leaves out what is undefined: the API says nothing where there is nothing to say. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** In so many seconds, by the wall clock, to the second: the two clocks drift, and a view that trembles is sent again and again. */
const wallClockOf = (secondsAhead: number): string =>
  new Date(Math.round(Date.now() / 1000 + secondsAhead) * 1000).toISOString();

/** What a run looks like to the API. */
export function runView(
  { run, times }: StoredRun,
  machine: Machine | undefined,
  image: Image | undefined,
  now: number,
): RunView {
  const soFar = progress(run, now);
  return present({
    id: run.id,
    mac: run.mac,
    machine: machine?.name,
    profile: run.profile,
    image: run.image,
    state: run.state,
    because: reasonOf(run),
    stage: run.stage,
    bytes: run.bytes,
    bytesTotal: run.bytesTotal,
    ...times,
    batch: run.batch,
    armedBy: run.armedBy,
    percent: soFar === undefined ? undefined : Math.floor(soFar.share * 100),
    secondsLeft: isOpen(run) ? soFar?.secondsLeft : undefined,
    armedUntil: isOpen(run) ? wallClockOf(run.armedUntil - now) : undefined,
    notVerified: image?.state === "ready" && !image.verified,
    waitingFor: isOpen(run) && run.state === "armed" ? waitingFor(run.image, image) : undefined,
  });
}

function waitingFor(name: string, image: Image | undefined): string | undefined {
  switch (image?.state) {
    case "ready":
      return undefined;
    case "refused":
      return `The image ${name} was refused, so this machine boots its own disk. ${image.because ?? ""}`.trim();
    case "waiting":
    case "importing":
      return `The image ${name} is being imported; until it is ready this machine boots its own disk.`;
    case undefined:
      return `The image ${name} does not exist, so this machine boots its own disk.`;
  }
}

export function machineView(machine: Machine, lease: Ipv4 | undefined, run: RunView | undefined): MachineView {
  return present({ ...machine, lease, run });
}

export function subnetView(subnet: SubnetConfig, dns: readonly Ipv4[], used: number): SubnetView {
  return present({
    cidr: formatSubnet(subnet.cidr),
    pool: subnet.pool === undefined ? undefined : formatRange(subnet.pool),
    router: subnet.router,
    dns: [...dns],
    lease: subnet.lease,
    allocation: subnet.allocation,
    size: subnet.pool === undefined ? 0 : rangeSize(subnet.pool),
    used,
  });
}
