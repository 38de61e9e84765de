import { freemem, totalmem } from "node:os";

import { type Concern, type ConcernCode, concernsOf, type HealthReport } from "../health/report.ts";
import { news, NO_DROPS, sawVoltage, withMemory } from "../health/watch.ts";
import { isVoltageLow, readBoard, voltageAlarm } from "../host/board.ts";
import { type Latency, watchEventLoop } from "../host/latency.ts";
import { chronySays, readSystemTime } from "../host/system-time.ts";
import type { Health } from "../http/needs.ts";
import { VERSION } from "../version.ts";
import type { House } from "./house.ts";

export interface CarePorts {
  readonly house: Pick<House, "storage" | "log" | "clock">;
  /** The data folder, as the kernel knows it. */
  readonly data: string;
  readonly latencies: () => { readonly dhcpAck?: Latency; readonly leaseSync?: Latency };
  readonly health: () => Health;
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
export function openCare({ house, data, latencies, health, problem }: CarePorts, parts: AsyncDisposableStack): Care {
  let voltage = NO_DROPS;
  let open: ReadonlySet<ConcernCode> = new Set();
  let concerns: readonly Concern[] = [];
  const toldAt = new Map<ConcernCode, number>();
  const alarm = voltageAlarm();
  const eventLoop = watchEventLoop();
  parts.defer(() => eventLoop.stop());

  async function report(): Promise<HealthReport> {
    const { serving, problems } = health();
    const delay = eventLoop.read();
    const { throttling, ...board } = readBoard(data);
    const remembered = withMemory(throttling, voltage);
    const facts = {
      version: VERSION,
      uptime: Math.floor(process.uptime()),
      serving,
      problems,
      storage: await house.storage(),
      memory: { own: process.memoryUsage.rss(), total: totalmem(), available: freemem() },
      ...(delay !== undefined && { eventLoop: delay }),
      ...latencies(),
      board: { ...board, ...(remembered !== undefined && { throttling: remembered }) },
      time: readSystemTime(new Date(), await chronySays()),
    };
    return { ...facts, concerns: concernsOf(facts) };
  }

  async function look(): Promise<void> {
    ({ concerns } = await report());
    for (const { code, severity, text } of news(concerns, { open, toldAt }, house.clock.now())) {
      toldAt.set(code, house.clock.now());
      house.log.add(code, severity, text);
    }
    open = new Set(concerns.map(({ code }) => code));
  }

  const lookNow = (): void => void look().catch(problem);
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
