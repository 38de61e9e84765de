import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";

export type Pair = readonly [string, string];

/** A small table of two columns that a person fills in. Says `rs-pairs` with all rows. */
@customElement("rs-pair-list")
export class PairList extends LitElement {
  @property({ attribute: false }) pairs: readonly Pair[] = [];
  @property() first = "";
  @property() second = "";
  @property() add = "";
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    pageStyle,
    css`
      :host {
        gap: 8px;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) auto;
        gap: 8px;
        margin-bottom: 8px;
      }
      .heads {
        padding-right: 52px;
        color: var(--soft);
        font-size: 13px;
      }
    `,
  ];

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    return html`${
        this.pairs.length === 0
          ? nothing
          : html`<ul>
              ${this.pairs.map(
                ([name, value], index) =>
                  html`<li>
                    ${this.#field(index, 0, `${this.first}, ${say.row(index + 1)}`, name)}
                    ${this.#field(index, 1, `${this.second}, ${say.row(index + 1)}`, value)}
                    <button
                      type="button"
                      aria-label=${say.removeRow(name === "" ? say.row(index + 1) : name)}
                      @click=${() => this.#change(this.pairs.toSpliced(index, 1))}
                    >
                      ✕
                    </button>
                  </li>`,
              )}
            </ul>`
      }
      <div><button type="button" @click=${() => this.#change([...this.pairs, ["", ""]])}>${this.add}</button></div>`;
  }

  #field(index: number, column: 0 | 1, label: string, value: string): TemplateResult {
    return html`<input
      class="field mono"
      autocomplete="off"
      spellcheck="false"
      aria-label=${label}
      placeholder=${column === 0 ? this.first : this.second}
      .value=${value}
      @input=${(event: Event) => {
        const typed = (event.target as HTMLInputElement).value;
        const [name, old] = this.pairs[index] ?? ["", ""];
        this.#change(this.pairs.with(index, column === 0 ? [typed, old] : [name, typed]));
      }}
    />`;
  }

  #change(pairs: readonly Pair[]): void {
    this.pairs = pairs;
    this.dispatchEvent(new CustomEvent("rs-pairs", { detail: pairs }));
  }
}
