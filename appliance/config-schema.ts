import * as z from "zod";
import { parseKernelArg } from "./boot/kernel-arg.ts";
import { parseHostName } from "./net/host-name.ts";
import { InvalidValueError } from "./net/invalid-value.ts";
import { parseIpv4 } from "./net/ipv4.ts";
import { isUnicastMac, parseMac } from "./net/mac.ts";
import { parseInterfaceAddress, parseRange, parseSubnet } from "./net/subnet.ts";

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

/** First segments of URLs that are not images. */
const TAKEN = new Set(
  "answers api assets boot boot.ipxe cloud-configs current debian-installer efi grub grub2 healthz ks ks.cfg metrics preseed preseed.cfg pub pxelinux.cfg rackseed-ca.crt readyz runs trust uefi bios".split(
    " ",
  ),
);

function parseImageName(text: string): string {
  if (TAKEN.has(parseName(text).toLowerCase())) {
    throw new InvalidValueError(
      "name of an image",
      text,
      "This word begins other URLs of the appliance. Choose another.",
    );
  }
  return text;
}

export const imageName = parsed(parseImageName);

export const hostName = parsed(parseHostName);

export const sha256Hex = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, "Write the 64 hexadecimal digits of the SHA-256 sum.")
  .transform((text) => text.toLowerCase());

export const imageSchema = z.strictObject({
  name: imageName,
  /** A folder (CoreOS, Flatcar), an .iso file, or the URL of one. */
  source: z
    .string()
    .regex(
      /^(\/|https?:\/\/)[^\s]+$/,
      "Write an absolute path or a URL, e.g. /srv/media/coreos/1010.5.0 or /srv/media/Rocky-9.4-x86_64-dvd.iso.",
    ),
  sha256: sha256Hex.optional(),
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

const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value), "Control characters are not allowed.");

/** A value that a template may use: `{{ machine.vars.rack }}`. */
export const varsSchema = z
  .record(
    z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, "Names are letters, digits and underscores."),
    z.union([text(4096), z.number(), z.boolean(), z.array(text(4096)).max(256)]),
  )
  .default({});

const treePath = z
  .string()
  .regex(
    /^[A-Za-z0-9._+~@-]+(\/[A-Za-z0-9._+~@-]+)*$/,
    "Write a path on the medium without a slash in front, e.g. casper/vmlinuz.",
  );

/** What the default answer files are made of; a template may use them as {{ settings.timezone }} and so on. */
export const settingsSchema = z.strictObject({
  timezone: z
    .string()
    .regex(/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/, "Write a zone's name, e.g. Asia/Shanghai.")
    .default("Etc/UTC"),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}_[A-Z]{2}(\.UTF-8)?$/, "Write a locale, e.g. en_US.UTF-8.")
    .default("en_US.UTF-8"),
  keyboard: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/, "Write a keyboard layout, e.g. us.")
    .default("us"),
  packages: z
    .array(z.string().regex(/^[@A-Za-z0-9^][A-Za-z0-9._+:^*-]*$/, "Write the name of a package or of an @group."))
    .max(500)
    .default([]),
  /** Who may log in as `user`; public keys are no secret. */
  sshKeys: z
    .array(
      z
        .string()
        .regex(
          /^(ssh-|ecdsa-|sk-)[A-Za-z0-9@.-]+ [A-Za-z0-9+/=]+( [^\r\n]*)?$/,
          "Write a whole public key as in authorized_keys.",
        )
        .max(4096),
    )
    .max(50)
    .default([]),
  user: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,30}$/, "Write a login name in lower case.")
    .default("admin"),
  /** crypt(3): sha512-crypt or yescrypt. Without it nobody logs in by a password. */
  passwordHash: z
    .string()
    .regex(
      /^\$(6|y|5|2[aby]|gy)\$[A-Za-z0-9./$=,]+$/,
      "Write a crypt(3) hash that begins with $6$ or $y$ (make one with: openssl passwd -6).",
    )
    .optional(),
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
  /** Kickstart, preseed, autoinstall or Ignition/Butane, as the image's system takes it; without one a default is rendered. */
  answerFile: z.string().max(262_144).optional(),
  settings: settingsSchema.prefault({}),
  vars: varsSchema,
  /** Further package repositories. */
  repos: z
    .array(
      z.strictObject({
        name: parsed(parseName),
        url: z.string().regex(/^(https?|ftp):\/\/[^\s"'`$\\]+$/, "Write a URL, e.g. http://10.77.0.1/extras."),
      }),
    )
    .max(32)
    .default([]),
  /** For a medium that Rackseed does not know: which of its files to boot. */
  kernel: treePath.optional(),
  initrd: treePath.optional(),
  /** A script of the person's own in place of the generated install.sh; it reports nothing by itself. */
  installScript: z
    .string()
    .max(65_536)
    .startsWith("#!", "The first line must start with #! (e.g. #!/bin/sh).")
    .optional(),
});

/** Where a machine stands, and what a person notes about it. */
export const placeSchema = {
  rack: text(32)
    .regex(/^\S(.*\S)?$/, "Write the rack's name, e.g. A or Row 2 rack 4.")
    .optional(),
  unit: z.int().min(1).max(60).optional(),
  height: z.int().min(1).max(20).optional(),
  notes: text(4000).optional(),
};

export const machineSchema = z.strictObject({
  mac: parsed(parseUnicastMac),
  name: parsed(parseHostLabel).optional(),
  address: parsed(parseIpv4).optional(),
  profile: name.optional(),
  armed: z.boolean().default(false),
  vars: varsSchema,
  ...placeSchema,
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
  https: z.strictObject({ ports: z.array(port).max(8).default([443]) }).prefault({}),
  access: z
    .strictObject({
      token: z
        .string()
        .regex(/^[\x21-\x7e]{8,200}$/, "Use 8 to 200 printable characters without spaces.")
        .optional(),
      plainHttp: z.boolean().default(false),
      /** A second place for the claim code, for whoever has only the card in the hand: the boot partition. */
      claimFile: z.string().startsWith("/", "Use an absolute path, e.g. /boot/firmware/claim.txt.").optional(),
      /** Names besides rackseed and rackseed.local by which browsers may reach it. */
      names: z.array(hostName).max(16).default([]),
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
  /** Where the operating system mounts sticks, each in a folder of its own, read-only. */
  media: z
    .strictObject({
      folder: z.string().regex(/^\//, "Write an absolute path, e.g. /media.").optional(),
      import: z.enum(["ask", "automatic"]).default("ask"),
    })
    .prefault({}),
  syslog: z.strictObject({ enabled: z.boolean().default(true), port: port.default(514) }).prefault({}),
  ftp: z.strictObject({ enabled: z.boolean().default(false), port: port.default(21) }).prefault({}),
  /** A menu on the console of machines that have no run and no profile of their own. Only manual profiles: a menu wipes nothing by itself. */
  menu: z
    .strictObject({
      title: z.string().min(1).max(60).default("Rackseed"),
      timeout: parsed(parseDuration).default(30),
      profiles: z.array(name).min(1).max(32),
    })
    .optional(),
  /** Language and time zone until a person chooses others on the page. */
  region: z
    .strictObject({
      language: z.enum(["en", "zh"]).default("en"),
      timeZone: z
        .string()
        .regex(/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/, "Write a zone's name, e.g. Asia/Shanghai.")
        .default("Etc/UTC"),
    })
    .prefault({}),
  /** The screen that is attached to the box; its listener is on 127.0.0.1 only. */
  panel: z
    .strictObject({
      enabled: z.boolean().default(false),
      port: port.default(8090),
      /** May the panel and owners restart this computer and power it off? Only where it is an appliance. */
      power: z.boolean().default(false),
    })
    .prefault({}),
  unknownMachines: z.union([z.literal("list"), z.literal("menu"), z.strictObject({ install: name })]).default("list"),
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
