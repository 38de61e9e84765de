import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { House } from "../data/house.ts";
import { type Image, inOrder, isBeingAdded, removeImage, titleOf, usersOf } from "../data/images.ts";
import { type Storage, storageOf } from "../data/trash.ts";
import { refusal } from "../parts/refusal.ts";
import type { Upload } from "../data/uploads.ts";
import { showToast } from "../parts/toast.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Text, type Words } from "../text/text.ts";
import { removedImage } from "./removed.ts";
import "../parts/add-sheet.ts";
import "../parts/ask-dialog.ts";
import "../parts/image-card.ts";
import "../parts/stick-list.ts";
import "../parts/storage-bar.ts";
import "../parts/trash-list.ts";
import "../parts/upload-card.ts";

/** How often the sticks are looked at while this page is open (ms). */
const LOOK_EVERY = 3000;

/** Fewer are found at a glance. */
const WORTH_A_SEARCH = 5;
type Order = "state" | "name" | "size";

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
  @state() private wanted = "";
  @state() private order: Order = "state";
  @state() private storage: Storage | undefined;
  @state() private problem: unknown;
  #seen: readonly Image[] | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    pageStyle,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
      }
      .tools .find {
        flex: 1 1 220px;
        max-width: 360px;
      }
      .tools select {
        width: auto;
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
      ${this.problem === undefined ? nothing : refusal(this.problem, this.words)} ${this.#tools()}
      ${images.length + sending.length === 0 ? this.#empty() : this.#cards(sending)}
      ${
        this.storage === undefined
          ? nothing
          : html`<section class="card">
              <rs-storage-bar .storage=${this.storage} .words=${this.words}></rs-storage-bar>
            </section>`
      }
      <rs-trash-list
        .house=${this.house}
        kind="image"
        .version=${this.version}
        .words=${this.words}
        @rs-trash=${() => void this.#weigh()}
      ></rs-trash-list>
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
    const { images, profiles, machines } = this.house;
    const shown = this.#shown(images);
    const usersBy = (users: readonly string[]): string[] =>
      [...machines.values()]
        .filter(({ profile }) => profile !== undefined && users.includes(profile))
        .map(({ name, mac }) => name ?? mac);
    if (shown.length + sending.length === 0)
      return html`<p class="soft">${areaText(this.words, { en, zh }).filterNone}</p>`;
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
        shown,
        ({ name }) => name,
        (image) => {
          const users = usersOf(image, profiles);
          return html`<li>
            <rs-image-card
              .image=${image}
              .users=${users}
              .machines=${usersBy(users)}
              .words=${this.words}
            ></rs-image-card>
          </li>`;
        },
      )}
    </ul>`;
  }

  #tools(): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    if (this.house.images.length < WORTH_A_SEARCH) return nothing;
    const orders: readonly Order[] = ["state", "name", "size"];
    return html`<div class="tools">
      <input
        type="search"
        class="field find"
        aria-label=${say.filter}
        placeholder=${say.filter}
        .value=${this.wanted}
        @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
      />
      <select
        class="field"
        aria-label=${say.sort}
        @change=${(event: Event) => (this.order = (event.target as HTMLSelectElement).value as Order)}
      >
        ${orders.map((order) => html`<option value=${order} ?selected=${order === this.order}>${say.sorts[order]}</option>`)}
      </select>
    </div>`;
  }

  #shown(images: readonly Image[]): Image[] {
    const wanted = this.wanted.trim().toLowerCase();
    const found = inOrder(images).filter((image) => `${titleOf(image)} ${image.name}`.toLowerCase().includes(wanted));
    if (this.order === "size") return found.toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0));
    if (this.order === "state") return found;
    return found.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b), "en", { numeric: true }));
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

  /** What can be taken back needs no question. */
  #asked(event: CustomEvent<string>): void {
    const image = this.house.images.find(({ name }) => name === event.detail);
    const undoable = image?.state === "ready" && usersOf(image, this.house.profiles).length === 0;
    if (undoable) void this.#remove(event.detail).catch((error: unknown) => (this.problem = error));
    else this.removing = event.detail;
  }

  protected override willUpdate(): void {
    if (this.house.images === this.#seen) return;
    this.#seen = this.house.images;
    void this.#weigh();
  }

  async #weigh(): Promise<void> {
    try {
      this.storage = await storageOf(this.house.api);
    } catch (error) {
      this.problem = error;
    }
  }

  #dropUpload(event: CustomEvent<Upload>): void {
    this.house.dropUpload(event.detail);
  }

  async #remove(name: string): Promise<void> {
    const image = this.house.images.find((one) => one.name === name);
    await removeImage(this.house.api, name);
    if (image?.state === "ready") this.dispatchEvent(showToast(removedImage(this.house, image, this.words)));
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
