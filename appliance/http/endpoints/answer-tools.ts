import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import type { AnswerFinding, AnswerTarget } from "../needs-answers.ts";
import { macParam, recordName } from "../schemas.ts";
import * as schemas from "../schemas-answers.ts";

const tag = "answers";

export const preview = endpoint({
  operationId: "previewMachine",
  tag,
  summary: "The answer files and kernel arguments that arming this machine would give it",
  params: z.strictObject({ mac: macParam }),
  query: z.strictObject({
    profile: recordName.optional().meta({ description: "As if it had this profile; else its own" }),
  }),
  answers: {
    200: { description: "What it would get, with what the linter says", schema: schemas.preview },
    404: { description: "No such machine" },
    409: { description: "It has no profile" },
  },
  handle: async ({ needs, params: { mac }, query: { profile } }) => {
    if (needs.machines.get(mac) === undefined) {
      throw new AppError("RS_MACHINE_NOT_FOUND", 404, `There is no machine ${mac}.`, "mac");
    }
    return { body: await needs.answers.preview(mac, profile) };
  },
});

export const check = endpoint({
  operationId: "checkAnswer",
  changes: false,
  tag,
  summary: "What is wrong with an answer file, and what its installer would stop at",
  body: schemas.answerCheck,
  answers: {
    200: { description: "Findings by line; none is good", schema: schemas.answerFindings },
    404: { description: "No such image" },
  },
  handle: async ({ needs, body: { text, ...target } }) => {
    const findings = await needs.answers.check({ text, target: targetOf(target) });
    return { body: { findings, wouldAskFor: asked(findings) } };
  },
});

export const importOne = endpoint({
  operationId: "importAnswer",
  changes: false,
  tag,
  summary: "Make the anaconda-ks.cfg of an installed machine one that installs from this image",
  body: schemas.answerImport,
  answers: {
    200: { description: "The text, each change with its reason, and what the linter says", schema: schemas.imported },
    404: { description: "No such image" },
    422: { description: "The image is not installed by a kickstart" },
  },
  handle: async ({ needs, body }) => ({ body: await needs.answers.import(body) }),
});

const asked = (findings: readonly AnswerFinding[]): string[] => [
  ...new Set(findings.flatMap(({ wouldAskFor }) => wouldAskFor ?? [])),
];

function targetOf({
  image,
  family,
  major,
  distribution,
}: Omit<z.output<typeof schemas.answerCheck>, "text">): AnswerTarget {
  if (image !== undefined) return { image };
  if (family !== undefined && major !== undefined) return { family, major, distribution };
  throw new AppError(
    "RS_ANSWER_TARGET",
    422,
    "Say what it is for: an image, or a family and its major version.",
    "image",
  );
}
