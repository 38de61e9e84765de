import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { lookOf, nameOf } from "../data/machines.ts";
import { toMachine } from "../data/route.ts";
import { NOTHING, rangeTo, type Selection, toggled } from "../data/selection.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import { cssValue } from "./css-value.ts";
import { Windowed } from "./windowed.ts";

const TILE = 176;
const ROW = 104;

/** Machines as tiles, thousands of them: only what is in sight is drawn. */
@customElement("rs-machine-tiles")
export class MachineTiles extends LitElement {
  @property({ attribute: false }) machines: readonly Machine[] = [];
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) selection: Selection = NOTHING;
  @property({ attribute: false }) words!: Words;
  @state() private columns = 4;
  readonly #window = new Windowed(this);
  #size: ResizeObserver | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ul.tiles {
        display: grid;
        gap: 10px;
      }
      li {
        position: relative;
        height: 94px;
        border-radius: 10px;
        overflow: clip;
        border: 1px solid var(--line);
        border-top: 4px solid var(--c);
        background: color-mix(in srgb, var(--c) 9%, var(--sheet));
      }
      li.chosen {
        outline: 3px solid var(--accent);
        outline-offset: -2px;
      }
      .fill {
        position: absolute;
        inset: 0 auto 0 0;
        background: color-mix(in srgb, var(--c) 16%, transparent);
      }
      a {
        position: absolute;
        inset: 10px 44px auto 12px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        line-height: 26px;
        color: inherit;
        font-weight: 600;
        text-decoration: none;
      }
      p {
        position: absolute;
        inset: auto 12px 8px;
        color: color-mix(in srgb, var(--c) 35%, var(--ink));
        font-size: 13px;
      }
      small {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: color-mix(in srgb, var(--soft) 40%, var(--ink));
      }
      label {
        position: absolute;
        inset: 0 0 auto auto;
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
      }
      input {
        width: 20px;
        height: 20px;
        accent-color: var(--accent);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size = new ResizeObserver(() => {
      this.columns = Math.max(1, Math.floor((this.clientWidth + 10) / TILE));
    });
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
  }

  override render(): TemplateResult {
    const { columns, machines } = this;
    const { first, end, above, below } = this.#window.slice(Math.ceil(machines.length / columns), ROW);
    return html`<div class="rows">
      <div ${cssValue("height", `${above}px`)}></div>
      <ul class="tiles" ${cssValue("grid-template-columns", `repeat(${columns}, minmax(0, 1fr))`)}>
        ${repeat(
          machines.slice(first * columns, end * columns),
          ({ mac }) => mac,
          (machine) => this.#tile(machine),
        )}
      </ul>
      <div ${cssValue("height", `${below}px`)}></div>
    </div>`;
  }

  #tile(machine: Machine): TemplateResult {
    const look = lookOf(machine);
    const { run, mac } = machine;
    const percent = look === "installing" || look === "booting" ? run?.percent : undefined;
    const chosen = this.selection.chosen.has(mac);
    const { percent: percentOf, duration, text } = this.words;
    const left = run?.secondsLeft === undefined || percent === undefined ? "" : ` · ${duration(run.secondsLeft)}`;
    return html`<li class="${look === "new" ? "idle" : look} ${chosen ? "chosen" : ""}">
      <span class="fill" ${cssValue("width", `${percent ?? 0}%`)}></span>
      <a href=${toMachine(mac)}>${nameOf(machine)}</a>
      <label
        ><input
          type="checkbox"
          .checked=${chosen}
          aria-label=${machinesText(this.words).select(nameOf(machine))}
          @click=${(event: MouseEvent) => this.#picked(event, mac)}
      /></label>
      <p class="num">
        ${text.state[look]}${percent === undefined ? "" : ` · ${percentOf(percent / 100)}${left}`}
        <small>${run?.profile ?? machine.profile ?? machine.lease ?? " "}</small>
      </p>
    </li>`;
  }

  #picked(event: MouseEvent, mac: string): void {
    const list = this.machines.map((machine) => machine.mac as string);
    const detail = event.shiftKey ? rangeTo(this.selection, mac, list) : toggled(this.selection, mac);
    this.dispatchEvent(new CustomEvent("rs-select", { detail }));
  }
}
