import type { ProfileConfig } from "../config-schema.ts";
import type { EventLog } from "../event-log.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Inventory } from "./inventory.ts";
import type { Machine } from "./machine.ts";
import { escaped } from "../printable.ts";
import { withoutTokens } from "../redact.ts";
import { answerEvents } from "./answer-events.ts";
import { decideBoot, type Verdict } from "./plan.ts";
import { isOpen, type Run } from "./run.ts";
import type { RunLog } from "./run-log.ts";
import type { Runs } from "./runs.ts";
import { parseSeedPath } from "./seed-path.ts";
import { readWebhook } from "./webhook.ts";

/** What is answered to somebody who is known by address only. */
export type Answer =
  | { readonly kind: "text"; readonly text: string; readonly type: string }
  | { readonly kind: "not-ready"; readonly retryAfter: number; readonly because: string }
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "unknown"; readonly because: string };

export interface BootSideNeeds {
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly log: EventLog;
  /** Appliance seconds. */
  readonly now: () => number;
  /** Whose lease this address is. */
  readonly macOf: (address: Ipv4) => Mac | undefined;
  readonly profile: (name: string) => ProfileConfig | undefined;
  /** Why a boot from this image is not possible now, or undefined. */
  readonly imageMissing: (name: string) => string | undefined;
  readonly cloudConfig: (
    machine: Machine,
    profile: ProfileConfig,
    run: Run | undefined,
  ) => { text: string; type: string };
  /** All that a machine may fetch by name; without a run for a profile that is installed by hand. */
  readonly answerFiles: (machine: Machine, profile: ProfileConfig, run: Run | undefined) => readonly AnswerFile[];
  readonly runLog: RunLog;
  readonly installScript: (machine: Machine, profile: ProfileConfig, run: Run) => string;
  /** For an asker whose address says nothing: finds the MAC it booted from and asks again. */
  readonly bootstrapScript: () => string;
}

export interface AnswerFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** All that is known of somebody who asks for an answer file. */
export interface Asker {
  readonly address: Ipv4;
  /** What Anaconda says of itself (X-RHN-Provisioning-MAC-<n>: "eth0 52:54:…"). It can only narrow: anybody can write a header. */
  readonly provisioningMacs: readonly string[];
}

/** A whole fetch, the rest of one that was cut off, or a look (HEAD). */
export type Fetch = "whole" | "resume" | "peek";

/** What an installer reported: its stage, a reason, and the body as it came. */
export interface Report {
  readonly stage: string;
  readonly reason: string | undefined;
  readonly body: string;
}

/** The answers that a booting machine gets by name and address, and what they make of its run. */
export interface BootSide {
  verdict(mac: Mac): Verdict;
  cloudConfig(mac: Mac, asker: Ipv4, peek: boolean): Answer;
  installScript(asker: Ipv4, mac: Mac | undefined, peek: boolean): Answer;
  /** /answers/<token>/<file> */
  answerFile(token: string, file: string, asker: Asker, fetch: Fetch): Answer;
  /** The seeds' URLs without a token (trust 2.3.7), without a leading slash; undefined when the path is none of them. */
  seedAnswer(path: string, asker: Ipv4, peek: boolean): Answer | undefined;
  report(token: string, report: Report, asker: Ipv4): "ok" | "refused";
  /** A file that somebody asked for and did not get. */
  missed(path: string, asker: Ipv4): void;
}

const SCRIPT = "text/x-shellscript; charset=utf-8";
/** coreos-cloudinit takes any 4xx for final and repeats on 5xx, so "not yet" is a 503 (trust 2.3.7). */
const RETRY_AFTER_SECONDS = 5;
/** cloud-init asks for it and does without. */
const OPTIONAL_FILES = ["network-config"];
/** Lines of one report's body. */
const MOST_LINES = 500;

export function bootSide(needs: BootSideNeeds): BootSide {
  const { inventory, runs, log } = needs;
  const nameOf = (mac: Mac): string => inventory.get(mac)?.name ?? mac;
  const events = answerEvents({ log, now: needs.now, nameOf, openOf: (mac) => runs.openOf(mac) });

  const profileOf = (machine: Machine | undefined): ProfileConfig | undefined =>
    machine?.profile === undefined ? undefined : needs.profile(machine.profile);

  const refuse = (because: string): Answer => ({ kind: "refused", because });
  const unknown = (because: string): Answer => ({ kind: "unknown", because });

  /** The machine's own answers: only for its own address, only while it may have them. */
  const answerFor = (
    { mac, file, asker }: { mac: Mac; file: string; asker: Ipv4 },
    render: (machine: Machine, profile: ProfileConfig, run: Run | undefined) => Answer,
  ): Answer => {
    const machine = inventory.get(mac);
    if (machine?.known !== true) return unknown(`There is no machine ${mac} in the inventory.`);
    if (needs.macOf(asker) !== mac) {
      const because = `The answers of ${mac} are given to its own leased address only, and that is not ${asker}.`;
      events.stranger(mac, file, asker, because);
      return refuse(because);
    }
    const answer = allowed(machine, render);
    if (answer.kind === "refused") events.refused(mac, file, answer.because);
    if (answer.kind === "not-ready") events.notReady(mac, file, answer.because);
    return answer;
  };

  const allowed = (
    machine: Machine,
    render: (machine: Machine, profile: ProfileConfig, run: Run | undefined) => Answer,
  ): Answer => {
    const { mac } = machine;
    const profile = profileOf(machine);
    if (profile === undefined) return refuse(`${nameOf(mac)} has no profile.`);
    // A manual profile never has a run; an automatic one gives nothing away without.
    const run = profile.install === "automatic" ? runs.openOf(mac) : undefined;
    const forbidden = profile.install === "automatic" ? whyNoAnswers(run, profile) : undefined;
    if (forbidden !== undefined) return refuse(`${nameOf(mac)} ${forbidden}`);
    const missing = needs.imageMissing(profile.image);
    if (missing !== undefined) return { kind: "not-ready", retryAfter: RETRY_AFTER_SECONDS, because: missing };
    return render(machine, profile, run);
  };

  const sent = (mac: Mac, file: string, asker: Ipv4, peek: boolean): void => {
    if (peek) return;
    events.sent(mac, file, asker);
    // coreos-installer fetches it right before it writes the disk; Anaconda, d-i and subiquity tell by packages and reports.
    runs.see(mac, { kind: file === "config.ign" ? "writing" : "heard" });
  };

  /** Whoever holds a token must also be its machine: its lease, and what its headers say, when they say anything (trust 2.3.3). */
  const whyStranger = (run: Run, { address, provisioningMacs }: Asker): string | undefined => {
    if (needs.macOf(address) !== run.mac) return "They are given to its own leased address only.";
    if (provisioningMacs.length === 0 || provisioningMacs.includes(run.mac)) return undefined;
    return "It has the right address, but says that it has other network cards.";
  };

  return {
    verdict(mac) {
      const machine = inventory.get(mac);
      const profile = profileOf(machine);
      return decideBoot({
        machine,
        profile,
        imageMissing: profile === undefined ? undefined : needs.imageMissing(profile.image),
        run: runs.newestOf(mac)?.run,
        now: needs.now(),
      });
    },

    cloudConfig: (mac, asker, peek) =>
      answerFor({ mac, file: "the cloud-config", asker }, (machine, profile, run) => {
        const text = needs.cloudConfig(machine, profile, run);
        sent(mac, "the cloud-config", asker, peek);
        return { kind: "text", ...text };
      }),

    installScript(asker, mac, peek) {
      const leased = needs.macOf(asker);
      const target = mac ?? (leased !== undefined && runs.openOf(leased) !== undefined ? leased : undefined);
      if (target === undefined) return { kind: "text", text: needs.bootstrapScript(), type: SCRIPT };
      return answerFor({ mac: target, file: "install.sh", asker }, (machine, profile, run) => {
        if (run === undefined) return refuse(`${nameOf(target)} is not armed, so there is nothing to install.`);
        sent(target, "install.sh", asker, peek);
        return { kind: "text", text: needs.installScript(machine, profile, run), type: SCRIPT };
      });
    },

    answerFile(token, file, asker, fetch) {
      const run = runs.byToken(token);
      if (run === undefined) return unknown("There is no such answer file.");
      const strange = whyStranger(run, asker);
      if (strange !== undefined) {
        events.stranger(run.mac, file, asker.address, strange);
        return refuse("This answer file belongs to another machine.");
      }
      if (!isOpen(run)) {
        events.late(run, file);
        return unknown("The time in which this answer file was given is over. Arm the machine again.");
      }
      return answerFor({ mac: run.mac, file, asker: asker.address }, (machine, profile) => {
        const found = needs.answerFiles(machine, profile, run).find(({ name }) => name === file);
        if (found === undefined) {
          const because = `The profile ${profile.name} has no ${file}.`;
          if (!OPTIONAL_FILES.includes(file)) events.refused(run.mac, file, because);
          return unknown(because);
        }
        if (!runs.spend(run, file, fetch)) {
          events.burnt(run, file);
          return refuse(`${file} was fetched too often. Rotate the secrets of ${nameOf(run.mac)} and arm it again.`);
        }
        sent(run.mac, file, asker.address, fetch === "peek");
        return { kind: "text", text: found.text, type: found.type };
      });
    },

    seedAnswer(path, asker, peek) {
      const seed = parseSeedPath(path);
      if (seed === undefined) return undefined;
      const { file } = seed;
      const mac = seed.mac ?? needs.macOf(asker);
      if (mac === undefined) return unknown(`Nobody knows which machine asks from ${asker}.`);
      return answerFor({ mac, file, asker }, (machine, profile, run) => {
        if (seed.profile !== undefined && seed.profile !== profile.name) {
          return refuse(`${nameOf(mac)} has the profile ${profile.name}, not ${seed.profile}.`);
        }
        const found = needs.answerFiles(machine, profile, run).find(({ name }) => name === file);
        if (found === undefined) return refuse(`The profile ${profile.name} of ${nameOf(mac)} has no ${file}.`);
        sent(mac, file, asker, peek);
        return { kind: "text", text: found.text, type: found.type };
      });
    },

    report(token, { stage, reason, body }, asker) {
      const run = runs.byToken(token);
      if (run === undefined) return "refused";
      const { mac } = run;
      const newest = runs.newestOf(mac)?.run.id === run.id;
      if (needs.macOf(asker) !== mac || !newest) {
        const text = `A report "${escaped(stage).slice(0, 40)}" for ${nameOf(mac)} came from ${asker} and was not believed.`;
        log.add("RS_REPORT_REFUSED", "warning", text, { mac, run: run.id });
        return "refused";
      }
      const event = readWebhook(body);
      if (event !== undefined) {
        needs.runLog.hear(mac, event.said);
        // Whoever reports at all has started.
        const reached = event.stage ?? (run.stage === undefined ? "started" : undefined);
        if (reached !== undefined) runs.see(mac, { kind: "callback", stage: reached, reason: event.reason });
        return "ok";
      }
      const said = { source: "report", program: "report" } as const;
      if (stage === "log") {
        for (const text of body
          .split(/\r?\n/)
          .filter((line) => line !== "")
          .slice(0, MOST_LINES)) {
          needs.runLog.hear(mac, { ...said, severity: "info", text });
        }
        return "ok";
      }
      const told = reason === undefined ? undefined : withoutTokens(reason);
      const severity = stage === "failed" ? "error" : "info";
      needs.runLog.hear(mac, { ...said, severity, text: told === undefined ? stage : `${stage}: ${told}` });
      runs.see(mac, { kind: "callback", stage: escaped(stage).slice(0, 60), reason: told });
      return "ok";
    },

    missed(path, asker) {
      const mac = needs.macOf(asker);
      const run = mac === undefined ? undefined : runs.openOf(mac);
      if (mac === undefined || run === undefined || run.state === "armed") return;
      events.missing(mac, run, path);
    },
  };
}

function whyNoAnswers(run: Run | undefined, profile: ProfileConfig): string | undefined {
  if (run === undefined) return "is not armed, so it gets no answers.";
  if (run.profile === profile.name && run.image === profile.image) return undefined;
  return `was armed for the profile ${run.profile} with ${run.image}, and that was changed since. Arm it again.`;
}
