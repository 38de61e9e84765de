import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import type { Api } from "../data/api.ts";
import { changeMachines } from "../data/arming.ts";
import { shared } from "../style/shared.ts";
import { sheetStyle } from "../style/sheet.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import type { Done } from "./undo-toast.ts";

/** What persons say of one machine: name, place, address, notes. `rs-done` (it bubbles) has what to say, with the way back. */
@customElement("rs-machine-facts-form")
export class MachineFactsForm extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    shared,
    sheetStyle,
    css`
      form {
        display: grid;
        gap: 14px;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const { name, rack, unit, height, address, notes } = this.machine;
    return html`<form @submit=${this.#save} aria-label=${text.factsTitle}>
      <div class="fields">
        ${this.#field("name", text.addName, name, 63)} ${this.#field("rack", text.changeRack, rack, 32)}
        ${this.#number("unit", text.changeUnit, unit, 60)} ${this.#number("height", text.changeHeight, height, 20)}
        ${this.#field("address", this.words.text.factAddress, address, 15)}
      </div>
      <div>
        <label for="notes">${text.factsNotes}</label>
        <textarea id="notes" name="notes" class="field" rows="3" maxlength="4000" .value=${notes ?? ""}></textarea>
      </div>
      ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${this.problem}</p>`}
      <div class="buttons"><button type="submit" ?disabled=${this.busy}>${text.factsSave}</button></div>
    </form>`;
  }

  #field(name: string, label: string, value: string | undefined, most: number): TemplateResult {
    return html`<div>
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} class="field" maxlength=${most} autocomplete="off" .value=${value ?? ""} />
    </div>`;
  }

  #number(name: string, label: string, value: number | undefined, most: number): TemplateResult {
    return html`<div>
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        class="field num"
        type="number"
        min="1"
        max=${most}
        .value=${value === undefined ? "" : String(value)}
      />
    </div>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const said = (name: string): string | null => {
      const value = form.get(name);
      return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
    };
    const number = (name: string): number | null => (said(name) === null ? null : Number(said(name)));
    const change = {
      name: said("name"),
      rack: said("rack"),
      unit: number("unit"),
      height: number("height"),
      address: said("address"),
      notes: said("notes"),
    };
    this.busy = true;
    this.problem = undefined;
    try {
      const { undo } = await changeMachines(this.api, [{ mac: this.machine.mac, change }]);
      const done: Done = { text: this.words.text.profileSaved, undo };
      this.dispatchEvent(new CustomEvent("rs-done", { detail: done, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
