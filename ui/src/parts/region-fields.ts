import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { RegionText } from "../data/network.ts";
import { timeZones } from "../data/zones.ts";
import { choiceCardStyle } from "../style/choice.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/settings.en.ts";
import { zh } from "../text/settings.zh.ts";
import { areaText, LANGUAGES, type Words } from "../text/text.ts";

/** Language and time zone of the appliance; says rs-region when one of them changed. */
@customElement("rs-region-fields")
export class RegionFields extends LitElement {
  @property({ attribute: false }) region!: RegionText;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    choiceCardStyle,
    css`
      :host {
        display: grid;
        gap: 18px;
      }
      .one {
        display: grid;
        gap: 6px;
      }
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: 10px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-bottom: 6px;
        font-weight: 600;
      }
      .choice {
        display: flex;
        gap: 12px;
        align-items: center;
        min-height: 56px;
        padding: 0 16px;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    return html`<fieldset>
        <legend>${text.language}</legend>
        ${LANGUAGES.map(
          ({ id, tag }) =>
            html`<label class="choice" lang=${tag}
              ><input
                type="radio"
                name="language"
                value=${id}
                .checked=${this.region.language === id}
                @change=${() => this.#say({ language: id })}
              />${{ en: "English", zh: "简体中文" }[id]}</label
            >`,
        )}
      </fieldset>
      <div class="one">
        <label for="zone">${text.timeZone}</label>
        <input
          class="field"
          id="zone"
          list="zones"
          autocomplete="off"
          spellcheck="false"
          .value=${this.region.timeZone}
          @change=${(event: Event) => this.#say({ timeZone: (event.currentTarget as HTMLInputElement).value.trim() })}
        />
        <datalist id="zones">${timeZones().map((zone) => html`<option value=${zone}></option>`)}</datalist>
      </div>`;
  }

  #say(change: Partial<RegionText>): void {
    this.dispatchEvent(new CustomEvent<RegionText>("rs-region", { detail: { ...this.region, ...change } }));
  }
}
