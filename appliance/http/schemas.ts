import { z } from "zod";

import { InvalidValueError } from "../net/invalid-value.ts";
import { isHostAddress, parseIpv4 } from "../net/ipv4.ts";
import { isUnicastMac, parseMac } from "../net/mac.ts";
import type * as needs from "./needs.ts";
import { imageFacts } from "./schemas-media.ts";
import { placeInput, placeShown } from "./schemas-place.ts";
import { machineVars, profileAnswers, profileAnswersInput } from "./schemas-profile.ts";

/** A parser that throws a sentence, as a schema. The document shows the text, the handler gets the parsed value. */
export function parsed<T>(parse: (text: string) => T, description: string, example: string) {
  return z
    .string()
    .max(200)
    .transform((text, ctx): T => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof InvalidValueError)) throw error;
        ctx.addIssue({ code: "custom", message: error.message });
        return z.NEVER;
      }
    })
    .meta({ description, examples: [example] });
}

export const macParam = parsed(
  (text) => {
    const mac = parseMac(text);
    if (isUnicastMac(mac)) return mac;
    throw new InvalidValueError(
      "MAC address of a machine",
      text,
      "All zeros, broadcast and multicast belong to no machine.",
    );
  },
  "A MAC address in any common spelling",
  "52:54:00:77:00:01",
);

export const hostAddress = parsed(
  (text) => {
    const address = parseIpv4(text);
    if (isHostAddress(address)) return address;
    throw new InvalidValueError("address of a machine", text, "Choose one that a single host can have, e.g. 10.0.0.5.");
  },
  "An IPv4 address",
  "10.77.0.11",
);

/** RFC 1123 §2.1, one label: it becomes the machine's host name. */
const hostLabel = z
  .string()
  .regex(/^(?!localhost$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i, {
    message: "a machine's name has 1 to 63 letters, digits and dashes, and begins and ends with a letter or digit",
  })
  .meta({ examples: ["node-01"] });

export const recordName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, {
    message: "a name has 1 to 63 letters, digits, dots, dashes and underscores",
  })
  .meta({ examples: ["worker"] });

const time = z.iso.datetime({ offset: true }).meta({ examples: ["2026-11-21T14:02:11.204Z"] });
const mac = z.string().meta({ examples: ["52:54:00:77:00:01"] });
const count = z.int().min(0);

export const runState = z.enum(["armed", "booting", "installing", "done", "failed", "unknown"]);

export const run = z
  .object({
    id: z.string(),
    mac,
    machine: z.string().optional(),
    profile: z.string(),
    image: z.string(),
    state: runState,
    because: z.string().optional().meta({ description: "A sentence: why it is in this state" }),
    stage: z.string().optional(),
    stageAt: time.optional(),
    percent: z
      .int()
      .min(0)
      .max(100)
      .optional()
      .meta({ description: "Never goes back; absent: no honest estimate yet" }),
    secondsLeft: count.optional(),
    bytes: count,
    bytesTotal: count.optional(),
    armedAt: time,
    armedUntil: time.optional(),
    bootedAt: time.optional(),
    installingAt: time.optional(),
    endedAt: time.optional(),
    notVerified: z.boolean(),
    waitingFor: z.string().optional(),
    batch: z.string().optional().meta({ description: "The same for all runs that were armed in one go" }),
    armedBy: z.string().optional(),
  })
  .meta({
    id: "Run",
    description: "One install of one machine",
    examples: [
      {
        id: "17",
        mac: "52:54:00:77:00:01",
        machine: "node-01",
        profile: "worker",
        image: "coreos-1010.5.0",
        state: "installing",
        stage: "writing the disk",
        bytes: 104857600,
        bytesTotal: 221249536,
        armedAt: "2026-11-21T14:02:11.204Z",
        armedUntil: "2026-11-21T16:02:11.204Z",
        notVerified: false,
      },
    ],
  });

export const machine = z
  .object({
    mac,
    name: z.string().optional(),
    address: z.string().optional().meta({ description: "Its reservation" }),
    lease: z.string().optional().meta({ description: "The address it has now" }),
    profile: z.string().optional(),
    vars: machineVars.optional().meta({ description: "Values for templates: {{ machine.vars.rack }}" }),
    known: z.boolean().meta({ description: "Entered by a person or the configuration, not only seen on the wire" }),
    firmware: z.string().optional(),
    vendorClass: z.string().optional(),
    uuid: z.string().optional(),
    hostname: z.string().optional(),
    firstSeenAt: time.optional(),
    lastSeenAt: time.optional(),
    lastSeen: z.string().optional().meta({ description: "A sentence: what it did last" }),
    ...placeShown,
    run: run.optional().meta({ description: "The newest" }),
  })
  .meta({
    id: "Machine",
    examples: [
      {
        mac: "52:54:00:77:00:01",
        name: "node-01",
        address: "10.77.0.11",
        profile: "worker",
        known: true,
        firmware: "bios",
      },
    ],
  });

export const machineChange = z
  .strictObject({
    name: hostLabel.nullable().optional(),
    address: hostAddress.nullable().optional(),
    profile: recordName.nullable().optional(),
    vars: machineVars.nullable().optional(),
    ...placeInput,
  })
  .meta({
    id: "MachineChange",
    description: "PATCH: what is absent stays, null takes away. PUT: what is absent is taken away.",
    examples: [{ name: "node-01", address: "10.77.0.11", profile: "worker" }],
  });

export const subnet = z
  .object({
    cidr: z.string(),
    pool: z.string().optional(),
    router: z.string().optional(),
    dns: z.array(z.string()),
    lease: count.meta({ description: "Seconds" }),
    allocation: z.enum(["dynamic", "automatic"]),
    size: count,
    used: count,
  })
  .meta({
    id: "Subnet",
    examples: [
      {
        cidr: "10.77.0.0/24",
        pool: "10.77.0.100-10.77.0.250",
        dns: ["10.77.0.1"],
        lease: 43200,
        allocation: "dynamic",
        size: 151,
        used: 3,
      },
    ],
  });

export const lease = z
  .object({
    address: z.string(),
    mac,
    state: z.enum(["active", "expired", "released", "quarantined"]),
    subnet: z.string().optional(),
    hostname: z.string().optional(),
    remaining: count.optional().meta({ description: "Seconds of appliance time that are left; absent: for ever" }),
  })
  .meta({
    id: "Lease",
    examples: [{ address: "10.77.0.100", mac: "52:54:00:77:00:02", state: "active", remaining: 41200 }],
  });

export const image = z
  .object({
    name: z.string(),
    version: z.string(),
    state: z.enum(["waiting", "importing", "ready", "refused"]),
    because: z.string().optional(),
    verified: z.boolean(),
    unsigned: z.string().optional().describe("Which link of the boot chain Secure Boot refuses, when it does."),
    bytes: count.optional(),
    files: z.array(z.object({ name: z.string(), size: count, sha256: z.string().optional() })),
    ...imageFacts,
  })
  .meta({
    id: "Image",
    examples: [{ name: "coreos-1010.5.0", version: "1010.5.0", state: "ready", verified: true, files: [], usedBy: [] }],
  });

const profileFields = {
  image: recordName,
  install: z.enum(["automatic", "manual"]),
  disk: z
    .string()
    .regex(/^\/dev\/[A-Za-z0-9/_.:-]{1,200}$/, { message: "a disk is written as a path under /dev, e.g. /dev/sda" })
    .optional(),
  kernelArgs: z
    .array(z.string().regex(/^[!-~]{1,500}$/, { message: "a kernel argument has no spaces or control characters" }))
    .max(100)
    .default([]),
  cloudConfig: z
    .string()
    .max(256 * 1024)
    .optional(),
};
const profileExample = {
  image: "coreos-1010.5.0",
  install: "automatic",
  disk: "/dev/sda",
  kernelArgs: ["console=ttyS0"],
};

export const profileInput = z.strictObject({ ...profileFields, ...profileAnswersInput }).meta({
  id: "ProfileInput",
  description:
    "Of answerFile, settings, vars, repos, kernel and initrd what is absent stays as it was, and null takes away. The rest is replaced.",
  examples: [profileExample],
});
export const profile = z
  .object({ name: recordName, ...profileFields, ...profileAnswers, kernelArgs: z.array(z.string()) })
  .meta({ id: "Profile", examples: [{ name: "worker", ...profileExample }] });

export const event = z
  .object({
    id: count,
    at: time,
    code: z.string(),
    severity: z.enum(["info", "warning", "error"]),
    text: z.string(),
    mac: mac.optional(),
    run: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({
    id: "Event",
    examples: [
      { id: 41, at: "2026-11-21T14:02:11.204Z", code: "RS_RUN_ARMED", severity: "info", text: "node-01 was armed." },
    ],
  });

export const status = z
  .object({
    version: z.string(),
    ok: z.boolean(),
    serving: z.boolean(),
    problems: z.array(z.string()),
    subnets: z.array(z.string()),
  })
  .meta({
    id: "Status",
    examples: [{ version: "0.1.0", ok: true, serving: true, problems: [], subnets: ["10.77.0.0/24"] }],
  });

const WORDS = ["junior", "blast", "benefit", "local", "test", "frown"];

export const hello = z
  .object({
    version: z.string(),
    claimed: z.boolean(),
    setUp: z.boolean(),
    language: z.enum(["en", "zh"]),
    words: z.array(z.string()).meta({ description: "Six words of the authority's key" }),
    httpsPort: z.int().optional().meta({ description: "Where https answers; absent: nowhere" }),
    you: z
      .object({
        kind: z.enum(["session", "token", "file", "panel"]),
        name: z.string(),
        role: z.enum(["owner", "operator", "viewer", "panel"]),
      })
      .optional(),
  })
  .meta({
    id: "Hello",
    examples: [{ version: "0.1.0", claimed: false, setUp: false, language: "en", words: WORDS, httpsPort: 443 }],
  });

export const healthz = z
  .object({ ok: z.boolean(), serving: z.boolean() })
  .meta({ id: "Health", examples: [{ ok: true, serving: true }] });

export const problem = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "A sentence for the person: what happened, why, what to do" }),
    code: z.string().meta({ description: "Stable" }),
    where: z.string().optional(),
    errors: z.array(z.object({ where: z.string(), detail: z.string() })).optional(),
    instance: z.string().optional(),
  })
  .meta({
    id: "Problem",
    description: "RFC 9457",
    examples: [
      { type: "about:blank", title: "Not found", status: 404, detail: "There is no run 17.", code: "RS_RUN_NOT_FOUND" },
    ],
  });

export const listOf = (item: z.ZodType, id: string) =>
  z
    .object({
      items: z.array(item),
      next: z.string().optional().meta({ description: "Cursor of the next page; absent on the last" }),
    })
    .meta({ id });

export const pageQuery = z.strictObject({
  limit: z.coerce
    .number()
    .pipe(z.int().min(1).max(1000))
    .default(200)
    .meta({ description: "Most items on a page", examples: [200] }),
  cursor: z.string().max(300).optional().meta({ description: "next of the page before" }),
});

// The types that the services fulfil and the schemas that the document shows describe the same thing.
type Fits<A extends B, B> = A;
export type Checked = [
  Fits<needs.Run, z.input<typeof run>>,
  Fits<Omit<needs.Machine, "vars">, z.input<typeof machine>>,
  Fits<Omit<needs.Profile, "vars">, Readonly<Omit<z.input<typeof profile>, "kernelArgs">>>,
  Fits<needs.Event, Readonly<Omit<z.input<typeof event>, "data">>>,
  Fits<needs.SubnetView, Readonly<Omit<z.input<typeof subnet>, "dns">>>,
  Fits<needs.LeaseView, z.input<typeof lease>>,
  Fits<needs.Image, Readonly<Omit<z.input<typeof image>, "files" | "usedBy">>>,
];
