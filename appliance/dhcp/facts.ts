import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { type Range, type Subnet, subnetContains } from "../net/subnet.ts";
import type { BookView } from "./book.ts";
import type { BOOT_SERVER_PORT, SERVER_PORT } from "./destination.ts";

/** What a person decided about DHCP. Plain values: they travel to the worker thread as a message. */
export interface DhcpSettings {
  readonly mode: "server" | "proxy" | "off";
  /** "pxe-and-known": machines of the inventory, and whoever asks with a PXE or HTTP boot class. */
  readonly answer: "everyone" | "pxe-and-known";
  readonly authoritative: boolean;
  readonly bootp: boolean;
  readonly interface: string;
  readonly address: Ipv4;
  readonly subnet: Subnet;
  readonly subnets: readonly DhcpSubnet[];
  readonly reservations: readonly { readonly mac: Mac; readonly address: Ipv4 }[];
  readonly known: readonly Mac[];
  readonly boot: BootSettings;
  readonly probeAddresses: boolean;
  /** Somebody else's DHCP server appeared while this one was serving, and nobody said to go on as before (trust 2.4). */
  readonly foreign: boolean;
  /** A person stopped serving: only these machines, whose install is under way, and who holds a lease are answered. */
  readonly paused?: { readonly except: readonly Mac[] };
  /** What this server calls itself in BOOTP's sname; a request that names another server is not for us. */
  readonly serverName?: string;
  /** Clients that stumble over an echoed option 61 (RFC 6842 wants the echo). */
  readonly noClientIdEcho?: readonly Mac[];
}

export interface DhcpSubnet {
  readonly subnet: Subnet;
  readonly pool?: Range;
  readonly router?: Ipv4;
  readonly dns: readonly Ipv4[];
  readonly domain?: string;
  readonly leaseSeconds: number;
  readonly allocation: "dynamic" | "automatic";
  /** Seconds east of UTC, option 2. */
  readonly timeOffset?: number;
  /** Further options for clients that ask for them: the value as hexadecimal digits, of any length. */
  readonly options?: readonly { readonly code: number; readonly value: string }[];
}

export interface BootSettings {
  readonly httpBase: string;
  /** true: a client that is iPXE gets a script's URL instead of a loader. */
  readonly ipxe: boolean;
  readonly loaders: { readonly biosName: string; readonly x64Name: string; readonly arm64Name: string };
  /** UEFI HTTP boot is off unless these URLs are set; silence lets the firmware fall back to PXE. */
  readonly httpBoot?: { readonly x64Url?: string; readonly arm64Url?: string };
}

/** The settings with their lists indexed, made once per change. */
export interface Served {
  readonly settings: DhcpSettings;
  readonly known: ReadonlySet<Mac>;
  readonly reservedAddress: ReadonlyMap<Mac, Ipv4>;
  readonly reservedFor: ReadonlyMap<Ipv4, Mac>;
  /** Addresses that no client may have: ours, routers, name servers. */
  readonly taken: ReadonlySet<Ipv4>;
  readonly ownMac: Mac | undefined;
  /** While serving is stopped: who is answered all the same. */
  readonly pausedExcept: ReadonlySet<Mac> | undefined;
}

export type LocalPort = typeof SERVER_PORT | typeof BOOT_SERVER_PORT;

/** All that a decision may look at besides the packet. */
export interface Facts {
  /** Appliance time in seconds: it never jumps and does not know what day it is. */
  readonly now: number;
  /** Where the datagram came from. */
  readonly source: Ipv4;
  /** From which port, and to which of ours: 67, or 4011 where a boot server listens. */
  readonly sourcePort: number;
  readonly port: LocalPort;
  readonly served: Served;
  readonly book: BookView;
  /** True when this address was tested on the wire a moment ago, or need not be. */
  readonly tested: (address: Ipv4) => boolean;
}

export function serve(settings: DhcpSettings, ownMac?: Mac): Served {
  return {
    settings,
    known: new Set(settings.known),
    reservedAddress: new Map(settings.reservations.map(({ mac, address }) => [mac, address])),
    reservedFor: new Map(settings.reservations.map(({ mac, address }) => [address, mac])),
    taken: new Set([
      settings.address,
      ...settings.subnets.flatMap((one) => [...(one.router ? [one.router] : []), ...one.dns]),
    ]),
    ownMac,
    pausedExcept: settings.paused === undefined ? undefined : new Set(settings.paused.except),
  };
}

/**
 * May somebody at this address, or a relay with it, be a client of ours? Beside another DHCP server there need not be any
 * subnet of ours: the network of our own interface is then the one that counts.
 */
export const isServedAddress = (served: Served, address: Ipv4): boolean =>
  subnetOf(served, address) !== undefined ||
  (served.settings.mode === "proxy" && subnetContains(served.settings.subnet, address));

export const subnetOf = (served: Served, address: Ipv4): DhcpSubnet | undefined =>
  served.settings.subnets.find((one) => subnetContains(one.subnet, address));
