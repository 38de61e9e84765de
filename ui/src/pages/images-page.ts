import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { House } from "../data/house.ts";
import { inOrder, isBeingAdded, removeImage, titleOf, usersOf } from "../data/images.ts";
import type { Upload } from "../data/uploads.ts";
import { shared } from "../style/shared.ts";
import type { Text, Words } from "../text/text.ts";
import "../parts/add-sheet.ts";
import "../parts/ask-dialog.ts";
import "../parts/image-card.ts";
import "../parts/stick-list.ts";
import "../parts/upload-card.ts";

/** How often the sticks are looked at while this page is open (ms). */
const LOOK_EVERY = 3000;

/** The catalog: what can be installed, what is on its way, and how more comes here. */
@customElement("rs-images-page")
export class ImagesPage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private adding = false;
  @state() private removing: string | undefined;
  @state() private dragged = 0;
  @state() private said = "";
  #looking: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 12px 20px;
        align-items: center;
        justify-content: space-between;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(384px, 100%), 1fr));
        gap: 16px;
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 48px 24px;
        text-align: center;
      }
      .empty p {
        max-width: 48ch;
        color: var(--soft);
      }
      .empty svg {
        width: 96px;
        height: 96px;
      }
      .empty h2 {
        font-size: 18px;
        color: var(--ink);
      }
      .veil {
        position: fixed;
        inset: 0;
        z-index: 2;
        display: grid;
        place-items: center;
        background: var(--veil);
        pointer-events: none;
      }
      .veil p {
        padding: 28px 40px;
        border: 3px dashed var(--accent);
        border-radius: 16px;
        background: var(--sheet);
        font-size: 19px;
        font-weight: 600;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.house.lookAtImages();
    this.#looking = setInterval(() => void this.house.lookAtImages(), LOOK_EVERY);
    for (const [name, hear] of this.#dragging) addEventListener(name, hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#looking);
    for (const [name, hear] of this.#dragging) removeEventListener(name, hear);
  }

  override render(): TemplateResult {
    const { text } = this.words;
    const { images, media, uploads, api } = this.house;
    const sending = uploads.filter(({ state }) => state !== "done");
    return html`<div class="head">
        <header>
          <h1 tabindex="-1">${imagesHeadline(this.house, text)}</h1>
          <p class="under">${text.imagesSubline}</p>
        </header>
        <button class="go" @click=${() => (this.adding = true)}>${text.addImage}</button>
      </div>
      ${
        media.length === 0
          ? nothing
          : html`<rs-stick-list
              .api=${api}
              .media=${media}
              .words=${this.words}
              @rs-added=${this.#added}
            ></rs-stick-list>`
      }
      ${images.length + sending.length === 0 ? this.#empty() : this.#cards(sending)}
      ${
        this.adding
          ? html`<rs-add-sheet
              .house=${this.house}
              .version=${this.version}
              .words=${this.words}
              @rs-added=${this.#added}
              @rs-closed=${() => (this.adding = false)}
            ></rs-add-sheet>`
          : nothing
      }
      ${this.#question()} ${this.dragged > 0 ? html`<div class="veil"><p>${text.dropHere}</p></div>` : nothing}
      <div class="quiet-to-eyes" role="status" aria-live="polite">${this.#says()}</div>`;
  }

  #cards(sending: readonly Upload[]): TemplateResult {
    const { images, profiles } = this.house;
    return html`<ul
      class="cards"
      aria-label=${this.words.text.images}
      @rs-remove=${this.#asked}
      @rs-drop-upload=${this.#dropUpload}
    >
      ${sending.map(
        (upload) =>
          html`<li>
            <rs-upload-card .upload=${upload} .version=${this.version} .words=${this.words}></rs-upload-card>
          </li>`,
      )}
      ${repeat(
        inOrder(images),
        ({ name }) => name,
        (image) =>
          html`<li>
            <rs-image-card .image=${image} .users=${usersOf(image, profiles)} .words=${this.words}></rs-image-card>
          </li>`,
      )}
    </ul>`;
  }

  #empty(): TemplateResult {
    const { text } = this.words;
    return html`<div class="card empty">
      ${svg`<svg viewBox="0 0 96 96" aria-hidden="true" fill="none" stroke-width="3">
        <circle cx="48" cy="48" r="36" stroke="var(--line)" />
        <circle cx="48" cy="48" r="11" stroke="var(--accent)" stroke-dasharray="4 4" />
        <path d="M48 12a36 36 0 0 1 36 36" stroke="var(--accent)" stroke-linecap="round" />
      </svg>`}
      <h2>${text.imagesEmptyTitle}</h2>
      <p>${text.imagesEmptyText}</p>
    </div>`;
  }

  #question(): TemplateResult | typeof nothing {
    const { text, list } = this.words;
    const image = this.house.images.find(({ name }) => name === this.removing);
    if (image === undefined) return nothing;
    const users = usersOf(image, this.house.profiles);
    return html`<rs-ask-dialog
      .words=${this.words}
      .question=${text.removeTitle(titleOf(image))}
      .warning=${users.length === 0 ? text.removeFree : text.removeUsed(list(users))}
      .yes=${users.length === 0 ? text.removeGo : undefined}
      .act=${() => this.#remove(image.name)}
      @rs-closed=${() => (this.removing = undefined)}
    ></rs-ask-dialog>`;
  }

  /** For a screen reader: a stick that came in, and what was asked for. */
  #says(): string {
    const { text } = this.words;
    return [...this.house.media.map(({ name }) => text.stickIn(name)), this.said].join(" ");
  }

  readonly #dragging: readonly (readonly [string, (event: Event) => void])[] = [
    ["dragenter", (event) => this.#drag(event, 1)],
    ["dragleave", (event) => this.#drag(event, -1)],
    ["dragover", (event) => this.#drag(event, 0)],
    ["drop", (event) => this.#dropped(event)],
  ];

  #drag(event: Event, step: number): void {
    if (!(event instanceof DragEvent) || event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault(); // else the browser opens the file
    this.dragged = Math.max(0, this.dragged + step);
  }

  #dropped(event: Event): void {
    this.#drag(event, 0);
    this.dragged = 0;
    if (!(event instanceof DragEvent)) return;
    for (const file of event.dataTransfer?.files ?? []) this.house.upload(file);
    this.adding = false;
  }

  #added(event: CustomEvent<string>): void {
    this.said = this.words.text.added(event.detail);
    void this.house.lookAtImages();
  }

  #asked(event: CustomEvent<string>): void {
    this.removing = event.detail;
  }

  #dropUpload(event: CustomEvent<Upload>): void {
    this.house.dropUpload(event.detail);
  }

  async #remove(name: string): Promise<void> {
    await removeImage(this.house.api, name);
    await this.house.lookAtImages();
  }
}

function imagesHeadline({ images }: House, text: Text): string {
  if (images.length === 0) return text.imagesHeadlineNone;
  const moving = images.filter(isBeingAdded).length;
  const refused = images.filter((image) => image.state === "refused").length;
  const usable = images.filter((image) => image.state === "ready").length;
  return [
    ...(usable > 0 ? [text.imagesHeadline(usable)] : []),
    ...(moving > 0 ? [text.imagesImporting(moving)] : []),
    ...(refused > 0 ? [text.imagesRefused(refused)] : []),
  ].join(text.listSeparator);
}
