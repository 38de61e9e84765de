import type { Vars } from "../machines/machine.ts";
import type { Problem, Template } from "./template.ts";

/** What a template may ask for. Optional values that are not there refuse arming unless the template has a `default`. */
export interface TemplateContext {
  readonly machine: {
    readonly name: string;
    readonly mac: string;
    readonly address?: string | undefined;
    readonly uuid?: string | undefined;
    readonly serial?: string | undefined;
    /** "bios", "uefi-x64" …, as it was last seen to boot. */
    readonly firmware?: string | undefined;
    readonly vars?: Vars | undefined;
  };
  readonly image: {
    readonly name: string;
    readonly version: string;
    readonly title?: string | undefined;
    /** Its tree, without a slash at the end. */
    readonly url?: string | undefined;
    /** Package repositories in the tree besides the tree itself. */
    readonly repos?: readonly Repo[] | undefined;
  };
  readonly profile: {
    readonly name: string;
    readonly disk: string;
    readonly vars?: Vars | undefined;
    readonly repos?: readonly Repo[] | undefined;
  };
  readonly settings?: TemplateSettings | undefined;
  readonly appliance: {
    readonly address: string;
    readonly url: string;
    readonly syslogPort?: number | undefined;
  };
  /** Only while a run is open. Reports go to `<report>/<stage>`, answer files come from `<answers>/<file>`. */
  readonly run?: { readonly report: string; readonly answers?: string | undefined } | undefined;
}

export interface Repo {
  readonly name: string;
  readonly url: string;
}

export interface TemplateSettings {
  readonly timezone: string;
  readonly locale: string;
  readonly keyboard: string;
  readonly packages: readonly string[];
  readonly sshKeys: readonly string[];
  readonly user: string;
  readonly passwordHash?: string | undefined;
}

/** Its message is a whole sentence for the person who armed the machine. */
export class ArmingRefusedError extends Error {
  override name = "ArmingRefusedError";
  readonly problem: Problem;

  constructor(what: string, profile: string, machine: string, problem: Problem) {
    super(
      `Arming ${machine} is refused: in the ${what} of profile "${profile}", line ${problem.line}, ${problem.message}.`,
    );
    this.problem = problem;
  }
}

/** A machine that has everything: with it a template is tried before any machine uses it. */
export const EXAMPLE: TemplateContext = {
  machine: {
    name: "node-01",
    mac: "52:54:00:77:00:01",
    address: "10.77.0.11",
    uuid: "4c4c4544-0042",
    serial: "SN1",
    firmware: "bios",
    vars: {},
  },
  image: {
    name: "example-1.0",
    version: "1.0",
    title: "Example 1.0",
    url: "http://10.77.0.1/example-1.0",
    repos: [{ name: "AppStream", url: "http://10.77.0.1/example-1.0/AppStream" }],
  },
  profile: {
    name: "worker",
    disk: "/dev/sda",
    vars: {},
    repos: [{ name: "extras", url: "http://10.77.0.1/extras" }],
  },
  settings: {
    timezone: "Etc/UTC",
    locale: "en_US.UTF-8",
    keyboard: "us",
    packages: ["tmux"],
    sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample example"],
    user: "admin",
    passwordHash: "$6$example$example",
  },
  appliance: { address: "10.77.0.1", url: "http://10.77.0.1", syslogPort: 514 },
  run: { report: "http://10.77.0.1/runs/example", answers: "http://10.77.0.1/answers/example" },
};

/** Groups whose names a person chose: which of them there are depends on the machine. */
const FREE = new Set(["machine.vars", "profile.vars"]);

/** Gives every variable below `machine.vars` and `profile.vars` that the template names a value, so that it can be tried. */
export function exampleFor(template: Template): TemplateContext {
  const vars = (group: string): Vars =>
    Object.fromEntries(
      template.variables.flatMap(({ path: [head, second, name] }) =>
        head === group && second === "vars" && name !== undefined ? [[name, "1"]] : [],
      ),
    );
  return {
    ...EXAMPLE,
    machine: { ...EXAMPLE.machine, vars: vars("machine") },
    profile: { ...EXAMPLE.profile, vars: vars("profile") },
  };
}

/** Variables that no machine will ever have. */
export function unknownVariables(template: Template): Problem[] {
  return template.variables.flatMap(({ line, path }): Problem[] => {
    const message = unknown(path);
    return message === undefined ? [] : [{ line, message }];
  });
}

function unknown(path: readonly string[]): string | undefined {
  const name = path.join(".");
  const [group = "", key, ...more] = path;
  const keys = (EXAMPLE as unknown as Record<string, Record<string, unknown>>)[group];
  if (keys === undefined) return `there is no variable "${name}"${suggestion(group, Object.keys(EXAMPLE), "")}`;
  if (key === undefined) return `"${group}" is a group of values; name one: ${listed(group, keys)}`;
  if (FREE.has(`${group}.${key}`)) {
    return more.length === 1
      ? undefined
      : `"${group}.${key}" is a group of values; name one, e.g. ${group}.${key}.rack`;
  }
  if (!(key in keys)) return `there is no variable "${name}"${suggestion(key, Object.keys(keys), `${group}.`)}`;
  if (more.length === 0 || Array.isArray(keys[key])) return undefined;
  return `there is no variable "${name}": ${group}.${key} is a single value`;
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
