import { type Ipv4, ipv4ToNumber, parseIpv4 } from "../net/ipv4.ts";

/** Names under which the appliance announces itself; a person may add others. */
export const OWN_NAMES: readonly string[] = ["rackseed", "rackseed.local"];

/** What a certificate is for. */
export interface Subjects {
  readonly names: readonly string[];
  readonly addresses: readonly Ipv4[];
}

/** Everything by which a browser may reach the appliance; a browser on the appliance itself says localhost. */
export function subjects(addresses: readonly Ipv4[], extraNames: readonly string[]): Subjects {
  return {
    names: [...new Set([...OWN_NAMES, "localhost", ...extraNames])].sort(),
    addresses: [...new Set([parseIpv4("127.0.0.1"), ...addresses])].sort(),
  };
}

/** What an authority may sign for: these domains with all below them, and these networks. */
export interface Permitted {
  readonly domains: readonly string[];
  /** CIDR. */
  readonly networks: readonly string[];
}

/** Names that nobody owns on the Internet, and private networks: so a stolen authority cannot speak for a bank. */
const PRIVATE: Permitted = {
  domains: ["home.arpa", "internal", "lan", "local", "localhost", "rackseed"],
  networks: ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
};

/**
 * What the authority must permit so that it can sign for `wanted`. It only ever grows from `before`: whoever took an
 * older certificate of the authority goes on trusting what it covered.
 */
export function permittedFor({ names, addresses }: Subjects, before: Permitted = PRIVATE): Permitted {
  const domains = names.filter((name) => !before.domains.some((domain) => isBelow(name, domain)));
  const networks = addresses.filter((address) => !before.networks.some((network) => isIn(address, network)));
  return {
    domains: [...before.domains, ...domains],
    networks: [...before.networks, ...networks.map((address) => `${address}/32`)],
  };
}

const isBelow = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

function isIn(address: Ipv4, network: string): boolean {
  const [first = "", prefix = ""] = network.split("/");
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(ipv4ToNumber(address) / size) === Math.floor(ipv4ToNumber(parseIpv4(first)) / size);
}
