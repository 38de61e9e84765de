import type { Said } from "./run-log.ts";

/** What a report means: a line for the run's log, and perhaps a stage. */
export interface Heard {
  readonly said: Said;
  readonly stage: string | undefined;
  readonly reason: string | undefined;
}

/**
 * cloud-init, curtin and subiquity report by `type: webhook`: JSON with name, event_type (start, finish), description, level and,
 * at a finish, result (SUCCESS, WARN, FAIL). Names are paths of nested steps, and a failure is told by every step around it.
 */
export function readWebhook(body: string): Heard | undefined {
  const event = objectIn(body);
  const { name, event_type: type } = event ?? {};
  if (event === undefined || typeof name !== "string" || (type !== "start" && type !== "finish")) return undefined;
  const description = textOf(event["description"]);
  const result = textOf(event["result"]);
  const failed = type === "finish" && result === "FAIL";
  const text = `${type}: ${name}${description === "" ? "" : `: ${description}`}${result === "" ? "" : ` (${result})`}`;
  const hasFailed = failed && INSTALLS.test(name);
  return {
    said: {
      source: "webhook",
      severity: severityOf(failed, result, event["level"]),
      program: program(event, name),
      text,
    },
    stage: hasFailed ? "failed" : type === "start" && WRITES.test(name) ? "installing" : undefined,
    reason: hasFailed ? `${name}: ${description === "" ? "failed" : description}` : undefined,
  };
}

/** curtin begins with the disks. */
const WRITES = /(^|\/)(stage-partitioning|cmd-block-meta)$/;
/** The outermost step of curtin; the steps within it fail first, and may be tried again. */
const INSTALLS = /(^|\/)cmd-install$/;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function severityOf(failed: boolean, result: string, level: unknown): Said["severity"] {
  if (failed) return "error";
  if (result === "WARN" || level === "WARN" || level === "WARNING") return "warning";
  return level === "DEBUG" ? "debug" : "info";
}

const program = (event: Record<string, unknown>, name: string): string =>
  textOf(event["origin"]) || (name.split("/")[0] ?? "");

function objectIn(body: string): Record<string, unknown> | undefined {
  if (!body.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // a reason in braces is a reason
  }
}
