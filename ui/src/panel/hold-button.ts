import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { cssValue } from "../parts/css-value.ts";
import { panelStyle } from "./style.ts";

/** A button that acts only when it was held for so many seconds; letting go earlier does nothing. Enter or space hold it too. */
@customElement("rs-hold-button")
export class HoldButton extends LitElement {
  @property({ type: Number }) seconds = 10;
  @property() label = "";
  @state() private share = 0;
  #since: number | undefined;
  #frame = 0;

  static override styles = [
    panelStyle,
    css`
      button {
        position: relative;
        width: 100%;
        overflow: hidden;
        border-color: var(--bad);
        color: var(--bad);
        touch-action: none;
      }
      .fill {
        position: absolute;
        inset: 0 auto 0 0;
        background: color-mix(in srgb, var(--bad) 40%, transparent);
      }
      span {
        position: relative;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#released();
  }

  override render(): TemplateResult {
    return html`<button
      @pointerdown=${this.#pressed}
      @pointerup=${this.#released}
      @pointerleave=${this.#released}
      @pointercancel=${this.#released}
      @keydown=${this.#keyDown}
      @keyup=${this.#released}
      @blur=${this.#released}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      <i class="fill" ${cssValue("width", `${this.share * 100}%`)}></i><span>${this.label}</span>
    </button>`;
  }

  #keyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) this.#pressed();
  }

  readonly #pressed = (): void => {
    this.#since = performance.now();
    this.#frame = requestAnimationFrame(this.#grow);
  };

  readonly #released = (): void => {
    this.#since = undefined;
    cancelAnimationFrame(this.#frame);
    this.share = 0;
  };

  readonly #grow = (): void => {
    if (this.#since === undefined) return;
    this.share = Math.min(1, (performance.now() - this.#since) / (this.seconds * 1000));
    if (this.share < 1) {
      this.#frame = requestAnimationFrame(this.#grow);
      return;
    }
    this.#released();
    this.dispatchEvent(new CustomEvent("rs-held"));
  };
}
