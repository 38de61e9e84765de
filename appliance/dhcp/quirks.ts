import type { Mac } from "../net/mac.ts";

// What particular firmware needs against the rules, each with its evidence. A quirk without a capture or a measurement is a
// rumour and has no place here. Kept so far: none on the wire. iPXE, OVMF and AAVMF accept a broadcast reply although they
// asked with flags 0 (test/protocol/captures, dnsmasq's dhcp-broadcast); that is no quirk but our rule (destination.ts).

/** Prefixes of network cards in Raspberry Pis: their boot ROM says "BIOS" and then cannot run what BIOS machines run. */
const RASPBERRY_PI = ["28:cd:c1", "2c:cf:67", "88:a2:9e", "b8:27:eb", "d8:3a:dd", "dc:a6:32", "e4:5f:01"];

export const isRaspberryPi = (mac: Mac | undefined): boolean =>
  mac !== undefined && RASPBERRY_PI.includes(mac.slice(0, 8));
