import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";

import { type AddressRange, spanOf, toAddress, toNumber } from "../data/address.ts";
import type { Mark } from "../data/network.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/network.en.ts";
import { zh } from "../text/network.zh.ts";
import { areaText, type Words } from "../text/text.ts";

const COLUMNS = 16;
const SHOWN = 256;
/** A sign beside the colour: nobody has to tell colours apart. */
const SIGNS: Readonly<Record<Mark["state"], string>> = {
  own: "●",
  gateway: "▲",
  quarantined: "!",
  leased: "■",
  reserved: "◆",
  live: "×",
};
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -COLUMNS,
  ArrowDown: COLUMNS,
};

/** 256 addresses of a subnet as a square. `editable`: the ends of the pool can be moved; then it says rs-range. */
@customElement("rs-pool-map")
export class PoolMapPart extends LitElement {
  /** "10.77.0.0/24" */
  @property({ attribute: false }) subnet = "";
  @property({ attribute: false }) marks: readonly Mark[] = [];
  @property({ attribute: false }) pool: AddressRange | undefined;
  @property({ type: Boolean }) editable = false;
  @property({ attribute: false }) words!: Words;
  /** The first address that is shown. */
  @state() private from: number | undefined;
  @state() private active: number | undefined;
  #dragged: "first" | "last" | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 10px;
        max-width: 560px;
      }
      .grid {
        display: grid;
        gap: 2px;
        padding: 6px;
        margin: -6px;
        border-radius: 10px;
        touch-action: none;
        user-select: none;
      }
      .row {
        display: grid;
        grid-template-columns: repeat(16, minmax(0, 1fr));
        gap: 2px;
      }
      .cell {
        display: grid;
        place-items: center;
        aspect-ratio: 1;
        border-radius: 4px;
        background: color-mix(in srgb, var(--idle) 18%, var(--sheet));
        color: var(--ink);
        font: 600 11px/1 var(--mono);
      }
      .edge,
      .outside {
        background: none;
      }
      .pool {
        background: color-mix(in srgb, var(--accent) 26%, var(--sheet));
      }
      .leased {
        background: var(--accent);
        color: var(--accent-ink);
      }
      .reserved {
        background: color-mix(in srgb, var(--odd) 30%, var(--sheet));
      }
      .live {
        background: color-mix(in srgb, var(--idle) 45%, var(--sheet));
      }
      .own,
      .gateway {
        background: color-mix(in srgb, var(--busy) 28%, var(--sheet));
      }
      .quarantined {
        background: color-mix(in srgb, var(--bad) 28%, var(--sheet));
      }
      .end {
        box-shadow: inset 0 0 0 2px var(--accent);
      }
      .active {
        outline: 2px solid var(--busy);
        outline-offset: 1px;
      }
      [aria-readonly="false"] .cell {
        cursor: pointer;
      }
      .steps {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 10px;
      }
      .steps button {
        min-width: 44px;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        font-size: 13px;
      }
      .legend li {
        display: flex;
        gap: 7px;
        align-items: center;
      }
      .legend .cell {
        width: 18px;
      }
      .said {
        min-height: 40px;
        font-size: 13px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("subnet") || (changed.get("pool") === undefined && changed.has("pool"))) this.from = undefined;
    this.from ??= this.#firstWindow();
  }

  override render(): TemplateResult {
    const { map } = areaText(this.words, { en, zh });
    const { to } = spanOf(this.subnet);
    const from = this.from ?? 0;
    const count = Math.min(SHOWN, to - from + 1);
    const marks = new Map(this.marks.map((mark) => [toNumber(mark.address), mark]));
    const rows = Array.from({ length: Math.ceil(count / COLUMNS) }, (_, row) => row);
    return html`${this.#steps(from, to)}
      <div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label=${map.label(this.subnet)}
        aria-readonly=${this.editable ? "false" : "true"}
        aria-describedby="how"
        aria-activedescendant=${this.active === undefined ? nothing : `a${this.active - from}`}
        @keydown=${this.#key}
        @focus=${() => (this.active ??= this.pool === undefined ? from : toNumber(this.pool.first))}
        @blur=${() => (this.active = undefined)}
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${() => (this.#dragged = undefined)}
        @pointerleave=${() => this.#dragged === undefined && (this.active = undefined)}
      >
        ${rows.map(
          (row) =>
            html`<div class="row" role="row">
              ${Array.from({ length: Math.min(COLUMNS, count - row * COLUMNS) }, (_, column) => {
                const address = from + row * COLUMNS + column;
                return this.#cell(address, marks.get(address), address - from);
              })}
            </div>`,
        )}
      </div>
      <p class="said">
        ${this.active === undefined ? html`<span class="soft" id="how">${this.editable ? map.edit : map.look}</span>` : html`<span id="how">${this.#says(this.active, marks.get(this.active))}</span>`}
      </p>
      ${this.#legend()}`;
  }

  #cell(address: number, mark: Mark | undefined, index: number): TemplateResult {
    const { pool, active } = this;
    const isEnd = pool !== undefined && [pool.first, pool.last].includes(toAddress(address));
    const classes = {
      cell: true,
      pool: this.#isInPool(address) && mark === undefined,
      edge: this.#isEdge(address),
      end: isEnd,
      active: active === address,
      ...(mark === undefined ? {} : { [mark.state]: true }),
    };
    return html`<div class=${classMap(classes)} role="gridcell" id="a${index}" aria-label=${this.#says(address, mark)}>
      ${mark === undefined ? nothing : SIGNS[mark.state]}
    </div>`;
  }

  #says(address: number, mark: Mark | undefined): string {
    const { map } = areaText(this.words, { en, zh });
    const parts = [toAddress(address)];
    if (mark !== undefined) {
      parts.push(map.states[mark.state]);
      for (const detail of [mark.name, mark.mac, mark.because]) if (detail !== undefined) parts.push(detail);
      if (mark.remaining !== undefined) parts.push(map.ends(this.words.duration(mark.remaining)));
    } else if (this.#isEdge(address)) parts.push(map.edge);
    else if (!this.#isInPool(address)) parts.push(map.free);
    if (this.#isInPool(address)) parts.push(map.pool);
    return parts.join(" · ");
  }

  #legend(): TemplateResult {
    const { map } = areaText(this.words, { en, zh });
    const states = Object.keys(SIGNS) as Mark["state"][];
    const there = states.filter((state) => this.marks.some((mark) => mark.state === state));
    return html`<ul class="legend">
      ${this.pool === undefined ? nothing : html`<li><span class="cell pool" aria-hidden="true"></span>${map.pool}</li>`}
      ${there.map(
        (state) =>
          html`<li><span class="cell ${state}" aria-hidden="true">${SIGNS[state]}</span>${map.states[state]}</li>`,
      )}
      <li><span class="cell" aria-hidden="true"></span>${map.free}</li>
    </ul>`;
  }

  #steps(from: number, to: number): TemplateResult | typeof nothing {
    const span = spanOf(this.subnet);
    if (span.prefix >= 24) return nothing;
    const { map } = areaText(this.words, { en, zh });
    return html`<div class="steps">
      <button aria-label=${map.earlier} ?disabled=${from <= span.from} @click=${() => this.#show(from - SHOWN)}>
        ←
      </button>
      <span class="mono num">${toAddress(from)} – ${toAddress(from + SHOWN - 1)}</span>
      <button aria-label=${map.later} ?disabled=${from + SHOWN > to} @click=${() => this.#show(from + SHOWN)}>→</button>
    </div>`;
  }

  #show(from: number): void {
    this.from = from;
    this.active = undefined;
  }

  #firstWindow(): number {
    const span = spanOf(this.subnet);
    if (span.prefix >= 24) return span.from;
    const own = this.marks.find(({ state }) => state === "own")?.address;
    const at = this.pool?.first ?? own ?? toAddress(span.from);
    return toNumber(at) - (toNumber(at) % SHOWN);
  }

  readonly #isInPool = (address: number): boolean =>
    this.pool !== undefined && address >= toNumber(this.pool.first) && address <= toNumber(this.pool.last);

  #isEdge(address: number): boolean {
    const { from, to } = spanOf(this.subnet);
    return address === from || address === to;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const from = this.from ?? 0;
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const last = Math.min(spanOf(this.subnet).to, from + SHOWN - 1);
      this.active = Math.min(last, Math.max(from, (this.active ?? from) + step));
    } else if ((event.key === "Enter" || event.key === " ") && this.editable && this.active !== undefined) {
      event.preventDefault();
      this.#bring(this.#nearerEnd(this.active), this.active);
    }
  };

  readonly #down = (event: PointerEvent): void => {
    const address = this.#addressAt(event);
    if (address === undefined) return;
    this.active = address;
    if (!this.editable) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#dragged = this.#nearerEnd(address);
    this.#bring(this.#dragged, address);
  };

  readonly #move = (event: PointerEvent): void => {
    const address = this.#addressAt(event);
    if (address === undefined) return;
    this.active = address;
    if (this.#dragged !== undefined) this.#bring(this.#dragged, address);
  };

  #addressAt({ clientX, clientY }: PointerEvent): number | undefined {
    const id = this.shadowRoot?.elementFromPoint(clientX, clientY)?.closest(".grid .cell")?.id;
    return id === undefined || id === "" ? undefined : (this.from ?? 0) + Number(id.slice(1));
  }

  #nearerEnd(address: number): "first" | "last" {
    if (this.pool === undefined) return "last";
    const middle = (toNumber(this.pool.first) + toNumber(this.pool.last)) / 2;
    return address <= middle ? "first" : "last";
  }

  /** An end never passes the other one. */
  #bring(end: "first" | "last", address: number): void {
    if (this.#isEdge(address)) return;
    const { first, last } = this.pool ?? { first: toAddress(address), last: toAddress(address) };
    const moved =
      end === "first"
        ? { first: toAddress(Math.min(address, toNumber(last))), last }
        : { first, last: toAddress(Math.max(address, toNumber(first))) };
    this.dispatchEvent(new CustomEvent<AddressRange>("rs-range", { detail: moved }));
  }
}
