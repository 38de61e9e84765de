import { isMap, LineCounter, parseDocument } from "yaml";
import { InvalidValueError } from "../net/invalid-value.ts";
import { type Ipv4, parseIpv4 } from "../net/ipv4.ts";
import { type InterfaceAddress, parseInterfaceAddress, subnetContains } from "../net/subnet.ts";
import type { Sentence } from "./sentence.ts";

/** What rackseed.yaml on the card says of the box itself; `config` is what it says beyond that (docs/configuration.md). */
export interface CardSettings {
  readonly interface: string;
  /** Undefined: ask by DHCP. */
  readonly address: InterfaceAddress | undefined;
  readonly gateway: Ipv4 | undefined;
  readonly dns: readonly Ipv4[];
  readonly hostname: string;
  readonly language: "en" | "zh" | undefined;
  readonly timezone: string | undefined;
  readonly sshKeys: readonly string[];
  /** Rack machines reach the outside through this box. */
  readonly nat: boolean;
  /** Keep the packages that the rack's machines fetch from mirrors. */
  readonly packageCache: boolean;
  readonly config: Readonly<Record<string, unknown>>;
  readonly problems: readonly Sentence[];
}

export const FILE = "rackseed.yaml";
const NOTHING: CardSettings = {
  interface: "eth0",
  address: undefined,
  gateway: undefined,
  dns: [],
  hostname: "rackseed",
  language: undefined,
  timezone: undefined,
  sshKeys: [],
  nat: false,
  packageCache: false,
  config: {},
  problems: [],
};
const KEY = /^(ssh-|ecdsa-|sk-)[A-Za-z0-9@.-]+ [A-Za-z0-9+/=]+( [\x20-\x7e]*)?$/;
const ZONE = /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+){0,2}$/;
const INTERFACE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$/;
/** The service's folder on the data partition; another one would not outlive a restart. */
const OWN_KEYS = ["data"];

type Read<T> = (value: unknown) => T;

/** Not a word of ours: the reader that threw it knows why. */
class Refused extends Error {
  readonly zh: string;
  constructor(en: string, zh: string) {
    super(en);
    this.zh = zh;
  }
}

/**
 * Reads rackseed.yaml; `undefined` is a card without one. Nothing in it keeps the box from starting: what cannot be used is
 * a sentence in `problems`, and the default holds in its place.
 */
export function readCard(text: string | undefined): CardSettings {
  if (text === undefined || text.trim() === "") return NOTHING;
  const lines = new LineCounter();
  // Windows' editor puts a mark in front of the text.
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    const why = broken.message.split("\n")[0] ?? "";
    return withProblem(
      `${FILE} on the card is not valid YAML at line ${line}, column ${col}: ${why} Nothing of it is used.`,
      `卡上的 ${FILE} 第 ${line} 行第 ${col} 列不是有效的 YAML,整个文件都没有使用。(${why})`,
    );
  }
  if (document.contents === null) return NOTHING; // comments only
  if (!isMap(document.contents))
    return withProblem(
      `${FILE} on the card holds no settings. Write lines like "address: 10.77.0.1/24". Nothing of it is used.`,
      `卡上的 ${FILE} 里没有设置。请写成 "address: 10.77.0.1/24" 这样的行。整个文件都没有使用。`,
    );
  try {
    return readValues(document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>);
  } catch (error) {
    const why = (error as Error).message;
    return withProblem(
      `${FILE} on the card cannot be used: ${why}. Nothing of it is used.`,
      `卡上的 ${FILE} 无法使用：${why}。整个文件都没有使用。`,
    );
  }
}

const withProblem = (en: string, zh: string): CardSettings => ({ ...NOTHING, problems: [{ en, zh }] });

function readValues(values: Readonly<Record<string, unknown>>): CardSettings {
  const problems: Sentence[] = [];
  const rest = new Map(Object.entries(values));
  /** Takes a key out; a value that cannot be used leaves a sentence and the default. */
  const take = <T>(key: string, read: Read<T>, otherwise: T): T => {
    const value = rest.get(key);
    rest.delete(key);
    if (value === undefined || value === null) return otherwise;
    try {
      return read(value);
    } catch (error) {
      problems.push(refusal(key, value, error));
      return otherwise;
    }
  };
  for (const key of OWN_KEYS) {
    if (!rest.delete(key)) continue;
    problems.push({
      en: `${FILE} on the card: "${key}" cannot be chosen on this box and is ignored. Remove the line.`,
      zh: `卡上的 ${FILE}：装机盒不能设置“${key}”，已忽略。请删除这一行。`,
    });
  }
  const address = take("address", readAddress, undefined);
  const sshKeys = [...take("sshKey", readKeys, []), ...take("sshKeys", readKeys, [])];
  const settings = {
    interface: take("interface", readInterface, NOTHING.interface),
    address,
    gateway: take("gateway", (value) => gatewayOf(value, address), undefined),
    dns: take("dns", readAddresses, []),
    hostname: take("hostname", readHostname, NOTHING.hostname),
    language: take("language", readLanguage, undefined),
    timezone: take("timezone", readZone, undefined),
    sshKeys,
    nat: take("nat", readSwitch, false),
    packageCache: take("packageCache", readSwitch, false),
  };
  return { ...settings, config: Object.fromEntries(rest), problems };
}

function refusal(key: string, value: unknown, error: unknown): Sentence {
  if (!(error instanceof Refused) && !(error instanceof InvalidValueError)) throw error;
  const shown = JSON.stringify(value).slice(0, 80);
  const zh = error instanceof Refused ? error.zh : error.message;
  return {
    en: `${FILE} on the card: ${key} is ${shown}: ${error.message} The default is used.`,
    zh: `卡上的 ${FILE}：${key} 的值是 ${shown}：${zh}已使用默认值。`,
  };
}

const textOf = (value: unknown, en: string, zh: string): string => {
  if (typeof value !== "string" || value.length > 8192) throw new Refused(en, zh);
  return value.trim();
};

function readAddress(value: unknown): InterfaceAddress | undefined {
  const en = "Write the address with its prefix, e.g. 10.77.0.1/24, or dhcp.";
  const zh = "请写地址和前缀长度，例如 10.77.0.1/24，或者写 dhcp。";
  const text = textOf(value, en, zh);
  if (text.toLowerCase() === "dhcp") return undefined;
  try {
    return parseInterfaceAddress(text);
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw new Refused(`${error.message} ${en}`, zh);
  }
}

function gatewayOf(value: unknown, address: InterfaceAddress | undefined): Ipv4 {
  const en = "Write the router's address as four numbers, e.g. 10.77.0.254.";
  const zh = "请写路由器的地址，由四个数字组成，例如 10.77.0.254。";
  const gateway = ipv4(value, en, zh);
  if (address === undefined)
    throw new Refused(
      "With an address by DHCP the router comes from there too. Write an address, or remove this line.",
      "地址由 DHCP 取得时，路由器也由 DHCP 给出。请写一个固定地址，或删除这一行。",
    );
  if (!subnetContains(address.subnet, gateway))
    throw new Refused("It lies outside of the network of address.", "它不在 address 的网络之内。");
  return gateway;
}

function ipv4(value: unknown, en: string, zh: string): Ipv4 {
  try {
    return parseIpv4(textOf(value, en, zh));
  } catch (error) {
    if (error instanceof InvalidValueError) throw new Refused(en, zh);
    throw error;
  }
}

const readAddresses: Read<Ipv4[]> = (value) =>
  (Array.isArray(value) ? value : [value])
    .slice(0, 8)
    .map((one) =>
      ipv4(one, "Write name servers as addresses, e.g. [10.77.0.254].", "请写域名服务器的地址，例如 [10.77.0.254]。"),
    );

function readInterface(value: unknown): string {
  const en = "Write the name of a network interface, e.g. eth0.";
  const zh = "请写网络接口的名称，例如 eth0。";
  const text = textOf(value, en, zh);
  if (!INTERFACE.test(text) || text === "lo") throw new Refused(en, zh);
  return text;
}

function readHostname(value: unknown): string {
  const en = "Use 1 to 63 letters, digits and dashes, no dash at either end, e.g. rackseed-2.";
  const zh = "请用 1 到 63 个字母、数字和连字符，首尾不能是连字符，例如 rackseed-2。";
  const text = textOf(value, en, zh).replace(/\.local$/i, "");
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text) || text.toLowerCase() === "localhost")
    throw new Refused(en, zh);
  return text.toLowerCase();
}

function readLanguage(value: unknown): "en" | "zh" {
  const text = typeof value === "string" ? value.toLowerCase() : "";
  if (/^zh([-_].*)?$/.test(text)) return "zh";
  if (/^en([-_].*)?$/.test(text)) return "en";
  throw new Refused("Write en or zh.", "请写 en 或 zh。");
}

function readZone(value: unknown): string {
  const en = "Write a zone's name, e.g. Asia/Shanghai.";
  const zh = "请写时区名称，例如 Asia/Shanghai。";
  const text = textOf(value, en, zh);
  if (!ZONE.test(text)) throw new Refused(en, zh);
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
  } catch {
    throw new Refused(en, zh);
  }
  return text;
}

const readKeys: Read<string[]> = (value) =>
  (Array.isArray(value) ? value : [value]).slice(0, 50).map((one) => {
    const en = "Write a whole public key, as in a .pub file: ssh-ed25519 AAAA… name.";
    const zh = "请写完整的公钥，与 .pub 文件中一样：ssh-ed25519 AAAA… 名称。";
    const text = textOf(one, en, zh);
    if (!KEY.test(text)) throw new Refused(en, zh);
    return text;
  });

function readSwitch(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new Refused("Write true or false.", "请写 true 或 false。");
}
