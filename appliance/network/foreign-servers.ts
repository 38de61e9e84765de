import type { Severity } from "../store/events.ts";
import {
  type Change,
  type ForeignServer,
  listed,
  probed,
  type Sightings,
  type Standing,
  seen,
  standing,
  withMac,
} from "../dhcp/foreign.ts";
import type { Evidence } from "../dhcp/foreign-messages.ts";
import type { ForeignProbe } from "../dhcp/foreign-probe.ts";
import { InvalidValueError } from "../net/invalid-value.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { NetworkPlan } from "./plan.ts";

/** Other DHCP servers on the rack's net: who they are, and what their being there means for this one. */
export interface ForeignServers {
  list(): ForeignServer[];
  /** Searches now, eight seconds; whoever calls meanwhile waits for the same search. */
  probe(): Promise<ForeignServer[]>;
  /** A sign that others came across: a client of ours named that server. */
  heard(evidence: Evidence): void;
  /** "I know that server": it is no reason for anything any more. */
  ignore(address: Ipv4): void;
  standing(): Standing;
  /** Sentences for the health of the appliance. */
  problems(): string[];
  /** Told after the list, or the standing, may have changed. */
  subscribe(listener: () => void): () => void;
  /** The mode may have changed: from "off" to "server" it takes a search first. */
  planChanged(): void;
}

export interface ForeignServersNeeds {
  readonly interface: string;
  readonly own: readonly Ipv4[];
  readonly plan: () => NetworkPlan;
  /** Opened once, at the first search; may be refused. */
  readonly open: (heard: (evidence: Evidence) => void) => Promise<Pick<ForeignProbe, "ask" | "macOf">>;
  /** Somebody has an address from us that he may still use. */
  readonly hasLeases: () => boolean;
  readonly remember: (ignoredServers: string[]) => void;
  readonly wallClock: () => Date;
  /** "14:02" where the person is. */
  readonly clockText: (iso: string) => string;
  readonly event: (code: string, severity: Severity, text: string, data: Record<string, unknown>) => void;
  readonly problem: (error: unknown) => void;
}

export function foreignServers(needs: ForeignServersNeeds): ForeignServers {
  const listeners = new Set<() => void>();
  let sightings: Sightings = new Map();
  let searching: Promise<ForeignServer[]> | undefined;
  let finished = false;
  let admitted = needs.hasLeases();
  let mode = needs.plan().mode;
  let failed: string | undefined;
  let opened: ReturnType<ForeignServersNeeds["open"]> | undefined;

  const now = (): string => needs.wallClock().toISOString();
  const list = (): ForeignServer[] => listed(sightings, needs.plan().ignoredServers);
  const rivals = (): ForeignServer[] => list().filter(({ offers, ignored }) => offers === "addresses" && !ignored);
  const changed = (): void => listeners.forEach((listener) => listener());
  const named = (address: Ipv4): string => {
    const mac = sightings.get(address)?.mac;
    return mac === undefined ? address : `${address} (MAC ${mac})`;
  };
  const current = (): Standing => {
    const { saidBy, serveAnyway } = needs.plan();
    return standing({ mode, saidBy, serveAnyway, foreign: rivals().length > 0, probed: finished, admitted });
  };

  const tellFound = (address: Ipv4): void => {
    const server = list().find((one) => one.address === address);
    if (server === undefined) return;
    const at = needs.clockText(server.firstSeenAt);
    // Beside proxyDHCP the other server's addresses are what is wanted.
    const expected = server.ignored || (mode === "proxy" && server.offers === "addresses");
    const verb = `${mode === "server" ? "also " : ""}${server.offers === "boot" ? "tells machines what to boot" : "gives addresses"}`;
    const text = `${named(address)} ${verb} on ${needs.interface} since ${at}.`;
    needs.event("RS_FOREIGN_DHCP", expected ? "info" : "warning", text, { ...server });
  };
  const tellGone = (address: Ipv4, name: string): void =>
    needs.event("RS_FOREIGN_DHCP_GONE", "info", `${name} gives no more answers on ${needs.interface}.`, { address });

  const apply = ({ sightings: next, found, gone = [] }: Change): void => {
    const names = gone.map((address) => [address, named(address)] as const);
    sightings = next;
    if (found !== undefined) void learnMac(found).finally(() => tellFound(found));
    names.forEach(([address, name]) => tellGone(address, name));
    if (found !== undefined || names.length > 0) changed();
  };

  async function learnMac(address: Ipv4): Promise<void> {
    try {
      const mac: Mac | undefined = await (await opened)?.macOf(address);
      if (mac !== undefined) sightings = withMac(sightings, address, mac);
    } catch (error) {
      needs.problem(error); // it is told without its MAC
    }
  }

  const heard = (evidence: Evidence): void => apply(seen(sightings, evidence, now(), needs.own));

  async function search(): Promise<ForeignServer[]> {
    const since = now();
    const chosen = mode;
    try {
      opened ??= needs.open(heard);
      await (await opened).ask();
      failed = undefined;
    } catch (refused) {
      opened = undefined;
      failed = (refused as Error).message;
      changed();
      return list();
    }
    const before = current();
    apply(probed(sightings, since));
    // A search that began under another mode says nothing about this one.
    if (chosen === mode) finished = true;
    if (chosen === mode && mode === "server" && rivals().length === 0) admitted = true;
    if (current() !== before) changed();
    return list();
  }

  return {
    list,
    probe: () => (searching ??= search().finally(() => (searching = undefined))),
    heard,
    ignore(address) {
      if (!sightings.has(address)) {
        throw new InvalidValueError("DHCP server", address, "No other DHCP server with this address was seen.");
      }
      const { ignoredServers } = needs.plan();
      if (ignoredServers.includes(address)) return;
      needs.remember([...ignoredServers, address]);
      const ignored = list().find((one) => one.address === address);
      const text = `A person knows the DHCP server ${named(address)}: it is no reason for a warning any more.`;
      needs.event("RS_FOREIGN_DHCP_IGNORED", "info", text, { ...ignored });
      changed();
    },
    standing: current,
    problems() {
      const stand = current();
      const [first] = rivals();
      const where = needs.interface;
      if (failed !== undefined) {
        const then =
          stand === "wait"
            ? "so this appliance gives no addresses until you say “serve anyway”"
            : "so it is not known whether there are any";
        return [`Other DHCP servers on ${where} cannot be searched for, ${then}: ${failed}.`];
      }
      if (first !== undefined && stand === "silent") {
        return [
          `Another DHCP server, ${named(first.address)}, gives addresses on ${where}, so this appliance gives none. Choose proxy mode, switch the other server off, or say “serve anyway”.`,
        ];
      }
      if (first !== undefined && mode === "server") {
        const careful =
          stand === "careful" ? " Only known machines and those that boot from the network get one here." : "";
        return [
          `${named(first.address)} also gives addresses on ${where} since ${needs.clockText(first.firstSeenAt)}.${careful} Choose proxy mode, ignore that server, or stop serving.`,
        ];
      }
      if (mode === "proxy" && finished && !list().some(({ offers }) => offers === "addresses")) {
        return [`No other DHCP server was found on ${where}. In proxy mode another one has to give the addresses.`];
      }
      return [];
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    planChanged() {
      const next = needs.plan().mode;
      if (next === mode) return;
      mode = next;
      finished = false;
      admitted = needs.hasLeases();
    },
  };
}
