import { Counter, Gauge, Registry } from "prom-client";

export interface Counted {
  /** Open and ended runs by state. */
  runs(): Readonly<Record<string, number>>;
  /** Leases by state. */
  leases(): Readonly<Record<string, number>>;
}

export interface Metrics {
  dhcpMessage(type: string, decision: string): void;
  tftpBytes(bytes: number): void;
  httpBytes(bytes: number): void;
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
    help: "DHCP leases by state.",
    labelNames: ["state"],
    registers,
    collect() {
      this.reset();
      for (const [state, count] of Object.entries(counted.leases())) this.set({ state }, count);
    },
  });
  return {
    dhcpMessage: (type, decision) => dhcp.inc({ type, decision }),
    tftpBytes: (bytes) => tftp.inc(bytes),
    httpBytes: (bytes) => http.inc(bytes),
    text: () => registry.metrics(),
  };
}
