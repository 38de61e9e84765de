import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { panelStyle } from "./style.ts";
import type { Say } from "./words.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "go"] as const;

/** Digits for a finger; the appliance has no keyboard. */
@customElement("rs-pin-pad")
export class PinPad extends LitElement {
  @property({ attribute: false }) say!: Say;
  @property() action = "";
  @property({ type: Boolean }) busy = false;
  @state() private digits = "";

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        gap: 10px;
      }
      .shown {
        min-height: 40px;
        font: 32px/1.2 var(--mono);
        letter-spacing: 0.3em;
        text-align: center;
      }
      .keys {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 8px;
      }
      .keys button {
        padding: 0 8px;
        font-size: 22px;
      }
      .keys .small {
        font-size: 17px;
      }
    `,
  ];

  override render(): TemplateResult {
    const { say } = this;
    return html`<div class="shown" role="status" aria-label=${`${say.pin}: ${this.digits.length}`}>
        ${"•".repeat(this.digits.length)}
      </div>
      <div class="keys" @keydown=${this.#typed}>
        ${KEYS.map((key) =>
          key === "go"
            ? html`<button class="wipe small" ?disabled=${this.digits.length < 4 || this.busy} @click=${this.#go}>
                ${this.action}
              </button>`
            : html`<button class=${key === "clear" ? "small" : ""} @click=${() => this.#press(key)}>
                ${key === "clear" ? say.clear : key}
              </button>`,
        )}
      </div>`;
  }

  #press(key: string): void {
    this.digits = key === "clear" ? "" : (this.digits + key).slice(0, 12);
  }

  #typed(event: KeyboardEvent): void {
    if (/^[0-9]$/.test(event.key)) this.#press(event.key);
    if (event.key === "Backspace") this.digits = this.digits.slice(0, -1);
  }

  #go(): void {
    this.dispatchEvent(new CustomEvent("rs-pin", { detail: this.digits }));
    this.digits = "";
  }
}
