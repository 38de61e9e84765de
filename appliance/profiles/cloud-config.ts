import { ArmingRefusedError, exampleFor, type TemplateContext, unknownVariables } from "./context.ts";
import { fillScript } from "./script-place.ts";
import { parseTemplate, TemplateError } from "./template.ts";
import type { Marked, Problem } from "./template.ts";
import { fillYaml } from "./yaml-place.ts";

/** coreos-cloudinit tells its two kinds of user data apart by the first line, and so do we (row K8). */
export type CloudConfigKind = "yaml" | "script";

export const CLOUD_CONFIG_TYPE: Record<CloudConfigKind, string> = {
  yaml: "text/cloud-config; charset=utf-8",
  script: "text/x-shellscript; charset=utf-8",
};

export interface CloudConfig {
  readonly kind: CloudConfigKind;
  readonly text: string;
}

/** The kind, by the very rule of coreos-cloudinit: no byte order mark, no empty line in front. */
export function cloudConfigKind(text: string): CloudConfigKind | undefined {
  if (text.startsWith("#!")) return "script";
  return /^#cloud-config[ \t]*\r?(\n|$)/.test(text) ? "yaml" : undefined;
}

/** Every problem that a profile's cloud-config has whatever the machine: kind, syntax, variables, filters, YAML. */
export function checkProfile(profile: { readonly name: string; readonly cloudConfig: string }): readonly Problem[] {
  const kind = cloudConfigKind(profile.cloudConfig);
  if (kind === undefined) return [{ line: 1, message: wrongKind(profile.cloudConfig) }];
  try {
    const template = parseTemplate(profile.cloudConfig);
    const unknown = unknownVariables(template);
    if (unknown.length > 0) return unknown;
    fill(kind, template.render(exampleFor(template)));
    return [];
  } catch (thrown) {
    if (thrown instanceof TemplateError) return [thrown.problem];
    throw thrown;
  }
}

/** One machine's cloud-config, every value encoded for the place it stands in. Throws ArmingRefusedError. */
export function renderCloudConfig(
  profile: { readonly name: string; readonly cloudConfig: string },
  context: TemplateContext,
): CloudConfig {
  const kind = cloudConfigKind(profile.cloudConfig);
  try {
    if (kind === undefined) throw new TemplateError({ line: 1, message: wrongKind(profile.cloudConfig) });
    return { kind, text: fill(kind, parseTemplate(profile.cloudConfig).render(context)) };
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    throw new ArmingRefusedError("cloud-config", profile.name, context.machine.name, thrown.problem);
  }
}

function wrongKind(text: string): string {
  const first = (text.split("\n")[0] ?? "").slice(0, 40);
  if (text.startsWith("﻿")) return "a byte order mark stands in front of the first line: save the text without it";
  return `the first line is ${JSON.stringify(first)}, and must be "#cloud-config" (YAML) or begin with "#!" (a script)`;
}

const fill = (kind: CloudConfigKind, marked: Marked): string =>
  kind === "yaml" ? fillYaml(marked) : fillScript(marked);
