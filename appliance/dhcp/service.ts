import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { event } from "./events.ts";
import type { DhcpSettings } from "./facts.ts";
import type { DhcpReport } from "./report.ts";

export interface DhcpOptions {
  readonly settings: DhcpSettings;
  /** Path of leases.db. Only the DHCP thread writes it; others use leaseReader. */
  readonly database: string;
  /** Which appliance second it was at which process.hrtime.bigint(); all threads share that clock. */
  readonly applianceTime: { readonly atHrtime: string; readonly seconds: number };
  readonly report: (report: DhcpReport) => void;
  /** systemd's sockets for ports 67 and 4011, if it opened them (net/socket.ts systemdDescriptors). */
  readonly descriptor?: number | undefined;
  readonly bootDescriptor?: number | undefined;
  /** The thread died and took systemd's sockets with it: only a new process gets them again. */
  readonly lost?: () => void;
}

export type StartData = Omit<DhcpOptions, "report" | "lost">;
export type ToWorker =
  { readonly kind: "update"; readonly settings: DhcpSettings } | { readonly kind: "ping" } | { readonly kind: "stop" };
export type FromWorker =
  { readonly kind: "ready" } | { readonly kind: "pong" } | { readonly kind: "report"; readonly report: DhcpReport };

export interface DhcpService {
  update(settings: DhcpSettings): void;
  /** Does the thread still turn? Waits so many ms for its answer. */
  answers(ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

const RESTART_MS = 200;

/** Starts the DHCP thread; resolves when its sockets are open and leases.db is readable. A thread that dies is replaced. */
export async function startDhcp(options: DhcpOptions): Promise<DhcpService> {
  let settings = options.settings;
  let stopping = false;
  let worker = await startWorker(options, died);

  function died(failed: unknown): void {
    if (stopping) return;
    const text = `The DHCP server stopped by a fault and starts again: ${String(failed)}`;
    const { atHrtime, seconds } = options.applianceTime;
    const at = seconds + Number(process.hrtime.bigint() - BigInt(atHrtime)) / 1e9;
    options.report({ kind: "event", at, ...event("RS_DHCP_STOPPED", text) });
    if (options.descriptor === undefined && options.bootDescriptor === undefined) void restart();
    else options.lost?.();
  }

  async function restart(): Promise<void> {
    await sleep(RESTART_MS);
    if (stopping) return;
    await startWorker({ ...options, settings }, died).then((next) => (worker = next), died);
  }

  return {
    update(changed) {
      settings = changed;
      worker.postMessage({ kind: "update", settings } satisfies ToWorker);
    },
    answers(ms) {
      const asked = worker;
      return new Promise((resolve) => {
        const hear = (message: FromWorker): void => (message.kind === "pong" ? end(true) : undefined);
        const late = setTimeout(() => end(false), ms);
        const end = (answered: boolean): void => {
          clearTimeout(late);
          asked.off("message", hear);
          resolve(answered);
        };
        asked.on("message", hear);
        asked.postMessage({ kind: "ping" } satisfies ToWorker);
      });
    },
    async stop() {
      stopping = true;
      const gone = new Promise((resolve) => worker.once("exit", resolve));
      worker.postMessage({ kind: "stop" } satisfies ToWorker);
      await Promise.race([gone, sleep(3000, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}

function startWorker(
  { report, settings, database, applianceTime, descriptor, bootDescriptor }: DhcpOptions,
  died: (failed: unknown) => void,
): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { settings, database, applianceTime, descriptor, bootDescriptor } satisfies StartData,
      name: "dhcp",
    });
    let ready = false;
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "report") {
        report(message.report);
        return;
      }
      if (message.kind === "pong") return;
      ready = true;
      resolve(worker);
    });
    let failure: unknown = "it ended by itself";
    worker.on("error", (failed: unknown) => {
      failure = failed;
    });
    worker.on("exit", () =>
      ready ? died(failure) : reject(failure instanceof Error ? failure : new Error(String(failure))),
    );
  });
}
