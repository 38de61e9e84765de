import { EncodingError, isPlainWord, visibleText } from "./encoders.ts";
import { shellPlace } from "./shell-place.ts";
import { fillMarks, MARK, parseTemplate, TemplateError } from "./template.ts";
import type { Hole, Marked, Problem, Template } from "./template.ts";
import { fillYaml, within } from "./yaml-place.ts";

/** coreos-cloudinit tells its two kinds of user data apart by the first line, and so do we (row K8). */
export type CloudConfigKind = "yaml" | "script";

export const CLOUD_CONFIG_TYPE: Record<CloudConfigKind, string> = {
  yaml: "text/cloud-config; charset=utf-8",
  script: "text/x-shellscript; charset=utf-8",
};

/** What a template may ask for. Optional values that are not there refuse arming unless the template has a `default`. */
export interface TemplateContext {
  readonly machine: {
    readonly name: string;
    readonly mac: string;
    readonly address?: string | undefined;
    readonly uuid?: string | undefined;
    readonly serial?: string | undefined;
  };
  readonly image: { readonly name: string; readonly version: string };
  readonly profile: { readonly name: string; readonly disk: string };
  readonly appliance: { readonly address: string; readonly url: string };
  /** Only while a run is open: the URL below which the installed system reports, e.g. `<report>/up`. */
  readonly run?: { readonly report: string } | undefined;
}

export interface CloudConfig {
  readonly kind: CloudConfigKind;
  readonly text: string;
}

/** Its message is a whole sentence for the person who armed the machine. */
export class ArmingRefusedError extends Error {
  override name = "ArmingRefusedError";
  readonly problem: Problem;

  constructor(profile: string, machine: string, problem: Problem, text = "cloud-config") {
    super(
      `Arming ${machine} is refused: in the ${text} of profile "${profile}", line ${problem.line}, ${problem.message}.`,
    );
    this.problem = problem;
  }
}

/** The kind, by the very rule of coreos-cloudinit: no byte order mark, no empty line in front. */
export function cloudConfigKind(text: string): CloudConfigKind | undefined {
  if (text.startsWith("#!")) return "script";
  return /^#cloud-config[ \t]*\r?(\n|$)/.test(text) ? "yaml" : undefined;
}

const EXAMPLE: TemplateContext = {
  machine: { name: "node-01", mac: "52:54:00:77:00:01", address: "10.77.0.11", uuid: "4c4c4544-0042", serial: "SN1" },
  image: { name: "coreos-1010.5.0", version: "1010.5.0" },
  profile: { name: "worker", disk: "/dev/sda" },
  appliance: { address: "10.77.0.1", url: "http://10.77.0.1" },
  run: { report: "http://10.77.0.1/runs/example" },
};

/** Every problem that a profile's cloud-config has whatever the machine: kind, syntax, variables, filters, YAML. */
export function checkProfile(profile: { readonly name: string; readonly cloudConfig: string }): readonly Problem[] {
  const kind = cloudConfigKind(profile.cloudConfig);
  if (kind === undefined) return [{ line: 1, message: wrongKind(profile.cloudConfig) }];
  try {
    const template = parseTemplate(profile.cloudConfig);
    const unknown = unknownVariables(template);
    if (unknown.length > 0) return unknown;
    fill(kind, template.render(EXAMPLE));
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
    throw new ArmingRefusedError(profile.name, context.machine.name, thrown.problem);
  }
}

function wrongKind(text: string): string {
  const first = (text.split("\n")[0] ?? "").slice(0, 40);
  if (text.startsWith("﻿")) return "a byte order mark stands in front of the first line: save the text without it";
  return `the first line is ${JSON.stringify(first)}, and must be "#cloud-config" (YAML) or begin with "#!" (a script)`;
}

const fill = (kind: CloudConfigKind, marked: Marked): string =>
  kind === "yaml" ? fillYaml(marked) : fillScript(marked);

/** In a script every value is one shell word; where its quotes would not protect it, only a value that needs none may stand. */
function fillScript(marked: Marked): string {
  const before = new Map(
    [...marked.text.matchAll(MARK)].map((match) => [
      Number(match[1]),
      marked.text.slice(0, match.index).replaceAll(MARK, "x"),
    ]),
  );
  return fillMarks(marked.text, (index) =>
    within(marked.holes[index], (hole) => scriptWord(hole, before.get(index) ?? "")),
  );
}

function scriptWord(hole: Hole, before: string): string {
  const place = shellPlace(before);
  if (hole.encoder !== "none" && hole.encoder !== "sh") return scriptText(hole, place);
  const raw = hole.encoder === "sh" ? hole.text : visibleText(hole.text);
  if (isPlainWord(raw)) return raw;
  if (place === "bare") return hole.encoder === "sh" ? raw : `'${raw.replaceAll("'", `'\\''`)}'`;
  if (place === "comment" && hole.encoder === "none") return raw;
  throw new EncodingError(
    place === "quoted"
      ? "the value needs quotes of its own: take the quotes around it away"
      : "the value is more than one plain word, and this place is too intricate for quotes: put it in a variable of its own first",
  );
}

/** What `| url`, `| json` and `| yaml` made is again a value for the shell: quoted when it is not one plain word. */
function scriptText(hole: Hole, place: ReturnType<typeof shellPlace>): string {
  if (isPlainWord(hole.text)) return hole.text;
  if (place === "bare") return `'${visibleText(hole.text).replaceAll("'", `'\\''`)}'`;
  throw new EncodingError("the value needs quotes of its own: take the quotes around it away");
}

function unknownVariables(template: Template): Problem[] {
  return template.variables.flatMap(({ line, path }): Problem[] => {
    const [group = "", key, ...more] = path;
    const keys = (EXAMPLE as unknown as Record<string, Record<string, string>>)[group];
    if (keys === undefined) {
      return [
        { line, message: `there is no variable "${path.join(".")}"${suggestion(group, Object.keys(EXAMPLE), "")}` },
      ];
    }
    if (key === undefined)
      return [{ line, message: `"${group}" is a group of values; name one: ${listed(group, keys)}` }];
    if (!(key in keys) || more.length > 0) {
      return [
        { line, message: `there is no variable "${path.join(".")}"${suggestion(key, Object.keys(keys), `${group}.`)}` },
      ];
    }
    return [];
  });
}

const listed = (group: string, keys: object): string =>
  Object.keys(keys)
    .map((key) => `${group}.${key}`)
    .join(", ");

function suggestion(name: string, known: readonly string[], prefix: string): string {
  const [nearest] = known.map((word) => ({ word, far: distance(name, word) })).sort((a, b) => a.far - b.far);
  if (nearest !== undefined && nearest.far <= 2) return `; did you mean "${prefix}${nearest.word}"?`;
  return ` (there are: ${known.map((word) => prefix + word).join(", ")})`;
}

/** How many letters must be added, removed or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
