import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { lookOf, type Look, nameOf } from "../data/machines.ts";
import { cssValue } from "../parts/css-value.ts";
import { panelStyle } from "./style.ts";
import type { Say } from "./words.ts";

/** Machines as tiles, as many as fit, the rest on further pages: nothing scrolls under a finger in a glove. */
@customElement("rs-panel-tiles")
export class PanelTiles extends LitElement {
  @property({ attribute: false }) machines: readonly Machine[] = [];
  @property({ attribute: false }) say!: Say;
  @state() private page = 0;
  @state() private perPage = 12;
  #resized: ResizeObserver | undefined;

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        grid-template-rows: 1fr auto;
        gap: 10px;
        min-height: 0;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(118px, 1fr));
        grid-auto-rows: 112px;
        gap: 10px;
        overflow: hidden;
        min-height: 0;
        align-content: start;
      }
      button.tile {
        position: relative;
        display: grid;
        align-content: space-between;
        justify-items: start;
        width: 100%;
        height: 100%;
        padding: 12px;
        overflow: hidden;
        border: 0;
        border-top: 5px solid var(--c);
        border-radius: 10px;
        background: color-mix(in srgb, var(--c) 16%, var(--sheet));
        text-align: start;
      }
      .fill {
        position: absolute;
        inset: auto 0 0;
        background: color-mix(in srgb, var(--c) 26%, transparent);
      }
      .tile > :not(.fill) {
        position: relative;
      }
      .name {
        max-width: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 21px;
      }
      .state {
        display: flex;
        align-items: center;
        gap: 7px;
        color: color-mix(in srgb, var(--c) 35%, var(--ink));
        font-size: 17px;
        font-weight: 500;
        white-space: nowrap;
      }
      svg {
        flex: none;
        width: 18px;
        height: 18px;
      }
      .pages {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      const columns = Math.max(1, Math.floor((width + 10) / 128));
      const whole = Math.max(1, Math.floor((height + 10) / 122));
      const rows = this.machines.length > columns * whole ? Math.max(1, Math.floor((height - 56) / 122)) : whole;
      this.perPage = columns * rows;
    });
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized?.disconnect();
  }

  override render(): TemplateResult {
    const { say } = this;
    const pages = Math.max(1, Math.ceil(this.machines.length / this.perPage));
    const page = Math.min(this.page, pages - 1);
    const shown = this.machines.slice(page * this.perPage, (page + 1) * this.perPage);
    return html`<ul>
        ${shown.map((machine) => html`<li>${this.#tile(machine)}</li>`)}
      </ul>
      ${
        pages === 1
          ? nothing
          : html`<div class="pages">
              <button ?disabled=${page === 0} @click=${() => (this.page = page - 1)}>${say.earlier}</button>
              <span class="num soft">${say.page(page + 1, pages)}</span>
              <button ?disabled=${page === pages - 1} @click=${() => (this.page = page + 1)}>${say.later}</button>
            </div>`
      }`;
  }

  #tile(machine: Machine): TemplateResult {
    const look = lookOf(machine);
    const percent = look === "installing" ? machine.run?.percent : undefined;
    const word = percent === undefined ? this.say.state[look] : `${percent} %`;
    return html`<button
      class="tile ${look}"
      aria-label=${`${nameOf(machine)}: ${percent === undefined ? word : `${word}, ${this.say.state[look]}`}`}
      @click=${() => this.dispatchEvent(new CustomEvent("rs-machine", { detail: machine.mac }))}
    >
      ${percent === undefined ? nothing : html`<span class="fill" ${cssValue("height", `${percent}%`)}></span>`}
      <span class="name">${shortName(machine)}</span>
      <span class="state num">${mark(look)} ${word}</span>
    </button>`;
  }
}

/** Two tiles must not look alike: of a MAC the end differs, of a name usually too. */
const shortName = (machine: Machine): string => machine.name ?? machine.mac.slice(-8);

/** A sign for each state, for those who do not see colours. */
const mark = (
  look: Look,
): TemplateResult => svg`<svg viewBox="0 0 18 18" aria-hidden="true" fill="none" stroke="currentColor"
  stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d=${MARKS[look]} /></svg>`;

const MARKS: Readonly<Record<Look, string>> = {
  done: "M3 9.5l4 4 8-9",
  failed: "M9 3v7M9 14.2v.1",
  unknown: "M6 6a3 3 0 1 1 3 4v1M9 14.2v.1",
  installing: "M9 3v9M5 9l4 4 4-4M4 16h10",
  booting: "M9 2v6M4.8 5.5a6 6 0 1 0 8.4 0",
  armed: "M9 4v5l3 2M9 1.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15",
  new: "M9 4v10M4 9h10",
  idle: "M5 9h8",
};
