import type { HealthFacts } from "../../../appliance/health/report.ts";

/** A Raspberry Pi that has nothing to complain about. */
export const HEALTHY: HealthFacts = {
  version: "0.1.0",
  uptime: 273_600,
  serving: true,
  problems: [],
  storage: {
    total: 62_000_000_000,
    free: 41_300_000_000,
    reserve: 536_870_912,
    images: 11_131_682_816,
    uploads: 0,
    trash: 659_554_304,
  },
  memory: { own: 118_000_000, total: 4_110_000_000, available: 3_100_000_000 },
  eventLoop: { count: 180_000, p50: 0.0002, p99: 0.004, max: 0.06 },
  dhcpAck: { count: 812, p50: 0.0041, p99: 0.0213, max: 0.11 },
  leaseSync: { count: 644, p50: 0.0036, p99: 0.0192, max: 0.1 },
  board: {
    model: "Raspberry Pi 5 Model B Rev 1.0",
    temperature: 51.2,
    throttling: { now: [], since: [] },
    card: { device: "mmcblk0", name: "SN64G", readOnly: false, errors: 0 },
  },
  time: { now: "2026-11-21T14:02:11.204Z", plausible: true, synchronised: true },
};
