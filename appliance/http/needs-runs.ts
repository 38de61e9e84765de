import type { Ipv4 } from "../net/ipv4.ts";
import type { Answer, Run } from "./needs.ts";

/** The answer files of runs, and what installers report. */
export interface AnswerBoot {
  /** /answers/<token>/<file>. `provisioningMacs` is what the asker's headers say, in lower case. */
  answerFile(
    token: string,
    file: string,
    asker: { readonly address: Ipv4; readonly provisioningMacs: readonly string[] },
    fetch: "whole" | "resume" | "peek",
  ): Answer;
  /** /ks.cfg, /ks/<mac>.cfg, /ks/<profile>.ks, /preseed.cfg, /preseed/<mac>.cfg, without the leading slash; undefined for others. */
  seedAnswer(path: string, asker: Ipv4, peek: boolean): Answer | undefined;
  /** /runs/<token>/<stage>, GET or POST. `reason` is one printable line; `body` is what was posted, as it came. */
  report(
    token: string,
    report: { readonly stage: string; readonly reason: string | undefined; readonly body: string },
    asker: Ipv4,
  ): "ok" | "refused";
}

export interface RunLogs {
  /** Stops a run and arms its machine anew, with another token. Undefined: there is no such run. */
  rotate(id: string): Run | undefined;
  /** Lines with a higher id than `after`, oldest first. */
  log(id: string, after: number, limit: number): LogLine[];
}

/** One line of what an installer said. */
export interface LogLine {
  readonly id: number;
  readonly at: string;
  readonly source: "syslog" | "report" | "webhook";
  readonly severity: "error" | "warning" | "info" | "debug";
  readonly program?: string;
  readonly text: string;
}
