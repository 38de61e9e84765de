import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { changeMachines } from "../data/arming.ts";
import type { House } from "../data/house.ts";
import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import { sheetStyle } from "../style/sheet.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import type { Done } from "./undo-toast.ts";

/** Gives many machines a profile or a place. `rs-done` has what to say; `rs-closed` that it is closed. */
@customElement("rs-change-sheet")
export class ChangeSheet extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) words!: Words;
  /** In the order in which they are placed. */
  @property({ attribute: false }) macs: readonly string[] = [];
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [shared, dialogStyle, sheetStyle];

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("rs-closed"))}>
      <form method="dialog" @submit=${this.#go}>
        <h2 id="title">${text.changeTitle(this.macs.length)}</h2>
        <div class="fields">
          <div>
            <label for="profile">${text.changeProfile}</label>
            <select id="profile" name="profile" class="field">
              <option value="">${text.changeLeave}</option>
              ${this.house.profiles.map(({ name }) => html`<option value=${name}>${name}</option>`)}
            </select>
          </div>
          <div>
            <label for="rack">${text.changeRack}</label>
            <input
              id="rack"
              name="rack"
              class="field"
              maxlength="32"
              autocomplete="off"
              placeholder=${text.changeLeave}
            />
          </div>
          <div>
            <label for="unit">${text.changeUnit}</label>
            <input
              id="unit"
              name="unit"
              class="field num"
              type="number"
              min="1"
              max="60"
              aria-describedby="unit-help"
            />
            <span id="unit-help" class="soft">${text.changeUnitHelp}</span>
          </div>
          <div>
            <label for="height">${text.changeHeight}</label>
            <input id="height" name="height" class="field num" type="number" min="1" max="20" value="1" />
          </div>
        </div>
        ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${this.problem}</p>`}
        <div class="buttons">
          <button type="button" @click=${() => this.dialog.close()}>${this.words.text.cancel}</button>
          <button type="submit" class="go" ?disabled=${this.busy}>${text.changeGo}</button>
        </div>
      </form>
    </dialog>`;
  }

  async #go(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const said = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    const height = Number(said("height") === "" ? 1 : said("height"));
    const changes = this.macs.map((mac, index) => ({
      mac,
      change: {
        ...(said("profile") === "" ? {} : { profile: said("profile") }),
        ...(said("rack") === "" ? {} : { rack: said("rack") }),
        ...(said("unit") === "" ? {} : { unit: Number(said("unit")) + index * height, height }),
      },
    }));
    if (changes.every(({ change }) => Object.keys(change).length === 0)) {
      this.dialog.close();
      return;
    }
    this.busy = true;
    try {
      const { machines, undo } = await changeMachines(this.house.api, changes);
      const done: Done = { text: machinesText(this.words).changedSaid(machines), undo };
      this.dispatchEvent(new CustomEvent("rs-done", { detail: done }));
      this.dialog.close();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
