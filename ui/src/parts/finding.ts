import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { act, type Finding } from "../data/findings.ts";
import { toHelp } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/doctor.en.ts";
import { zh } from "../text/doctor.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** What the doctor says: what happened, since when, why, what to do, and where it was seen. */
@customElement("rs-finding")
export class FindingCard extends LitElement {
  @property({ attribute: false }) finding!: Finding;
  @property({ attribute: false }) words!: Words;
  /** For buttons that call; without it they are left out. */
  @property({ attribute: false }) api: Api | undefined;
  /** Where much else stands beside it: the likeliest cause, the others on demand. */
  @property({ type: Boolean }) compact = false;
  @state() private said = "";
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      article {
        display: grid;
        gap: 10px;
        padding: 14px 18px;
        border: 1px solid var(--line);
        border-left: 4px solid var(--c);
        border-radius: 12px;
        background: color-mix(in srgb, var(--c) 7%, var(--sheet));
      }
      .info {
        --c: var(--busy);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: baseline;
      }
      h3 {
        font-size: 16px;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }
      ol {
        list-style: decimal;
        padding-left: 20px;
        font-size: 14px;
      }
      details {
        font-size: 14px;
      }
      summary {
        width: max-content;
        max-width: 100%;
        color: var(--soft);
        line-height: 26px;
        cursor: pointer;
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 18px;
        align-items: center;
      }
      .links a:not(.button) {
        display: inline-flex;
        align-items: center;
        min-height: 44px;
        font-size: 14px;
      }
    `,
  ];

  override render(): TemplateResult {
    const { finding, words } = this;
    const say = areaText(words, { en, zh });
    const { title, why } = finding.texts[words.language];
    return html`<article class=${finding.severity} aria-label=${title}>
      <div class="top">
        <span class="chip ${finding.severity}">${say.severity[finding.severity]}</span>
        <span class="soft num"><time datetime=${finding.since}>${say.since(words.time(finding.since))}</time></span>
        ${this.compact ? nothing : html`<span class="soft mono">${finding.code}</span>`}
      </div>
      <h3>${title}</h3>
      ${this.compact ? this.#likeliest(why) : this.#causes(why, say.why)}
      <div class="links">
        ${this.#button()}
        ${
          isHere(finding.evidence)
            ? nothing
            : html`<a href=${finding.evidence} aria-label=${`${say.evidence}: ${title}`}>${say.evidence}</a>`
        }
        <a href=${toHelp(finding.docs)} aria-label=${`${say.help}: ${title}`}>${say.help}</a>
      </div>
      ${this.said === "" ? nothing : html`<p role="status">${this.said}</p>`}
    </article>`;
  }

  #likeliest([first = "", ...others]: readonly string[]): TemplateResult {
    const say = areaText(this.words, { en, zh });
    return html`<p>${first}</p>
      ${
        others.length === 0
          ? nothing
          : html`<details>
              <summary>${say.otherCauses(others.length)}</summary>
              ${this.#causes(others)}
            </details>`
      }`;
  }

  #causes(why: readonly string[], heading?: string): TemplateResult {
    return html`<div>
      ${heading === undefined ? nothing : html`<p class="soft">${heading}</p>`}
      <ol>
        ${why.map((reason) => html`<li>${reason}</li>`)}
      </ol>
    </div>`;
  }

  #button(): TemplateResult | typeof nothing {
    const { action, texts } = this.finding;
    const label = texts[this.words.language].action;
    if (action.kind === "link") {
      return isHere(action.to) ? nothing : html`<a class="button" href=${action.to}>${label}</a>`;
    }
    return this.api === undefined
      ? nothing
      : html`<button ?disabled=${this.busy} @click=${() => void this.#act()}>${label}</button>`;
  }

  async #act(): Promise<void> {
    const say = areaText(this.words, { en, zh });
    if (this.api === undefined) return;
    this.busy = true;
    try {
      await act(this.api, this.finding);
      this.said = say.done;
    } catch (error) {
      this.said = say.failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.busy = false;
    }
  }
}

/** The page that is shown already, in either spelling of its address. */
const isHere = (to: string): boolean => decodeURIComponent(to) === decodeURIComponent(location.hash);
