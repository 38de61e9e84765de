import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import type { House } from "../data/house.ts";
import { byUrgency, isActive, lookOf } from "../data/machines.ts";
import { panelStyle } from "./style.ts";
import type { Say } from "./words.ts";
import "./tiles.ts";

type Filter = "all" | "trouble" | "active";
const FILTERS: readonly Filter[] = ["all", "trouble", "active"];

/** All machines, with three filters that a thumb can hit. */
@customElement("rs-panel-machines")
export class PanelMachines extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) say!: Say;
  @state() private filter: Filter = "all";

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr;
        gap: 14px;
        padding: 14px 24px;
        min-height: 0;
      }
      .filters {
        display: flex;
        gap: 10px;
      }
      [aria-pressed="true"] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
      }
      .none {
        align-self: center;
        text-align: center;
      }
    `,
  ];

  override render(): TemplateResult {
    const { say } = this;
    const all = [...this.house.machines.values()];
    const shown = byUrgency(all.filter((machine) => IN[this.filter](machine)));
    return html`<div class="filters" role="group" aria-label=${say.machines}>
        ${FILTERS.map(
          (filter) =>
            html`<button
              aria-pressed=${filter === this.filter ? "true" : "false"}
              @click=${() => (this.filter = filter)}
            >
              ${say[filter]} <span class="num">${all.filter(IN[filter]).length}</span>
            </button>`,
        )}
      </div>
      ${
        shown.length === 0
          ? html`<p class="none soft">${all.length === 0 ? say.noMachines : say.noneHere}</p>`
          : html`<rs-panel-tiles .machines=${shown} .say=${say} @rs-machine=${this.#chosen}></rs-panel-tiles>`
      }${nothing}`;
  }

  #chosen(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent("rs-machine", { detail: event.detail }));
  }
}

const IN: Readonly<Record<Filter, (machine: Machine) => boolean>> = {
  all: () => true,
  trouble: (machine) => ["failed", "unknown"].includes(lookOf(machine)),
  active: ({ run }) => isActive(run),
};
