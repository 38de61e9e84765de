import { freemem, totalmem } from "node:os";

import type { EventLog } from "../event-log.ts";
import { type Concern, type ConcernCode, concernsOf, type HealthReport } from "../health/report.ts";
import { news, NO_DROPS, sawVoltage, withMemory } from "../health/watch.ts";
import { isVoltageLow, readBoard, voltageAlarm } from "../host/board.ts";
import type { Latency } from "../host/latency.ts";
import { chronySays, readSystemTime } from "../host/system-time.ts";
import type { Health } from "../http/needs.ts";
import type { Storage } from "../http/needs-trash.ts";

export interface HealthPorts {
  readonly version: string;
  /** The data folder, as the kernel knows it. */
  readonly data: string;
  readonly storage: () => Promise<Storage>;
  readonly latencies: () => { readonly dhcpAck?: Latency; readonly leaseSync?: Latency };
  readonly eventLoop: () => Latency | undefined;
  readonly health: () => Health;
  readonly log: Pick<EventLog, "add">;
  /** Appliance seconds. */
  readonly now: () => number;
  readonly problem: (error: unknown) => void;
}

export interface Care {
  /** The facts of this moment, and what of them should concern a person. */
  report(): Promise<HealthReport>;
  /** What the last look found. */
  concerns(): readonly Concern[];
}

/** As often as the kernel asks the firmware: a drop of the voltage is seen for so long (ms). */
const VOLTAGE_MS = 2000;
const LOOK_MS = 30_000;

/** Looks after the box itself: what was not so before becomes an event. */
export function openCare(ports: HealthPorts, parts: AsyncDisposableStack): Care {
  let voltage = NO_DROPS;
  let open: ReadonlySet<ConcernCode> = new Set();
  let concerns: readonly Concern[] = [];
  const toldAt = new Map<ConcernCode, number>();
  const alarm = voltageAlarm();

  async function report(): Promise<HealthReport> {
    const { serving, problems } = ports.health();
    const eventLoop = ports.eventLoop();
    const { throttling, ...board } = readBoard(ports.data);
    const remembered = withMemory(throttling, voltage);
    const facts = {
      version: ports.version,
      uptime: Math.floor(process.uptime()),
      serving,
      problems,
      storage: await ports.storage(),
      memory: { own: process.memoryUsage.rss(), total: totalmem(), available: freemem() },
      ...(eventLoop !== undefined && { eventLoop }),
      ...ports.latencies(),
      board: { ...board, ...(remembered !== undefined && { throttling: remembered }) },
      time: readSystemTime(new Date(), await chronySays()),
    };
    return { ...facts, concerns: concernsOf(facts) };
  }

  async function look(): Promise<void> {
    ({ concerns } = await report());
    for (const { code, severity, text } of news(concerns, { open, toldAt }, ports.now())) {
      toldAt.set(code, ports.now());
      ports.log.add(code, severity, text);
    }
    open = new Set(concerns.map(({ code }) => code));
  }

  const lookNow = (): void => void look().catch(ports.problem);
  function lookAtVoltage(): void {
    const low = alarm === undefined ? undefined : isVoltageLow(alarm);
    if (low === undefined) return;
    const before = voltage;
    voltage = sawVoltage(voltage, low);
    if (voltage.low !== before.low) lookNow();
  }

  const timers = [setInterval(lookNow, LOOK_MS), setInterval(lookAtVoltage, VOLTAGE_MS)];
  parts.defer(() => timers.forEach((timer) => clearInterval(timer)));
  lookNow();
  return { report, concerns: () => concerns };
}
