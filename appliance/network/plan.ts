import type { Config, SubnetConfig } from "../config-schema.ts";
import type { Settings } from "../settings/service.ts";

/** How the appliance takes part in the rack's network now. */
export interface NetworkPlan {
  readonly mode: "server" | "proxy" | "off";
  readonly answer: "everyone" | "pxe-and-known";
  readonly authoritative: boolean;
  readonly subnets: readonly SubnetConfig[];
  /** Give addresses although another server does. A file says so by naming a mode (design §4.11). */
  readonly serveAnyway: boolean;
  /** Server identifiers of other DHCP servers that a person does not mind. */
  readonly ignoredServers: readonly string[];
  /** Who said so: the configuration file, a person through the page, or nobody yet. */
  readonly saidBy: "file" | "person" | "nobody";
  /** A person stopped serving for a while: only installs that are under way go on. */
  readonly paused: boolean;
}

/** The plan in force. A configuration file with token and subnets is the answer given in advance (design §4.11), and it wins. */
export interface Network {
  plan(): NetworkPlan;
  /** Told after the plan changed. */
  subscribe(listener: () => void): () => void;
}

export function network(config: Pick<Config, "access" | "dhcp" | "subnets">, settings: Settings): Network {
  // proxyDHCP gives no addresses, so it needs no subnets.
  const byFile = config.access.token !== undefined && (config.subnets.length > 0 || config.dhcp.mode === "proxy");
  const said = (): Omit<NetworkPlan, "paused"> => {
    const { mode, answer, authoritative, subnets, serveAnyway, ignoredServers } = settings.get("network");
    if (byFile) {
      const { dhcp, subnets } = config;
      const said = { mode: dhcp.mode, answer: dhcp.answer, authoritative: dhcp.authoritative, subnets };
      return { ...said, serveAnyway: true, ignoredServers, saidBy: "file" };
    }
    // A server may be ignored before any mode was chosen; that alone sets nothing up.
    if (settings.raw("network").mode === undefined) {
      const { subnets } = config;
      return { mode: "off", answer, authoritative, subnets, serveAnyway, ignoredServers, saidBy: "nobody" };
    }
    return { mode, answer, authoritative, subnets, serveAnyway, ignoredServers, saidBy: "person" };
  };
  return {
    plan: () => ({ ...said(), paused: settings.get("serving").paused }),
    subscribe: (listener) =>
      settings.subscribe((section) => {
        if (section === "network" || section === "serving") listener();
      }),
  };
}
