import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { type AddressRange, isAddress, sizeOf, spanOf, toAddress, toNumber } from "../data/address.ts";
import type { Mark, ScanView } from "../data/network.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/network.en.ts";
import { zh } from "../text/network.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./pool-map.ts";

/** The two ends of a pool: on the map, or as numbers. Says rs-range; what stands in its way is said at once. */
@customElement("rs-pool-editor")
export class PoolEditor extends LitElement {
  @property({ attribute: false }) subnet = "";
  @property({ attribute: false }) own = "";
  @property({ attribute: false }) pool: AddressRange | undefined;
  @property({ attribute: false }) marks: readonly Mark[] = [];
  @property({ attribute: false }) scan: ScanView | undefined;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 14px;
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 18px;
        align-items: end;
      }
      .end {
        display: grid;
        gap: 4px;
      }
      .at {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .number {
        width: 92px;
      }
      .whole {
        width: 168px;
      }
      .size {
        min-height: 44px;
        display: flex;
        align-items: center;
      }
    `,
  ];

  override render(): TemplateResult {
    const { form } = areaText(this.words, { en, zh });
    const { pool } = this;
    const problem = poolProblem(pool, this.own, this.marks, this.words);
    return html`<p>${this.#suggested()}</p>
      <div class="ends">
        ${this.#end("first", form.first)} ${this.#end("last", form.last)}
        ${pool === undefined || sizeOf(pool) < 1 ? nothing : html`<span class="size soft num">${form.poolSize(sizeOf(pool))}</span>`}
      </div>
      <div role="status" aria-live="polite">
        ${problem === undefined ? nothing : html`<p class="say">${problem}</p>`}
      </div>
      <rs-pool-map
        editable
        .subnet=${this.subnet}
        .marks=${this.marks}
        .pool=${pool}
        .words=${this.words}
        @rs-range=${(event: CustomEvent<AddressRange>) => this.#say(event.detail)}
      ></rs-pool-map>`;
  }

  #suggested(): string {
    const { form } = areaText(this.words, { en, zh });
    if (this.scan === undefined) return form.looking;
    const { suggestion } = this.scan;
    if (suggestion === undefined) return form.poolNone;
    const range =
      spanOf(this.subnet).prefix >= 24
        ? `${toNumber(suggestion.first) & 255}–${toNumber(suggestion.last) & 255}`
        : `${suggestion.first}–${suggestion.last}`;
    return suggestion.leftOut === 0 ? form.poolFree(range) : form.poolLeftOut(range, suggestion.leftOut);
  }

  #end(which: "first" | "last", label: string): TemplateResult {
    const value = this.pool?.[which] ?? "";
    const { from, prefix } = spanOf(this.subnet);
    if (prefix < 24)
      return html`<div class="end">
        <label for=${which}>${label}</label>
        <input class="field mono whole" id=${which} inputmode="decimal" .value=${value} @change=${this.#typed} />
      </div>`;
    const network = toAddress(from).split(".").slice(0, 3).join(".");
    return html`<div class="end">
      <label for=${which}>${label}</label>
      <span class="at"
        ><span class="mono soft">${network}.</span
        ><input
          class="field num number"
          id=${which}
          type="number"
          min=${(from & 255) + 1}
          max=${(spanOf(this.subnet).to & 255) - 1}
          .value=${value === "" ? "" : String(toNumber(value) & 255)}
          @input=${this.#typed}
      /></span>
    </div>`;
  }

  readonly #typed = (event: Event): void => {
    const { id, value, valueAsNumber, type } = event.currentTarget as HTMLInputElement;
    const { from } = spanOf(this.subnet);
    if (type === "number" && !(valueAsNumber >= 0 && valueAsNumber <= 255)) return;
    const address = type === "number" ? toAddress(from - (from & 255) + valueAsNumber) : value.trim();
    if (!isAddress(address)) return;
    const pool = this.pool ?? { first: address, last: address };
    this.#say({ ...pool, [id]: address });
  };

  #say(range: AddressRange): void {
    this.dispatchEvent(new CustomEvent<AddressRange>("rs-range", { detail: range }));
  }
}

/** Why this pool cannot be; the appliance checks all of it again. */
export function poolProblem(
  pool: AddressRange | undefined,
  own: string,
  marks: readonly Mark[],
  words: Words,
): string | undefined {
  const { form } = areaText(words, { en, zh });
  if (pool === undefined) return undefined;
  if (sizeOf(pool) < 1) return form.poolTurned;
  const holds = (address: string): boolean =>
    toNumber(address) >= toNumber(pool.first) && toNumber(address) <= toNumber(pool.last);
  if (holds(own)) return form.poolOwn;
  const busy = marks.filter(({ state, address }) => (state === "live" || state === "gateway") && holds(address));
  return busy.length === 0 ? undefined : form.poolBusy(words.list(busy.map(({ address }) => address)));
}
