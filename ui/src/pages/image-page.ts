import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import { type Image, isBeingAdded, removeImage, titleOf, usersOf } from "../data/images.ts";
import { type Route, toImages, toNewProfile, toProfile } from "../data/route.ts";
import { refusal } from "../parts/refusal.ts";
import { showToast } from "../parts/toast.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import { removedImage } from "./removed.ts";
import "../parts/ask-dialog.ts";
import "../parts/image-progress.ts";

/** One image: what is known of it, its profiles, its files. */
@customElement("rs-image-page")
export class ImagePage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) route!: Extract<Route, { page: "image" }>;
  @state() private removing = false;
  @state() private problem: unknown;

  static override styles = [
    shared,
    pageStyle,
    css`
      .profiles li {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        align-items: baseline;
        padding: 10px 0;
        border-top: 1px solid var(--line);
      }
      .profiles li:first-child {
        border: 0;
      }
      .profiles b {
        margin-right: auto;
      }
    `,
  ];

  override render(): TemplateResult {
    const { text } = this.words;
    const image = this.house.images.find(({ name }) => name === this.route.name);
    if (image === undefined) {
      return html`<header>
        <h1 tabindex="-1">${text.imageGone(this.route.name)}</h1>
        <p class="under"><a href=${toImages}>${text.images}</a></p>
      </header>`;
    }
    return html`${this.#head(image)} ${this.problem === undefined ? nothing : refusal(this.problem, this.words)}
      ${
        isBeingAdded(image)
          ? html`<section class="card" aria-label=${text.imageState[image.state]}>
              <rs-image-progress .image=${image} .words=${this.words}></rs-image-progress>
            </section>`
          : nothing
      }
      ${image.state === "refused" ? html`<p class="say breaks" lang="en">${image.because ?? text.refusedTitle}</p>` : nothing}
      <div class="cols">${this.#facts(image)} ${this.#profiles(image)}</div>
      ${this.#question(image)}`;
  }

  #head(image: Image): TemplateResult {
    const { text } = this.words;
    const title = titleOf(image);
    const ready = image.state === "ready";
    const tone = !ready ? image.state : image.verified ? "done" : "armed";
    const word = !ready ? text.imageState[image.state] : image.verified ? text.verified : text.notVerified;
    return html`<div class="head">
      <header>
        <div class="name">
          <h1 tabindex="-1">${title}</h1>
          <span class="chip ${tone}">${word}</span>
        </div>
        <p class="under mono">${image.name}</p>
      </header>
      <div class="buttons">
        ${
          ready
            ? html`<a class="button go" href=${toNewProfile(image.name)} aria-label=${text.newProfileFor(title)}
                  >${text.newProfile}</a
                >
                <a
                  class="button"
                  href=${image.tree ?? `/${image.name}/`}
                  target="_blank"
                  rel="noopener"
                  aria-label=${text.browseFilesOf(title)}
                  >${text.browseFiles}</a
                >`
            : nothing
        }
        <button
          @click=${() => this.#asked(image)}
          aria-label=${isBeingAdded(image) ? text.cancelImport(title) : text.removeName(title)}
        >
          ${isBeingAdded(image) ? text.cancel : text.remove}
        </button>
      </div>
    </div>`;
  }

  #facts(image: Image): TemplateResult {
    const { text, size, memory, list } = this.words;
    const boots = (["bios", "uefi", "secureBoot"] as const).filter((way) => image.boots?.[way] === true);
    const facts: readonly (readonly [string, string | undefined])[] = [
      [text.system, image.title],
      [text.version, image.version],
      [text.arch, image.arch],
      [
        text.boots,
        image.boots === undefined ? undefined : list(boots.map((way) => text.bootsBy[way])) || text.bootsNothing,
      ],
      [text.memory, image.memory === undefined || image.memory === 0 ? undefined : memory(image.memory)],
      [text.size, image.bytes === undefined || image.bytes === 0 ? undefined : size(image.bytes)],
    ];
    return html`<section class="card" aria-labelledby="facts">
      <h2 id="facts">${text.facts}</h2>
      <dl class="facts num">
        ${facts.map(([name, value]) =>
          value === undefined || value === ""
            ? nothing
            : html`<dt>${name}</dt>
                <dd>${value}</dd>`,
        )}
        ${
          image.detail === undefined
            ? nothing
            : html`<dt>${text.check}</dt>
                <dd lang="en">${image.detail}</dd>`
        }
      </dl>
    </section>`;
  }

  #profiles(image: Image): TemplateResult {
    const { text } = this.words;
    const profiles = this.house.profiles.filter((profile) => profile.image === image.name);
    return html`<section class="card" aria-labelledby="profiles">
      <h2 id="profiles">${text.profilesOf}</h2>
      ${
        profiles.length === 0
          ? html`<p class="soft">${text.profilesNone}</p>`
          : html`<ul class="profiles">
              ${profiles.map(
                ({ name, install, disk }) =>
                  html`<li>
                    <b><a href=${toProfile(name)}>${name}</a></b>
                    ${disk === undefined || install === "manual" ? nothing : html`<span class="mono">${disk}</span>`}
                    <span class="soft">${install === "automatic" ? text.automatic : text.manual}</span>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #question(image: Image): TemplateResult | typeof nothing {
    if (!this.removing) return nothing;
    const { text, list } = this.words;
    const users = usersOf(image, this.house.profiles);
    return html`<rs-ask-dialog
      .words=${this.words}
      .question=${text.removeTitle(titleOf(image))}
      .warning=${users.length === 0 ? text.removeFree : text.removeUsed(list(users))}
      .yes=${users.length === 0 ? text.removeGo : undefined}
      .act=${() => this.#remove()}
      @rs-closed=${() => (this.removing = false)}
    ></rs-ask-dialog>`;
  }

  /** What can be taken back needs no question. */
  #asked(image: Image): void {
    if (image.state === "ready" && usersOf(image, this.house.profiles).length === 0) {
      void this.#remove().catch((error: unknown) => (this.problem = error));
    } else this.removing = true;
  }

  async #remove(): Promise<void> {
    const image = this.house.images.find(({ name }) => name === this.route.name);
    await removeImage(this.house.api, this.route.name);
    if (image?.state === "ready") this.dispatchEvent(showToast(removedImage(this.house, image, this.words)));
    location.hash = toImages;
    await this.house.lookAtImages();
  }
}
