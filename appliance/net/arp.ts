import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Ipv4 } from "./ipv4.ts";
import { type Mac, parseMac } from "./mac.ts";

// IP address       HW type     Flags       HW address            Mask     Device                       /proc/net/arp
// 10.77.0.9        0x1         0x2         52:54:00:77:00:09     *        eth0
export interface Neighbour {
  readonly address: Ipv4;
  readonly mac: Mac;
  readonly device: string;
}

/** Flag 2, ATF_COM: the neighbour answered. Without it the kernel is still asking, or nobody is there. */
const COMPLETE = 0x2;

/** The neighbours that answered, out of the kernel's table. */
export function parseArpTable(table: string): Neighbour[] {
  return table
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, type, flags]) => type === "0x1" && (Number(flags) & COMPLETE) !== 0)
    .map(([address = "", , , mac = "", , device = ""]) => ({ address: address as Ipv4, mac: parseMac(mac), device }));
}

/** Who is known to have this address on this interface at this moment; nobody is asked. */
export function neighbourNow(address: Ipv4, device: string): Mac | undefined {
  const table = parseArpTable(readFileSync("/proc/net/arp", "utf8"));
  return table.find((one) => one.address === address && one.device === device)?.mac;
}

/** Who answered ARP for this address on this interface, if anybody did. */
export async function neighbour(address: Ipv4, device: string): Promise<Mac | undefined> {
  const table = parseArpTable(await readFile("/proc/net/arp", "utf8"));
  return table.find((one) => one.address === address && one.device === device)?.mac;
}

/** Everybody whom the kernel knows on this interface now; nobody is asked. */
export const neighbours = (device: string): Neighbour[] =>
  parseArpTable(readFileSync("/proc/net/arp", "utf8")).filter((one) => one.device === device);
