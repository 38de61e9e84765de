import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";

/** Seconds: half of all were faster than p50, 99 of 100 faster than p99. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LatencyRecorder {
  record(seconds: number): void;
  /** Since the start; undefined when nothing was measured yet. */
  read(): Latency | undefined;
}

const NANO = 1e9;

export function latencyRecorder(): LatencyRecorder {
  const histogram = createHistogram();
  return {
    record: (seconds) => histogram.record(Math.max(1, Math.round(seconds * NANO))),
    read: () =>
      histogram.count === 0
        ? undefined
        : {
            count: histogram.count,
            p50: histogram.percentile(50) / NANO,
            p99: histogram.percentile(99) / NANO,
            max: histogram.max / NANO,
          },
  };
}

/** The monitor wakes up this often (ms), and counts that wait as delay. */
const RESOLUTION = 20;
/** An hour ago is long forgotten (ms). */
const FORGET = 3_600_000;

/** How long the main thread's work makes others wait, over the last hour at most. */
export function watchEventLoop(): { read(): Latency | undefined; stop(): void } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  const forget = setInterval(() => histogram.reset(), FORGET);
  const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / NANO - RESOLUTION / 1000);
  return {
    read: () =>
      histogram.count === 0
        ? undefined
        : {
            count: histogram.count,
            p50: seconds(histogram.percentile(50)),
            p99: seconds(histogram.percentile(99)),
            max: seconds(histogram.max),
          },
    stop() {
      clearInterval(forget);
      histogram.disable();
    },
  };
}
