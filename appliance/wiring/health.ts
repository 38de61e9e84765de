import { freemem, totalmem } from "node:os";

import { concernsOf, type HealthReport } from "../health/report.ts";
import { readBoard } from "../host/board.ts";
import type { Latency } from "../host/latency.ts";
import { readSystemTime } from "../host/system-time.ts";
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
}

/** The facts of this moment, and what of them should concern a person. */
export async function healthReport(ports: HealthPorts): Promise<HealthReport> {
  const { serving, problems } = ports.health();
  const eventLoop = ports.eventLoop();
  const facts = {
    version: ports.version,
    uptime: Math.floor(process.uptime()),
    serving,
    problems,
    storage: await ports.storage(),
    memory: { own: process.memoryUsage.rss(), total: totalmem(), available: freemem() },
    ...(eventLoop !== undefined && { eventLoop }),
    ...ports.latencies(),
    board: readBoard(ports.data),
    time: readSystemTime(new Date()),
  };
  return { ...facts, concerns: concernsOf(facts) };
}
