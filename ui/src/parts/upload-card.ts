import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Upload } from "../data/uploads.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** A file on its way from this computer. */
@customElement("rs-upload-card")
export class UploadCard extends LitElement {
  @property({ attribute: false }) upload!: Upload;
  /** Changes whenever the upload did: it is the same object. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      article {
        --c: var(--busy);
        display: grid;
        gap: 10px;
      }
      header {
        display: flex;
        gap: 12px;
        justify-content: space-between;
        align-items: start;
      }
      h2 {
        font-size: 17px;
        letter-spacing: -0.01em;
        color: var(--ink);
        overflow-wrap: anywhere;
      }
      .bar b {
        font-size: 15px;
      }
      .buttons {
        justify-content: flex-end;
        gap: 8px;
      }
      .buttons button {
        padding: 0 13px;
        font-size: 14px;
      }
    `,
  ];

  override render(): TemplateResult {
    const { text, percent, bytes, size, duration } = this.words;
    const { upload } = this;
    const { name, size: total } = upload.file;
    const share = total === 0 ? 1 : upload.sent / total;
    const isMoving = upload.state === "sending" && upload.rate > 0;
    const facts = isMoving
      ? [
          text.ratePerSecond(size(upload.rate)),
          ...(upload.secondsLeft === undefined ? [] : [text.timeLeft(duration(upload.secondsLeft))]),
        ]
      : [];
    return html`<article class="card" aria-label=${text.uploadOf(name)}>
      <header>
        <h2>${name}</h2>
        <span
          class="chip ${upload.state === "failed" || upload.isHopeless ? "failed" : upload.state === "sending" ? "importing" : "armed"}"
          >${text.uploading}</span
        >
      </header>
      <div>
        <div class="bar num">
          <span>${text.uploadState[upload.state]}</span><b>${percent(Math.floor(share * 100) / 100)}</b>
        </div>
        <progress max="1" .value=${share} aria-label=${text.progress(name)}></progress>
        <div class="bar num soft"><span>${facts.join(" · ")}</span><span>${bytes(upload.sent, total)}</span></div>
      </div>
      ${upload.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${upload.problem}</p>`}
      <div class="buttons">
        ${this.#pauseOrResume()}
        <button @click=${this.#drop} aria-label=${text.cancelName(name)}>${text.cancel}</button>
      </div>
    </article>`;
  }

  #pauseOrResume(): TemplateResult | typeof nothing {
    const { text } = this.words;
    const { upload } = this;
    const { name } = upload.file;
    if (upload.isHopeless) return nothing;
    return upload.state === "paused" || upload.state === "failed"
      ? html`<button @click=${() => void upload.resume()} aria-label=${text.resumeName(name)}>${text.resume}</button>`
      : html`<button @click=${() => upload.pause()} aria-label=${text.pauseName(name)}>${text.pause}</button>`;
  }

  #drop(): void {
    this.dispatchEvent(new CustomEvent("rs-drop-upload", { detail: this.upload, bubbles: true, composed: true }));
  }
}
