import { lookUp } from "./look-up.ts";
import { InvalidValueError } from "../net/invalid-value.ts";
import { type Ipv4, isHostAddress, parseIpv4 } from "../net/ipv4.ts";
import { isUnicastMac, parseMac } from "../net/mac.ts";
import {
  type InterfaceAddress,
  isHostOf,
  type Range,
  type Subnet,
  subnetAround,
  subnetContains,
} from "../net/subnet.ts";
import { attempt, domainOf, leaseOf, poolOf, subnetOf } from "./dhcpd.ts";
import { BECAUSE, Findings, machineName, type Note, shown, type Understood } from "./understood.ts";

interface Line {
  readonly line: number;
  readonly text: string;
  readonly key: string;
  readonly value: string;
}

interface FoundRange {
  readonly at: Line;
  readonly first: string;
  readonly last: string;
  readonly mask: string | undefined;
  readonly lease: number | "infinite" | undefined;
}

/** What lines far apart say together. */
interface Said {
  readonly ranges: FoundRange[];
  mask?: string;
  router?: Ipv4;
  dns?: Ipv4[];
  domain?: string;
}

/** Reads a dnsmasq.conf. `own` is the appliance's address: dnsmasq takes a missing netmask from the interface. */
export function readDnsmasq(text: string, own: InterfaceAddress): Understood {
  const findings = new Findings();
  const said: Said = { ranges: [] };
  for (const line of linesOf(text)) readLine(line, said, findings);
  for (const range of said.ranges) enterRange(range, said, own, findings);
  return findings.as("dnsmasq");
}

/** key[=value]; a # at the beginning or after a blank begins a comment. */
function linesOf(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const bare = raw.replace(/(^|\s)#.*$/, "").trim();
    if (bare === "") return [];
    const cut = bare.indexOf("=");
    const key = (cut < 0 ? bare : bare.slice(0, cut)).trim().replace(/^--/, "");
    return [{ line: index + 1, text: shown(bare), key, value: cut < 0 ? "" : bare.slice(cut + 1).trim() }];
  });
}

const NOT_NEEDED: readonly (readonly [RegExp, string])[] = [
  [/^(dhcp-boot|pxe-service|pxe-prompt|dhcp-match|dhcp-vendorclass|dhcp-userclass|dhcp-no-override|dhcp-reply-delay)$/, BECAUSE.boot],
  [/^(enable-tftp|tftp-.*)$/, BECAUSE.tftp],
  [/^(log-.*|quiet-.*)$/, BECAUSE.log],
  [/^(interface|bind-interfaces|bind-dynamic|listen-address|except-interface|no-dhcp-interface)$/, BECAUSE.interface],
  [/^(user|group|pid-file|keep-in-foreground|no-daemon|dhcp-leasefile|leasefile-ro|dhcp-sequential-ip|no-ping)$/, "Rackseed looks after this itself, so it is not needed."],
]; // prettier-ignore

const SKIPPED: readonly (readonly [RegExp, string])[] = [
  [/^(conf-file|conf-dir|dhcp-hostsfile|dhcp-optsfile|dhcp-hostsdir|dhcp-optsdir|servers-file|addn-hosts|read-ethers)$/, BECAUSE.include],
  [/^(server|local|address|cname|mx-.*|srv-host|txt-record|ptr-record|host-record|resolv-file|no-resolv|no-hosts|no-poll|cache-size|no-negcache|domain-needed|bogus-priv|expand-hosts|strict-order|all-servers|rebind-.*|stop-dns-rebind|filterwin2k|dnssec.*|localise-queries|bogus-nxdomain|neg-ttl|local-ttl|interface-name|auth-.*|alias)$/, BECAUSE.dns],
  [/^(enable-ra|ra-.*|dhcp-option6|dhcp-relay6)$/, BECAUSE.ipv6],
]; // prettier-ignore

function readLine(at: Line, said: Said, findings: Findings): void {
  const reader = lookUp(READERS, at.key);
  if (reader !== undefined) {
    const outcome = attempt(() => reader(at, said, findings));
    if (typeof outcome === "string") findings.skipped.push(noteOf(at, outcome));
    return;
  }
  const because = NOT_NEEDED.find(([key]) => key.test(at.key))?.[1];
  if (because !== undefined) findings.notNeeded.push(noteOf(at, because));
  else findings.skipped.push(noteOf(at, SKIPPED.find(([key]) => key.test(at.key))?.[1] ?? BECAUSE.unknown));
}

const READERS: Readonly<Record<string, (at: Line, said: Said, findings: Findings) => void>> = {
  port(at, _said, findings) {
    if (at.value === "0") findings.notNeeded.push(noteOf(at, "It turns DNS off, and Rackseed answers none."));
    else findings.skipped.push(noteOf(at, BECAUSE.dns));
  },
  "dhcp-range": readRange,
  "dhcp-option": readOption,
  "dhcp-option-force": readOption,
  "dhcp-host": readHost,
  "dhcp-authoritative"(at, _said, findings) {
    findings.authoritative = true;
    findings.taken.push(noteOf(at, "Rackseed then refuses addresses of other networks at once."));
  },
  domain(at, said, findings) {
    const [name = "", ...more] = at.value.split(",");
    if (more.length > 0) throw new InvalidValueError("domain", at.value, "Rackseed has one domain for each subnet.");
    said.domain = domainOf(name);
    findings.taken.push(noteOf(at, "The domain of the subnets."));
  },
};

/** dhcp-range=[tag:…,][set:…,]FIRST,LAST|static|proxy[,MASK[,BROADCAST]][,LEASE] */
function readRange(at: Line, said: Said, findings: Findings): void {
  const parts = at.value.split(",").map((part) => part.trim());
  if (parts.some((part) => part.startsWith("tag:")))
    throw new InvalidValueError(
      "range",
      at.value,
      "Rackseed has no tags; it chooses the subnet by the interface or the relay.",
    );
  if (at.value.includes("::")) throw new InvalidValueError("range", at.value, BECAUSE.ipv6);
  const [first = "", last = "", ...rest] = parts.filter((part) => !part.startsWith("set:"));
  if (last === "proxy") {
    findings.skipped.push(
      noteOf(
        at,
        "Here another server gives the addresses. Choose the mode “beside another DHCP server” on the network page.",
      ),
    );
    return;
  }
  const lease = rest.findLast((part) => /^(\d+[smhdw]?|infinite)$/.test(part));
  const mask = rest.find((part) => /^\d+\.\d+\.\d+\.\d+$/.test(part));
  said.ranges.push({ at, first, last, mask, lease: lease === undefined ? undefined : leaseText(lease) });
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** "45m", "12h", "3600", "infinite" */
function leaseText(text: string): number | "infinite" {
  if (text === "infinite") return text;
  return leaseOf(Number.parseInt(text, 10) * (lookUp(UNITS, text.slice(-1)) ?? 1));
}

type OptionReader = (said: Said, values: readonly string[]) => void;
const OPTIONS: Readonly<Record<string, OptionReader>> = {
  "1": (said, [mask = ""]) => void (said.mask = parseIpv4(mask)),
  "3"(said, values) {
    if (values[0] !== undefined) said.router = parseIpv4(values[0]); // without a value it says: no router
  },
  "6": (said, values) => void (said.dns = values.slice(0, 8).map(parseIpv4)),
  "15": (said, [name = ""]) => void (said.domain = domainOf(name)),
};
const OPTION_NAMES: Readonly<Record<string, string>> = {
  netmask: "1",
  router: "3",
  "dns-server": "6",
  "domain-name": "15",
  broadcast: "28",
  "tftp-server": "66",
  "bootfile-name": "67",
  "vendor-class": "60",
};
const BOOT_OPTIONS = new Set(["43", "60", "66", "67", "93", "94", "97", "128", "129", "130", "131", "132", "133", "134", "135", "150", "175", "209", "210"]); // prettier-ignore

/** dhcp-option=[tag:…,]NUMBER|option:NAME,VALUE… */
function readOption(at: Line, said: Said, findings: Findings): void {
  const [which = "", ...values] = at.value.split(",").map((part) => part.trim());
  if (/^(tag|vendor|encap|vi-encap|set):/.test(which)) {
    const boot = /PXEClient/i.test(at.value);
    findings[boot ? "notNeeded" : "skipped"].push(noteOf(at, boot ? BECAUSE.boot : "Rackseed has no tags."));
    return;
  }
  const number = which.startsWith("option:") ? (lookUp(OPTION_NAMES, which.slice(7)) ?? which) : which;
  const reader = lookUp(OPTIONS, number);
  if (reader !== undefined) {
    reader(said, values);
    findings.taken.push(noteOf(at, "Holds for the subnets."));
  } else if (number === "28") findings.notNeeded.push(noteOf(at, BECAUSE.mask));
  else if (BOOT_OPTIONS.has(number)) findings.notNeeded.push(noteOf(at, BECAUSE.boot));
  else findings.skipped.push(noteOf(at, which.startsWith("option6:") ? BECAUSE.ipv6 : BECAUSE.option));
}

/** dhcp-host=MAC[,…][,set:TAG][,ADDRESS][,NAME][,LEASE][,ignore], in any order. */
function readHost(at: Line, _said: Said, findings: Findings): void {
  const parts = at.value.split(",").map((text) => text.trim());
  for (const [pattern, because] of HOST_REFUSALS)
    if (parts.some((part) => pattern.test(part))) throw new InvalidValueError("host", at.value, because);
  const isMac = (part: string): boolean => /^([0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2}$/i.test(part);
  const isAddress = (part: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(part);
  const word = parts.find((part) => !isMac(part) && !isAddress(part) && !/^(set:.*|\d+[smhdw]?|infinite|)$/.test(part));
  const [mac, ...more] = parts.filter(isMac).map(parseMac);
  const address = parts.filter(isAddress).map(parseIpv4)[0];
  if (mac === undefined || !isUnicastMac(mac))
    throw new InvalidValueError("host", at.value, "It has no whole MAC address.");
  if (address !== undefined && !isHostAddress(address))
    throw new InvalidValueError("host", at.value, "No machine can have this address.");
  const name = machineName(word ?? "");
  const others = more.length === 0 ? "" : ` Its other network cards (${more.join(", ")}) were left out.`;
  findings.taken.push(noteOf(at, `A machine${address === undefined ? "" : " with a reserved address"}.${others}`));
  findings.machines.push({
    line: at.line,
    mac,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  });
}

const HOST_REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^ignore$/, "Rackseed has no list of machines that are not answered."],
  [/^(id|tag):/, "Rackseed knows machines by their MAC only."],
  [/^\[/, BECAUSE.ipv6],
];

function enterRange(
  { at, first, last, mask, lease }: FoundRange,
  said: Said,
  own: InterfaceAddress,
  findings: Findings,
): void {
  const cidr = attempt(() => cidrOf(parseIpv4(first), mask ?? said.mask, own));
  const pool = typeof cidr === "string" || last === "static" ? undefined : attempt(() => poolOf(cidr, first, last));
  const problem = [cidr, pool].find((value) => typeof value === "string");
  const twice = findings.subnets.some((other) => typeof cidr === "object" && other.cidr.network === cidr.network);
  if (problem !== undefined || typeof cidr !== "object" || twice) {
    findings.skipped.push(noteOf(at, typeof problem === "string" ? problem : BECAUSE.secondPool));
    return;
  }
  findings.taken.push(noteOf(at, pool === undefined ? "A subnet without a pool." : "A subnet with its pool."));
  const { router, domain } = said;
  findings.subnets.push({
    line: at.line,
    cidr,
    dns: said.dns ?? [],
    allocation: lease === "infinite" ? "automatic" : "dynamic",
    ...(pool === undefined ? {} : { pool: pool as Range }),
    ...(router === undefined || !isHostOf(cidr, router) ? {} : { router }),
    ...(domain === undefined ? {} : { domain }),
    ...(typeof lease === "number" ? { lease } : {}),
  });
}

function cidrOf(first: Ipv4, mask: string | undefined, own: InterfaceAddress): Subnet {
  if (mask !== undefined) return subnetAround(first, subnetOf("0.0.0.0", mask).prefix);
  if (subnetContains(own.subnet, first)) return own.subnet;
  throw new InvalidValueError(
    "range",
    first,
    "Neither the line nor option 1 says its netmask, and it is not in the appliance's own network.",
  );
}

const noteOf = ({ line, text }: Line, because: string): Note => ({ line, text, because });
