import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { lookOf, nameOf } from "../data/machines.ts";
import { toMachine } from "../data/route.ts";
import { moved, NOTHING, rangeTo, type Selection, toggled } from "../data/selection.ts";
import type { SortKey } from "../data/sorting.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import { cssValue } from "./css-value.ts";
import { cellsOf } from "./machine-cells.ts";
import { tableStyle } from "./machine-table-style.ts";
import { Windowed } from "./windowed.ts";

const ROW = 52;
const COLUMNS = ["state", "name", "doing", "profile", "place", "address", "seen"] as const;

/** Machines as a table or as tiles, thousands of them: only what is in sight is drawn. One stop for the Tab key; arrows move inside. */
@customElement("rs-machine-table")
export class MachineTable extends LitElement {
  @property({ attribute: false }) machines: readonly Machine[] = [];
  /** Changes whenever a machine did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) selection: Selection = NOTHING;
  @property({ attribute: false }) sort: SortKey = "urgency";
  @property({ attribute: false }) words!: Words;
  readonly #window = new Windowed(this);

  static override styles = [shared, tableStyle];

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("machines")) this.requestUpdate(); // measured again where the list begins
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const { first, end, above, below } = this.#window.slice(this.machines.length, ROW);
    const { cursor } = this.selection;
    const shown = this.machines.slice(first, end);
    const active = shown.find(({ mac }) => mac === cursor);
    return html`<div class="head" role="group" aria-label=${text.sorting}>
        <span></span>
        ${COLUMNS.map((column) => {
          const key = SORTS[column];
          return key === undefined
            ? html`<span class=${column}>${text.columns[column]}</span>`
            : html`<button
                class=${column}
                aria-label=${text.sortBy(text.columns[column])}
                aria-pressed=${this.sort === key ? "true" : "false"}
                @click=${() => this.#send("rs-sort", key)}
              >
                ${text.columns[column]}
              </button>`;
        })}
      </div>
      <div
        class="rows"
        role="grid"
        tabindex="0"
        aria-label=${text.gridName}
        aria-multiselectable="true"
        aria-rowcount=${this.machines.length}
        aria-colcount=${COLUMNS.length + 1}
        aria-activedescendant=${active === undefined ? nothing : rowId(active.mac)}
        @mousedown=${this.#pressed}
        @click=${this.#clicked}
        @keydown=${this.#key}
        @focus=${this.#focused}
      >
        <div ${cssValue("height", `${above}px`)} role="presentation"></div>
        ${repeat(
          shown,
          ({ mac }) => mac,
          (machine, index) => this.#row(machine, first + index),
        )}
        <div ${cssValue("height", `${below}px`)} role="presentation"></div>
      </div>`;
  }

  #row(machine: Machine, index: number): TemplateResult {
    const look = lookOf(machine);
    const chosen = this.selection.chosen.has(machine.mac);
    return html`<div
      class="row ${look === "new" ? "idle" : look} ${machine.mac === this.selection.cursor ? "cursor" : ""}"
      role="row"
      id=${rowId(machine.mac)}
      data-mac=${machine.mac}
      aria-rowindex=${index + 1}
      aria-selected=${chosen ? "true" : "false"}
    >
      <span role="gridcell" class="pick"
        ><span class="box" aria-hidden="true">${chosen ? "✓" : nothing}</span
        ><span class="quiet-to-eyes">${machinesText(this.words).select(nameOf(machine))}</span></span
      >
      ${cellsOf(machine, this.words)}
    </div>`;
  }

  readonly #macs = (): string[] => this.machines.map(({ mac }) => mac);

  /** With Shift the browser would mark the text from here to there; rows are meant. */
  #pressed(event: MouseEvent): void {
    if (event.shiftKey) event.preventDefault();
  }

  #clicked(event: MouseEvent): void {
    const path = event.composedPath();
    if (path.some((element) => element instanceof HTMLAnchorElement)) return;
    const row = path.find((element) => element instanceof HTMLElement && element.role === "row");
    const mac = (row as HTMLElement | undefined)?.dataset["mac"];
    if (mac !== undefined)
      this.#select(event.shiftKey ? rangeTo(this.selection, mac, this.#macs()) : toggled(this.selection, mac));
  }

  #focused(): void {
    if (this.selection.cursor === undefined) this.#select(moved(this.selection, 0, this.#macs()));
  }

  #key(event: KeyboardEvent): void {
    const next = this.#after(event);
    if (next === undefined) return;
    event.preventDefault();
    this.#select(next);
    const at = this.machines.findIndex(({ mac }) => mac === next.cursor);
    if (at !== -1) this.#window.show(at, ROW);
  }

  #after(event: KeyboardEvent): Selection | undefined {
    const macs = this.#macs();
    const { selection } = this;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -macs.length,
      End: macs.length,
    };
    const by = steps[event.key];
    if (by !== undefined) {
      const there = moved(selection, by, macs);
      return event.shiftKey && there.cursor !== undefined
        ? rangeTo({ ...selection, anchor: selection.anchor ?? selection.cursor }, there.cursor, macs)
        : there;
    }
    if (event.key === " " && selection.cursor !== undefined) return toggled(selection, selection.cursor);
    if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey))
      return { ...selection, chosen: new Set(macs) };
    if (event.key === "Escape" && selection.chosen.size > 0) return { ...selection, chosen: new Set() };
    if (event.key === "Enter" && selection.cursor !== undefined) location.hash = toMachine(selection.cursor);
    return undefined;
  }

  #select(selection: Selection): void {
    this.#send("rs-select", selection);
  }

  #send(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

const rowId = (mac: string): string => `row-${mac.replaceAll(":", "")}`;

const SORTS: Readonly<Partial<Record<(typeof COLUMNS)[number], SortKey>>> = {
  state: "urgency",
  name: "name",
  profile: "profile",
  place: "place",
  seen: "seen",
};
