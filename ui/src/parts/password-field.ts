import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { shared } from "../style/shared.ts";
import { accessText } from "../text/access.ts";
import type { Words } from "../text/text.ts";

/** A password that one may look at while typing; a new one is told whether it is long enough. */
@customElement("rs-password-field")
export class PasswordField extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property() label = "";
  /** Being chosen now, and not one that is known. */
  @property({ type: Boolean }) fresh = false;
  @state() private shown = false;
  @state() private typed = "";
  @query("input") private input!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 4px;
      }
      .line {
        display: flex;
        gap: 10px;
      }
      button {
        min-width: 76px;
      }
      .strength {
        min-height: 20px;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = accessText(this.words);
    return html`<label for="password">${this.label}</label>
      <div class="line">
        <input
          id="password"
          class="field"
          type=${this.shown ? "text" : "password"}
          autocomplete=${this.fresh ? "new-password" : "current-password"}
          autocapitalize="none"
          spellcheck="false"
          required
          maxlength="256"
          aria-describedby=${this.fresh ? "strength" : nothing}
          @input=${() => (this.typed = this.input.value)}
          @keydown=${this.#key}
        />
        <button
          type="button"
          aria-label=${this.shown ? text.hidePassword : text.showPassword}
          aria-pressed=${this.shown ? "true" : "false"}
          @click=${() => (this.shown = !this.shown)}
        >
          ${this.shown ? text.hide : text.show}
        </button>
      </div>
      ${
        this.fresh
          ? html`<p id="strength" class="soft strength">
              ${this.typed === "" ? text.newPasswordHelp : text.strength(Array.from(this.typed).length)}
            </p>`
          : nothing
      }`;
  }

  get value(): string {
    return this.input.value;
  }

  clear(): void {
    this.input.value = "";
    this.typed = "";
    this.shown = false;
  }

  override focus(): void {
    this.input.focus();
  }

  /** Enter sends the form around this part, as it would from a plain field. */
  #key(event: KeyboardEvent): void {
    if (event.key === "Enter") this.closest("form")?.requestSubmit();
  }
}
