import type { Exchange } from "../dhcp/report.ts";
import type { EventLog } from "../event-log.ts";
import type { AskedFor, Ended } from "../http/needs.ts";
import { FETCHES } from "../machines/budget.ts";
import type { Runs } from "../machines/runs.ts";
import { BROADCAST, type Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { TftpReport, TftpSignal } from "../tftp/report.ts";
import { dhcpSteps } from "../trace/from-dhcp.ts";
import { httpBegun, httpEnded } from "../trace/from-http.ts";
import { tftpStep } from "../trace/from-tftp.ts";
import type { Step } from "../trace/step.ts";
import { Traces } from "../trace/traces.ts";

export interface TracingNeeds {
  readonly log: EventLog;
  readonly runs: Runs;
  readonly macOf: (address: Ipv4) => Mac | undefined;
  /** Our own address. */
  readonly address: Ipv4;
  /** Milliseconds since 1970. */
  readonly wallClock: () => Date;
  /** Appliance seconds. */
  readonly now: () => number;
}

/** What the servers tell, as each machine's trace. */
export interface Tracing {
  readonly traces: Traces;
  /** DHCP messages heard since the start. */
  heard(): number;
  dhcp(exchange: Exchange): void;
  tftp(report: TftpReport): void;
  tftpSignal(signal: TftpSignal): void;
  /** For HTTP: the beginning of a request, and what its end is told to. */
  asked(request: AskedFor): (ended: Ended) => void;
}

const NOTHING = (): void => undefined;

export function tracing({ log, runs, macOf, address, wallClock, now }: TracingNeeds): Tracing {
  const traces = new Traces();
  const running = new Map<string, Step>();
  let heard = 0;
  const wall = (): number => wallClock().getTime();

  log.subscribe(({ code, mac, data, text }) => {
    if (mac === undefined) return;
    const common = { at: wall(), role: "other" } as const;
    const to = data?.["to"];
    if (code === "RS_RUN_STATE" && typeof to === "string") {
      const outcome = to === "failed" ? "failed" : "ok";
      const role = to === "done" ? "restart" : "other";
      traces.see(mac, { ...common, kind: "callback", verb: "state", detail: to, outcome, role });
    }
    if (code === "RS_RUN_COMPLAINT") {
      const said = data?.["reason"];
      const detail = typeof said === "string" ? said : text;
      traces.see(mac, {
        ...common,
        kind: "syslog",
        verb: "complaint",
        detail: detail.slice(0, 300),
        outcome: "failed",
      });
    }
  });

  return {
    traces,
    heard: () => heard,
    dhcp(exchange) {
      const { mac, raw, because } = exchange;
      if (because === "own-probe") return; // our own search for other servers is nobody
      heard += 1;
      if (mac === undefined) return;
      const at = wall() - Math.max(0, now() - exchange.at) * 1000; // the thread saw it a moment ago
      for (const step of dhcpSteps(exchange, at)) traces.see(mac, step);
      if (raw === undefined || traces.boots(mac).length === 0) return;
      const own = { address, port: raw.port };
      const { received, sent } = raw;
      const packet = { at, protocol: "dhcp" } as const;
      const bytes = Buffer.from(received.bytes);
      const from = { address: received.address, port: received.port };
      // A socket is not told where a datagram was sent to; what comes from nobody's address was a broadcast.
      const to = from.address === "0.0.0.0" ? { ...own, address: BROADCAST } : own;
      traces.heard(mac, { ...packet, direction: "in", from, to, bytes, length: bytes.length });
      if (sent === undefined) return;
      const answer = Buffer.from(sent.bytes);
      const dest = { address: sent.address, port: sent.port };
      traces.heard(mac, { ...packet, direction: "out", from: own, to: dest, bytes: answer, length: answer.length });
    },

    tftp(report) {
      const mac = macOf(report.address);
      if (mac === undefined) return;
      const key = `${report.address} ${report.name}`;
      const told = tftpStep(report, wall());
      if (told?.kind === "begun") {
        const step = { ...told.step, id: traces.newId() };
        running.set(key, step);
        traces.see(mac, step);
      }
      if (told?.kind === "whole") traces.see(mac, told.step);
      const begun = running.get(key);
      if (told?.kind !== "ended" || begun === undefined) return;
      running.delete(key);
      const step = { ...begun, open: false };
      traces.see(mac, { ...step, ...told.change, durationMs: wall() - begun.at });
    },

    tftpSignal({ direction, peer, port, bytes, length }) {
      const mac = macOf(peer.address);
      if (mac === undefined) return;
      const own = { address, port };
      const [from, to] = direction === "in" ? [peer, own] : [own, peer];
      traces.heard(mac, { at: wall(), direction, protocol: "tftp", from, to, bytes, length });
    },

    asked({ method, path, asker }) {
      const mac = macOf(asker);
      if (mac === undefined || traces.boots(mac).length === 0) {
        // Persons look at the lists of files too, from their own machines.
        if (mac === undefined || runs.openOf(mac) === undefined) return NOTHING;
      }
      const begun = { ...httpBegun(method, path, wall()), id: traces.newId() };
      traces.see(mac, begun);
      return (ended) => {
        const fetched = begun.kind === "answer" ? runs.newestOf(mac)?.budget.fetches[begun.detail] : undefined;
        const count = fetched === undefined ? undefined : `${fetched}/${FETCHES}`;
        traces.see(mac, { ...httpEnded(begun, { ...ended, at: wall() }, count), id: begun.id });
      };
    },
  };
}
