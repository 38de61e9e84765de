import { z } from "zod";

import type * as needs from "./needs-answers.ts";
import { recordName } from "./schemas.ts";

const text = z.string().max(262_144);
const line = z.int().min(0).meta({ description: "Counted from 1; 0 when it is about something that is not there" });

export const finding = z
  .object({
    severity: z
      .enum(["error", "warning", "note"])
      .meta({ description: "An error would stop the installer and refuses arming" }),
    line,
    code: z.string().meta({ description: "Stable; docs/answers.md lists them" }),
    message: z.string(),
    wouldAskFor: z.string().optional().meta({ description: "What the installer would stop at and ask a person for" }),
  })
  .meta({
    id: "AnswerFinding",
    examples: [
      {
        severity: "warning",
        line: 0,
        code: "KS_WOULD_ASK",
        message: "The installer would stop at: disk. Add autopart, or part lines.",
        wouldAskFor: "disk",
      },
    ],
  });

export const preview = z
  .object({
    kernelArgs: z.array(z.string()).optional(),
    files: z.array(z.object({ name: z.string(), type: z.string(), text: z.string() })),
    findings: z.array(z.object({ ...finding.shape, file: z.string() })),
    wouldAskFor: z.array(z.string()),
    problems: z.array(z.string()).meta({ description: "Why the machine could not be armed" }),
  })
  .meta({
    id: "Preview",
    description: "What arming this machine would give it, secrets covered",
    examples: [
      {
        kernelArgs: ["inst.repo=http://10.77.0.1/rocky-9.4"],
        files: [{ name: "ks.cfg", type: "text/plain; charset=utf-8", text: "text\n" }],
        findings: [],
        wouldAskFor: [],
        problems: [],
      },
    ],
  });

export const answerCheck = z
  .strictObject({
    text,
    image: recordName.optional(),
    family: z.enum(["rhel", "debian", "ubuntu"]).optional(),
    major: z.int().min(1).max(99).optional(),
    distribution: z.string().max(40).optional(),
  })
  .meta({
    id: "AnswerCheck",
    description: "An answer file and what it is for: an image, or a family and its major version",
    examples: [{ family: "rhel", major: 9, text: "install\ncdrom\n" }],
  });

export const answerFindings = z
  .object({ findings: z.array(finding), wouldAskFor: z.array(z.string()) })
  .meta({ id: "AnswerFindings", examples: [{ findings: [], wouldAskFor: [] }] });

export const answerImport = z
  .strictObject({ text, image: recordName })
  .meta({ id: "AnswerImport", examples: [{ image: "rocky-9.4", text: "cdrom\n" }] });

export const imported = z
  .object({
    text: z.string(),
    changes: z.array(z.object({ line, before: z.string(), after: z.string(), why: z.string() })),
    findings: z.array(finding),
  })
  .meta({
    id: "ImportedAnswer",
    examples: [
      {
        text: "url --url=http://10.77.0.1/rocky-9.4\n",
        changes: [
          {
            line: 1,
            before: "cdrom",
            after: "url --url=http://10.77.0.1/rocky-9.4",
            why: "the machine has no medium in its drive; packages come from the image's tree",
          },
        ],
        findings: [],
      },
    ],
  });

type Fits<A extends B, B> = A;
export type Checked = Fits<needs.AnswerFinding, z.input<typeof finding>>;
