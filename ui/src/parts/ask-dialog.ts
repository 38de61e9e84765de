import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** One question before something is lost. It stays open until `act` has worked, and says why it has not. */
@customElement("rs-ask-dialog")
export class AskDialog extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) question = "";
  @property({ attribute: false }) warning = "";
  /** Without it there is nothing to do: the dialog says why. */
  @property({ attribute: false }) yes: string | undefined;
  @property({ attribute: false }) act!: () => Promise<unknown>;
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [shared, dialogStyle];

  override firstUpdated(): void {
    this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>("#no")?.focus(); // a slip of the Enter key loses nothing
  }

  override render(): TemplateResult {
    const { text } = this.words;
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      <form method="dialog" @submit=${this.#go}>
        <h2 id="title">${this.question}</h2>
        <p class="say">${this.warning}</p>
        ${
          this.problem === undefined
            ? nothing
            : html`<p class="say" role="alert" lang="en">${text.failed(this.problem)}</p>`
        }
        <div class="buttons">
          <button type="button" id="no" @click=${() => this.dialog.close()}>
            ${this.yes === undefined ? text.close : text.cancel}
          </button>
          ${
            this.yes === undefined
              ? nothing
              : html`<button type="submit" class="wipe" ?disabled=${this.busy}>${this.yes}</button>`
          }
        </div>
      </form>
    </dialog>`;
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent("rs-closed"));
  }

  async #go(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy || this.yes === undefined) return;
    this.busy = true;
    try {
      await this.act();
      this.dialog.close();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
