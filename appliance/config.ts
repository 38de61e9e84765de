import { isMap, LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import { checkConfig, type Problem } from "./config-check.ts";
import { type Config, configSchema } from "./config-schema.ts";
import { nearest } from "./nearest.ts";

/** The configuration file cannot be used. The message lists every problem with key, value, reason and remedy. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

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
    return [{ key, value, because: `it must be "list", "menu", or { install: PROFILE } for zero touch.` }];
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
