import { endOf } from "./boots.ts";
import { type Boot, type Role, type Stage, STAGES, type StageName, type Step } from "./step.ts";

const STAGE_OF: Readonly<Record<Role, StageName | undefined>> = {
  address: "address",
  loader: "loader",
  settings: "loader",
  kernel: "kernel",
  installer: "installer",
  answers: "answers",
  packages: "packages",
  image: "packages",
  restart: "restart",
  done: "done",
  other: undefined,
};

interface Mark {
  readonly stage: StageName;
  readonly at: number;
}

/**
 * The path of a boot. A stage lasts from when it was reached to when a later one was; what an installer fetches of an earlier
 * stage afterwards does not lead back. The installer's stage begins when its kernel has arrived whole.
 */
export function stagesOf({ steps }: Boot): readonly Stage[] {
  const marks = marksOf(steps);
  const furthest = marks.at(-1);
  return STAGES.map((name, index) => {
    const own = steps.filter((step) => STAGE_OF[step.role] === name);
    const bytes = own.reduce((sum, step) => sum + (step.bytes ?? 0), 0);
    const files = own.reduce(
      (sum, step) => sum + (step.files ?? (step.verb === "fetch" || step.verb === "answer" ? 1 : 0)),
      0,
    );
    const reached = marks.findIndex(({ stage }) => stage === name);
    const next = marks[reached + 1];
    const here = marks[reached];
    const state =
      name === furthest?.stage ? (name === "done" ? "passed" : "now") : index < at(furthest) ? "passed" : "ahead";
    return {
      name,
      state,
      bytes,
      files,
      ...(here !== undefined && next !== undefined ? { durationMs: next.at - here.at } : {}),
    };
  });
}

/** The stage that a boot has reached. */
export const furthestStage = ({ steps }: Boot): StageName => marksOf(steps).at(-1)?.stage ?? "address";

const at = (mark: Mark | undefined): number => (mark === undefined ? -1 : STAGES.indexOf(mark.stage));

function marksOf(steps: readonly Step[]): readonly Mark[] {
  const marks: Mark[] = [];
  const reach = (stage: StageName, when: number): void => {
    if (STAGES.indexOf(stage) > at(marks.at(-1))) marks.push({ stage, at: when });
  };
  for (const [index, step] of steps.entries()) {
    const stage = STAGE_OF[step.role];
    if (stage !== undefined && step.outcome !== "failed") reach(stage, step.at);
    // An installed system does not say so, but asks for an address as no firmware does.
    if (step.kind === "dhcp" && step.rom !== true && marks.at(-1)?.stage === "restart") reach("done", step.at);
    if (isLastOfKernel(steps, index)) reach("installer", endOf(step));
  }
  return marks;
}

/** Kernel and initial file systems are there: what runs next is the installer. */
function isLastOfKernel(steps: readonly Step[], index: number): boolean {
  const step = steps[index];
  if (step?.role !== "kernel" || step.open === true || step.verb !== "fetch" || step.outcome !== "ok") return false;
  const later = steps.slice(index + 1).filter(({ verb }) => verb === "fetch" || verb === "answer");
  const more = later.some(({ role }) => role === "kernel");
  return !more && steps.filter(({ role, verb }) => role === "kernel" && verb === "fetch").length > 1;
}
