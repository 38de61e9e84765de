import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { shared } from "../style/shared.ts";
import { en } from "../text/network.en.ts";
import { zh } from "../text/network.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** Eight seconds of listening, to be seen: a bar that fills, or a sentence for whoever wants no motion. */
@customElement("rs-listen-bar")
export class ListenBar extends LitElement {
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .track {
        height: 8px;
        border-radius: 9px;
        background: var(--line);
        overflow: hidden;
      }
      .track span {
        display: block;
        height: 100%;
        border-radius: 9px;
        background: var(--busy);
        transform-origin: left;
        animation: fill 8s linear forwards;
      }
      @keyframes fill {
        from {
          transform: scaleX(0);
        }
        to {
          transform: scaleX(1);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .track {
          display: none;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<p role="status">${areaText(this.words, { en, zh }).listening}</p>
      <div class="track" aria-hidden="true"><span></span></div>`;
  }
}
