import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Api } from "../data/api.ts";
import { addImage, type MediumFile, type MediumView, whyUnreadable } from "../data/images.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** The sticks that are in, and what can be imported from each. */
@customElement("rs-stick-list")
export class StickList extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) media: readonly MediumView[] = [];
  @property({ attribute: false }) words!: Words;
  @state() private problem: string | undefined;
  @state() private asked: ReadonlySet<string> = new Set();

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .card {
        border-color: color-mix(in srgb, var(--accent) 45%, var(--line));
        background: color-mix(in srgb, var(--accent-soft) 55%, var(--sheet));
        display: grid;
        gap: 6px;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        justify-content: space-between;
      }
      h2 {
        font-size: 17px;
        color: var(--ink);
        letter-spacing: -0.01em;
        overflow-wrap: anywhere;
      }
      li {
        display: flex;
        gap: 12px;
        align-items: center;
        min-height: 60px;
        padding: 8px 0;
        border-top: 1px solid color-mix(in srgb, var(--accent) 18%, var(--line));
      }
      li > :first-child {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      @media (prefers-reduced-motion: no-preference) {
        .card {
          animation: arrive 360ms cubic-bezier(0.2, 0.9, 0.3, 1.2);
        }
        @keyframes arrive {
          from {
            opacity: 0;
            transform: translateY(-10px);
          }
        }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`${repeat(
      this.media,
      ({ id }) => id,
      (medium) => this.#stick(medium),
    )}
    ${
      this.problem === undefined
        ? nothing
        : html`<p class="say" role="alert" lang="en">${this.words.text.failed(this.problem)}</p>`
    }`;
  }

  #stick(medium: MediumView): TemplateResult {
    const { text } = this.words;
    const open = medium.files.filter((file) => !this.#isAsked(medium, file));
    return html`<div class="card" role="group" aria-label=${text.stickIn(medium.name)}>
      <header>
        <div>
          <h2>${text.stickIn(medium.name)}</h2>
          <p class="soft">
            ${whyUnreadable(medium, text) ?? (medium.files.length === 0 ? text.stickNothing : text.stickFiles(open.length))}
          </p>
        </div>
        ${
          open.length > 1
            ? html`<button
                class="go"
                @click=${() => this.#import(medium, open)}
                aria-label=${text.importAllOf(medium.name)}
              >
                ${text.importAll}
              </button>`
            : nothing
        }
      </header>
      <ul>
        ${medium.files.map((file) => this.#file(medium, file, open.length === 1))}
      </ul>
    </div>`;
  }

  #file(medium: MediumView, file: MediumFile, alone: boolean): TemplateResult {
    const { text, size } = this.words;
    return html`<li>
      <div>
        <div>${file.name}</div>
        <div class="soft num">${size(file.size)}</div>
      </div>
      ${
        this.#isAsked(medium, file)
          ? html`<span class="chip done">${text.imported}</span>`
          : html`<button
              class=${alone ? "go" : ""}
              @click=${() => this.#import(medium, [file])}
              aria-label=${text.importName(file.name)}
            >
              ${text.importOne}
            </button>`
      }
    </li>`;
  }

  #isAsked = (medium: MediumView, file: MediumFile): boolean =>
    file.image !== undefined || this.asked.has(keyOf(medium, file));

  async #import(medium: MediumView, files: readonly MediumFile[]): Promise<void> {
    this.problem = undefined;
    for (const file of files) {
      try {
        const { name } = await addImage(this.api, { medium: medium.id, path: file.path });
        this.asked = new Set([...this.asked, keyOf(medium, file)]);
        this.dispatchEvent(new CustomEvent("rs-added", { detail: name, bubbles: true, composed: true }));
      } catch (error) {
        this.problem = error instanceof Error ? error.message : String(error);
        return;
      }
    }
  }
}

const keyOf = (medium: MediumView, file: MediumFile): string => `${medium.id} ${file.path}`;
