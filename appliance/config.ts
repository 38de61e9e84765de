import { isMap, LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import { parseKernelArg } from "./boot/kernel-arg.ts";
import { checkConfig, type Problem } from "./config-check.ts";
import { nearest } from "./nearest.ts";
import { InvalidValueError } from "./net/invalid-value.ts";
import { parseIpv4 } from "./net/ipv4.ts";
import { isUnicastMac, parseMac } from "./net/mac.ts";
import { parseInterfaceAddress, parseRange, parseSubnet } from "./net/subnet.ts";

/** The configuration file cannot be used. The message lists every problem with key, value, reason and remedy. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** A zod type for a text that one of our parsers understands; the parser's sentence becomes the problem's reason. */
const parsed = <T>(parse: (text: string) => T) =>
  z.string().transform((text, context): T => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof InvalidValueError)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  });

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** "90s", "30m", "12h", "7d" → seconds. */
export function parseDuration(text: string): number {
  const match = /^([1-9][0-9]{0,6})([smhd])$/.exec(text);
  if (match === null) throw new InvalidValueError("duration", text, "Write a number and s, m, h or d, e.g. 12h.");
  return Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS];
}

/** A host name as RFC 1123 §2.1 has it: one label of letters, digits and inner dashes. */
export function parseHostLabel(text: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text) || text.toLowerCase() === "localhost") {
    throw new InvalidValueError(
      "name",
      text,
      "Use 1 to 63 letters, digits and dashes, no dash at either end, e.g. node-01.",
    );
  }
  return text.toLowerCase();
}

function parseName(text: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(text)) {
    throw new InvalidValueError(
      "name",
      text,
      "Use 1 to 64 letters, digits, dots, dashes and underscores, starting with a letter or digit.",
    );
  }
  return text;
}

function parseUnicastMac(text: string) {
  const mac = parseMac(text);
  if (!isUnicastMac(mac))
    throw new InvalidValueError(
      "MAC address of a machine",
      text,
      "It is a group or an empty address; take the one printed on the network card.",
    );
  return mac;
}

/** coreos-install accepts loop and lvm devices and then fails to re-read their partition table (seed K11), so they are refused here. */
function parseDisk(text: string): string {
  if (!/^\/dev\/[A-Za-z0-9/._:+-]{1,120}$/.test(text) || text.includes("..")) {
    throw new InvalidValueError("disk", text, "Write the path of a whole disk, e.g. /dev/sda or /dev/disk/by-id/….");
  }
  if (/^\/dev\/(loop|dm-|mapper\/)/.test(text)) {
    throw new InvalidValueError(
      "disk",
      text,
      "Loop devices and logical volumes cannot be installed to: their partition table cannot be read again. Choose a whole disk, e.g. /dev/sda.",
    );
  }
  return text;
}

const name = parsed(parseName);
const port = z.int().min(1).max(65_535);

export const subnetSchema = z.strictObject({
  cidr: parsed(parseSubnet),
  pool: parsed(parseRange).optional(),
  router: parsed(parseIpv4).optional(),
  dns: z.array(parsed(parseIpv4)).max(8).optional(),
  domain: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,200}$/, "Write a domain name, e.g. rack.example.")
    .optional(),
  lease: parsed(parseDuration).default(43_200),
  allocation: z.enum(["dynamic", "automatic"]).default("dynamic"),
});

export const imageSchema = z.strictObject({
  name,
  source: z.string().regex(/^\//, "Write an absolute path, e.g. /srv/media/coreos/1010.5.0."),
  key: z.string().regex(/^\//, "Write an absolute path, e.g. /srv/media/coreos/key.asc.").optional(),
  version: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/,
      "Use letters, digits, dots, plus and dashes, in quotes where YAML would read a number.",
    )
    .optional(),
  verify: z.enum(["required", "none"]).default("required"),
});

export const profileSchema = z.strictObject({
  name,
  image: name,
  install: z.enum(["automatic", "manual"]).default("automatic"),
  disk: parsed(parseDisk).default("/dev/sda"),
  kernelArgs: z
    .array(parsed((text): string => parseKernelArg(text)))
    .max(64)
    .default([]),
  cloudConfig: z.string().max(65_536).optional(),
  /** A script of the person's own in place of the generated install.sh; it reports nothing by itself. */
  installScript: z
    .string()
    .max(65_536)
    .startsWith("#!", "The first line must start with #! (e.g. #!/bin/sh).")
    .optional(),
});

export const machineSchema = z.strictObject({
  mac: parsed(parseUnicastMac),
  name: parsed(parseHostLabel).optional(),
  address: parsed(parseIpv4).optional(),
  profile: name.optional(),
  armed: z.boolean().default(false),
});

/** Every setting once: name, default, check. `docs/configuration.md` says the same in sentences. */
export const configSchema = z.strictObject({
  data: z.string().regex(/^\//, "Write an absolute path.").default("/var/lib/rackseed"),
  interface: z
    .string()
    .regex(/^[^\s/]{1,15}$/, "Write the name of a network interface, e.g. eth0.")
    .default("eth0"),
  address: parsed(parseInterfaceAddress),
  http: z.strictObject({ ports: z.array(port).min(1).max(8).default([80]) }).prefault({}),
  access: z
    .strictObject({
      token: z
        .string()
        .regex(/^[\x21-\x7e]{8,200}$/, "Use 8 to 200 printable characters without spaces.")
        .optional(),
      plainHttp: z.boolean().default(false),
    })
    .prefault({}),
  dhcp: z
    .strictObject({
      mode: z.enum(["server", "proxy", "off"]).default("off"),
      answer: z.enum(["everyone", "pxe-and-known"]).default("everyone"),
      authoritative: z.boolean().default(false),
      bootp: z.boolean().default(false),
      probeAddresses: z.boolean().default(true),
    })
    .prefault({}),
  tftp: z.strictObject({ enabled: z.boolean().default(true), port: port.default(69) }).prefault({}),
  boot: z.strictObject({ ipxe: z.boolean().default(true) }).prefault({}),
  unknownMachines: z.union([z.literal("list"), z.strictObject({ install: name })]).default("list"),
  armedFor: parsed(parseDuration).default(7200),
  subnets: z.array(subnetSchema).max(256).default([]),
  images: z.array(imageSchema).max(256).default([]),
  profiles: z.array(profileSchema).max(256).default([]),
  machines: z.array(machineSchema).max(10_000).default([]),
});

export type Config = z.infer<typeof configSchema>;
export type SubnetConfig = z.infer<typeof subnetSchema>;
export type ImageConfig = z.infer<typeof imageSchema>;
export type ProfileConfig = z.infer<typeof profileSchema>;
export type MachineConfig = z.infer<typeof machineSchema>;

/** Reads and checks a whole configuration file. `file` is only for the message. */
export function readConfig(text: string, file: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new ConfigError(
      `${file} is not valid YAML at line ${line}, column ${col}: ${broken.message.split("\n")[0] ?? ""}`,
    );
  }
  if (!isMap(document.contents))
    throw new ConfigError(`${file} holds no settings. Write at least "address: 10.77.0.1/24".`);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new ConfigError(`${file} cannot be used: ${(error as Error).message}`);
  }
  const result = configSchema.safeParse(value);
  if (!result.success) {
    throw new ConfigError(
      problemText(
        file,
        result.error.issues.flatMap((issue) => problemsOf(issue, value)),
      ),
    );
  }
  const problems = checkConfig(result.data);
  if (problems.length > 0) throw new ConfigError(problemText(file, problems));
  return result.data;
}

function problemText(file: string, problems: readonly Problem[]): string {
  const lines = problems.map(
    ({ key, value, because }) => `  ${key}${value === undefined ? "" : ` is ${JSON.stringify(value)}`}: ${because}`,
  );
  return `${file} cannot be used:\n${lines.join("\n")}`;
}

function problemsOf(issue: z.core.$ZodIssue, root: unknown): Problem[] {
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], root);
  const key = formatPath(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((unknown) => {
      const guess = nearest(unknown, knownKeys(issue.path));
      return {
        key: key === "" ? unknown : `${key}.${unknown}`,
        value: undefined,
        because: `this is not a setting.${guess === undefined ? ` Settings here are: ${knownKeys(issue.path).join(", ")}.` : ` Did you mean ${guess}?`}`,
      };
    });
  }
  if (issue.code === "invalid_union" && key === "unknownMachines") {
    return [{ key, value, because: `it must be "list", or { install: PROFILE } for zero touch.` }];
  }
  if (value === undefined) return [{ key, value, because: `it is missing. ${example(key)}` }];
  if (typeof value === "number" && issue.code === "invalid_type" && issue.expected === "string") {
    return [{ key, value, because: `YAML reads this as a number. Write it in quotes: "${value}".` }];
  }
  return [{ key, value, because: `${issue.message}${issue.message.endsWith(".") ? "" : "."}` }];
}

const example = (key: string): string =>
  key === "address"
    ? "Write the appliance's own address on the rack's interface, e.g. address: 10.77.0.1/24."
    : "Add it.";

const formatPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    "",
  );

/** The settings that exist at a place of the schema, for "did you mean". */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let at: unknown = configSchema;
  for (const key of path) {
    const type = unwrap(at);
    at =
      type instanceof z.ZodArray
        ? type.element
        : type instanceof z.ZodObject
          ? (type.shape as Record<PropertyKey, unknown>)[key]
          : undefined;
  }
  const type = unwrap(at);
  return type instanceof z.ZodObject ? Object.keys(type.shape) : [];
}

function unwrap(type: unknown): unknown {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodPrefault)
    return unwrap(type.unwrap());
  return type;
}
