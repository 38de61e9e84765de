import type { ProfileConfig } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { Mac } from "../net/mac.ts";
import type { StoredRun } from "../store/runs.ts";
import type { Inventory } from "./inventory.ts";
import type { Machine } from "./machine.ts";
import type { Run } from "./run.ts";
import type { More, Runs } from "./runs.ts";

export interface ArmingNeeds {
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly profile: (name: string) => ProfileConfig | undefined;
  /** Why an image can never be booted (it is unknown or was refused), or undefined when it is ready or on its way. */
  readonly imageRefused: (name: string) => string | undefined;
  /** Why a ready image cannot be booted with this profile, or undefined. */
  readonly notBootable: (profile: ProfileConfig) => string | undefined;
  /** Renders the machine's answers for a trial; throws a sentence when something is missing. */
  readonly rehearse: (machine: Machine, profile: ProfileConfig) => void;
}

/** The only ways by which a machine may become armed: a person, a file, zero touch. Everything else never arms. */
export interface Arming {
  /** A person asks through the API. */
  arm(mac: Mac, more?: More): StoredRun;
  /** Could this machine be armed as it stands here, be it stored so or not? Throws the sentence that refuses it. */
  mayArm(machine: Machine): ProfileConfig;
  /** A person asks for many: all or none. `alongside` stores the machines as they are given here. */
  armMany(machines: readonly Machine[], more: More, alongside: () => void): StoredRun[];
  /** Stops a run whose secrets somebody else may know, and arms its machine anew: new token, new window. */
  rotate(run: Run): StoredRun;
  /** `armed: true` in the file: only if this machine with this profile and image never had a run. */
  armOnce(mac: Mac, why: string): StoredRun | undefined;
}

const BY_PERSON = "by a person through the API";

export function arming(needs: ArmingNeeds): Arming {
  const { inventory, runs } = needs;

  const check = (
    mac: Mac,
    now: "image may come later" | "image must be usable",
    machine = inventory.get(mac),
  ): { machine: Machine; profile: ProfileConfig } => {
    const who = machine?.name ?? mac;
    if (machine?.known !== true) {
      throw new AppError(
        "RS_MACHINE_UNKNOWN",
        machine === undefined ? 404 : 409,
        `${who} is not in the inventory. Give it a profile first, then arm it.`,
      );
    }
    if (machine.profile === undefined) {
      throw new AppError(
        "RS_MACHINE_WITHOUT_PROFILE",
        409,
        `${who} has no profile, so there is nothing to install. Choose a profile first.`,
        "profile",
      );
    }
    const profile = needs.profile(machine.profile);
    if (profile === undefined) {
      throw new AppError(
        "RS_PROFILE_NOT_FOUND",
        409,
        `The profile ${machine.profile} of ${who} does not exist. Choose another.`,
        "profile",
      );
    }
    if (profile.install === "manual") {
      throw new AppError(
        "RS_PROFILE_MANUAL",
        409,
        `The profile ${profile.name} of ${who} runs in memory and never wipes a disk. Choose a profile with install: automatic to install.`,
        "profile",
      );
    }
    const refused =
      now === "image must be usable" ? (needs.imageRefused(profile.image) ?? needs.notBootable(profile)) : undefined;
    if (refused !== undefined)
      throw new AppError("RS_IMAGE_UNUSABLE", 409, `${who} cannot be armed: ${refused}`, "image");
    needs.rehearse(machine, profile);
    return { machine, profile };
  };

  const refuseOpen = ({ mac, name }: Machine): void => {
    const open = runs.openOf(mac);
    if (open === undefined) return;
    const text = `${name ?? mac} is ${open.state} already. Stop that run first, or let it end.`;
    throw new AppError("RS_RUN_OPEN", 409, text);
  };

  return {
    arm(mac, more) {
      const { machine, profile } = check(mac, "image must be usable");
      refuseOpen(machine);
      return runs.begin(mac, profile.name, profile.image, BY_PERSON, more);
    },
    mayArm(machine) {
      const { profile } = check(machine.mac, "image must be usable", machine);
      refuseOpen(machine);
      return profile;
    },
    armMany(machines, more, alongside) {
      const wanted = machines.map((machine) => {
        const { profile } = check(machine.mac, "image must be usable", machine);
        refuseOpen(machine);
        return { mac: machine.mac, profile: profile.name, image: profile.image };
      });
      return runs.beginMany(wanted, BY_PERSON, more, alongside);
    },
    rotate(run) {
      if (runs.newestOf(run.mac)?.run.id !== run.id) {
        throw new AppError("RS_RUN_OLD", 409, "This machine has a newer run. Rotate the secrets of that one.");
      }
      const { profile } = check(run.mac, "image must be usable"); // before the stop: a refusal leaves everything as it was
      runs.stop(run.id);
      return runs.begin(run.mac, profile.name, profile.image, "anew with other secrets by a person through the API");
    },
    armOnce(mac, why) {
      const machine = inventory.get(mac);
      const profile = machine?.profile === undefined ? undefined : needs.profile(machine.profile);
      if (profile === undefined || runs.wasArmed(mac, profile.name, profile.image)) return undefined;
      const open = runs.openOf(mac);
      // A disk that is being written is never armed again under the installer's hands; the next start of the file may.
      if (open?.state === "installing") return undefined;
      check(mac, "image may come later"); // images are imported after the start
      if (open !== undefined) runs.stop(open.id);
      return runs.begin(mac, profile.name, profile.image, why);
    },
  };
}
