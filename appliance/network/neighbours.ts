import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";

/** Who has which address. Boot files and answers are given to an address, and are meant for a machine. */
export interface Neighbours {
  macOf(address: Ipv4): Mac | undefined;
  addressOf(mac: Mac): Ipv4 | undefined;
  /** It went through a DHCP exchange that we took part in or heard, so it is really there (trust 2.6). */
  met(address: Ipv4): boolean;
  /** A client took this address, from us or from another server. */
  hear(mac: Mac, address: Ipv4): void;
}

export interface NeighboursNeeds {
  readonly mode: () => "server" | "proxy" | "off";
  readonly leases: {
    byAddress(address: Ipv4): { readonly mac?: Mac } | undefined;
    byMac(mac: Mac): { readonly address: Ipv4 } | undefined;
  };
  /** The kernel's table, /proc/net/arp, for the rack's interface. */
  readonly arp: (address: Ipv4) => Mac | undefined;
}

/** Anybody on the wire can invent clients. */
const MOST_HEARD = 10_000;

/**
 * While we give the addresses, our leases say it all. Beside another DHCP server they may be of a former time: there it is
 * what clients were heard to ask that server for, and for those who got their address before we listened, ARP.
 */
export function neighbours({ mode, leases, arp }: NeighboursNeeds): Neighbours {
  const macs = new Map<Ipv4, Mac>();
  const addresses = new Map<Mac, Ipv4>();
  const forget = (address: Ipv4 | undefined): void => {
    const mac = address === undefined ? undefined : macs.get(address);
    if (address === undefined || mac === undefined) return;
    macs.delete(address);
    addresses.delete(mac);
  };
  const leased = (address: Ipv4): Mac | undefined => (mode() === "proxy" ? undefined : leases.byAddress(address)?.mac);
  return {
    macOf(address) {
      const known = leased(address);
      if (known !== undefined || mode() === "server") return known;
      return macs.get(address) ?? arp(address);
    },
    addressOf: (mac) => (mode() === "proxy" ? undefined : leases.byMac(mac)?.address) ?? heardOf(mac),
    met: (address) => leased(address) !== undefined || (mode() !== "server" && macs.has(address)),
    hear(mac, address) {
      forget(address);
      forget(addresses.get(mac));
      macs.set(address, mac);
      addresses.set(mac, address);
      if (macs.size > MOST_HEARD) forget(macs.keys().next().value);
    },
  };

  function heardOf(mac: Mac): Ipv4 | undefined {
    return mode() === "server" ? undefined : addresses.get(mac);
  }
}
