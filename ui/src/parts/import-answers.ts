import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { importAnswers } from "../data/answers.ts";
import type { Api } from "../data/api.ts";
import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** Takes the kickstart of a machine that is installed already. */
@customElement("rs-import-answers")
export class ImportAnswers extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) image = "";
  @property({ attribute: false }) words!: Words;
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("textarea") private area!: HTMLTextAreaElement;

  static override styles = [
    shared,
    dialogStyle,
    css`
      dialog {
        width: min(760px, calc(100vw - 32px));
      }
      .one {
        display: grid;
        gap: 4px;
      }
    `,
  ];

  override firstUpdated(): void {
    this.dialog.showModal();
    this.area.focus();
  }

  override render(): TemplateResult {
    const { text } = this.words;
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      <form method="dialog" @submit=${this.#go}>
        <h2 id="title">${text.importKsTitle}</h2>
        <p>${text.importKsHelp}</p>
        <div class="one">
          <label for="ks">${text.importKsText}</label>
          <textarea
            id="ks"
            class="field"
            rows="12"
            spellcheck="false"
            wrap="off"
            required
            maxlength="262144"
          ></textarea>
        </div>
        ${
          this.problem === undefined
            ? nothing
            : html`<p class="say breaks" role="alert" lang="en">${text.failed(this.problem)}</p>`
        }
        <div class="buttons">
          <button type="button" @click=${() => this.dialog.close()}>${text.cancel}</button>
          <button type="submit" class="go" ?disabled=${this.busy}>${text.importKsGo}</button>
        </div>
      </form>
    </dialog>`;
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent("rs-closed"));
  }

  async #go(event: Event): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.problem = undefined;
    try {
      const detail = await importAnswers(this.api, this.area.value, this.image);
      this.dispatchEvent(new CustomEvent("rs-imported", { detail }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
