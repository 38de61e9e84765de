import type { Config, SubnetConfig } from "../config-schema.ts";
import type { Settings } from "../settings/service.ts";

/** How the appliance takes part in the rack's network now. */
export interface NetworkPlan {
  readonly mode: "server" | "proxy" | "off";
  readonly answer: "everyone" | "pxe-and-known";
  readonly authoritative: boolean;
  readonly subnets: readonly SubnetConfig[];
  /** A person knows of another DHCP server here; the file does not speak of that, its author has decided. */
  readonly serveAnyway: boolean;
  /** Who said so: the configuration file, a person through the page, or nobody yet. */
  readonly saidBy: "file" | "person" | "nobody";
}

/** The plan in force. A configuration file with token and subnets is the answer given in advance (design §4.11), and it wins. */
export interface Network {
  plan(): NetworkPlan;
  /** Told after the plan changed. */
  subscribe(listener: () => void): () => void;
}

export function network(config: Pick<Config, "access" | "dhcp" | "subnets">, settings: Settings): Network {
  const byFile = config.access.token !== undefined && config.subnets.length > 0;
  return {
    plan() {
      if (byFile) {
        const { mode, answer, authoritative } = config.dhcp;
        return { mode, answer, authoritative, subnets: config.subnets, serveAnyway: true, saidBy: "file" };
      }
      const { mode, answer, authoritative, subnets, serveAnyway } = settings.get("network");
      if (!settings.has("network"))
        return { mode: "off", answer, authoritative, subnets: config.subnets, serveAnyway, saidBy: "nobody" };
      return { mode, answer, authoritative, subnets, serveAnyway, saidBy: "person" };
    },
    subscribe: (listener) =>
      settings.subscribe((section) => {
        if (section === "network") listener();
      }),
  };
}
