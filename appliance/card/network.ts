import type { Mac } from "../net/mac.ts";
import { formatSubnet } from "../net/subnet.ts";
import type { CardSettings } from "./settings.ts";

/** When nobody gives an address and none is written on the card: a person with a laptop still finds the box. */
export const FALLBACK = "10.77.0.1/24";

/** systemd.network(5) for the rack's interface. */
export function networkFile(
  { interface: device, address, gateway, dns }: Network,
  fallback?: { readonly mac: Mac },
): string {
  const fixed =
    address === undefined ? [] : [`Address=${address.address}/${formatSubnet(address.subnet).split("/")[1] ?? ""}`];
  return lines(
    "[Match]",
    `Name=${device}`,
    "",
    "[Link]",
    "RequiredForOnline=no",
    "",
    "[Network]",
    address === undefined ? "DHCP=ipv4" : "DHCP=no",
    ...fixed,
    ...(gateway === undefined ? [] : [`Gateway=${gateway}`]),
    ...dns.map((server) => `DNS=${server}`),
    ...(fallback === undefined ? [] : [`Address=${FALLBACK}`]),
    // The page listens on IPv4 only: an IPv6 address in mDNS would send browsers into nowhere first.
    "LinkLocalAddressing=no",
    "IPv6AcceptRA=no",
    "MulticastDNS=yes",
    // The box starts before its switch does, and a cable that is pulled for a moment ends nothing.
    ...(address === undefined && fallback === undefined
      ? []
      : ["ConfigureWithoutCarrier=yes", "IgnoreCarrierLoss=yes"]),
    "",
    "[DHCPv4]",
    // The MAC is what is printed on the board; a machine-id may be another after a new card.
    "ClientIdentifier=mac",
    "UseDomains=no",
    "UseHostname=no",
    ...(fallback === undefined ? [] : linkLocal(fallback.mac)),
  );
}

type Network = Pick<CardSettings, "interface" | "address" | "gateway" | "dns">;

/**
 * A laptop that finds no DHCP server takes an address of 169.254/16 (RFC 3927), so the box has one too. Not by networkd's
 * LinkLocalAddressing=: addresses of link scope come first in the kernel's list, and broadcasts from port 67 would carry
 * that one as their source. The duplicate detection also lets it come after the other address.
 */
const linkLocal = (mac: Mac): string[] => {
  const bytes = mac.split(":").map((text) => Number.parseInt(text, 16));
  // RFC 3927 §2.1 keeps the first and the last 256 addresses for later.
  const third = 1 + ((bytes[4] ?? 0) % 254);
  return [
    "",
    "[Address]",
    `Address=169.254.${third}.${bytes[5] ?? 0}/16`,
    "Scope=global",
    "DuplicateAddressDetection=ipv4",
  ];
};

/** Sockets that belong to the rack's interface; the units say eth0. */
export const INTERFACE_SOCKETS = ["dhcp", "dhcp-probe", "proxydhcp", "tftp", "syslog"] as const;

/** A drop-in that binds one of them to another interface. */
export const socketDropIn = (device: string): string =>
  lines(
    "[Unit]",
    "# BindToDevice= adds its own dependencies on the new one.",
    "",
    "[Socket]",
    "BindToDevice=",
    `BindToDevice=${device}`,
  );

const lines = (...text: string[]): string => `${text.join("\n")}\n`;
