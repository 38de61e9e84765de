import { execFile } from "node:child_process";
import type { IgnitionDocument } from "./ignition/butane.ts";
import type { Problem } from "./template.ts";

export interface IgnitionReport {
  /** Ignition would refuse the configuration. */
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

const PROGRAM = "ignition-validate";
const TIMEOUT_MS = 10_000;

/**
 * What Ignition itself says (Debian's package "ignition"). Lines are those of the text that the person wrote, where they are known.
 * Debian 12 and 13 carry 2.14, which calls 3.4 experimental and does not know 3.5.
 */
export async function validateIgnition(document: IgnitionDocument, program: string = PROGRAM): Promise<IgnitionReport> {
  const first = await run(program, JSON.stringify(document.value));
  const second =
    first.kind === "ran" && isUnsupported(first.output) && document.minor === 4
      ? await run(program, JSON.stringify(experimental(document)))
      : first;
  if (second.kind === "missing") {
    return onlyOurs(`the program ${program} is not installed (Debian's package "ignition")`);
  }
  if (isUnsupported(second.output)) {
    return onlyOurs(`${program} does not know Ignition 3.${document.minor}.0 yet`);
  }
  const problems = second.output.split("\n").flatMap((line) => problemOf(line, document) ?? []);
  const errors = problems.filter(({ level }) => level === "error").map(({ problem }) => problem);
  const warnings = problems.filter(({ level }) => level === "warning").map(({ problem }) => problem);
  if (second.status !== 0 && errors.length === 0) {
    return {
      errors: [{ line: 1, message: second.output.trim() || `${program} ended with ${second.status}` }],
      warnings,
    };
  }
  return { errors, warnings };
}

const onlyOurs = (why: string): IgnitionReport => ({
  errors: [],
  warnings: [{ line: 1, message: `checked by Rackseed's own rules only: ${why}` }],
});

const isUnsupported = (output: string): boolean => output.includes("unsupported config version");

const experimental = ({ value, minor }: IgnitionDocument): unknown => ({
  ...value,
  ignition: { ...(value["ignition"] as object), version: `3.${minor}.0-experimental` },
});

/** "error at $.storage.files.0.mode, line 1 col 79: illegal file mode" */
function problemOf(
  line: string,
  { lines }: IgnitionDocument,
): { level: "error" | "warning"; problem: Problem } | undefined {
  const [, level, path = "$", message = ""] = /^(error|warning) at (\$[^,]*), line \d+ col \d+: (.*)$/.exec(line) ?? [];
  if (level !== "error" && level !== "warning") return undefined;
  const place = path === "$" ? "" : `${path.slice(2)}: `;
  return { level, problem: { line: lineAt(path, lines), message: `${place}${message}` } };
}

/** The value's own line, or that of what holds it. */
function lineAt(path: string, lines: IgnitionDocument["lines"]): number {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return 1;
}

type Run =
  { readonly kind: "missing" } | { readonly kind: "ran"; readonly status: number | string; readonly output: string };

function run(program: string, input: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, ["-"], { timeout: TIMEOUT_MS, maxBuffer: 1024 * 1024 }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      if (error === null) resolve({ kind: "ran", status: 0, output });
      else if (error.code === "ENOENT") resolve({ kind: "missing" });
      else if (typeof error.code === "number") resolve({ kind: "ran", status: error.code, output });
      else reject(new Error(`${program} did not end by itself: ${error.message}`));
    });
    child.stdin?.on("error", () => undefined); // it may end before it read all: its status says what was wrong
    child.stdin?.end(input);
  });
}
