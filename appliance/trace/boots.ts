import type { Boot, Step } from "./step.ts";

/** The newest boots of one machine, oldest first. */
export type Boots = readonly Boot[];

const MOST_BOOTS = 3;
const MOST_STEPS = 400;
/** How a boot began is as telling as how it went on: what is dropped lies between. */
const KEPT_HEAD = 100;
/** PXE firmware repeats its DISCOVER after 4, 8, 16 and 32 seconds (PXE 2.1 §2.2.3); a longer pause is another power-on. */
const QUIET_MS = 60_000;

/**
 * Adds a step, or what became of one that is there already.
 *
 * One boot is three or four DHCP clients on one MAC: the ROM, iPXE, the installer, the installed system. All but the ROM's
 * requests go on with the boot. A ROM's DISCOVER goes on with it too, as long as that boot has fetched nothing and the ROM
 * merely repeats itself: after anything more, or a minute of silence, the machine was switched on again.
 */
export function addStep(boots: Boots, step: Step): Boots {
  const boot = boots.at(-1);
  if (boot === undefined || beginsAnew(boot, step)) {
    // An address that is renewed is no boot; a file that is fetched belongs to one whose beginning nobody saw.
    // Who is told nothing because nobody knows it is shown, so that a person can say that it is theirs.
    const isStranger = step.because === "stranger";
    if (boot === undefined && step.kind === "dhcp" && step.rom !== true && !isStranger) return boots;
    return [...boots, { startedAt: step.at, steps: [step], dropped: 0 }].slice(-MOST_BOOTS);
  }
  return [...boots.slice(0, -1), withStep(boot, step)];
}

function beginsAnew({ steps }: Boot, step: Step): boolean {
  if (step.verb !== "discover" && step.verb !== "unanswered") return false;
  if (step.rom !== true) return false;
  const last = steps.at(-1);
  return (last !== undefined && step.at - endOf(last) > QUIET_MS) || steps.some(({ kind }) => kind !== "dhcp");
}

export const endOf = ({ at, durationMs = 0 }: Step): number => at + durationMs;

function withStep(boot: Boot, step: Step): Boot {
  const begun = boot.steps.findLastIndex(({ id }) => id === step.id);
  if (begun >= 0) return { ...boot, steps: mergedTail(boot.steps.with(begun, step), begun) };
  return shortened({ ...boot, steps: mergedTail([...boot.steps, repeated(boot, step)], boot.steps.length) });
}

/** The same question again, without an answer to the first or after it. */
function repeated({ steps }: Boot, step: Step): Step {
  if (step.kind !== "dhcp" || step.outcome !== "ok" || step.verb !== "discover") return step;
  const last = steps.findLast(({ kind }) => kind === "dhcp");
  return last?.rom === step.rom && (last?.verb === "discover" || last?.verb === "offer")
    ? { ...step, outcome: "retry" }
    : step;
}

/** An installer fetches a thousand packages one after the other: they are one line that grows. */
function mergedTail(steps: readonly Step[], index: number): readonly Step[] {
  const step = steps[index];
  const before = steps[index - 1];
  if (step === undefined || before === undefined || !isPackage(step) || !isPackage(before)) return steps;
  const end = Math.max(endOf(before), endOf(step));
  const merged: Step = {
    ...step,
    at: before.at,
    detail: step.detail.replace(/[^/]*$/, ""), // of many files, their folder
    durationMs: end - before.at,
    bytes: (before.bytes ?? 0) + (step.bytes ?? 0),
    files: (before.files ?? 1) + (step.files ?? 1),
  };
  return steps.toSpliced(index - 1, 2, merged);
}

const isPackage = ({ role, verb, open, outcome }: Step): boolean =>
  role === "packages" && verb === "fetch" && open !== true && outcome === "ok";

function shortened(boot: Boot): Boot {
  if (boot.steps.length <= MOST_STEPS) return boot;
  return { ...boot, steps: boot.steps.toSpliced(KEPT_HEAD, 1), dropped: boot.dropped + 1 };
}
