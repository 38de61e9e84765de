import type { Config } from "../config-schema.ts";
import type { RunLog } from "../machines/run-log.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Network } from "../network/plan.ts";
import { subnetContains } from "../net/subnet.ts";
import { startSyslog } from "../syslog/service.ts";

export interface SyslogPort {
  /** What installers are told to send their log to; undefined when nobody listens. */
  readonly target: { readonly host: string; readonly port: number } | undefined;
  /** Sentences about what does not work. */
  readonly missing: readonly string[];
  stop(): Promise<void>;
}

export interface SyslogPortNeeds {
  /** systemd's socket for the port, if it opened one. */
  readonly descriptor: number | undefined;
  readonly config: Config;
  readonly network: Network;
  readonly macOf: (address: Ipv4) => Mac | undefined;
  readonly runLog: RunLog;
  /** Appliance seconds. */
  readonly now: () => number;
  readonly problem: (error: unknown) => void;
}

/** RFC 5424 §6.2.1: 0 to 3 are errors, 4 is a warning, 7 is for debugging. */
const severityOf = (severity: number): "error" | "warning" | "info" | "debug" => {
  if (severity <= 3) return "error";
  if (severity === 4) return "warning";
  return severity === 7 ? "debug" : "info";
};

/** Listens for the installers' syslog. Machines are installed without it too, so a port that is taken is told and nothing more. */
export async function openSyslogPort({
  descriptor,
  config,
  network,
  macOf,
  runLog,
  now,
  problem,
}: SyslogPortNeeds): Promise<SyslogPort> {
  const silent = { target: undefined, stop: () => Promise.resolve() };
  if (!config.syslog.enabled) return { ...silent, missing: [] };
  const { address } = config.address;
  const { port } = config.syslog;
  const served = (source: Ipv4): boolean =>
    [config.address.subnet, ...network.plan().subnets.map(({ cidr }) => cidr)].some((one) =>
      subnetContains(one, source),
    );
  try {
    const { stop } = await startSyslog({
      origin: descriptor === undefined ? { address, port } : { fd: descriptor },
      senderOf: (source) => (served(source) ? macOf(source) : undefined),
      hear(mac, { severity, program, text }) {
        runLog.hear(mac, { source: "syslog", severity: severityOf(severity), program, text });
      },
      now,
      problem,
    });
    return { target: { host: address, port }, missing: [], stop };
  } catch (refused) {
    const why = (refused as Error).message;
    return {
      ...silent,
      missing: [
        `The logs of installers are not received, because UDP port ${port} of ${address} cannot be opened: ${why}. Stop the other program, choose another syslog.port, or set syslog.enabled: false.`,
      ],
    };
  }
}
