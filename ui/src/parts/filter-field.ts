import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { parseFilter, suggestionsFor } from "../data/filter.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";

/** The line in which machines are looked for, with what it did not understand and what could stand there. */
@customElement("rs-filter-field")
export class FilterField extends LitElement {
  @property() value = "";
  @property({ attribute: false }) machines: ReadonlyMap<string, Machine> = new Map();
  @property({ attribute: false }) words!: Words;
  @query("input") private input!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .under {
        min-height: 20px;
        margin-top: 4px;
        font-size: 13px;
      }
      .wrong {
        color: color-mix(in srgb, var(--bad) 70%, var(--ink));
        font-weight: 600;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const { problems } = parseFilter(this.value);
    return html`<input
        class="field"
        type="search"
        list="could-be"
        autocomplete="off"
        spellcheck="false"
        placeholder=${text.filter}
        aria-label=${text.filter}
        aria-describedby="help"
        aria-invalid=${problems.length > 0 ? "true" : "false"}
        .value=${this.value}
        @input=${this.#typed}
      />
      <datalist id="could-be">${this.#suggestions()}</datalist>
      <p class="under" id="help" aria-live="polite">
        ${
          problems.length === 0
            ? html`<span class="soft">${text.filterHelp}</span>`
            : html`<span class="wrong">${problems.map((problem) => text.filterProblem(problem)).join(" ")}</span>`
        }
      </p>`;
  }

  override focus(): void {
    this.input.focus();
  }

  #suggestions(): TemplateResult[] | typeof nothing {
    if (this.value === "") return nothing;
    const before = this.value.replace(/\S*$/, "");
    return suggestionsFor(this.value, this.machines.values()).map(
      (one) => html`<option value=${before + one}></option>`,
    );
  }

  #typed(): void {
    this.value = this.input.value;
    this.dispatchEvent(new CustomEvent("rs-filter", { detail: this.value }));
  }
}
