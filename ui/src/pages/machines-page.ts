import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { removeMachines, stopRuns } from "../data/arming.ts";
import { matcherOf, parseFilter } from "../data/filter.ts";
import type { House } from "../data/house.ts";
import { isActive } from "../data/machines.ts";
import { NOTHING, type Selection, within } from "../data/selection.ts";
import { type SortKey, sorted } from "../data/sorting.ts";
import {
  dropView,
  keepShape,
  keepView,
  keptShape,
  type SavedView,
  savedViews,
  type Shape,
  SHAPES,
} from "../data/views.ts";
import { showToast } from "../parts/toast.ts";
import { type Done, doneToast } from "../parts/undo-toast.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import { progressLine } from "./progress-line.ts";
import { subline } from "./headline.ts";
import { machinesStyle } from "./machines-style.ts";
import "../parts/add-machine-sheet.ts";
import "../parts/arm-sheet.ts";
import "../parts/ask-dialog.ts";
import "../parts/change-sheet.ts";
import "../parts/filter-field.ts";
import "../parts/import-sheet.ts";
import "../parts/machine-table.ts";
import "../parts/machine-tiles.ts";
import "../parts/rack-wall.ts";

type Sheet = "arm" | "change" | "stop" | "remove" | "add" | "import";

/** All machines: found by a line, seen in three ways, and many of them told something at once. */
@customElement("rs-machines-page")
export class MachinesPage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did: what it holds is replaced, not this object. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private filter = "";
  @state() private shape: Shape = keptShape();
  @state() private sort: SortKey = "urgency";
  @state() private selection: Selection = NOTHING;
  @state() private views: readonly SavedView[] = savedViews();
  @state() private sheet: Sheet | undefined;
  #shown: readonly Machine[] = [];

  static override styles = [shared, machinesStyle];

  protected override willUpdate(changed: PropertyValues): void {
    if (["house", "version", "filter", "sort"].some((name) => changed.has(name))) {
      this.#shown = sorted([...this.house.machines.values()].filter(matcherOf(parseFilter(this.filter))), this.sort);
      this.selection = within(this.selection, (mac) => this.house.machines.has(mac));
    }
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const all = [...this.house.machines.values()];
    const { length: found } = this.#shown;
    const line =
      this.filter === ""
        ? progressLine(all, this.house.status?.serving ?? false, this.words)
        : text.matchTitle(found, all.length);
    return html`<header>
        <div>
          <h1 tabindex="-1">${line}</h1>
          <p class="under">${subline(all, this.words.text)}</p>
        </div>
        <div class="buttons">
          <button @click=${() => (this.sheet = "add")}>${text.addMachine}</button>
          <button @click=${() => (this.sheet = "import")}>${text.importFile}</button>
        </div>
      </header>
      ${all.length === 0 ? this.#empty() : html`${this.#tools()} ${found === 0 ? this.#nothing() : this.#list()} ${this.#bar()}`}
      ${this.#sheet()}`;
  }

  #empty(): TemplateResult {
    const { emptyTitle, emptyText } = this.words.text;
    return html`<div class="card empty">
      <h2>${emptyTitle}</h2>
      <p>${emptyText}</p>
    </div>`;
  }

  #nothing(): TemplateResult {
    const text = machinesText(this.words);
    return html`<div class="card empty">
      <p>${text.nothingFound}</p>
      <button @click=${() => (this.filter = "")}>${text.filterClear}</button>
    </div>`;
  }

  #tools(): TemplateResult {
    const text = machinesText(this.words);
    return html`<div class="tools">
        <rs-filter-field
          .value=${this.filter}
          .machines=${this.house.machines}
          .words=${this.words}
          @rs-filter=${(event: CustomEvent<string>) => (this.filter = event.detail)}
        ></rs-filter-field>
        <div class="shapes" role="group" aria-label=${text.views}>
          ${SHAPES.map(
            (shape) =>
              html`<button aria-pressed=${shape === this.shape ? "true" : "false"} @click=${() => this.#turn(shape)}>
                ${text.shape[shape]}
              </button>`,
          )}
        </div>
      </div>
      <div class="views" role="group" aria-label=${text.savedViews}>
        ${this.views.map(
          (view) =>
            html`<span class="view"
              ><button @click=${() => this.#open(view)}>${view.name}</button
              ><button aria-label=${text.dropView(view.name)} @click=${() => (this.views = dropView(view.name))}>
                ✕
              </button></span
            >`,
        )}
        ${
          this.filter === ""
            ? nothing
            : html`<form class="view" @submit=${this.#keep}>
                <input
                  class="field"
                  name="name"
                  required
                  maxlength="40"
                  aria-label=${text.saveViewName}
                  placeholder=${text.saveViewName}
                />
                <button type="submit">${text.saveView}</button>
              </form>`
        }
      </div>`;
  }

  #list(): TemplateResult {
    const { words, version, selection } = this;
    const machines = this.#shown;
    const select = (event: CustomEvent<Selection>): void => {
      this.selection = event.detail;
    };
    if (this.shape === "rack")
      return html`<rs-rack-wall .machines=${machines} .version=${version} .words=${words}></rs-rack-wall>`;
    if (this.shape === "tiles")
      return html`<rs-machine-tiles
        .machines=${machines}
        .version=${version}
        .selection=${selection}
        .words=${words}
        @rs-select=${select}
      ></rs-machine-tiles>`;
    return html`<rs-machine-table
      .machines=${machines}
      .version=${version}
      .selection=${selection}
      .sort=${this.sort}
      .words=${words}
      @rs-select=${select}
      @rs-sort=${(event: CustomEvent<SortKey>) => (this.sort = event.detail)}
    ></rs-machine-table>`;
  }

  #bar(): TemplateResult | typeof nothing {
    const text = machinesText(this.words);
    const { size } = this.selection.chosen;
    if (size === 0) return nothing;
    const running = this.#running().length;
    const ask = (sheet: Sheet) => () => (this.sheet = sheet);
    return html`<section class="bulk" aria-label=${text.selected(size)}>
      <b class="num" role="status">${text.selected(size)}</b>
      ${
        size < this.#shown.length
          ? html`<button @click=${this.#all}>${text.selectAll(this.#shown.length)}</button>`
          : nothing
      }
      <button class="go" @click=${ask("arm")}>${text.installMany}</button>
      <button @click=${ask("change")}>${text.placeMany}</button>
      ${running === 0 ? nothing : html`<button @click=${ask("stop")}>${text.stopMany}</button>`}
      <button @click=${ask("remove")}>${text.removeMany}</button>
      <button @click=${() => (this.selection = NOTHING)}>${text.selectNone}</button>
    </section>`;
  }

  #sheet(): TemplateResult | typeof nothing {
    const { house, words } = this;
    const macs = this.#chosen();
    const closed = (): void => {
      this.sheet = undefined;
    };
    const done = (event: CustomEvent<Done>): void => {
      this.#say(event.detail);
    };
    switch (this.sheet) {
      case undefined:
        return nothing;
      case "arm":
        return html`<rs-arm-sheet
          .house=${house}
          .words=${words}
          .macs=${macs}
          @rs-armed=${this.#armed}
          @rs-closed=${closed}
        ></rs-arm-sheet>`;
      case "change":
        return html`<rs-change-sheet
          .house=${house}
          .words=${words}
          .macs=${macs}
          @rs-done=${done}
          @rs-closed=${closed}
        ></rs-change-sheet>`;
      case "add":
        return html`<rs-add-machine-sheet
          .api=${house.api}
          .words=${words}
          @rs-done=${done}
          @rs-closed=${closed}
        ></rs-add-machine-sheet>`;
      case "import":
        return html`<rs-import-sheet
          .api=${house.api}
          .words=${words}
          @rs-done=${done}
          @rs-closed=${closed}
        ></rs-import-sheet>`;
      default:
        return this.#question(this.sheet, macs, closed);
    }
  }

  #question(sheet: "stop" | "remove", macs: readonly string[], closed: () => void): TemplateResult {
    const text = machinesText(this.words);
    const stopping = sheet === "stop";
    const ids = this.#running();
    return html`<rs-ask-dialog
      .words=${this.words}
      .question=${stopping ? text.stopTitle(ids.length) : text.removeTitle(macs.length)}
      .warning=${stopping ? text.stopText : text.removeText}
      .yes=${stopping ? text.stopGo : text.removeGo}
      .act=${stopping ? () => this.#stop(ids) : () => this.#remove(macs)}
      @rs-closed=${closed}
    ></rs-ask-dialog>`;
  }

  /** In the order in which they are shown; then those that the filter hides. */
  #chosen(): string[] {
    const { chosen } = this.selection;
    const shown = this.#shown.flatMap(({ mac }) => (chosen.has(mac) ? [mac as string] : []));
    return [...new Set([...shown, ...chosen])];
  }

  #running(): string[] {
    return this.#chosen().flatMap((mac) => {
      const run = this.house.machines.get(mac)?.run;
      return isActive(run) ? [run.id] : [];
    });
  }

  readonly #all = (): void => {
    this.selection = { ...this.selection, chosen: new Set(this.#shown.map(({ mac }) => mac)) };
  };

  #turn(shape: Shape): void {
    this.shape = shape;
    keepShape(shape);
  }

  #open({ filter, shape }: SavedView): void {
    this.filter = filter;
    this.#turn(shape);
  }

  #keep(event: SubmitEvent): void {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get("name");
    if (typeof name === "string") this.views = keepView({ name: name.trim(), filter: this.filter, shape: this.shape });
  }

  #say(done: Done): void {
    this.dispatchEvent(showToast(doneToast(done, this.house.api, this.words)));
  }

  #armed(event: CustomEvent<number>): void {
    this.#say({ text: machinesText(this.words).armedSaid(event.detail) });
    this.selection = NOTHING;
  }

  async #stop(ids: readonly string[]): Promise<void> {
    const { runs } = await stopRuns(this.house.api, ids);
    this.#say({ text: machinesText(this.words).stoppedSaid(runs.length) });
  }

  async #remove(macs: readonly string[]): Promise<void> {
    const { machines, undo } = await removeMachines(this.house.api, macs);
    this.#say({ text: machinesText(this.words).removedSaid(machines), undo });
  }
}
