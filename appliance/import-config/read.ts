import type { InterfaceAddress } from "../net/subnet.ts";
import { readDhcpd } from "./dhcpd.ts";
import { readDnsmasq } from "./dnsmasq.ts";
import { readKea } from "./kea.ts";
import type { ConfigFormat, Understood } from "./understood.ts";

/** Which program's file it is. */
export function recognise(text: string): ConfigFormat {
  if (/^\s*(#.*\n|\/\/.*\n|\s)*\{/.test(text) && text.includes('"Dhcp4"')) return "kea";
  const bare = text.replaceAll(/#.*$/gm, "");
  return /^\s*(subnet|host|group|shared-network|class|option|range|pool)\s[^=\n]*[;{]/m.test(bare) ||
    /;\s*$/m.test(bare)
    ? "dhcpd"
    : "dnsmasq";
}

/** Reads another DHCP server's configuration. A RangeError says that it is nested too deep to be one. */
export function readConfigOf(text: string, format: ConfigFormat, own: InterfaceAddress): Understood {
  switch (format) {
    case "dhcpd":
      return readDhcpd(text);
    case "dnsmasq":
      return readDnsmasq(text, own);
    case "kea":
      return readKea(text);
  }
}
