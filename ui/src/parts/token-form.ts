import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** Asks for the token when the link did not bring it. */
@customElement("rs-token-form")
export class TokenForm extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ type: Boolean }) wrong = false;

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 12px;
        max-width: 460px;
      }
      .line {
        display: flex;
        gap: 10px;
      }
      label {
        font-weight: 600;
      }
    `,
  ];

  override render(): TemplateResult {
    const { text } = this.words;
    return html`<form class="card" @submit=${this.#given}>
      <label for="token">${text.tokenLabel}</label>
      ${this.wrong ? html`<p class="say" role="alert">${text.tokenWrong}</p>` : nothing}
      <div class="line">
        <input
          id="token"
          class="field mono"
          name="token"
          type="password"
          autocomplete="off"
          required
          aria-describedby="help"
        />
        <button class="go" type="submit">${text.tokenOpen}</button>
      </div>
      <p id="help" class="soft">${text.tokenHelp}</p>
    </form>`;
  }

  #given(event: SubmitEvent): void {
    event.preventDefault();
    const token = new FormData(event.target as HTMLFormElement).get("token");
    if (typeof token === "string" && token.trim() !== "") {
      this.dispatchEvent(new CustomEvent("rs-token", { detail: token.trim() }));
    }
  }
}
