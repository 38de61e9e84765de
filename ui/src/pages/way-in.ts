import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { linkClaim } from "../data/claim-link.ts";
import type { Hello } from "../data/hello.ts";
import "../parts/token-form.ts";
import { shared } from "../style/shared.ts";
import { accessText } from "../text/access.ts";
import type { Words } from "../text/text.ts";
import "./claim-page.ts";
import "./sign-in-page.ts";

/** Whoever is not let in yet stands here: claim it, sign in, or show a token. Passwords are asked for over https only. */
@customElement("rs-way-in")
export class WayIn extends LitElement {
  @property({ attribute: false }) hello!: Hello;
  @property({ attribute: false }) words!: Words;
  @property({ type: Boolean }) tokenWrong = false;
  /** Somebody was signed in a moment ago. */
  @property({ type: Boolean }) over = false;
  @state() private byToken = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 16px;
        justify-items: start;
      }
      rs-claim-page,
      rs-sign-in-page,
      rs-token-form {
        width: 100%;
      }
    `,
  ];

  override render(): TemplateResult {
    if (location.protocol !== "https:") return this.#inTheClear();
    const text = accessText(this.words);
    if (!this.hello.claimed)
      return html`<rs-claim-page .words=${this.words} .fingerprint=${this.hello.words}></rs-claim-page>`;
    const byToken = this.byToken || this.tokenWrong;
    return html`${
        byToken ? this.#tokenForm() : html`<rs-sign-in-page .words=${this.words} ?over=${this.over}></rs-sign-in-page>`
      }
      <button type="button" @click=${() => this.#choose(!byToken)}>
        ${byToken ? text.passwordInstead : text.tokenInstead}
      </button>`;
  }

  #inTheClear(): TemplateResult {
    const text = accessText(this.words);
    const { httpsPort } = this.hello;
    const port = httpsPort === undefined || httpsPort === 443 ? "" : `:${httpsPort}`;
    const rest = linkClaim() === "" ? location.hash : `#claim=${linkClaim()}`;
    const link =
      httpsPort === undefined
        ? nothing
        : html` <a href="https://${location.hostname}${port}/${rest}">${text.toHttps}</a>`;
    if (!this.hello.claimed) {
      return html`<h1 tabindex="-1">${text.claimHeadline}</h1>
        <p>${text.claimNeedsHttps}${link}</p>`;
    }
    return html`${this.#tokenForm()}
      <p class="soft">${text.httpOnly}${link}</p>`;
  }

  #tokenForm(): TemplateResult {
    return html`<h1 tabindex="-1">${this.words.text.headlineToken}</h1>
      <rs-token-form ?wrong=${this.tokenWrong} .words=${this.words} @rs-token=${this.#given}></rs-token-form>`;
  }

  #choose(byToken: boolean): void {
    this.byToken = byToken;
    this.tokenWrong = false;
  }

  #given(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent("rs-token", { detail: event.detail }));
  }
}
