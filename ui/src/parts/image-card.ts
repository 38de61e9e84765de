import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { type Image, isBeingAdded, titleOf } from "../data/images.ts";
import { toImage, toNewProfile, toProfile } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./image-progress.ts";

/** Nobody reads more names on a card. */
const MOST_MACHINES = 4;

/** One image: what it is, whether it was checked, what it boots, who uses it, and what can be done with it. */
@customElement("rs-image-card")
export class ImageCard extends LitElement {
  @property({ attribute: false }) image!: Image;
  /** Profiles that install it. */
  @property({ attribute: false }) users: readonly string[] = [];
  /** Machines that have one of these profiles. */
  @property({ attribute: false }) machines: readonly string[] = [];
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        height: 100%;
      }
      article {
        display: grid;
        grid-template-rows: auto auto 1fr auto;
        gap: 10px;
        height: 100%;
        position: relative;
        overflow: clip;
      }
      article.refused::before {
        content: "";
        position: absolute;
        inset: 0 auto 0 0;
        width: 4px;
        background: var(--c);
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
      h2 a {
        color: inherit;
        text-decoration-color: var(--idle);
      }
      .body {
        display: grid;
        gap: 8px;
        align-content: start;
      }
      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .tags li {
        padding: 2px 9px;
        border: 1px solid var(--line);
        border-radius: 7px;
        font-size: 13px;
        font-weight: 500;
      }
      .buttons {
        align-items: center;
        gap: 8px;
      }
      .buttons > * {
        padding: 0 10px;
        font-size: 14px;
      }
      .last {
        margin-left: auto;
      }
    `,
  ];

  override render(): TemplateResult {
    const { image } = this;
    const { size } = this.words;
    const title = titleOf(image);
    const { source } = image;
    const facts = [
      image.version,
      image.arch,
      image.bytes === undefined || image.bytes === 0 ? "" : size(image.bytes),
      source === undefined ? "" : areaText(this.words, { en, zh }).sources[source],
    ];
    return html`<article class="card ${image.state}" aria-labelledby="title">
      <header>
        <h2 id="title"><a href=${toImage(image.name)}>${title}</a></h2>
        ${this.#badge()}
      </header>
      <p class="soft num">
        ${[
          ...(title === image.name ? [] : [html`<span class="mono">${image.name}</span>`]),
          ...facts.filter((fact) => fact !== undefined && fact !== ""),
        ].map((fact, index) => html`${index === 0 ? nothing : " · "}${fact}`)}
      </p>
      <div class="body">${this.#body()}</div>
      <div class="buttons">${this.#buttons()}</div>
    </article>`;
  }

  #badge(): TemplateResult {
    const { text } = this.words;
    const { state, verified } = this.image;
    if (state !== "ready") return html`<span class="chip ${state}">${text.imageState[state]}</span>`;
    return verified
      ? html`<span class="chip done">${text.verified}</span>`
      : html`<span class="chip armed">${text.notVerified}</span>`;
  }

  #body(): TemplateResult {
    const { text, memory } = this.words;
    const { image, users } = this;
    if (isBeingAdded(image)) return html`<rs-image-progress .image=${image} .words=${this.words}></rs-image-progress>`;
    if (image.state === "refused")
      return html`<p class="say breaks" lang="en">${image.because ?? text.refusedTitle}</p>`;
    const boots = (["bios", "uefi", "secureBoot"] as const).filter((way) => image.boots?.[way] === true);
    return html`${
        boots.length === 0
          ? nothing
          : html`<ul class="tags" aria-label=${text.boots}>
              ${boots.map((way) => html`<li>${text.bootsBy[way]}</li>`)}
            </ul>`
      }
      ${image.boots !== undefined && boots.length === 0 ? html`<p class="soft">${text.bootsNothing}</p>` : nothing}
      <p class="soft">
        ${image.memory === undefined || image.memory === 0 ? nothing : html`${text.memoryNeed(memory(image.memory))} · `}${
          users.length === 0
            ? text.usedByNobody
            : html`${text.usedByProfiles("")}${users.map(
                (name, index) => html`${index === 0 ? "" : text.listSeparator}<a href=${toProfile(name)}>${name}</a>`,
              )}`
        }
      </p>
      ${this.machines.length === 0 ? nothing : html`<p class="soft">${this.#machines()}</p>`}
      ${image.detail === undefined ? nothing : html`<p class="soft breaks" lang="en">${image.detail}</p>`}`;
  }

  #machines(): string {
    const { machines } = this;
    const named = this.words.list(machines.slice(0, MOST_MACHINES));
    const more = machines.length - MOST_MACHINES;
    return areaText(this.words, { en, zh }).machines(more > 0 ? `${named} + ${more}` : named);
  }

  #buttons(): TemplateResult {
    const { text } = this.words;
    const { image } = this;
    const title = titleOf(image);
    // Three dots promise a question; what can be taken back asks none.
    const dots = (label: string): string =>
      image.state === "ready" && this.users.length === 0 ? label.replace(/…$/, "") : label;
    const remove = html`<button
      class="last"
      @click=${this.#remove}
      aria-label=${isBeingAdded(image) ? text.cancelImport(title) : dots(text.removeName(title))}
    >
      ${isBeingAdded(image) ? text.cancel : dots(text.remove)}
    </button>`;
    if (image.state !== "ready") return remove;
    return html`<a
        class="button ${this.users.length === 0 ? "go" : ""}"
        href=${toNewProfile(image.name)}
        aria-label=${text.newProfileFor(title)}
        >${text.newProfile}</a
      >
      <a
        class="button"
        href=${image.tree ?? `/${image.name}/`}
        target="_blank"
        rel="noopener"
        aria-label=${text.browseFilesOf(title)}
        >${text.browseFiles}</a
      >
      ${remove}`;
  }

  #remove(): void {
    this.dispatchEvent(new CustomEvent("rs-remove", { detail: this.image.name, bubbles: true, composed: true }));
  }
}
