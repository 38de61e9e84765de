import type { ProfileConfig } from "../config-schema.ts";
import type { EventLog } from "../event-log.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Release } from "../systems/system.ts";
import type { Inventory } from "./inventory.ts";
import type { Machine } from "./machine.ts";
import { decideBoot, type MenuFor, type Verdict } from "./plan.ts";
import type { Run } from "./run.ts";
import type { Runs } from "./runs.ts";

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
  /** Why a ready image cannot be booted with this profile, or undefined. */
  readonly notBootable: (profile: ProfileConfig) => string | undefined;
  readonly archOf: (image: string) => Release["arch"] | undefined;
  /** Whom the configured menu is for. */
  readonly menu: MenuFor | undefined;
  readonly cloudConfig: (
    machine: Machine,
    profile: ProfileConfig,
    run: Run | undefined,
  ) => { text: string; type: string };
  readonly installScript: (machine: Machine, profile: ProfileConfig, run: Run) => string;
  /** For an asker whose address says nothing: finds the MAC it booted from and asks again. */
  readonly bootstrapScript: () => string;
}

/** The answers that a booting machine gets by name and address, and what they make of its run. */
export interface BootSide {
  verdict(mac: Mac): Verdict;
  cloudConfig(mac: Mac, asker: Ipv4): Answer;
  installScript(asker: Ipv4, mac: Mac | undefined): Answer;
  report(token: string, stage: string, reason: string | undefined, asker: Ipv4): "ok" | "refused";
}

const SCRIPT = "text/x-shellscript; charset=utf-8";
/** coreos-cloudinit takes any 4xx for final and repeats on 5xx, so "not yet" is a 503 (trust 2.3.7). */
const RETRY_AFTER_SECONDS = 5;

export function bootSide(needs: BootSideNeeds): BootSide {
  const { inventory, runs, log } = needs;

  const profileOf = (machine: Machine | undefined): ProfileConfig | undefined =>
    machine?.profile === undefined ? undefined : needs.profile(machine.profile);

  const refuse = (because: string): Answer => ({ kind: "refused", because });

  /** The machine's own answers: only for its own address, only while it may have them. */
  const answerFor = (
    mac: Mac,
    asker: Ipv4,
    render: (machine: Machine, profile: ProfileConfig, run: Run | undefined) => Answer,
  ): Answer => {
    const machine = inventory.get(mac);
    if (machine?.known !== true) return { kind: "unknown", because: `There is no machine ${mac} in the inventory.` };
    if (needs.macOf(asker) !== mac) {
      log.add(
        "RS_ANSWER_STRANGER",
        "warning",
        `Somebody at ${asker} asked for the answers of ${machine.name ?? mac} and got nothing.`,
        { mac },
      );
      return refuse(`The answers of ${mac} are given to its own leased address only, and that is not ${asker}.`);
    }
    const profile = profileOf(machine);
    if (profile === undefined) return refuse(`${machine.name ?? mac} has no profile.`);
    // A manual profile never has a run; an automatic one gives nothing away without.
    const run = profile.install === "automatic" ? runs.openOf(mac) : undefined;
    const forbidden = profile.install === "automatic" ? whyNoAnswers(run, profile) : undefined;
    if (forbidden !== undefined) return refuse(`${machine.name ?? mac} ${forbidden}`);
    const missing = needs.imageMissing(profile.image);
    if (missing !== undefined) return { kind: "not-ready", retryAfter: RETRY_AFTER_SECONDS, because: missing };
    return render(machine, profile, run);
  };

  return {
    verdict(mac) {
      const machine = inventory.get(mac);
      const profile = profileOf(machine);
      return decideBoot({
        machine,
        profile,
        imageMissing:
          profile === undefined ? undefined : (needs.imageMissing(profile.image) ?? needs.notBootable(profile)),
        arch: profile === undefined ? undefined : needs.archOf(profile.image),
        menu: needs.menu,
        run: runs.newestOf(mac)?.run,
        now: needs.now(),
      });
    },

    cloudConfig: (mac, asker) =>
      answerFor(mac, asker, (machine, profile, run) => ({ kind: "text", ...needs.cloudConfig(machine, profile, run) })),

    installScript(asker, mac) {
      const leased = needs.macOf(asker);
      const target = mac ?? (leased !== undefined && runs.openOf(leased) !== undefined ? leased : undefined);
      if (target === undefined) return { kind: "text", text: needs.bootstrapScript(), type: SCRIPT };
      return answerFor(target, asker, (machine, profile, run) =>
        run === undefined
          ? refuse(`${machine.name ?? target} is not armed, so there is nothing to install.`)
          : { kind: "text", text: needs.installScript(machine, profile, run), type: SCRIPT },
      );
    },

    report(token, stage, reason, asker) {
      const run = runs.byToken(token);
      if (run === undefined) return "refused";
      const newest = runs.newestOf(run.mac)?.run.id === run.id;
      if (needs.macOf(asker) !== run.mac || !newest) {
        log.add(
          "RS_REPORT_REFUSED",
          "warning",
          `A report "${stage.slice(0, 40)}" for ${inventory.get(run.mac)?.name ?? run.mac} came from ${asker} and was not believed.`,
          {
            mac: run.mac,
            run: run.id,
          },
        );
        return "refused";
      }
      runs.see(run.mac, { kind: "callback", stage, reason });
      return "ok";
    },
  };
}

function whyNoAnswers(run: Run | undefined, profile: ProfileConfig): string | undefined {
  if (run === undefined) return "is not armed, so it gets no answers.";
  if (run.profile === profile.name && run.image === profile.image) return undefined;
  return `was armed for the profile ${run.profile} with ${run.image}, and that was changed since. Arm it again.`;
}
