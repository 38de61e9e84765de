import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { lookOf, nameOf } from "../data/machines.ts";
import type { Rack, Slot } from "../data/racks.ts";
import { toMachine } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import { cssValue } from "./css-value.ts";

const UNIT = 33;
const GAP = 18;
const LOOSE = 47;
const HEAD = 50;

/** One rack from the front: its machines where they stand. Far from the window only its height is there. */
@customElement("rs-rack-drawing")
export class RackDrawing extends LitElement {
  @property({ attribute: false }) rack!: Rack;
  @property({ attribute: false }) words!: Words;
  @state() private near = false;
  #watch: IntersectionObserver | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      h2 {
        margin-bottom: 8px;
      }
      .frame {
        padding: 10px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--sheet);
        box-shadow: var(--lift);
      }
      li {
        display: grid;
        grid-template: minmax(0, 1fr) / 26px minmax(0, 1fr);
        gap: 8px;
        align-items: stretch;
        padding-bottom: 3px;
      }
      .u {
        align-self: center;
        font-size: 12px;
        color: var(--soft);
        text-align: right;
      }
      .machine {
        position: relative;
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 8px;
        height: 100%;
        padding: 0 10px;
        border-radius: 6px;
        overflow: clip;
        border-left: 4px solid var(--c);
        background: color-mix(in srgb, var(--c) 11%, var(--sheet));
        color: var(--ink);
        font-size: 13px;
        font-weight: 550;
        text-decoration: none;
      }
      .machine:hover {
        text-decoration: underline;
      }
      .machine .name {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .machine > * {
        position: relative;
      }
      .machine .fill {
        position: absolute;
        inset: 0 auto 0 0;
        background: color-mix(in srgb, var(--c) 20%, transparent);
      }
      em {
        flex: none;
        font-style: normal;
        font-weight: 400;
        font-size: 12px;
        color: color-mix(in srgb, var(--c) 30%, var(--ink));
      }
      .free {
        height: 100%;
        border-radius: 4px;
        background: repeating-linear-gradient(90deg, var(--line) 0 2px, transparent 2px 6px);
      }
      p {
        padding: 6px 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new IntersectionObserver(
      (seen) => {
        this.near = seen.at(-1)?.isIntersecting ?? false;
      },
      { rootMargin: "100px" },
    );
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  override render(): TemplateResult {
    const { rack } = this;
    const text = machinesText(this.words);
    const height = rack.slots.reduce((sum, slot) => sum + heightOf(slot), 0);
    const loose = rack.loose.length === 0 ? 0 : LOOSE + rack.loose.length * UNIT;
    // Of the hundreds of racks in a hall only the few in sight are more than a heading.
    this.style.setProperty("min-height", `${HEAD + height + loose}px`);
    return html`<h2>${text.rackName(rack.name)}</h2>
      ${this.near ? html`<div class="frame">${this.#inside()}</div>` : nothing}`;
  }

  #inside(): TemplateResult {
    const { slots, loose } = this.rack;
    const text = machinesText(this.words);
    return html`<ul>
        ${repeat(
          slots,
          (slot) => (slot.kind === "machine" ? slot.machine.mac : `gap ${slot.unit}`),
          (slot) =>
            html`<li ${cssValue("height", `${heightOf(slot)}px`)}>
              <span class="u num">${slot.kind === "machine" ? slot.unit : nothing}</span>
              ${
                slot.kind === "machine"
                  ? this.#machine(slot.machine)
                  : html`<span class="free" role="img" aria-label=${text.gap(slot.height)}></span>`
              }
            </li>`,
        )}
      </ul>
      ${
        loose.length === 0
          ? nothing
          : html`<p class="soft">${text.loose}</p>
              <ul>
                ${loose.map(
                  (machine) =>
                    html`<li ${cssValue("height", `${UNIT}px`)}><span class="u">–</span>${this.#machine(machine)}</li>`,
                )}
              </ul>`
      }`;
  }

  #machine(machine: Machine): TemplateResult {
    const look = lookOf(machine);
    const { run } = machine;
    const percent = look === "installing" || look === "booting" ? run?.percent : undefined;
    const word =
      look === "failed" || look === "unknown"
        ? machinesText(this.words).needsYou
        : percent === undefined
          ? this.words.text.state[look]
          : this.words.percent(percent / 100);
    return html`<a class="machine ${look === "new" ? "idle" : look}" href=${toMachine(machine.mac)}>
      ${percent === undefined ? nothing : html`<span class="fill" ${cssValue("width", `${percent}%`)}></span>`}
      <span class="name">${nameOf(machine)}</span><em class="num">${word}</em>
    </a>`;
  }
}

/** A gap is drawn low, however many units are free. */
const heightOf = (slot: Slot): number => (slot.kind === "machine" ? slot.height * UNIT : GAP);
