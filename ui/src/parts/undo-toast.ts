import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { undoChange } from "../data/arming.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";

/** What was just done, and for some time the way back. */
export interface Done {
  readonly text: string;
  /** The word by which it is undone; without it there is no way back. */
  readonly undo?: string | undefined;
}

/** It goes by itself after so long (ms), unless the pointer or the focus is on it. */
const SHOWN = 12_000;

/** `<rs-undo-toast .done=${{ text, undo }} .api .words>`: says what was done at the foot of the page, with a button that undoes it. */
@customElement("rs-undo-toast")
export class UndoToast extends LitElement {
  @property({ attribute: false }) done: Done | undefined;
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private shown: Done | undefined;
  @state() private problem: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      .toast {
        position: fixed;
        z-index: 2;
        inset: auto 16px 16px;
        margin-inline: auto;
        width: fit-content;
        max-width: calc(100vw - 32px);
        display: flex;
        align-items: center;
        gap: 14px;
        padding: 8px 8px 8px 18px;
        border-radius: 12px;
        background: var(--ink);
        color: var(--ground);
        box-shadow: 0 12px 40px rgb(0 0 0 / 30%);
      }
      p {
        padding: 8px 0;
      }
      button {
        background: none;
        color: inherit;
        border-color: currentColor;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("done") || this.done === undefined) return;
    this.#say(this.done);
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const { shown } = this;
    return html`<div role="status">
      ${
        shown === undefined
          ? nothing
          : html`<div
              class="toast"
              @pointerenter=${this.#stay}
              @pointerleave=${this.#leave}
              @focusin=${this.#stay}
              @focusout=${this.#leave}
            >
              <p lang=${this.problem === undefined ? nothing : "en"}>${this.problem ?? shown.text}</p>
              ${shown.undo === undefined ? nothing : html`<button @click=${this.#undo}>${text.undo}</button>`}
              <button @click=${this.#close} aria-label=${text.close}>✕</button>
            </div>`
      }
    </div>`;
  }

  #say(done: Done): void {
    this.problem = undefined;
    this.shown = done;
    this.#leave();
  }

  readonly #stay = (): void => clearTimeout(this.#timer);
  readonly #leave = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#close, SHOWN);
  };
  readonly #close = (): void => {
    this.shown = undefined;
  };

  async #undo(): Promise<void> {
    const id = this.shown?.undo;
    if (id === undefined) return;
    const text = machinesText(this.words);
    this.shown = { text: this.shown?.text ?? "" }; // once
    try {
      const { machines, left } = await undoChange(this.api, id);
      this.#say({
        text: `${text.undoneSaid(machines)} ${left.length > 0 ? text.undoneLeft(left.length) : ""}`.trim(),
      });
      this.dispatchEvent(new CustomEvent("rs-undone"));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}
