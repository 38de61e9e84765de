import { BlockList, isIP, isIPv4 } from "node:net";

export type AddressClass = "public" | "private" | "loopback" | "link-local" | "multicast" | "reserved";

type Net = readonly [net: string, prefix: number];
const RANGES: readonly (readonly [AddressClass, readonly Net[]])[] = [
  ["loopback", [["127.0.0.0", 8], ["::1", 128]]], // prettier-ignore
  // 169.254.169.254 and fd00:ec2::254 are the clouds' metadata services: whoever asks there as us learns our secrets.
  ["link-local", [["169.254.0.0", 16], ["fe80::", 10], ["fd00:ec2::", 32]]], // prettier-ignore
  ["multicast", [["224.0.0.0", 4], ["ff00::", 8]]], // prettier-ignore
  ["private", [["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16], ["fc00::", 7]]], // prettier-ignore
  // RFC 6890: this network, carrier NAT, protocol assignments, documentation, benchmarking, the future; site-local, discard, ORCHID.
  ["reserved", [
    ["0.0.0.0", 8], ["100.64.0.0", 10], ["192.0.0.0", 24], ["192.0.2.0", 24], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24],
    ["240.0.0.0", 4], ["::", 128], ["100::", 64], ["2001::", 23], ["2001:db8::", 32], ["3fff::", 20], ["fec0::", 10],
  ]], // prettier-ignore
];

const lists = RANGES.map(([name, nets]) => {
  const list = new BlockList();
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, isIPv4(net) ? "ipv4" : "ipv6");
  return [name, list] as const;
});

/** What kind of place an address is. An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is what it carries. */
export function classOf(address: string): AddressClass {
  const family = isIP(address);
  if (family === 0) return "reserved";
  const inner = family === 6 ? carriedAddress(address) : undefined;
  if (inner !== undefined) return classOf(inner);
  return lists.find(([, list]) => list.check(address, family === 4 ? "ipv4" : "ipv6"))?.[0] ?? "public";
}

/** The IPv4 address inside an IPv6 one: RFC 4291 §2.5.5 (mapped, compatible), RFC 6052 (64:ff9b::/96), RFC 3056 (2002::/16). */
export function carriedAddress(address: string): string | undefined {
  const groups = groupsOf(address);
  const dotted = (high = 0, low = 0): string => [high >> 8, high & 255, low >> 8, low & 255].join(".");
  const zeros = (count: number): boolean => groups.slice(0, count).every((group) => group === 0);
  if (zeros(5) && groups[5] === 0xffff) return dotted(groups[6], groups[7]);
  if (zeros(6) && groups[6] !== 0) return dotted(groups[6], groups[7]);
  if (groups[0] === 0x64 && groups[1] === 0xff9b) return dotted(groups[6], groups[7]);
  return groups[0] === 0x2002 ? dotted(groups[1], groups[2]) : undefined;
}

function groupsOf(address: string): number[] {
  // The URL parser writes every spelling of an address in one way, without dots and zones.
  const plain = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  const [head = "", tail] = plain.split("::");
  const read = (part: string): number[] => (part === "" ? [] : part.split(":").map((group) => parseInt(group, 16)));
  const [first, last] = [read(head), read(tail ?? "")];
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

export interface AddressPolicy {
  /** Why nothing may be fetched from there; undefined when it may. */
  refusal(address: string, internalMirror: boolean): string | undefined;
}

const SENTENCES: Readonly<Record<Exclude<AddressClass, "public" | "private">, string>> = {
  loopback: "it is the appliance itself",
  "link-local": "it is a link-local address, where clouds keep their secrets",
  multicast: "it is a multicast address",
  reserved: "it is no address of a server",
};

/** Whom an image may be fetched from: the internet, and the house only when a person says that the mirror is there (trust 2.8). */
export const addressPolicy = (own: readonly string[]): AddressPolicy => ({
  refusal(address, internalMirror) {
    if (own.includes(address)) return "it is the appliance itself";
    const kind = classOf(address);
    if (kind === "public" || (kind === "private" && internalMirror)) return undefined;
    if (kind === "private")
      return "it is an address of a private network; say that it is an internal mirror if you trust it";
    return SENTENCES[kind];
  },
});
