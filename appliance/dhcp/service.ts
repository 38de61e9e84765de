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
  /** systemd's socket for port 67, if it opened one (net/socket.ts systemdDescriptors). */
  readonly descriptor?: number;
}

export type StartData = Omit<DhcpOptions, "report">;
export type ToWorker = { readonly kind: "update"; readonly settings: DhcpSettings } | { readonly kind: "stop" };
export type FromWorker = { readonly kind: "ready" } | { readonly kind: "report"; readonly report: DhcpReport };

export interface DhcpService {
  update(settings: DhcpSettings): void;
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
    void restart();
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
    async stop() {
      stopping = true;
      const gone = new Promise((resolve) => worker.once("exit", resolve));
      worker.postMessage({ kind: "stop" } satisfies ToWorker);
      await Promise.race([gone, sleep(3000, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}

function startWorker({ report, ...start }: DhcpOptions, died: (failed: unknown) => void): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: start satisfies StartData,
      name: "dhcp",
    });
    let ready = false;
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "report") {
        report(message.report);
        return;
      }
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
