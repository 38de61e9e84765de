import { checkConfig, type Problem } from "../config-check.ts";
import type { Config } from "../config-schema.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { rangeContains } from "../net/subnet.ts";
import type { Sections } from "../settings/sections.ts";

export interface PlanFacts {
  readonly config: Config;
  /** Default gateway and name servers of the host: they are there, whatever the plan says of them. */
  readonly neighbours: readonly Ipv4[];
  /** Who answered when the network was looked at last, without our own clients. */
  readonly live: readonly Ipv4[];
  /** DHCP servers that give addresses on this wire, and that nobody chose to ignore. */
  readonly otherServers: readonly Ipv4[];
}

/** The rules between the settings of a plan, as the configuration file is checked, and against what is on the wire. */
export function checkPlan(plan: Sections["network"], facts: PlanFacts): Problem[] {
  const { config } = facts;
  const { mode, answer, authoritative, subnets } = plan;
  const asFile = { ...config, dhcp: { ...config.dhcp, mode, answer, authoritative }, subnets };
  const problems = checkConfig({
    ...asFile,
    machines: [],
    images: [],
    profiles: [],
    menu: undefined,
    unknownMachines: "list",
  });
  return [...problems, ...nothingToGive(plan), ...poolsOf(plan, facts, problems), ...others(plan, facts)];
}

function nothingToGive({ mode, subnets }: Sections["network"]): Problem[] {
  if (mode !== "server" || subnets.length > 0) return [];
  return [
    {
      key: "subnets",
      value: [],
      because: "a server without a subnet has no address to give. Add one, or say mode: off.",
    },
  ];
}

/** Addresses that somebody has already. What checkConfig said of a pool is not said twice. */
function poolsOf({ mode, subnets }: Sections["network"], facts: PlanFacts, known: readonly Problem[]): Problem[] {
  if (mode !== "server") return [];
  return subnets.flatMap(({ pool }, index) => {
    const key = `subnets[${index}].pool`;
    if (pool === undefined || known.some((problem) => problem.key === key)) return [];
    const value = `${pool.first}-${pool.last}`;
    const host = facts.neighbours.find((address) => rangeContains(pool, address));
    if (host !== undefined) {
      const because = `it contains ${host}, the gateway or a name server of this network. Let the pool begin or end beside it.`;
      return [{ key, value, because }];
    }
    const inside = facts.live.filter((address) => rangeContains(pool, address));
    if (inside.length === 0) return [];
    const because = `another device answers on ${inside.slice(0, 5).join(", ")}${inside.length > 5 ? ` and ${inside.length - 5} more` : ""}. Let the pool begin or end beside it.`;
    return [{ key, value, because }];
  });
}

function others({ mode, serveAnyway }: Sections["network"], { otherServers }: PlanFacts): Problem[] {
  if (mode !== "server" || serveAnyway || otherServers.length === 0) return [];
  const who = otherServers.join(", ");
  return [
    {
      key: "mode",
      value: "server",
      because: `${who} already gives addresses on this network, and two servers take each other's clients away. Use proxy, or say serveAnyway: true.`,
    },
  ];
}
