import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import type { Api } from "../data/api.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/doctor.en.ts";
import { zh } from "../text/doctor.zh.ts";
import { areaText, type Words } from "../text/text.ts";

type Placed = Machine & { readonly notes?: string; readonly rack?: string; readonly unit?: number };

/** What people write down about a machine, and where it stands. */
@customElement("rs-machine-notes")
export class MachineNotes extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) machine!: Placed;
  @property({ attribute: false }) words!: Words;
  @state() private said = "";

  static override styles = [
    shared,
    css`
      section {
        display: grid;
        gap: 8px;
      }
      textarea {
        min-height: 88px;
      }
    `,
  ];

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { rack, unit, notes = "" } = this.machine;
    return html`<section class="card" aria-labelledby="notes">
      <h2 id="notes">${say.notes}</h2>
      ${rack === undefined ? nothing : html`<p>${say.notesPlace(rack, unit === undefined ? "" : String(unit))}</p>`}
      <label for="text" class="soft">${say.notesLabel}</label>
      <textarea id="text" class="field" maxlength="4000" .value=${notes}></textarea>
      <div class="buttons">
        <button @click=${() => void this.#save()}>${say.save}</button>
        <p class="soft" role="status">${this.said}</p>
      </div>
    </section>`;
  }

  async #save(): Promise<void> {
    const say = areaText(this.words, { en, zh });
    const notes = this.renderRoot.querySelector("textarea")?.value ?? "";
    try {
      await this.api.send("PATCH", `/machines/${this.machine.mac}`, { notes: notes === "" ? null : notes });
      this.said = say.saved;
    } catch (error) {
      this.said = say.failed(error instanceof Error ? error.message : String(error));
    }
  }
}
