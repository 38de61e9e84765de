import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { nameOf } from "../data/machines.ts";
import { racksOf } from "../data/racks.ts";
import { toMachine } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import "./rack-drawing.ts";

const SHOWN = 60;

/** All racks beside each other, and who stands in none. */
@customElement("rs-rack-wall")
export class RackWall extends LitElement {
  @property({ attribute: false }) machines: readonly Machine[] = [];
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 20px;
      }
      .wall {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 20px;
        align-items: start;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        margin-top: 8px;
      }
      a {
        display: inline-block;
        line-height: 26px;
        color: inherit;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const { racks, unplaced } = racksOf(this.machines);
    return html`${
      racks.length === 0
        ? nothing
        : html`<div class="wall">
            ${repeat(
              racks,
              ({ name }) => name,
              (rack) => html`<rs-rack-drawing .rack=${rack} .words=${this.words}></rs-rack-drawing>`,
            )}
          </div>`
    }
    ${
      unplaced.length === 0
        ? nothing
        : html`<section class="card">
            <h2>${text.unplaced}</h2>
            <ul>
              ${unplaced.slice(0, SHOWN).map(
                (machine) =>
                  html`<li class=${machine.name === undefined ? "mono" : ""}>
                    <a href=${toMachine(machine.mac)}>${nameOf(machine)}</a>
                  </li>`,
              )}
              ${unplaced.length > SHOWN ? html`<li class="soft">${text.more(unplaced.length - SHOWN)}</li>` : nothing}
            </ul>
          </section>`
    }`;
  }
}
