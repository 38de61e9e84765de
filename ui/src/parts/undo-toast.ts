import type { Api } from "../data/api.ts";
import { undoChange } from "../data/arming.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import type { Toast } from "./toast.ts";

/** What was just done to machines, and for some time the way back. */
export interface Done {
  readonly text: string;
  /** The word by which it is undone; without it there is no way back. */
  readonly undo?: string | undefined;
}

/** The same for the frame's toast; after the way back it says how many machines are as before. */
export function doneToast({ text, undo }: Done, api: Api, words: Words): Toast {
  if (undo === undefined) return { text };
  const say = machinesText(words);
  return {
    text,
    action: say.undo,
    act: async () => {
      const { machines, left } = await undoChange(api, undo);
      return `${say.undoneSaid(machines)} ${left.length > 0 ? say.undoneLeft(left.length) : ""}`.trim();
    },
  };
}
