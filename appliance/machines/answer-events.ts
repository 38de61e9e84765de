import { Limit } from "../dhcp/limit.ts";
import type { EventLog } from "../event-log.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { escaped } from "../printable.ts";
import { withoutTokens } from "../redact.ts";
import type { Severity } from "../store/events.ts";
import { mayBeMissing, missingSentence } from "./missing.ts";
import type { Run } from "./run.ts";

export interface AnswerEventsNeeds {
  readonly log: EventLog;
  /** Appliance seconds. */
  readonly now: () => number;
  readonly nameOf: (mac: Mac) => string;
  /** The run that a machine is in. */
  readonly openOf: (mac: Mac) => Run | undefined;
}

/** Who fetched which answers, and who got none: every fetch is an event (seed L6), every refusal is red on the machine's page (seed Q5). */
export interface AnswerEvents {
  sent(mac: Mac, file: string, asker: Ipv4): void;
  notReady(mac: Mac, file: string, because: string): void;
  refused(mac: Mac, file: string, because: string): void;
  /** Somebody who is not this machine asked for its answers. */
  stranger(mac: Mac, file: string, asker: Ipv4, because: string): void;
  burnt(run: Run, file: string): void;
  /** The window has closed. */
  late(run: Run, file: string): void;
  missing(mac: Mac, run: Run, path: string): void;
}

/** One event of a kind each minute says it; a client that asks in a loop must not write the database full. */
const EVERY_SECONDS = 60;
/** A fetch is told up to this often a minute: an installer needs less. */
const FETCHES_TOLD = 30;

export function answerEvents({ log, now, nameOf, openOf }: AnswerEventsNeeds): AnswerEvents {
  const seldom = new Limit(1, EVERY_SECONDS);
  const often = new Limit(FETCHES_TOLD, EVERY_SECONDS);

  const tell = (
    code: string,
    severity: Severity,
    mac: Mac,
    text: string,
    run: Run | undefined,
    data?: object,
  ): void => {
    if (!seldom.allows(`${code} ${mac} ${text}`, now())) return;
    log.add(code, severity, withoutTokens(text), {
      mac,
      ...(run === undefined ? {} : { run: run.id }),
      ...(data === undefined ? {} : { data: { ...data } }),
    });
  };
  /** A new secret and a new armed window, by one press: POST /api/v1/runs/<id>/rotate. */
  const rotate = (run: Run | undefined): object | undefined =>
    run === undefined ? undefined : { action: "rotate", run: run.id };

  return {
    sent(mac, file, asker) {
      if (!often.allows(mac, now())) return;
      const run = openOf(mac);
      log.add("RS_ANSWER_SENT", "info", `${nameOf(mac)} fetched ${file}.`, {
        mac,
        ...(run === undefined ? {} : { run: run.id }),
        data: { file, address: asker },
      });
    },
    notReady(mac, file, because) {
      tell(
        "RS_ANSWER_NOT_READY",
        "info",
        mac,
        `${nameOf(mac)} asked for ${file} and was told to wait: ${because}.`,
        openOf(mac),
      );
    },
    refused(mac, file, because) {
      const run = openOf(mac);
      const text = `${nameOf(mac)} asked for ${file} and got nothing. ${because}`;
      tell("RS_ANSWER_REFUSED", run === undefined ? "warning" : "error", mac, text, run);
    },
    stranger(mac, file, asker, because) {
      const run = openOf(mac);
      const text = `Answer file requested by a stranger: ${asker} asked for ${file} of ${nameOf(mac)} and got nothing. ${because}`;
      tell("RS_ANSWER_STRANGER", run === undefined ? "warning" : "error", mac, text, run, rotate(run));
    },
    burnt(run, file) {
      const text = `${file} of ${nameOf(run.mac)} was fetched too often and is given no more. If its installer waits for it, or you do not know who fetched it, rotate the secrets and arm again.`;
      tell("RS_ANSWER_BURNT", "error", run.mac, text, run, rotate(run));
    },
    late(run, file) {
      const text =
        run.because === "window-closed"
          ? `The installer of ${nameOf(run.mac)} asked for its answers (${file}) after the time in which it was armed. Arm it again.`
          : `${nameOf(run.mac)} asked for ${file} of a run that has ended.`;
      tell("RS_ANSWER_LATE", run.state === "done" ? "warning" : "error", run.mac, text, run);
    },
    missing(mac, run, path) {
      const [folder = "", ...rest] = path.split("/");
      const inTree = folder === run.image ? rest.join("/") : path;
      if (mayBeMissing(inTree)) return;
      const text = missingSentence(nameOf(mac), escaped(inTree.slice(0, 200)), `the image ${run.image}`);
      tell("RS_TREE_FILE_MISSING", "error", mac, text, run, { path: withoutTokens(inTree.slice(0, 200)) });
    },
  };
}
