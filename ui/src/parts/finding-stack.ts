import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Api } from "../data/api.ts";
import type { Finding } from "../data/findings.ts";
import { shared } from "../style/shared.ts";
import { en as doctorEn } from "../text/doctor.en.ts";
import { zh as doctorZh } from "../text/doctor.zh.ts";
import { en } from "../text/overview.en.ts";
import { zh } from "../text/overview.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./finding.ts";

/** More than these would hide the rest of the page. */
const SHOWN = 3;

/** What the doctor says, in the order given (worst first): the first few, and the others on demand. */
@customElement("rs-finding-stack")
export class FindingStack extends LitElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private all = false;

  static override styles = [
    shared,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 10px;
      }
      button {
        justify-self: start;
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const { findings, words } = this;
    if (findings.length === 0) return nothing;
    const say = areaText(words, { en, zh });
    const more = findings.length - SHOWN;
    return html`<section aria-labelledby="found">
      <h2 id="found">${areaText(words, { en: doctorEn, zh: doctorZh }).findings}</h2>
      ${repeat(
        this.all ? findings : findings.slice(0, SHOWN),
        ({ id }) => id,
        (finding) => html`<rs-finding compact .finding=${finding} .words=${words} .api=${this.api}></rs-finding>`,
      )}
      ${
        more > 0
          ? html`<button aria-expanded=${this.all ? "true" : "false"} @click=${() => (this.all = !this.all)}>
              ${this.all ? say.fewerFindings : say.moreFindings(more)}
            </button>`
          : nothing
      }
    </section>`;
  }
}
