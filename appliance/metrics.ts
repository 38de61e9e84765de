import { Counter, Gauge, Histogram, Registry } from "prom-client";

import { type Latency, latencyRecorder } from "./host/latency.ts";

export interface Counted {
  /** Open and ended runs by state. */
  runs(): Readonly<Record<string, number>>;
  /** Each lease with its subnet, "none" where no subnet is served any more. */
  leases(): readonly { readonly state: string; readonly subnet: string }[];
  /** Of the data's device; undefined where the system does not say. */
  bytesWritten(): number | undefined;
}

export interface Metrics {
  dhcpMessage(type: string, decision: string): void;
  tftpBytes(bytes: number): void;
  httpBytes(bytes: number): void;
  /** How long so many ACKs took from hearing to sending, and the sync that they waited for; seconds. */
  dhcpTimed(acks: readonly number[], sync: number): void;
  latencies(): { readonly dhcpAck?: Latency; readonly leaseSync?: Latency };
  /** Prometheus text. */
  text(): Promise<string>;
}

/** Low cardinality on purpose: no label names a machine. */
export function metrics(counted: Counted): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const dhcp = new Counter({
    name: "rackseed_dhcp_messages_total",
    help: "DHCP messages heard, by type and decision.",
    labelNames: ["type", "decision"],
    registers,
  });
  const tftp = new Counter({
    name: "rackseed_tftp_bytes_total",
    help: "Bytes of files that TFTP clients acknowledged.",
    registers,
  });
  const http = new Counter({
    name: "rackseed_http_boot_bytes_total",
    help: "Bytes of boot and image files sent by HTTP and FTP.",
    registers,
  });
  new Gauge({
    name: "rackseed_runs",
    help: "Installs by state.",
    labelNames: ["state"],
    registers,
    collect() {
      this.reset();
      for (const [state, count] of Object.entries(counted.runs())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "rackseed_leases",
    help: "DHCP leases by state and subnet.",
    labelNames: ["state", "subnet"],
    registers,
    collect() {
      this.reset();
      for (const { state, subnet } of counted.leases()) this.inc({ state, subnet });
    },
  });
  if (counted.bytesWritten() !== undefined) diskWrites(registry, counted);
  const { dhcpTimed, latencies } = dhcpTimes(registry);
  return {
    dhcpTimed,
    latencies,
    dhcpMessage: (type, decision) => dhcp.inc({ type, decision }),
    tftpBytes: (bytes) => tftp.inc(bytes),
    httpBytes: (bytes) => http.inc(bytes),
    text: () => registry.metrics(),
  };
}

/** The kernel counts; we hand its number on. */
function diskWrites(registry: Registry, counted: Counted): void {
  new Counter({
    name: "rackseed_sd_bytes_written_total",
    help: "Bytes written to the device with the appliance's data since the box started.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(counted.bytesWritten() ?? 0);
    },
  });
}

/** From a millisecond (SSD) to the second in which a boot ROM gives up. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

function dhcpTimes(registry: Registry): Pick<Metrics, "dhcpTimed" | "latencies"> {
  const registers = [registry];
  const acks = new Histogram({
    name: "rackseed_dhcp_ack_seconds",
    help: "From hearing a DHCPREQUEST to sending its ACK.",
    buckets: BUCKETS,
    registers,
  });
  const syncs = new Histogram({
    name: "rackseed_fsync_seconds",
    help: "Writing leases so that they survive a power cut.",
    buckets: BUCKETS,
    registers,
  });
  const recorded = { dhcpAck: latencyRecorder(), leaseSync: latencyRecorder() };
  return {
    dhcpTimed(seconds, sync) {
      for (const one of seconds) {
        acks.observe(one);
        recorded.dhcpAck.record(one);
      }
      syncs.observe(sync);
      recorded.leaseSync.record(sync);
    },
    latencies() {
      const [dhcpAck, leaseSync] = [recorded.dhcpAck.read(), recorded.leaseSync.read()];
      return { ...(dhcpAck !== undefined && { dhcpAck }), ...(leaseSync !== undefined && { leaseSync }) };
    },
  };
}
