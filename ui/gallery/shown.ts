import { html, type TemplateResult } from "lit";

import type { Api } from "../src/data/api.ts";
import type { House } from "../src/data/house.ts";
import type { Say } from "../src/panel/words.ts";
import type { Words } from "../src/text/text.ts";

/** What the parts are given. */
export interface Given {
  readonly words: Words;
  readonly say: Say;
  readonly api: Api;
  readonly house: House;
  /** The name of the dialog that is open. */
  readonly open: string | undefined;
  /** Opens a dialog, or closes it without a name. */
  readonly show: (name?: string) => void;
}

/** One part in its states. `narrow`: so small that several stand side by side. */
export interface Shown {
  readonly tag: string;
  readonly narrow?: boolean;
  readonly states: readonly (readonly [name: string, part: TemplateResult])[];
}

/** A dialog is opened by a button: only one can be on top. */
export const dialog = ({ open, show }: Given, name: string, part: TemplateResult): Shown["states"][number] => [
  name,
  html`<button data-opens @click=${() => show(name)}>Open: ${name}</button> ${open === name ? part : ""}`,
];
