import { lookUp } from "./look-up.ts";
import { InvalidValueError } from "../net/invalid-value.ts";
import { type Ipv4, ipv4ToNumber, isHostAddress, parseIpv4 } from "../net/ipv4.ts";
import { isUnicastMac, type Mac, parseMac } from "../net/mac.ts";
import { isHostOf, parseSubnet, type Range, type Subnet } from "../net/subnet.ts";
import { readStatements, type Statement } from "./dhcpd-statements.ts";
import { BECAUSE, Findings, machineName, shown, type Understood } from "./understood.ts";

/** Settings that hold for a block and all blocks in it, wherever in the block they stand (dhcpd.conf(5), SCOPES). */
interface Scope {
  readonly router?: Ipv4 | undefined;
  readonly dns?: readonly Ipv4[];
  readonly domain?: string;
  readonly lease?: number;
  readonly allocation?: "automatic";
}

/** What one subnet's block says beyond its scope. */
interface Inside {
  readonly cidr: Subnet;
  pool: Range | undefined;
}

/** Reads a dhcpd.conf of ISC DHCP. */
export function readDhcpd(text: string): Understood {
  const findings = new Findings();
  readBlock(readStatements(text), {}, undefined, findings);
  return findings.as("dhcpd");
}

function readBlock(
  statements: readonly Statement[],
  outer: Scope,
  inside: Inside | undefined,
  findings: Findings,
): Scope {
  const scope = { ...outer };
  const blocks: Statement[] = [];
  for (const statement of statements) {
    if (statement.broken !== undefined) skip(findings, statement, statement.broken);
    else if (statement.block === undefined) readSimple(statement, scope, inside, findings);
    else blocks.push(statement);
  }
  for (const block of blocks) openBlock(block, scope, inside, findings);
  return scope;
}

/** Blocks whose statements count as if they stood where the block stands, with a scope of their own. */
const TRANSPARENT: Readonly<Record<string, string>> = {
  group: "What is in the group was read; the group itself is not needed.",
  pool: "What is in the pool was read.",
  "shared-network":
    "The subnets in it were read. Rackseed chooses the subnet by the interface or the relay, so they are served one by one.",
};

function openBlock(statement: Statement, scope: Scope, inside: Inside | undefined, findings: Findings): void {
  const [kind = ""] = statement.words;
  const block = statement.block ?? [];
  const transparent = lookUp(TRANSPARENT, kind);
  if (transparent !== undefined) {
    note(findings, "notNeeded", statement, transparent);
    readBlock(block, scope, inside, findings);
  } else if (kind === "subnet") readSubnet(statement, scope, findings);
  else if (kind === "host") readHost(statement, findings);
  else if (isBootBlock(statement)) noteAll(findings, "notNeeded", statement, BECAUSE.boot);
  else
    noteAll(
      findings,
      "skipped",
      statement,
      kind.endsWith("6") ? BECAUSE.ipv6 : (lookUp(BLOCKS, kind) ?? BECAUSE.unknown),
    );
}

const BLOCKS: Readonly<Record<string, string>> = {
  class: "Rackseed has no classes; it tells machines apart by their MAC.",
  subclass: "Rackseed has no classes; it tells machines apart by their MAC.",
  if: "Rackseed cannot follow conditions of this kind.",
  elsif: "Rackseed cannot follow conditions of this kind.",
  else: "Rackseed cannot follow conditions of this kind.",
  zone: BECAUSE.ddns,
  key: BECAUSE.ddns,
  failover: "Rackseed has no failover pairs.",
};

/** A class or condition that does nothing but choose a boot file, as those for PXE clients and their architectures do. */
function isBootBlock({ words, block = [] }: Statement): boolean {
  if (!["class", "subclass", "if", "elsif", "else"].includes(words[0] ?? "")) return false;
  return block.every((statement) => {
    if (statement.block !== undefined) return isBootBlock(statement);
    return statement.words[0] === "match" || statement.words[0] === "spawn" || simpleKind(statement) === "boot";
  });
}

function readSubnet(statement: Statement, outer: Scope, findings: Findings): void {
  const [, network = "", word, mask = ""] = statement.words;
  const cidr = attempt(() => subnetOf(network, word === "netmask" ? mask : ""));
  if (typeof cidr === "string") {
    noteAll(findings, "skipped", statement, cidr);
    return;
  }
  const inside: Inside = { cidr, pool: undefined };
  const scope = readBlock(statement.block ?? [], outer, inside, findings);
  const { pool } = inside;
  note(findings, "taken", statement, pool === undefined ? "A subnet without a pool." : "A subnet with its pool.");
  findings.subnets.push({
    line: statement.line,
    cidr,
    dns: scope.dns ?? [],
    allocation: scope.allocation ?? "dynamic",
    ...(pool === undefined ? {} : { pool }),
    ...(scope.router === undefined || !isHostOf(cidr, scope.router) ? {} : { router: scope.router }),
    ...(scope.domain === undefined ? {} : { domain: scope.domain }),
    ...(scope.lease === undefined ? {} : { lease: scope.lease }),
  });
}

/** 10.127.19.0 and 255.255.255.0. */
export function subnetOf(network: string, mask: string): Subnet {
  const bits = ipv4ToNumber(parseIpv4(mask)).toString(2).padStart(32, "0");
  if (!/^1*0*$/.test(bits)) throw new InvalidValueError("netmask", mask, "Its ones do not stand together.");
  return parseSubnet(`${network}/${bits.lastIndexOf("1") + 1}`);
}

interface Host {
  mac?: Mac;
  address?: Ipv4;
  name?: string | undefined;
}

type HostReader = (host: Host, rest: readonly string[]) => void;
const HOST_READERS: Readonly<Record<string, HostReader>> = {
  hardware(host, [type = "", text = ""]) {
    if (type !== "ethernet") throw new InvalidValueError("hardware type", type, "Rackseed knows Ethernet.");
    const mac = parseMac(text.replaceAll(/(?<=^|:)([0-9a-f])(?=:|$)/gi, "0$1")); // dhcpd takes 0:16:3e:1:2:3 too
    if (!isUnicastMac(mac)) throw new InvalidValueError("MAC address", text, "It is a group or an empty address.");
    host.mac = mac;
  },
  "fixed-address"(host, [text = "", ...more]) {
    if (more.length > 0)
      throw new InvalidValueError(
        "fixed-address",
        shown([text, ...more].join(" ")),
        "Rackseed reserves one address for a machine.",
      );
    const address = parseIpv4(text);
    if (!isHostAddress(address)) throw new InvalidValueError("fixed-address", text, "No machine can have it.");
    host.address = address;
  },
  "host-name"(host, [text = ""]) {
    host.name = machineName(text) ?? host.name;
  },
};

function readHost(statement: Statement, findings: Findings): void {
  const host: Host = { name: machineName(statement.words[1] ?? "") };
  for (const line of statement.block ?? []) readHostLine(line, host, findings);
  const { mac, address, name } = host;
  if (mac === undefined) {
    skip(findings, statement, "It has no MAC address (hardware ethernet), so it is no machine here.");
    return;
  }
  const unnamed = name === undefined ? " Its name cannot be a host name, so it has none here." : "";
  note(findings, "taken", statement, `A machine${address === undefined ? "" : " with a reserved address"}.${unnamed}`);
  findings.machines.push({
    line: statement.line,
    mac,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  });
}

function readHostLine(line: Statement, host: Host, findings: Findings): void {
  const [first = "", ...rest] = line.words[0] === "option" ? line.words.slice(1) : line.words;
  const reader = lookUp(HOST_READERS, first);
  if (line.broken !== undefined) skip(findings, line, line.broken);
  else if (line.block !== undefined)
    noteAll(
      findings,
      isBootBlock(line) ? "notNeeded" : "skipped",
      line,
      isBootBlock(line) ? BECAUSE.boot : BECAUSE.unknown,
    );
  else if (simpleKind(line) === "boot") note(findings, "notNeeded", line, BECAUSE.boot);
  else if (reader === undefined) skip(findings, line, BECAUSE.unknown);
  else {
    const problem = attempt(() => reader(host, rest));
    if (typeof problem === "string") skip(findings, line, problem);
    else note(findings, "taken", line, "Part of the machine.");
  }
}

/** What a statement without a block is about, by its first word (or the option's name). */
function simpleKind({ words }: Statement): "boot" | undefined {
  const [first = "", second = "", third, code] = words;
  const key = first === "option" ? `option ${second}` : first;
  // `option architecture-type code 93 = …` only gives a name to a number that PXE uses (RFC 4578, and 60, 66, 67, 43).
  if (third === "code" && first === "option") return PXE_CODES.has(Number(code)) ? "boot" : undefined;
  return BOOT.has(key) || /^option (pxelinux|PXE|ipxe|gpxe)\./i.test(key) ? "boot" : undefined;
}

const PXE_CODES = new Set([
  43, 60, 66, 67, 77, 93, 94, 97, 128, 129, 130, 131, 132, 133, 134, 135, 175, 208, 209, 210, 211,
]);
const BOOT = new Set([
  "next-server", "filename", "server-name", "vendor-option-space", "option bootfile-name", "option tftp-server-name",
  "option vendor-class-identifier", "option root-path", "option space", "option vendor-encapsulated-options", "option loader-configfile", "option loader-pathprefix",
]); // prettier-ignore

type Reader = (scope: { -readonly [K in keyof Scope]: Scope[K] }, rest: readonly string[]) => void;
const READERS: Readonly<Record<string, Reader>> = {
  "option routers": (scope, rest) => void (scope.router = addresses(rest)[0]),
  "option domain-name-servers": (scope, rest) => void (scope.dns = addresses(rest).slice(0, 8)),
  "option domain-name": (scope, [name = ""]) => void (scope.domain = domainOf(name)),
  "default-lease-time": (scope, [seconds = ""]) => {
    if (!/^-?\d{1,10}$/.test(seconds)) throw new InvalidValueError("lease time", seconds, "Write a number of seconds.");
    if (Number(seconds) === -1 || Number(seconds) >= 0xffffffff) scope.allocation = "automatic";
    else scope.lease = leaseOf(Number(seconds));
  },
};

const NOT_NEEDED: Readonly<Record<string, string>> = {
  "option subnet-mask": BECAUSE.mask,
  "option broadcast-address": BECAUSE.mask,
  "max-lease-time": "Rackseed gives every machine the same lease time, so this is not needed.",
  "min-lease-time": "Rackseed gives every machine the same lease time, so this is not needed.",
  "log-facility": BECAUSE.log,
  "ping-check": "Rackseed looks whether an address is free before it gives it, so this is not needed.",
  allow: "Rackseed answers machines that boot, so this is not needed.",
};

function readSimple(statement: Statement, scope: Scope, inside: Inside | undefined, findings: Findings): void {
  const { words } = statement;
  const [first = "", second = ""] = words;
  const key = first === "option" ? `option ${second}` : first;
  const rest = words.slice(first === "option" ? 2 : 1);
  const reader = lookUp(READERS, key);
  if (reader !== undefined) {
    const problem = attempt(() => reader(scope, rest));
    if (typeof problem === "string") skip(findings, statement, problem);
    else
      note(
        findings,
        "taken",
        statement,
        inside === undefined ? "Holds for the subnets in its block." : "Part of the subnet.",
      );
  } else if (first === "range") readRange(statement, inside, findings);
  else if (simpleKind(statement) === "boot") note(findings, "notNeeded", statement, BECAUSE.boot);
  else if (key === "authoritative") {
    findings.authoritative = true;
    note(findings, "taken", statement, "Rackseed then refuses addresses of other networks at once.");
  } else if (/^(ddns-|update-|do-forward-updates)/.test(first) || words.join(" ") === "ignore client-updates")
    note(findings, "notNeeded", statement, BECAUSE.ddns);
  else {
    const unneeded = lookUp(NOT_NEEDED, key);
    if (unneeded === undefined) skip(findings, statement, whySkipped(first));
    else note(findings, "notNeeded", statement, unneeded);
  }
}

function whySkipped(first: string): string {
  if (first === "include") return BECAUSE.include;
  if (first === "option") return BECAUSE.option;
  if (first.includes("6")) return BECAUSE.ipv6;
  return BECAUSE.unknown;
}

/** range [dynamic-bootp] low [high] */
function readRange(statement: Statement, inside: Inside | undefined, findings: Findings): void {
  const [low = "", high = low] = statement.words.slice(1).filter((word) => word !== "dynamic-bootp");
  if (inside === undefined) {
    skip(findings, statement, "It stands outside a subnet.");
    return;
  }
  const range = attempt(() => poolOf(inside.cidr, low, high));
  if (typeof range === "string") skip(findings, statement, range);
  else if (inside.pool !== undefined) skip(findings, statement, BECAUSE.secondPool);
  else {
    inside.pool = range;
    note(findings, "taken", statement, "The pool of the subnet.");
  }
}

/** A pool that lies in its subnet. */
export function poolOf(cidr: Subnet, low: string, high: string): Range {
  const range = { first: parseIpv4(low), last: parseIpv4(high) };
  for (const address of [range.first, range.last]) {
    if (!isHostOf(cidr, address))
      throw new InvalidValueError("address range", `${low} ${high}`, "It does not lie in its subnet.");
  }
  if (ipv4ToNumber(range.first) > ipv4ToNumber(range.last))
    throw new InvalidValueError(
      "address range",
      `${low} ${high}`,
      "The first address must not be higher than the last.",
    );
  return range;
}

const addresses = (rest: readonly string[]): Ipv4[] => rest.filter((word) => word !== ",").map(parseIpv4);

export function leaseOf(seconds: number): number {
  if (seconds < 60 || seconds > 0xfffffffe)
    throw new InvalidValueError("lease time", String(seconds), "Rackseed's leases last at least a minute.");
  return seconds;
}

export function domainOf(name: string): string {
  if (!/^[A-Za-z0-9.-]{1,200}$/.test(name))
    throw new InvalidValueError("domain name", name, "Write a name, e.g. rack.example.");
  return name.replace(/\.$/, "");
}

/** The value, or the sentence that says why there is none. */
export function attempt<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidValueError) return error.message;
    throw error;
  }
}

const skip = (findings: Findings, statement: Statement, because: string): void =>
  note(findings, "skipped", statement, because);

function note(
  findings: Findings,
  list: "taken" | "notNeeded" | "skipped",
  { line, words, block }: Statement,
  because: string,
): void {
  const text = words.join(" ").replaceAll(" ,", ",");
  findings[list].push({ line, text: shown(block === undefined ? text : `${text} { … }`), because });
}

/** A whole block goes the same way, statement by statement. */
function noteAll(
  findings: Findings,
  list: "taken" | "notNeeded" | "skipped",
  statement: Statement,
  because: string,
): void {
  note(findings, list, statement, because);
  for (const inner of statement.block ?? []) noteAll(findings, list, inner, inner.broken ?? because);
}
