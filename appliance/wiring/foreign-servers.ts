import { readFileSync } from "node:fs";
import type { Config } from "../config-schema.ts";
import { type ForeignProbe, openForeignProbe } from "../dhcp/foreign-probe.ts";
import type { EventLog } from "../event-log.ts";
import { foreignServers, type ForeignServers } from "../network/foreign-servers.ts";
import type { Network } from "../network/plan.ts";
import type { Settings } from "../settings/service.ts";

export interface ForeignServersPorts {
  /** systemd's socket for port 68, if it opened one. */
  readonly descriptor: number | undefined;
  readonly config: Config;
  readonly network: Network;
  readonly settings: Settings;
  readonly log: EventLog;
  readonly wallClock: () => Date;
  readonly hasLeases: () => boolean;
  readonly problem: (error: unknown) => void;
}

/** MAAS asks every ten minutes; the jitter keeps several appliances from asking in step. */
const EVERY_MS = 600_000;
const JITTER = 0.2;
const LOOK_AT_LINK_MS = 2000;

/** The searches: at the start, when a plan is made, when the cable is plugged in, and every ten minutes. */
export function openForeignServers(
  ports: ForeignServersPorts,
  parts: AsyncDisposableStack,
): ForeignServers & { start(): void } {
  const { config, network, settings, log, problem } = ports;
  const { interface: device, address } = config;
  let closed = false;
  let opened: ForeignProbe | undefined;
  parts.defer(() => {
    closed = true;
    opened?.close();
  });
  const service = foreignServers({
    interface: device,
    own: [address.address],
    plan: () => network.plan(),
    async open(heard) {
      opened = await openForeignProbe({ interface: device, address, heard, descriptor: ports.descriptor });
      if (closed) opened.close();
      return opened;
    },
    hasLeases: ports.hasLeases,
    remember: (ignoredServers) => settings.set("network", { ...settings.raw("network"), ignoredServers }),
    wallClock: ports.wallClock,
    clockText: (iso) => clockText(iso, settings.get("region").timeZone),
    event: (code, severity, text, data) => log.add(code, severity, text, { data }),
    problem,
  });
  // A search that outlives the appliance finds its database closed; nobody is left who would want to know.
  const search = (): void => {
    void service.probe().catch((error: unknown) => {
      if (!closed) problem(error);
    });
  };
  return {
    ...service,
    start() {
      let next: NodeJS.Timeout;
      const later = (): void => {
        next = setTimeout(
          () => {
            search();
            later();
          },
          EVERY_MS * (1 + JITTER * (Math.random() - 0.5)),
        );
      };
      let plugged = hasCarrier(device);
      const link = setInterval(() => {
        const before = plugged;
        plugged = hasCarrier(device);
        if (plugged && !before) search();
      }, LOOK_AT_LINK_MS);
      parts.defer(
        network.subscribe(() => {
          service.planChanged();
          search();
        }),
      );
      parts.defer(() => {
        clearTimeout(next);
        clearInterval(link);
      });
      search();
      later();
    },
  };
}

/** An interface that is down has no carrier to read. */
function hasCarrier(device: string): boolean {
  try {
    return readFileSync(`/sys/class/net/${device}/carrier`, "ascii").trim() === "1";
  } catch (error) {
    if (["EINVAL", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

const clockText = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(iso));
