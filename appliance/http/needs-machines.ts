import type { Mac } from "../net/mac.ts";
import type { ArmPlan, ArmWish } from "../machines/arm-plan.ts";
import type { Edited, Undone } from "../machines/edits.ts";
import type { ImportProgress, ImportResult } from "../machines/import.ts";
import type { MachineChange, Run } from "./needs.ts";

/** What is done to many machines at once. */
export interface MachineTools {
  /** What arming would do to each, without doing it. */
  plan(wish: ArmWish): Promise<ArmPlan>;
  arm(wish: ArmWish, how: ArmHow): Promise<Armed>;
  /** Stops those that are open; the others stay as they ended. */
  stop(ids: readonly string[]): Run[];
  /** The machines whose newest run failed or ended unknown: of these runs, or of this profile or image, or all. */
  failed(which: {
    ids?: readonly string[] | undefined;
    profile?: string | undefined;
    image?: string | undefined;
  }): Mac[];
  change(edits: readonly { readonly mac: Mac; readonly change: MachineChange }[]): Edited;
  remove(macs: readonly Mac[]): Edited;
  undo(id: string): Promise<Undone>;
  import(body: AsyncIterable<Uint8Array>, dryRun: boolean): Promise<ImportResult>;
  importProgress(): ImportProgress | undefined;
}

export interface ArmHow {
  /** Seconds. */
  readonly window?: number | undefined;
  readonly by?: string | undefined;
  readonly skipRefused: boolean;
  readonly confirm: number | undefined;
}

export interface Armed {
  readonly plan: ArmPlan;
  readonly runs: readonly Run[];
}
