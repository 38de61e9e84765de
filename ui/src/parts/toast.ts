import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { shared } from "../style/shared.ts";

/** How long it stays when nobody looks at it (ms). */
const STAYS = 10_000;

/** What a page asks the frame to show: `dispatchEvent(showToast({...}))`. It outlives the page. */
export interface Toast {
  readonly text: string;
  /** Without it there is only something to read. */
  readonly action?: string;
  /** A sentence that it resolves with is shown afterwards. */
  readonly act?: () => Promise<unknown>;
  /** The sentence when `act` did not work. */
  readonly failed?: (because: string) => string;
}

export const showToast = (detail: Toast): CustomEvent<Toast> =>
  new CustomEvent("rs-show-toast", { detail, bubbles: true, composed: true });

/**
 * One line at the foot of the window about what was just done, with the way back. Says `rs-toast-action` when its button is
 * pressed, and `rs-toast-gone` when its time is over; a pointer or the focus on it stops the time.
 */
@customElement("rs-toast")
export class ToastLine extends LitElement {
  @property() text = "";
  @property() action = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        z-index: 3;
        inset: auto 16px 20px;
        display: grid;
        justify-items: center;
        pointer-events: none;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 6px 18px;
        max-width: min(640px, 100%);
        padding: 6px 8px 6px 18px;
        border-radius: 12px;
        background: var(--ink);
        color: var(--ground);
        box-shadow: 0 6px 28px rgb(0 0 0 / 24%);
        pointer-events: auto;
      }
      .line:empty {
        display: none;
      }
      p {
        padding: 8px 0;
        overflow-wrap: anywhere;
      }
      button {
        flex: none;
        border-color: transparent;
        background: color-mix(in srgb, var(--ground) 16%, transparent);
        color: inherit;
      }
      button:hover {
        border-color: var(--ground);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wait();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hold();
  }

  protected override updated(): void {
    this.#hold();
    this.#wait();
  }

  override render(): TemplateResult {
    return html`<div
      class="line"
      @pointerenter=${this.#hold}
      @pointerleave=${this.#wait}
      @focusin=${this.#hold}
      @focusout=${this.#wait}
    >
      <p role="status" aria-live="polite">${this.text}</p>
      ${this.action === "" ? nothing : html`<button @click=${() => this.#say("rs-toast-action")}>${this.action}</button>`}
    </div>`;
  }

  readonly #hold = (): void => clearTimeout(this.#timer);

  readonly #wait = (): void => {
    this.#hold();
    this.#timer = setTimeout(() => this.#say("rs-toast-gone"), STAYS);
  };

  #say(name: "rs-toast-action" | "rs-toast-gone"): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}
