import { readFileSync } from "node:fs";
import { InvalidValueError } from "../net/invalid-value.ts";
import { type Ipv4, ipv4FromNumber, parseIpv4 } from "../net/ipv4.ts";

/** What the host itself knows of the rack's network. */
export interface HostFacts {
  /** Is a cable plugged in that something answers on? */
  readonly carrier: boolean;
  readonly gateway: Ipv4 | undefined;
  /** Name servers that others can ask too: a resolver on loopback is not among them. */
  readonly nameServers: readonly Ipv4[];
}

// Iface  Destination  Gateway   Flags  RefCnt  Use  Metric  Mask      MTU  Window  IRTT     /proc/net/route
// eth0   00000000     01004D0A  0003   0       0    0       00000000  0    0       0
const UP_GATEWAY = 0x3;

/** The default route over this interface; of several the one with the smallest metric. */
export function parseDefaultGateway(table: string, device: string): Ipv4 | undefined {
  const routes = table
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([name, destination, , flags, , , , mask]) =>
        name === device &&
        destination === "00000000" &&
        mask === "00000000" &&
        (Number.parseInt(flags ?? "0", 16) & UP_GATEWAY) === UP_GATEWAY,
    )
    .toSorted((a, b) => Number(a[6]) - Number(b[6]));
  const gateway = routes[0]?.[2];
  return gateway === undefined ? undefined : fromKernelHex(gateway);
}

/** The kernel prints the address as the number that it is in memory: on every platform of ours the first octet comes last. */
const fromKernelHex = (hex: string): Ipv4 => ipv4FromNumber(Buffer.from(hex, "hex").readUInt32LE(0));

export function parseNameServers(resolvConf: string): Ipv4[] {
  const named = [...resolvConf.matchAll(/^\s*nameserver\s+(\S+)/gm)].map(([, address = ""]) => address);
  return named.flatMap((text) => {
    try {
      const address = parseIpv4(text);
      return address.startsWith("127.") ? [] : [address];
    } catch (error) {
      if (error instanceof InvalidValueError) return []; // IPv6
      throw error;
    }
  });
}

export function hostFacts(device: string): HostFacts {
  return {
    carrier: read(`/sys/class/net/${device}/carrier`).trim() === "1",
    gateway: parseDefaultGateway(read("/proc/net/route"), device),
    nameServers: parseNameServers(read("/etc/resolv.conf")),
  };
}

/** What is not there says nothing: an interface that is down refuses to tell its carrier (EINVAL). */
function read(path: string): string {
  try {
    return readFileSync(path, "ascii");
  } catch (error) {
    if (["ENOENT", "EINVAL"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}
