import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { type Image, titleOf } from "../data/images.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** How far the import of an image is: the phase, how fast it goes, how long it will take. */
@customElement("rs-image-progress")
export class ImageProgress extends LitElement {
  @property({ attribute: false }) image!: Image;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        --c: var(--busy);
      }
      .bar b {
        font-size: 15px;
      }
    `,
  ];

  override render(): TemplateResult {
    const { text, percent, size, duration } = this.words;
    const { state, phase, share = 0, rate, secondsLeft, bytes = 0 } = this.image;
    if (state === "waiting" || phase === undefined) return html`<p class="soft">${text.phaseWaiting}</p>`;
    const facts = [
      ...(rate === undefined ? [] : [text.ratePerSecond(size(rate))]),
      ...(secondsLeft === undefined ? [] : [text.timeLeft(duration(secondsLeft))]),
    ];
    return html`<div class="bar num">
        <span>${text.phase[phase]}</span><b>${percent(Math.floor(share * 100) / 100)}</b>
      </div>
      <progress max="1" .value=${share} aria-label=${text.progress(titleOf(this.image))}></progress>
      <div class="bar num soft">
        <span>${facts.join(" · ")}</span
        >${bytes === 0 ? nothing : html`<span>${this.words.bytes(share * bytes, bytes)}</span>`}
      </div>`;
  }
}
