import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../../data/api.ts";
import type { House } from "../../data/house.ts";
import { AUTHORITY_FILE, getTls, HOW_TO_TRUST, putNames, type TlsFacts } from "../../data/tls.ts";
import { shared } from "../../style/shared.ts";
import { areaText, type Words } from "../../text/text.ts";
import { tlsTexts } from "../../text/tls.ts";

/** Settings: the six words, what the certificate covers, how to trust it, and the names of one's own DNS. */
@customElement("rs-settings-tls")
export class SettingsTls extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) words!: Words;
  @state() private facts: TlsFacts | undefined;
  @state() private problem: string | undefined;
  @state() private saved: "names" | "authority" | undefined;
  @state() private busy = false;
  @query("textarea") private field!: HTMLTextAreaElement;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 16px;
        max-width: 760px;
      }
      .card {
        display: grid;
        gap: 12px;
      }
      .words {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 8px;
        counter-reset: word;
      }
      .words li {
        display: flex;
        gap: 10px;
        align-items: baseline;
        padding: 9px 12px;
        border-radius: 8px;
        background: var(--accent-soft);
        font-size: 17px;
        font-weight: 600;
        counter-increment: word;
      }
      .words li::before {
        content: counter(word);
        color: var(--soft);
        font-size: 12px;
        font-weight: 400;
      }
      form {
        display: grid;
        gap: 8px;
      }
      @media (max-width: 640px) {
        .words {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        .facts {
          grid-template-columns: minmax(0, 1fr);
          gap: 2px;
        }
        .facts dd {
          margin-bottom: 8px;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const say = areaText(this.words, tlsTexts);
    const { facts } = this;
    if (facts === undefined) {
      return this.problem === undefined
        ? html`<p class="soft">${say.reading}</p>`
        : html`<p class="say breaks" role="alert" lang="en">${this.words.text.failed(this.problem)}</p>`;
    }
    return html`${this.#connection(facts)}
      <section class="card">
        <h2>${say.words}</h2>
        <ol class="words" lang="en">
          ${facts.words.map((word) => html`<li>${word}</li>`)}
        </ol>
        <p class="soft">${say.wordsWhy}</p>
      </section>
      <section class="card">
        <h2>${say.trust}</h2>
        <p>${say.trustWhy}</p>
        <div class="buttons">
          <a class="button" href=${AUTHORITY_FILE} download>${say.download}</a>
          ${facts.port === undefined ? nothing : html`<a class="button" href=${HOW_TO_TRUST}>${say.how}</a>`}
        </div>
      </section>
      <section class="card">
        <h2>${say.certificate}</h2>
        ${this.#certificate(facts)}
      </section>
      <section class="card">
        <h2>${say.extra}</h2>
        ${this.#names(facts)}
      </section>`;
  }

  #connection(facts: TlsFacts): TemplateResult {
    const say = areaText(this.words, tlsTexts);
    if (location.protocol === "https:") return html`<p>${say.trusted}</p>`;
    const port = facts.port === 443 ? "" : `:${facts.port ?? ""}`;
    return html`<p class="say note">
      ${say.plain}
      ${facts.port === undefined ? nothing : html`<a href="https://${location.hostname}${port}/">${say.openSecure}</a>`}
    </p>`;
  }

  #certificate(facts: TlsFacts): TemplateResult {
    const say = areaText(this.words, tlsTexts);
    const day = (iso: string): string => iso.slice(0, 10);
    return html`<dl class="facts">
      <dt>${say.names}</dt>
      <dd class="mono">${this.words.list(facts.names)}</dd>
      <dt>${say.addresses}</dt>
      <dd class="mono">${this.words.list(facts.addresses)}</dd>
      <dt>${say.valid}</dt>
      <dd class="num">${say.validFromTo(day(facts.notBefore), day(facts.notAfter))}</dd>
      <dt>${say.fingerprint}</dt>
      <dd class="mono">${facts.authorityFingerprint}</dd>
    </dl>`;
  }

  #names(facts: TlsFacts): TemplateResult {
    const say = areaText(this.words, tlsTexts);
    return html`<p id="why">${say.extraWhy}</p>
      ${facts.fileNames.length === 0 ? nothing : html`<p class="soft">${say.fromFile(this.words.list(facts.fileNames))}</p>`}
      <form @submit=${this.#save}>
        <label for="names">${say.oneEach}</label>
        <textarea
          id="names"
          class="field"
          rows="3"
          spellcheck="false"
          autocapitalize="off"
          aria-describedby="why"
          .value=${facts.extraNames.join("\n")}
        ></textarea>
        ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${this.words.text.failed(this.problem)}</p>`}
        <p role="status">${this.saved === undefined ? "" : this.saved === "names" ? say.saved : say.savedAuthority}</p>
        <div class="buttons">
          <button type="submit" class="go" ?disabled=${this.busy}>${say.save}</button>
        </div>
      </form>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.facts = await getTls(this.api);
    } catch (error) {
      this.problem = (error as Error).message;
    }
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.problem = undefined;
    this.saved = undefined;
    const names = this.field.value.split(/[\s,]+/).filter((name) => name !== "");
    try {
      const before = this.facts?.authorityFingerprint;
      this.facts = await putNames(this.api, names);
      this.saved = this.facts.authorityFingerprint === before ? "names" : "authority";
    } catch (error) {
      this.problem = (error as Error).message;
    }
    this.busy = false;
  }
}
