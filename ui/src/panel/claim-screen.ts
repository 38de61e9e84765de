import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { PanelFacts } from "../data/device.ts";
import { panelStyle } from "./style.ts";
import type { Say } from "./words.ts";

/** Nobody owns the box yet: the code that proves that one stands in front of it. */
@customElement("rs-panel-claim")
export class PanelClaim extends LitElement {
  @property({ attribute: false }) facts!: PanelFacts;
  @property({ attribute: false }) say!: Say;

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 260px;
        gap: 28px;
        align-items: center;
        padding: 24px 28px;
      }
      .code {
        margin: 14px 0 18px;
        font: 600 64px/1.1 var(--mono);
        letter-spacing: 0.02em;
        white-space: nowrap;
        color: var(--accent);
      }
      .words {
        margin-top: 6px;
        font: 600 20px/1.5 var(--mono);
      }
      img {
        width: 260px;
        height: 260px;
        border-radius: 12px;
        background: #fff;
      }
      @media (max-width: 740px) and (orientation: portrait) {
        :host {
          grid-template-columns: minmax(0, 1fr);
          align-content: center;
          justify-items: center;
          text-align: center;
        }
        img {
          width: 420px;
          height: 420px;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const { facts, say } = this;
    return html`<div>
        <h1>${say.claimTitle}</h1>
        <p class="soft">${say.claimHow(facts.url)}</p>
        <p class="code">${facts.code ?? ""}</p>
        ${
          facts.words === undefined
            ? nothing
            : html`<p class="soft">${say.claimWords}</p>
                <p class="words">${facts.words.join(" ")}</p>`
        }
      </div>
      <img src="/api/v1/panel/qr.svg" alt=${say.scan} />`;
  }
}
