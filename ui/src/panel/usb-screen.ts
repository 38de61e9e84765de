import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import {
  addImage,
  type Image,
  isBeingAdded,
  type MediumFile,
  type MediumView,
  titleOf,
  whyUnreadable,
} from "../data/images.ts";
import { cssValue } from "../parts/css-value.ts";
import { panelStyle } from "./style.ts";
import { type Say, sizeOf } from "./words.ts";

/** The stick that is in, and what became of its files. */
@customElement("rs-panel-usb")
export class PanelUsb extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) say!: Say;
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: 12px;
        padding: 18px 24px;
        overflow-y: auto;
        min-height: 0;
      }
      header,
      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 16px;
      }
      ul {
        display: grid;
        gap: 8px;
      }
      li {
        position: relative;
        min-height: 72px;
        padding: 8px 8px 8px 16px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--sheet);
        overflow: hidden;
      }
      li > * {
        position: relative;
      }
      li .file {
        min-width: 0;
      }
      .file b {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 18px;
      }
      .fill {
        position: absolute;
        inset: 0 auto 0 0;
        background: color-mix(in srgb, var(--busy) 26%, transparent);
      }
      .pill {
        margin-right: 8px;
      }
      .empty {
        display: grid;
        gap: 8px;
        justify-items: center;
        padding-top: 90px;
        text-align: center;
      }
      .empty h2 {
        font-size: 40px;
        letter-spacing: -0.02em;
      }
      .empty p {
        max-width: 30ch;
      }
    `,
  ];

  override render(): TemplateResult {
    const { say, house } = this;
    const loose = house.images.filter(
      (image) =>
        isBeingAdded(image) && !house.media.some(({ files }) => files.some((file) => file.image === image.name)),
    );
    return html`${this.problem === undefined ? "" : html`<p class="say" role="alert">${say.failed(this.problem)}</p>`}
    ${house.media.map((medium) => this.#stick(medium))}
    ${
      loose.length === 0
        ? ""
        : html`<ul>
            ${loose.map((image) => html`<li>${this.#progress(image, titleOf(image))}</li>`)}
          </ul>`
    }
    ${
      house.media.length + loose.length > 0
        ? ""
        : html`<div class="empty">
            <h2>${say.noStick}</h2>
            <p class="soft">${say.noStickHelp}</p>
          </div>`
    }`;
  }

  #stick(medium: MediumView): TemplateResult {
    const { say } = this;
    const open = medium.files.filter((file) => file.image === undefined);
    return html`<header>
        <h2>${say.stick(medium.name)}</h2>
        ${
          open.length > 1
            ? html`<button class="go" ?disabled=${this.busy} @click=${() => this.#import(medium, open)}>
                ${say.importAll(open.length)}
              </button>`
            : medium.files.length === 0
              ? html`<span class="soft">${whyUnreadable(medium, say) ?? say.nothingOnStick}</span>`
              : ""
        }
      </header>
      <ul>
        ${medium.files.map((file) => this.#file(medium, file))}
      </ul>`;
  }

  #file(medium: MediumView, file: MediumFile): TemplateResult {
    const image = this.house.images.find(({ name }) => name === file.image);
    if (image !== undefined) return html`<li>${this.#progress(image, file.name)}</li>`;
    return html`<li>
      <div class="file"><b>${file.name}</b><span class="soft num">${sizeOf(file.size)}</span></div>
      ${
        file.image === undefined
          ? html`<button
              ?disabled=${this.busy}
              aria-label=${`${this.say.importOne} ${file.name}`}
              @click=${() => this.#import(medium, [file])}
            >
              ${this.say.importOne}
            </button>`
          : html`<span class="pill done">${this.say.imported}</span>`
      }
    </li>`;
  }

  #progress(image: Image, file: string): TemplateResult {
    const { say } = this;
    const percent = isBeingAdded(image) ? Math.floor((image.share ?? 0) * 100) : undefined;
    const look = image.state === "refused" ? "failed" : isBeingAdded(image) ? "installing" : "done";
    const word = image.state === "refused" ? say.refused : isBeingAdded(image) ? say.importing : say.ready;
    return html`${percent === undefined ? "" : html`<span class="fill" ${cssValue("width", `${percent}%`)}></span>`}
      <div class="file">
        <b>${file}</b>
        <span class="soft num"
          >${image.state === "refused" ? image.because : percent === undefined ? image.title : `${percent} %`}</span
        >
      </div>
      <span class="pill ${look}">${word}</span>`;
  }

  async #import(medium: MediumView, files: readonly MediumFile[]): Promise<void> {
    this.problem = undefined;
    this.busy = true;
    try {
      for (const { path } of files) await addImage(this.house.api, { medium: medium.id, path });
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
    await this.house.lookAtImages();
  }
}
