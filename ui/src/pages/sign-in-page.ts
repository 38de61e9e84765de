import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { signIn } from "../data/access.ts";
import { Api } from "../data/api.ts";
import "../parts/password-field.ts";
import type { PasswordField } from "../parts/password-field.ts";
import { doorStyle } from "../style/door.ts";
import { shared } from "../style/shared.ts";
import { accessText } from "../text/access.ts";
import type { Words } from "../text/text.ts";

/** Somebody owns the appliance: who is it that asks? */
@customElement("rs-sign-in-page")
export class SignInPage extends LitElement {
  @property({ attribute: false }) words!: Words;
  /** Somebody was signed in a moment ago. */
  @property({ type: Boolean }) over = false;
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("#name") private name!: HTMLInputElement;
  @query("rs-password-field") private password!: PasswordField;

  static override styles = [shared, doorStyle];

  override firstUpdated(): void {
    this.name.focus();
  }

  override render(): TemplateResult {
    const text = accessText(this.words);
    return html`<h1 tabindex="-1">${text.signInHeadline}</h1>
      ${this.over ? html`<p class="under" role="status">${text.signedOut}</p>` : nothing}
      <form class="card" @submit=${this.#given}>
        <div class="one">
          <label for="name">${text.name}</label>
          <input
            id="name"
            name="name"
            class="field"
            required
            maxlength="64"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
          />
        </div>
        <rs-password-field .words=${this.words} .label=${text.password}></rs-password-field>
        ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
        <button class="go" type="submit" ?disabled=${this.busy}>${text.signIn}</button>
      </form>`;
  }

  async #given(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await signIn(new Api(), { name: this.name.value.trim(), password: this.password.value });
      this.dispatchEvent(new CustomEvent("rs-signed-in", { bubbles: true, composed: true }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      this.password.clear();
      this.password.focus();
    } finally {
      this.busy = false;
    }
  }
}
