import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { importMachines, importProgress, type ImportResult } from "../data/arming.ts";
import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import { sheetStyle } from "../style/sheet.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import type { Done } from "./undo-toast.ts";

/** How often it is asked how far the import is (ms). */
const LOOK_EVERY = 400;

/** A list of machines out of a CSV file: dropped, chosen or pasted; checked first. `rs-done` has what to say. */
@customElement("rs-import-sheet")
export class ImportSheet extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private file: Blob | undefined;
  @state() private fileName = "";
  @state() private result: ImportResult | undefined;
  @state() private problem: string | undefined;
  @state() private busy = "";
  @state() private over = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    dialogStyle,
    sheetStyle,
    css`
      .drop {
        display: grid;
        gap: 10px;
        padding: 16px;
        border: 2px dashed var(--line);
        border-radius: 12px;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
    `,
  ];

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("rs-closed"))}>
      <form method="dialog" @submit=${this.#go}>
        <h2 id="title">${text.importTitle}</h2>
        <p class="soft">${text.importHelp}</p>
        <div
          class="drop ${this.over ? "over" : ""}"
          @dragover=${this.#dragged}
          @dragleave=${() => (this.over = false)}
          @drop=${this.#dropped}
        >
          <div class="buttons">
            <button type="button" @click=${this.#choose}>${text.importChoose}</button>
            <span class="soft breaks">${this.fileName === "" ? text.importDrop : this.fileName}</span>
          </div>
          <input id="file" type="file" accept=".csv,text/csv,text/plain" hidden @change=${this.#chosen} />
          <label for="paste">${text.importPaste}</label>
          <textarea id="paste" class="field" rows="4" spellcheck="false" @input=${this.#pasted}></textarea>
        </div>
        ${this.#state()}
        <div class="buttons">
          <button type="button" @click=${() => this.dialog.close()}>${this.words.text.cancel}</button>
          <button type="submit" class="go" ?disabled=${this.file === undefined || this.busy !== "" || this.#faulty()}>
            ${this.result === undefined ? text.importCheck : text.importGo}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #state(): TemplateResult | typeof nothing {
    const text = machinesText(this.words);
    if (this.problem !== undefined) return html`<p class="say breaks" role="alert" lang="en">${this.problem}</p>`;
    if (this.busy !== "") return html`<p role="status" class="num">${this.busy}</p>`;
    const { result } = this;
    if (result === undefined) return nothing;
    if (result.errorCount === 0) return html`<p role="status">${text.importGood(result.entered, result.changed)}</p>`;
    return html`<p class="say" role="alert">${text.importBad(result.errorCount)}</p>
      <div class="list" tabindex="0" role="group" aria-label=${text.importBad(result.errorCount)}>
        <ul>
          ${result.errors.map(
            ({ line, column = "", text: sentence }) =>
              html`<li>
                <b class="num">${text.importLine(line, column)}</b>
                <p lang="en">${sentence}</p>
              </li>`,
          )}
        </ul>
      </div>`;
  }

  readonly #faulty = (): boolean => this.result !== undefined && this.result.errorCount > 0;

  #choose(): void {
    this.dialog.querySelector<HTMLInputElement>("#file")?.click();
  }

  #chosen(event: Event): void {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file !== undefined) this.#take(file, file.name);
  }

  #dragged(event: DragEvent): void {
    event.preventDefault();
    this.over = true;
  }

  #dropped(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) this.#take(file, file.name);
  }

  #pasted(event: Event): void {
    const { value } = event.target as HTMLTextAreaElement;
    this.#take(value.trim() === "" ? undefined : new Blob([value]), "");
  }

  #take(file: Blob | undefined, name: string): void {
    this.file = file;
    this.fileName = name;
    this.result = undefined;
    this.problem = undefined;
  }

  async #go(event: Event): Promise<void> {
    event.preventDefault();
    const { file, result } = this;
    if (file === undefined || this.busy !== "") return;
    const text = machinesText(this.words);
    const dryRun = result === undefined;
    this.busy = text.importChecking(0);
    const looking = setInterval(() => void this.#look(), LOOK_EVERY);
    try {
      const found = await importMachines(this.api, file, dryRun);
      this.result = found;
      if (dryRun || found.errorCount > 0) return;
      const done: Done = { text: text.importedSaid(found.rows), undo: found.undo };
      this.dispatchEvent(new CustomEvent("rs-done", { detail: done }));
      this.dialog.close();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      clearInterval(looking);
      this.busy = "";
    }
  }

  async #look(): Promise<void> {
    const text = machinesText(this.words);
    const progress = await importProgress(this.api).catch(() => undefined); // the import itself says what is wrong
    if (this.busy === "" || progress === undefined) return;
    if (progress.phase === "reading") this.busy = text.importChecking(progress.rows);
    if (progress.phase === "storing") this.busy = text.importStoring(progress.stored, progress.rows);
  }
}
