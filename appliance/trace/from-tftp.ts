import { withoutTokens } from "../redact.ts";
import type { TftpReport } from "../tftp/report.ts";
import { roleOfFile } from "./role.ts";
import type { Step } from "./step.ts";

/** What a report says of one request. "begun" and "ended" are the same step; a silence is no step of anybody. */
export type TftpStep =
  | { readonly kind: "begun"; readonly step: Omit<Step, "id"> }
  | { readonly kind: "ended"; readonly change: Partial<Step> & Pick<Step, "verb" | "outcome"> }
  | { readonly kind: "whole"; readonly step: Omit<Step, "id"> };

/** `at` in milliseconds of the wall clock. */
export function tftpStep(report: TftpReport, at: number): TftpStep | undefined {
  const name = withoutTokens(report.name).slice(0, 200);
  const common = { at, kind: "tftp", role: roleOfFile(report.name) } as const;
  switch (report.kind) {
    case "started": {
      const detail = `${name} · blksize ${report.blksize} · window ${report.windowsize}`;
      return { kind: "begun", step: { ...common, verb: "fetch", detail, outcome: "ok", open: true } };
    }
    case "finished":
      return { kind: "ended", change: { verb: "fetch", outcome: "ok", bytes: report.bytes } };
    case "aborted": {
      // Firmware asks for the size of every file before it fetches it, and ends that with an ERROR: it is no failure.
      const probe = report.probe
        ? ({ verb: "probe", outcome: "ok" } as const)
        : ({ verb: "broken", outcome: "failed", because: report.reason } as const);
      return { kind: "ended", change: { ...probe, bytes: report.bytes } };
    }
    case "gaveUp":
      return {
        kind: "ended",
        change: { verb: "broken", outcome: "failed", bytes: report.bytes, because: report.reason },
      };
    case "failed":
      return { kind: "ended", change: { verb: "broken", outcome: "failed", because: report.reason } };
    case "missed": // loaders look for their settings under a dozen names
      return { kind: "whole", step: { ...common, verb: "missing", detail: name, outcome: "retry" } };
    case "refused":
      return {
        kind: "whole",
        step: { ...common, verb: "refused", detail: name, outcome: "failed", because: report.reason },
      };
    case "silent":
      return undefined;
  }
}
