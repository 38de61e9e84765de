import { z } from "zod";

const count = z.int().min(0);
const note = z
  .object({
    line: count,
    text: z.string(),
    because: z.string().meta({ description: "A sentence" }),
  })
  .meta({
    id: "ConfigNote",
    examples: [{ line: 3, text: "option time-offset -18000", because: "Rackseed does not send this option." }],
  });

const step = z
  .enum(["new", "changed", "same", "refused", "offered"])
  .meta({ description: "refused and offered are not done; because says why" });

const format = z.enum(["dhcpd", "dnsmasq", "kea"]);

export const configImport = z
  .strictObject({
    text: z.string().min(1).max(900_000),
    format: format.optional().meta({ description: "Absent: told from the text" }),
    dryRun: z.boolean().default(false).meta({ description: "Only say what would be done" }),
  })
  .meta({
    id: "ConfigImport",
    examples: [{ text: "dhcp-range=192.168.1.100,192.168.1.110,255.255.255.0\n", dryRun: true }],
  });

export const configImported = z
  .object({
    format,
    applied: z.boolean(),
    authoritative: z.boolean(),
    subnets: z.array(
      z.object({
        line: count,
        cidr: z.string(),
        pool: z.string().optional(),
        router: z.string().optional(),
        dns: z.array(z.string()),
        domain: z.string().optional(),
        lease: count.optional().meta({ description: "Seconds" }),
        allocation: z.enum(["dynamic", "automatic"]),
        step,
        because: z.string().optional(),
      }),
    ),
    machines: z.array(
      z.object({
        line: count,
        mac: z.string(),
        name: z.string().optional(),
        address: z.string().optional(),
        step,
        because: z.string().optional(),
      }),
    ),
    taken: z.array(note),
    notNeeded: z.array(note),
    skipped: z.array(note),
  })
  .meta({
    id: "ConfigImported",
    description: "Every statement of the file is in one of taken, notNeeded and skipped",
    examples: [
      {
        format: "dnsmasq",
        applied: false,
        authoritative: false,
        subnets: [],
        machines: [],
        taken: [],
        notNeeded: [],
        skipped: [],
      },
    ],
  });
