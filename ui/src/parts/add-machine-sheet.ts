import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { changeMachines } from "../data/arming.ts";
import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import { sheetStyle } from "../style/sheet.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import type { Done } from "./undo-toast.ts";

/** Enters one machine by its MAC address. `rs-done` has what to say. */
@customElement("rs-add-machine-sheet")
export class AddMachineSheet extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private problem: string | undefined;
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [shared, dialogStyle, sheetStyle];

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("rs-closed"))}>
      <form method="dialog" @submit=${this.#go}>
        <h2 id="title">${text.addTitle}</h2>
        <div class="fields">
          <div>
            <label for="mac">${text.addMac}</label>
            <input id="mac" name="mac" class="field mono" required autocomplete="off" aria-describedby="mac-help" />
            <span id="mac-help" class="soft">${text.addMacHelp}</span>
          </div>
          <div>
            <label for="name">${text.addName}</label>
            <input id="name" name="name" class="field" maxlength="63" autocomplete="off" />
          </div>
        </div>
        ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${this.problem}</p>`}
        <div class="buttons">
          <button type="button" @click=${() => this.dialog.close()}>${this.words.text.cancel}</button>
          <button type="submit" class="go">${text.addGo}</button>
        </div>
      </form>
    </dialog>`;
  }

  async #go(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [mac = "", name = ""] = ["mac", "name"].map((field) => {
      const value = form.get(field);
      return typeof value === "string" ? value.trim() : "";
    });
    try {
      const { undo } = await changeMachines(this.api, [{ mac, change: name === "" ? {} : { name } }]);
      const done: Done = { text: machinesText(this.words).addedSaid(name === "" ? mac : name), undo };
      this.dispatchEvent(new CustomEvent("rs-done", { detail: done }));
      this.dialog.close();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}
