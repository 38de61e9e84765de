import { z } from "zod";

import type * as needs from "./needs-doctor.ts";

const when = z.iso.datetime({ offset: true });
const severity = z.enum(["info", "warning", "error"]);
const milliseconds = z.number().min(0);

const step = z
  .object({
    id: z.int(),
    at: when,
    kind: z.enum(["dhcp", "tftp", "http", "answer", "callback", "syslog"]),
    verb: z.enum([
      "discover",
      "offer",
      "request",
      "ack",
      "nak",
      "decline",
      "release",
      "unanswered",
      "fetch",
      "probe",
      "missing",
      "broken",
      "refused",
      "answer",
      "report",
      "state",
      "complaint",
    ]),
    detail: z.string().meta({ description: "Names and numbers of the protocol; tokens are left out" }),
    outcome: z.enum(["ok", "retry", "failed"]),
    role: z.enum([
      "address",
      "loader",
      "settings",
      "kernel",
      "installer",
      "answers",
      "packages",
      "image",
      "restart",
      "done",
      "other",
    ]),
    bytes: z.number().optional(),
    durationMs: milliseconds.optional().meta({ description: "Absent for a packet, and while a transfer goes on" }),
    gapMs: milliseconds.meta({ description: "Since the end of the step before" }),
    open: z.boolean().optional().meta({ description: "The transfer goes on" }),
    files: z.int().optional().meta({ description: "How many files this line stands for" }),
    because: z.string().optional().meta({ description: "A reason of the DHCP server, or an HTTP status" }),
  })
  .meta({ id: "TraceStep" });

const stage = z
  .object({
    name: z.enum(["address", "loader", "kernel", "installer", "answers", "packages", "restart", "done"]),
    state: z.enum(["passed", "now", "ahead"]),
    durationMs: milliseconds.optional(),
    bytes: z.number(),
    files: z.int(),
  })
  .meta({ id: "TraceStage" });

export const trace = z
  .object({
    boots: z.array(
      z
        .object({
          startedAt: when,
          lastAt: when,
          stages: z.array(stage),
          steps: z.array(step),
          dropped: z.int().meta({ description: "Steps that were left out in the middle" }),
        })
        .meta({ id: "TraceBoot" }),
    ),
  })
  .meta({ id: "Trace", description: "The newest boots of a machine, newest first" });

export const packets = z
  .object({
    items: z.array(
      z
        .object({
          at: when,
          direction: z.enum(["in", "out"]),
          protocol: z.enum(["dhcp", "tftp"]),
          from: z.string().meta({ examples: ["0.0.0.0:68"] }),
          to: z.string(),
          length: z.int(),
          explained: z.string().meta({ description: "A headline and a line for each field, in English" }),
          hex: z.string(),
        })
        .meta({ id: "TracePacket" }),
    ),
  })
  .meta({ id: "TracePackets", description: "The newest packets of a machine, oldest first; no file data" });

const said = z
  .object({
    title: z.string(),
    why: z.array(z.string()).meta({ description: "Most likely first" }),
    action: z.string().meta({ description: "The words on the button" }),
  })
  .meta({ id: "FindingText" });

export const finding = z
  .object({
    id: z.string(),
    rule: z.string(),
    code: z.string(),
    severity,
    mac: z.string().optional(),
    run: z.string().optional(),
    since: when,
    texts: z.object({ en: said, zh: said }),
    action: z.union([
      z.object({ kind: z.literal("link"), to: z.string() }),
      z.object({ kind: z.literal("api"), method: z.enum(["POST", "PUT"]), path: z.string() }),
    ]),
    evidence: z.string().meta({ description: "The page with the raw evidence" }),
    docs: z.string().meta({ description: "The help page's name" }),
  })
  .meta({ id: "Finding" });

export const findings = z.object({ items: z.array(finding) }).meta({ id: "FindingList", description: "Worst first" });

const ruleHelp = z.object({ name: z.string(), help: z.array(z.string()) }).meta({ id: "RuleHelp" });

export const rules = z
  .object({
    items: z.array(
      z
        .object({
          id: z.string(),
          code: z.string(),
          severity,
          about: z.enum(["machine", "house"]),
          texts: z.object({ en: ruleHelp, zh: ruleHelp }),
        })
        .meta({ id: "DoctorRule" }),
    ),
  })
  .meta({ id: "DoctorRuleList" });

type Fits<A extends B, B> = A;
export type Checked = [Fits<needs.FindingView, z.input<typeof finding>>];
