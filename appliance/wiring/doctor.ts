import { readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";

import { examineHouse, examineMachine, type Finding } from "../doctor/examine.ts";
import type { HouseFacts, ImageFacts, MachineFacts, RunFacts } from "../doctor/facts.ts";
import { type Change, Findings } from "../doctor/findings.ts";
import { Gaps } from "../doctor/gaps.ts";
import { MINUTE } from "../doctor/rule.ts";
import { RULES } from "../doctor/rules.ts";
import type { EventLog } from "../event-log.ts";
import type { ImageService } from "../images/service.ts";
import type { Inventory } from "../machines/inventory.ts";
import { isOpen } from "../machines/run.ts";
import type { Runs } from "../machines/runs.ts";
import type { Mac } from "../net/mac.ts";
import type { Network } from "../network/plan.ts";
import { rangeContains, rangeSize, formatSubnet } from "../net/subnet.ts";
import type { Event } from "../store/events.ts";
import type { Lease } from "../store/leases.ts";
import type { StoredRun } from "../store/runs.ts";
import type { Traces } from "../trace/traces.ts";

export interface DoctorNeeds {
  readonly traces: Traces;
  readonly runs: Runs;
  readonly images: ImageService;
  readonly inventory: Inventory;
  readonly network: Network;
  readonly log: EventLog;
  readonly memory: { read(key: string): number | undefined; write(key: string, value: number): void };
  readonly activeLeases: () => readonly Lease[];
  /** DHCP messages heard since the start. */
  readonly heard: () => number;
  readonly interface: string;
  /** The folder with the databases and the images. */
  readonly data: string;
  readonly wallClock: () => Date;
  /** Appliance seconds. */
  readonly now: () => number;
  readonly problem: (error: unknown) => void;
}

/** Looks at whatever moved, and says what is wrong with it. */
export interface Doctor {
  findings(): readonly Finding[];
  /** Bounded work: machines that were seen lately, have a finding, or are at work. Called every other second. */
  tick(): void;
}

/** Machines that were quiet for longer have nothing left to be late with. */
const RECENT = 65 * MINUTE;
const HOUSE_EVERY_MS = 5000;
const MOST_CONFLICTS = 50;

export function doctor(needs: DoctorNeeds): Doctor {
  const { traces, runs, images, inventory, network, log } = needs;
  const findings = new Findings();
  const gaps = new Gaps(needs.memory);
  const wall = (): number => needs.wallClock().getTime();
  const startedAt = wall();
  const foreign = new Map<string, HouseFacts["foreign"][number]>();
  const conflicts = new Map<string, HouseFacts["conflicts"][number]>();
  /** Runs that are at work, or ended since the last tick. */
  const active = new Set<string>(runs.list().flatMap(({ run }) => (isOpen(run) ? [run.id] : [])));
  let storageFailedAt: number | undefined;
  let disk: HouseFacts["disk"];
  let lookedAtHouse = -Infinity;

  log.subscribe((event) => {
    if (event.code === "RS_DHCP_STORAGE_FAILED") storageFailedAt = wall();
    if (event.code === "RS_DHCP_CONFLICT" || event.code === "RS_DHCP_DECLINED") noteConflict(event);
    if (event.code === "RS_FOREIGN_DHCP" || event.code === "RS_FOREIGN_DHCP_IGNORED") noteForeign(event);
    if (event.code === "RS_FOREIGN_DHCP_GONE") foreign.delete(addressIn(event) ?? "");
    if (event.run !== undefined && event.code.startsWith("RS_RUN_")) active.add(event.run);
  });

  function noteForeign(event: Event): void {
    const address = addressIn(event);
    if (address === undefined || event.data?.["offers"] === "boot") return;
    const mac = event.data?.["mac"];
    const since = foreign.get(address)?.since ?? wall();
    const ignored = event.data?.["ignored"] === true;
    foreign.set(address, { address, since, ignored, ...(typeof mac === "string" ? { mac } : {}) });
  }

  function noteConflict(event: Event): void {
    const address = addressIn(event);
    if (address === undefined) return;
    // Who declines an address has seen its user, but does not say who that is.
    const owner = event.code === "RS_DHCP_CONFLICT" && event.mac !== undefined ? { mac: event.mac } : {};
    conflicts.set(address, { address, at: wall(), ...owner });
    const oldest = conflicts.keys().next();
    if (conflicts.size > MOST_CONFLICTS && oldest.done !== true) conflicts.delete(oldest.value);
  }

  const machineFacts = (mac: Mac, now: number): MachineFacts => {
    const machine = inventory.get(mac);
    const newest = runs.newestOf(mac);
    const run = newest === undefined ? undefined : runFacts(newest, now);
    const gap = run === undefined ? undefined : gaps.longest(run.image, run.profile);
    return {
      now,
      mac,
      name: machine?.name ?? mac,
      known: machine?.known === true,
      firmware: machine?.firmware,
      boots: traces.boots(mac),
      run,
      image: run === undefined ? undefined : imageFacts(run.image),
      longestGapMs: gap === undefined ? undefined : gap * 1000,
    };
  };

  const runFacts = ({ run, times }: StoredRun, now: number): RunFacts => ({
    id: run.id,
    state: run.state,
    because: run.because,
    image: run.image,
    profile: run.profile,
    lastSign: now - Math.max(0, needs.now() - run.lastSign) * 1000,
    endedAt: times.endedAt === undefined ? undefined : Date.parse(times.endedAt),
    complaint: isOpen(run) ? run.reason : undefined,
  });

  const imageFacts = (name: string): ImageFacts => {
    const image = images.get(name);
    return {
      title: image?.release?.title ?? name,
      state: image?.state ?? "missing",
      boots: image?.release?.boots,
    };
  };

  const houseFacts = (now: number): HouseFacts => {
    const leases = needs.activeLeases();
    const { mode, paused, subnets } = network.plan();
    return {
      now,
      startedAt,
      serving: mode !== "off" && !paused,
      carrier: carrierOf(needs.interface),
      heard: needs.heard(),
      machines: inventory.list().length,
      // Beside proxyDHCP the other server's addresses are what is wanted.
      foreign: mode === "server" ? [...foreign.values()] : [],
      conflicts: [...conflicts.values()],
      pools: subnets.flatMap(({ cidr, pool }) =>
        pool === undefined
          ? []
          : [
              {
                cidr: formatSubnet(cidr),
                used: leases.filter(({ address }) => rangeContains(pool, address)).length,
                size: rangeSize(pool),
              },
            ],
      ),
      disk,
      storageFailedAt,
    };
  };

  const tell = ({ kind, finding }: Change): void => {
    const { mac, run, rule, code, severity, texts } = finding;
    const opened = kind === "opened";
    const zh = opened ? texts.zh.title : `已消除：${texts.zh.title}`;
    const about = {
      ...(mac === undefined ? {} : { mac }),
      ...(run === undefined ? {} : { run }),
      data: { rule, zh },
    };
    if (opened) log.add(code, severity, texts.en.title, about);
    else log.add("RS_DOCTOR_CLOSED", "info", `No more: ${texts.en.title}`, about);
  };

  const lookAtHouse = (now: number): void => {
    lookedAtHouse = now;
    statfs(needs.data).then(({ bavail, blocks, bsize }) => {
      disk = { free: bavail * bsize, size: blocks * bsize };
    }, needs.problem);
    findings.settle(undefined, examineHouse(RULES, houseFacts(now)), now).forEach(tell);
  };

  return {
    findings: () => findings.list(),
    tick() {
      const now = wall();
      const atWork = [...active].flatMap((id) => runs.get(id)?.run ?? []);
      for (const run of atWork) {
        gaps.see(run);
        if (!isOpen(run)) active.delete(run.id);
      }
      const working = atWork.filter(({ state }) => state !== "armed").map(({ mac }) => mac);
      const macs = new Set([...traces.since(now - RECENT), ...working, ...findings.macs()]);
      for (const mac of macs) findings.settle(mac, examineMachine(RULES, machineFacts(mac, now)), now).forEach(tell);
      if (now - lookedAtHouse >= HOUSE_EVERY_MS) lookAtHouse(now);
    },
  };
}

/** Events carry their address as data, or, as DHCP's do, in their sentence. */
function addressIn({ data, text }: Event): string | undefined {
  const said = data?.["address"];
  if (typeof said === "string") return said;
  return /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(text)?.[0];
}

/** The kernel's word for a link that is up; an interface that is down cannot even be asked. */
function carrierOf(name: string): boolean | undefined {
  try {
    return readFileSync(`/sys/class/net/${name}/carrier`, "ascii").trim() === "1";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EINVAL") return undefined;
    throw error;
  }
}
