import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { claim } from "../data/access.ts";
import { Api } from "../data/api.ts";
import { linkClaim } from "../data/claim-link.ts";
import "../parts/password-field.ts";
import type { PasswordField } from "../parts/password-field.ts";
import "../parts/restore-form.ts";
import { doorStyle } from "../style/door.ts";
import { shared } from "../style/shared.ts";
import { accessText } from "../text/access.ts";
import { en } from "../text/backup.en.ts";
import { zh } from "../text/backup.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** Nobody owns the appliance yet: whoever can read its screen may. */
@customElement("rs-claim-page")
export class ClaimPage extends LitElement {
  @property({ attribute: false }) words!: Words;
  /** Six words of the appliance's own authority, to compare with its screen. */
  @property({ attribute: false }) fingerprint: readonly string[] = [];
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("rs-password-field") private password!: PasswordField;
  @query("#code") private code!: HTMLInputElement;
  readonly #api = new Api();
  readonly #code = (): string => this.code.value.trim();

  static override styles = [
    shared,
    doorStyle,
    css`
      #code {
        font: 600 20px var(--mono);
        letter-spacing: 0.08em;
        text-transform: uppercase;
      }
      details {
        margin-top: 14px;
      }
      summary {
        align-content: center;
        min-height: 44px;
        color: var(--accent);
        cursor: pointer;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        margin-bottom: 6px;
        font: 600 16px var(--mono);
      }
    `,
  ];

  override firstUpdated(): void {
    const first = linkClaim() === "" ? "#code" : "#name";
    this.shadowRoot?.querySelector<HTMLElement>(first)?.focus();
  }

  override render(): TemplateResult {
    const text = accessText(this.words);
    return html`<h1 tabindex="-1">${text.claimHeadline}</h1>
      <p class="under">${text.claimUnder}</p>
      <form class="card" @submit=${this.#given}>
        ${
          this.fingerprint.length === 0
            ? nothing
            : html`<div>
                <p class="words" lang="en">${this.fingerprint.map((word) => html`<span>${word}</span>`)}</p>
                <p class="soft">${text.compareWords}</p>
              </div>`
        }
        <div class="one">
          <label for="code">${text.claimCode}</label>
          <input
            id="code"
            name="code"
            class="field"
            .value=${linkClaim()}
            required
            maxlength="64"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-describedby="code-help"
          />
          <p id="code-help" class="soft">${text.claimCodeHelp}</p>
        </div>
        <div class="one">
          <label for="name">${text.yourName}</label>
          <input
            id="name"
            name="name"
            class="field"
            required
            maxlength="64"
            autocomplete="username"
            spellcheck="false"
          />
        </div>
        <rs-password-field fresh .words=${this.words} .label=${text.newPassword}></rs-password-field>
        ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
        <button class="go" type="submit" ?disabled=${this.busy}>${text.claimGo}</button>
      </form>
      <details>
        <summary>${areaText(this.words, { en, zh }).moving}</summary>
        <div class="card">
          <rs-restore-form .api=${this.#api} .words=${this.words} .claimCode=${this.#code}></rs-restore-form>
        </div>
      </details>`;
  }

  async #given(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const given = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = undefined;
    try {
      const wanted = { code: word(given, "code"), name: word(given, "name"), password: this.password.value };
      await claim(this.#api, wanted);
      this.dispatchEvent(new CustomEvent("rs-signed-in", { bubbles: true, composed: true }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}

const word = (given: FormData, name: string): string => {
  const value = given.get(name);
  return typeof value === "string" ? value.trim() : "";
};
