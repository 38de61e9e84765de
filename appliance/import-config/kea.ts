import { lookUp } from "./look-up.ts";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Ipv4, parseIpv4 } from "../net/ipv4.ts";
import { isUnicastMac, parseMac } from "../net/mac.ts";
import { isHostOf, parseRange, parseSubnet, type Range, type Subnet } from "../net/subnet.ts";
import { InvalidValueError } from "../net/invalid-value.ts";
import { attempt, domainOf, leaseOf, poolOf } from "./dhcpd.ts";
import { BECAUSE, Findings, machineName, shown, type Understood } from "./understood.ts";

type Entry = readonly [key: string, value: Node | null, line: number];

/** What holds from outside to inside: the whole server, a shared network, a subnet. */
interface Scope {
  readonly lease?: number;
  readonly router?: Ipv4;
  readonly dns?: readonly Ipv4[];
  readonly domain?: string;
}

/** Reads the Dhcp4 part of a Kea configuration, which is JSON with comments. */
export function readKea(text: string): Understood {
  const lines = new LineCounter();
  const plain = withoutComments(text);
  const document = parseDocument(plain, { lineCounter: lines, uniqueKeys: false });
  const findings = new Findings();
  const reader = new KeaReader(plain, lines, findings);
  const fault = document.errors[0];
  if (fault !== undefined) {
    const { line } = lines.linePos(fault.pos[0]);
    findings.skipped.push({
      line,
      text: shown(plain.split("\n")[line - 1] ?? ""),
      because: "The JSON is damaged here.",
    });
    return findings.as("kea");
  }
  for (const [key, value, line] of reader.entries(document.contents)) {
    if (key === "Dhcp4") reader.server(value);
    else reader.skip(key, line, key === "Dhcp6" ? BECAUSE.ipv6 : BECAUSE.unknown);
  }
  return findings.as("kea");
}

/** Blanks take their place, so that lines stay where they were. */
const withoutComments = (text: string): string =>
  text.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : found.replaceAll(/[^\n]/g, " "),
  );

class KeaReader {
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #findings: Findings;

  constructor(text: string, lines: LineCounter, findings: Findings) {
    this.#text = text;
    this.#lines = lines;
    this.#findings = findings;
  }

  entries(node: Node | null): Entry[] {
    if (!isMap(node)) return [];
    return node.items.map(({ key, value }) => {
      const at = (key as Node).range?.[0] ?? 0;
      return [String(isScalar(key) ? key.value : ""), value as Node | null, this.#lines.linePos(at).line];
    });
  }

  skip(text: string, line: number, because: string): void {
    this.#findings.skipped.push({ line, text, because });
  }

  server(node: Node | null): void {
    this.#network(node, {}, ["subnet4", "shared-networks", "reservations"]);
  }

  /** The server itself or a shared network: settings, and subnets in it. */
  #network(node: Node | null, outer: Scope, lists: readonly string[]): void {
    const scope = this.#scope(node, outer);
    for (const [key, value] of this.entries(node)) {
      if (!lists.includes(key)) continue;
      for (const item of itemsOf(value)) {
        if (key === "subnet4") this.#subnet(item, scope);
        else if (key === "reservations") this.#machine(item);
        else this.#network(item, scope, ["subnet4"]);
      }
    }
  }

  #scope(node: Node | null, outer: Scope): Scope {
    let scope = { ...outer };
    for (const [key, value, line] of this.entries(node)) {
      if (["subnet4", "shared-networks", "reservations", "pools", "subnet", "name", "id"].includes(key)) continue;
      const read = attempt((): Scope | undefined => {
        if (key === "valid-lifetime") return { lease: leaseOf(Number(textOf(value))) };
        return key === "option-data" ? this.#options(value) : undefined;
      });
      if (typeof read === "string") this.skip(key, line, read);
      else if (read !== undefined) scope = { ...scope, ...read };
      else this.#setting(key, value, line);
    }
    return scope;
  }

  #setting(key: string, value: Node | null, line: number): void {
    const because = lookUp(NOT_NEEDED, key);
    if (key === "authoritative" && textOf(value) === "true") this.#findings.authoritative = true;
    else if (because !== undefined) this.#findings.notNeeded.push({ line, text: key, because });
    else this.skip(key, line, BECAUSE.unknown);
  }

  #options(list: Node | null): Scope {
    let scope: Scope = {};
    for (const item of itemsOf(list)) {
      const fields = this.#fields(item);
      const line = this.#lineOf(item);
      const name = fields.get("name") ?? `option ${fields.get("code") ?? ""}`;
      const data = (fields.get("data") ?? "").split(",").map((part) => part.trim());
      const read = attempt((): Scope | undefined => {
        if (name === "routers") return { router: parseIpv4(data[0] ?? "") };
        if (name === "domain-name-servers") return { dns: data.slice(0, 8).map(parseIpv4) };
        return name === "domain-name" ? { domain: domainOf(data[0] ?? "") } : undefined;
      });
      if (typeof read === "object") scope = { ...scope, ...read };
      if (typeof read === "object") this.#findings.taken.push({ line, text: name, because: "Holds for the subnets." });
      else this.skip(name, line, read ?? BECAUSE.option);
    }
    return scope;
  }

  #subnet(node: Node | null, outer: Scope): void {
    const line = this.#lineOf(node);
    const fields = this.#fields(node);
    const text = fields.get("subnet") ?? "";
    const cidr = attempt(() => parseSubnet(text));
    if (typeof cidr === "string") {
      this.skip(shown(text), line, cidr);
      return;
    }
    const scope = this.#scope(node, outer);
    for (const item of this.#list(node, "reservations")) this.#machine(item);
    const pool = this.#pool(this.#list(node, "pools"), cidr);
    const { router, domain, lease } = scope;
    this.#findings.taken.push({
      line,
      text,
      because: pool === undefined ? "A subnet without a pool." : "A subnet with its pool.",
    });
    this.#findings.subnets.push({
      line,
      cidr,
      dns: scope.dns ?? [],
      allocation: "dynamic",
      ...(pool === undefined ? {} : { pool }),
      ...(router === undefined || !isHostOf(cidr, router) ? {} : { router }),
      ...(domain === undefined ? {} : { domain }),
      ...(lease === undefined ? {} : { lease }),
    });
  }

  #pool(items: readonly Node[], cidr: Subnet): Range | undefined {
    let pool: Range | undefined;
    for (const item of items) {
      const words = this.#fields(item).get("pool") ?? "";
      const range = attempt(() => {
        const { first, last } = parseRange(words);
        return poolOf(cidr, first, last);
      });
      if (typeof range === "string") this.skip(shown(words), this.#lineOf(item), range);
      else if (pool !== undefined) this.skip(shown(words), this.#lineOf(item), BECAUSE.secondPool);
      else pool = range;
    }
    return pool;
  }

  #list(node: Node | null, name: string): Node[] {
    return this.entries(node).flatMap(([key, value]) => (key === name ? itemsOf(value) : []));
  }

  #machine(node: Node | null): void {
    const line = this.#lineOf(node);
    const fields = this.#fields(node);
    const given = fields.get("hw-address") ?? "";
    const found = attempt(() => {
      const mac = parseMac(given);
      if (!isUnicastMac(mac)) throw new InvalidValueError("MAC address", given, "It is a group or an empty address.");
      const address = fields.get("ip-address");
      const name = machineName(fields.get("hostname") ?? "");
      return {
        line,
        mac,
        ...(name === undefined ? {} : { name }),
        ...(address === undefined ? {} : { address: parseIpv4(address) }),
      };
    });
    if (typeof found === "string") {
      this.skip(
        shown(given === "" ? "reservation" : given),
        line,
        given === "" ? "It has no MAC address (hw-address)." : found,
      );
      return;
    }
    this.#findings.taken.push({ line, text: given, because: "A machine." });
    this.#findings.machines.push(found);
  }

  #fields(node: Node | null): Map<string, string> {
    return new Map(
      this.entries(node).flatMap(([key, value]) => (isScalar(value) ? [[key, textOf(value)] as const] : [])),
    );
  }

  #lineOf(node: Node | null): number {
    const at = node?.range?.[0] ?? 0;
    // A block's own beginning may be blanks left by a comment.
    return this.#lines.linePos(at + (/^\s*/.exec(this.#text.slice(at))?.[0].length ?? 0)).line;
  }
}

const itemsOf = (node: Node | null): Node[] => (isSeq(node) ? (node.items as Node[]) : []);
const textOf = (node: Node | null): string => (isScalar(node) ? String(node.value) : "");

const NOT_NEEDED: Readonly<Record<string, string>> = {
  "interfaces-config": BECAUSE.interface,
  "lease-database": "Rackseed keeps its own leases, so this is not needed.",
  loggers: BECAUSE.log,
  "next-server": BECAUSE.boot,
  "boot-file-name": BECAUSE.boot,
  "server-hostname": BECAUSE.boot,
  "client-classes": BECAUSE.boot,
  "renew-timer": "Rackseed follows the lease time, so this is not needed.",
  "rebind-timer": "Rackseed follows the lease time, so this is not needed.",
  "max-valid-lifetime": "Rackseed gives every machine the same lease time, so this is not needed.",
  "min-valid-lifetime": "Rackseed gives every machine the same lease time, so this is not needed.",
};
