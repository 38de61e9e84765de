import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { lookOf, nameOf } from "../data/machines.ts";
import { toMachine } from "../data/route.ts";
import { moved, NOTHING, rangeTo, type Selection, toggled } from "../data/selection.ts";
import type { SortKey } from "../data/sorting.ts";
import { shared } from "../style/shared.ts";
import { styled } from "../style/styled.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
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
    const active = shown.some(({ mac }) => mac === cursor) ? `row-${cursor?.replaceAll(":", "") ?? ""}` : undefined;
    return html`<div class="head" aria-hidden="true">
        <span></span>
        ${COLUMNS.map((column) => {
          const key = SORTS[column];
          return key === undefined
            ? html`<span class=${column}>${text.columns[column]}</span>`
            : html`<span class="${column} sorts" @click=${() => this.#send("rs-sort", key)}
                >${text.columns[column]}${this.sort === key ? " ↓" : ""}</span
              >`;
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
        aria-activedescendant=${active ?? nothing}
        @keydown=${this.#key}
        @focus=${this.#focused}
      >
        <div ${styled({ height: `${above}px` })} role="presentation"></div>
        ${repeat(
          shown,
          ({ mac }) => mac,
          (machine, index) => this.#row(machine, first + index),
        )}
        <div ${styled({ height: `${below}px` })} role="presentation"></div>
      </div>`;
  }

  #row(machine: Machine, index: number): TemplateResult {
    const text = machinesText(this.words);
    const { time } = this.words;
    const look = lookOf(machine);
    const tone = look === "new" ? "idle" : look;
    const chosen = this.selection.chosen.has(machine.mac);
    const name = nameOf(machine);
    return html`<div
      class="row ${tone} ${machine.mac === this.selection.cursor ? "cursor" : ""}"
      role="row"
      id=${`row-${machine.mac.replaceAll(":", "")}`}
      aria-rowindex=${index + 1}
      aria-selected=${chosen ? "true" : "false"}
      @click=${(event: MouseEvent) => this.#clicked(event, machine.mac)}
    >
      <span role="gridcell" class="pick"
        ><span class="box" aria-hidden="true">${chosen ? "✓" : nothing}</span
        ><span class="quiet-to-eyes">${text.select(name)}</span></span
      >
      <span role="gridcell" class="state"><span class="chip">${this.words.text.state[look]}</span></span>
      <span role="gridcell" class="name"
        ><a tabindex="-1" href=${toMachine(machine.mac)} class=${machine.name === undefined ? "mono" : ""}>${name}</a
        >${machine.name === undefined ? nothing : html`<small class="mono">${machine.mac}</small>`}</span
      >
      <span role="gridcell" class="doing">${this.#doing(machine)}</span>
      <span role="gridcell" class="profile"
        >${machine.run?.profile ?? machine.profile ?? ""}<small>${machine.run?.image ?? ""}</small></span
      >
      <span role="gridcell" class="place num"
        >${machine.rack === undefined ? "" : text.placeOf(machine.rack, machine.unit)}</span
      >
      <span role="gridcell" class="address mono">${machine.lease ?? machine.address ?? ""}</span>
      <span role="gridcell" class="seen num"
        >${machine.lastSeenAt === undefined ? text.unseen : time(machine.lastSeenAt)}</span
      >
    </div>`;
  }

  #doing({ run, lastSeen, known }: Machine): TemplateResult {
    const { text, percent, duration, time } = this.words;
    if (run === undefined)
      return html`<span
        >${lastSeen === undefined ? (known ? text.isIdle : text.isNew) : html`<span lang="en">${lastSeen}</span>`}</span
      >`;
    if (run.state === "installing" || run.state === "booting") {
      const left = run.secondsLeft === undefined ? "" : ` · ${text.timeLeft(duration(run.secondsLeft))}`;
      const share = run.percent === undefined ? "" : `${percent(run.percent / 100)} · `;
      return html`<span class="num"
          >${share}${run.stage === undefined ? (run.state === "booting" ? text.isBooting : text.isInstalling) : html`<span lang="en">${run.stage}</span>`}${left}</span
        >${run.percent === undefined ? nothing : html`<i class="bar" aria-hidden="true"><i ${styled({ width: `${run.percent}%` })}></i></i>`}`;
    }
    if (run.state === "armed")
      return html`<span
        >${run.armedUntil === undefined ? text.armedWaiting : text.armedUntil(time(run.armedUntil))}</span
      >`;
    if (run.because !== undefined) return html`<span lang="en">${run.because}</span>`;
    return html`<span
      >${run.state === "done" ? text.isDone(time(run.endedAt ?? run.armedAt)) : run.state === "failed" ? text.isFailed : text.isUnknown}</span
    >`;
  }

  readonly #macs = (): string[] => this.machines.map(({ mac }) => mac);

  #clicked(event: MouseEvent, mac: string): void {
    if (event.composedPath().some((element) => element instanceof HTMLAnchorElement)) return;
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
    if (event.key === "a" && (event.ctrlKey || event.metaKey)) return { ...selection, chosen: new Set(macs) };
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

const SORTS: Readonly<Partial<Record<(typeof COLUMNS)[number], SortKey>>> = {
  state: "urgency",
  name: "name",
  profile: "profile",
  place: "place",
  seen: "seen",
};
