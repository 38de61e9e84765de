import { InvalidValueError } from "./invalid-value.ts";
import { type Ipv4, ipv4FromNumber, ipv4ToNumber, parseIpv4 } from "./ipv4.ts";

/** An IPv4 network: its first address and the number of network bits (8 to 30). */
export interface Subnet {
  readonly network: Ipv4;
  readonly prefix: number;
}

/** An address together with the network it lies in ("10.77.0.1/24"). */
export interface InterfaceAddress {
  readonly address: Ipv4;
  readonly subnet: Subnet;
}

/** First and last address, both included. */
export interface Range {
  readonly first: Ipv4;
  readonly last: Ipv4;
}

export function parseInterfaceAddress(text: string): InterfaceAddress {
  const [address = "", bits = "", ...rest] = text.split("/");
  if (rest.length > 0 || !/^([89]|[12][0-9]|30)$/.test(bits)) {
    throw new InvalidValueError(
      "address with prefix",
      text,
      "Write an address, a slash and 8 to 30 network bits, e.g. 10.77.0.1/24.",
    );
  }
  const parsed = parseIpv4(address);
  return { address: parsed, subnet: subnetAround(parsed, Number(bits)) };
}

/** A network in CIDR form; host bits must be zero, because a typing error there moves the whole network. */
export function parseSubnet(text: string): Subnet {
  const { address, subnet } = parseInterfaceAddress(text);
  if (address !== subnet.network) {
    throw new InvalidValueError(
      "subnet",
      text,
      `Bits behind the prefix are set; did you mean ${formatSubnet(subnet)}?`,
    );
  }
  return subnet;
}

export function parseRange(text: string): Range {
  const [first = "", last = "", ...rest] = text.split("-").map((part) => part.trim());
  if (last === "" || rest.length > 0) {
    throw new InvalidValueError(
      "address range",
      text,
      "Write the first and the last address, e.g. 10.77.0.100-10.77.0.250.",
    );
  }
  const range = { first: parseIpv4(first), last: parseIpv4(last) };
  if (ipv4ToNumber(range.first) > ipv4ToNumber(range.last)) {
    throw new InvalidValueError("address range", text, "The first address must not be higher than the last.");
  }
  return range;
}

export function subnetAround(address: Ipv4, prefix: number): Subnet {
  return {
    network: ipv4FromNumber(Number((BigInt(ipv4ToNumber(address)) >> BigInt(32 - prefix)) << BigInt(32 - prefix))),
    prefix,
  };
}

export const formatSubnet = (subnet: Subnet): string => `${subnet.network}/${subnet.prefix}`;
export const formatRange = (range: Range): string => `${range.first}-${range.last}`;

export function netmask(subnet: Subnet): Ipv4 {
  return ipv4FromNumber(2 ** 32 - 2 ** (32 - subnet.prefix));
}

export function broadcastAddress(subnet: Subnet): Ipv4 {
  return ipv4FromNumber(ipv4ToNumber(subnet.network) + 2 ** (32 - subnet.prefix) - 1);
}

export function subnetContains(subnet: Subnet, address: Ipv4): boolean {
  return subnetAround(address, subnet.prefix).network === subnet.network;
}

/** In the subnet and neither its network nor its broadcast address. */
export function isHostOf(subnet: Subnet, address: Ipv4): boolean {
  return subnetContains(subnet, address) && address !== subnet.network && address !== broadcastAddress(subnet);
}

export function rangeContains(range: Range, address: Ipv4): boolean {
  const value = ipv4ToNumber(address);
  return value >= ipv4ToNumber(range.first) && value <= ipv4ToNumber(range.last);
}

export function rangeSize(range: Range): number {
  return ipv4ToNumber(range.last) - ipv4ToNumber(range.first) + 1;
}

export function subnetsOverlap(a: Subnet, b: Subnet): boolean {
  return subnetContains(a, b.network) || subnetContains(b, a.network);
}
