import { mayBeMissing } from "../machines/missing.ts";
import { escaped } from "../printable.ts";
import { withoutTokens } from "../redact.ts";
import { roleOfFile } from "./role.ts";
import type { Role, Step } from "./step.ts";

const ROLE_OF_REPORT: Readonly<Record<string, Role>> = { installed: "restart", up: "done" };

/** A request as it comes. Tokens are left out; what was given is never kept. */
export function httpBegun(method: string, path: string, at: number): Omit<Step, "id"> {
  const open = { at, outcome: "ok", open: true } as const;
  const report = /^\/runs\/[^/]*\/([^/]+)$/.exec(path);
  if (report !== null) {
    const stage = escaped(report[1] ?? "").slice(0, 60);
    return { ...open, kind: "callback", verb: "report", detail: stage, role: ROLE_OF_REPORT[stage] ?? "other" };
  }
  const role = roleOfFile(path);
  if (role === "answers") {
    return {
      ...open,
      kind: "answer",
      verb: "answer",
      detail: escaped(withoutTokens(path).split("/").at(-1) ?? "").slice(0, 100),
      role,
    };
  }
  const verb = method === "HEAD" ? "probe" : "fetch";
  return { ...open, kind: "http", verb, detail: escaped(withoutTokens(path)).slice(0, 200), role };
}

/** How it ended. `count`: how often this answer file was fetched, of how many times ("1 of 5"). */
export function httpEnded(
  begun: Omit<Step, "id">,
  ended: { readonly at: number; readonly status: number; readonly bytes: number; readonly cut: boolean },
  count: string | undefined,
): Omit<Step, "id"> {
  const step = { ...begun, open: false };
  const durationMs = Math.max(0, ended.at - begun.at);
  const { status, bytes, cut } = ended;
  if (status >= 400) {
    const gone = status === 404 && step.kind === "http";
    const everyday = gone && mayBeMissing(begun.detail.replace(/^\/[^/]*\//, ""));
    return {
      ...step,
      durationMs,
      verb: gone ? "missing" : "refused",
      outcome: everyday ? "retry" : "failed",
      because: String(status),
    };
  }
  if (cut) return { ...step, durationMs, bytes, verb: "broken", outcome: "failed", because: "cut" };
  const detail = count === undefined ? step.detail : `${step.detail} · ${count}`;
  return { ...step, detail, durationMs, ...(bytes > 0 && step.kind !== "callback" ? { bytes } : {}) };
}
