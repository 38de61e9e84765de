import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import "./release-list.ts";
import "./stick-list.ts";
import "./url-form.ts";

/** Every way in which an image comes here. */
@customElement("rs-add-sheet")
export class AddSheet extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("#files") private files!: HTMLInputElement;

  static override styles = [
    shared,
    dialogStyle,
    css`
      dialog {
        width: min(680px, calc(100vw - 32px));
        padding: 0 24px 24px;
      }
      header {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 12px;
        padding: 14px 0;
        background: var(--sheet);
        border-bottom: 1px solid var(--line);
      }
      section {
        display: grid;
        gap: 10px;
        padding: 18px 0;
        border-bottom: 1px solid var(--line);
      }
      section:last-of-type {
        border: 0;
        padding-bottom: 0;
      }
      h3 {
        font-size: 15px;
      }
      .drop {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 14px;
        align-items: center;
        padding: 16px;
        border: 2px dashed var(--line);
        border-radius: 12px;
      }
      input[type="file"] {
        display: none; /* the button beside it opens it */
      }
      @media (max-width: 640px) {
        dialog {
          padding: 0 16px 16px;
        }
      }
    `,
  ];

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    const { text } = this.words;
    const { api, media } = this.house;
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @rs-added=${this.#added}>
      <header>
        <h2 id="title">${text.addTitle}</h2>
        <button @click=${() => this.dialog.close()}>${text.close}</button>
      </header>
      <section aria-labelledby="sticks">
        <h3 id="sticks">${text.sticks}</h3>
        ${
          media.length === 0
            ? html`<p class="soft">${text.stickNone}</p>`
            : html`<rs-stick-list .api=${api} .media=${media} .words=${this.words}></rs-stick-list>`
        }
      </section>
      <section aria-labelledby="upload">
        <h3 id="upload">${text.upload}</h3>
        <div class="drop">
          <button class="go" @click=${() => this.files.click()}>${text.uploadChoose}</button>
          <span class="soft">${text.uploadOr}</span>
        </div>
        <input
          id="files"
          type="file"
          accept=".iso,.ISO"
          multiple
          aria-hidden="true"
          tabindex="-1"
          @change=${this.#chosen}
        />
        <p class="soft">${text.uploadHelp}</p>
      </section>
      <section aria-labelledby="url">
        <h3 id="url">${text.fromUrl}</h3>
        <rs-url-form .api=${api} .words=${this.words}></rs-url-form>
      </section>
      <section aria-labelledby="internet">
        <h3 id="internet">${text.fromInternet}</h3>
        <rs-release-list .api=${api} .words=${this.words}></rs-release-list>
      </section>
    </dialog>`;
  }

  #chosen(): void {
    for (const file of this.files.files ?? []) this.house.upload(file);
    this.dialog.close();
  }

  /** What was asked for is shown on the page behind; the sticks' own list stays, there may be more to take. */
  #added(event: Event): void {
    const isStick = event.composedPath().some((node) => node instanceof HTMLElement && node.matches("rs-stick-list"));
    if (!isStick) this.dialog.close();
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent("rs-closed"));
  }
}
