import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Event as HouseEvent } from "../../../appliance/http/needs.ts";
import { eventsBefore } from "../data/events.ts";
import type { House } from "../data/house.ts";
import { toMachine } from "../data/route.ts";
import { saveFile } from "../data/save-file.ts";
import { ownWords } from "../parts/event-list.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/doctor.en.ts";
import { zh } from "../text/doctor.zh.ts";
import { areaText, type Words } from "../text/text.ts";

type Severity = HouseEvent["severity"] | "";
/** Rows in the page at once: more are there to be filtered and saved, but nobody reads them. */
const SHOWN = 500;

/** The journal: all that happened, live, by severity, machine and words; further back on demand; as a file. */
@customElement("rs-events-page")
export class EventsPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private older: readonly HouseEvent[] = [];
  @state() private atBeginning = false;
  @state() private severity: Severity = "";
  @state() private mac = "";
  @state() private wanted = "";
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .filter {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      .filter > div:not(.buttons) {
        display: grid;
        gap: 4px;
        flex: 1 1 160px;
        min-width: 0;
      }
      .filter label {
        font-size: 13px;
        color: var(--soft);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      .scroll {
        overflow-x: auto;
      }
      th {
        color: var(--soft);
        font-size: 13px;
        text-align: left;
      }
      th,
      td {
        padding: 8px 14px 8px 0;
        border-bottom: 1px solid var(--line);
        vertical-align: baseline;
      }
      td:first-child,
      td:nth-child(3) {
        white-space: nowrap;
        color: var(--soft);
      }
      .what {
        width: 100%;
        min-width: 220px;
        overflow-wrap: anywhere;
      }
      .info {
        --c: var(--idle);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("house")) this.older = [];
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const found = this.#found();
    return html`<header>
        <h1 tabindex="-1">${say.eventsTitle(found.length)}</h1>
        <p class="under">${say.eventsUnder}</p>
      </header>
      <section class="card filter" role="search" aria-label=${say.filterText}>
        ${this.#severityChoice()} ${this.#machineChoice()}
        <div>
          <label for="wanted">${say.filterText}</label>
          <input
            id="wanted"
            class="field"
            type="search"
            .value=${this.wanted}
            @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
          />
        </div>
        <div class="buttons">
          <button ?disabled=${found.length === 0} @click=${() => this.#save("csv", found)}>${say.exportCsv}</button>
          <button ?disabled=${found.length === 0} @click=${() => this.#save("json", found)}>${say.exportJson}</button>
        </div>
      </section>
      <section class="card" aria-label=${say.columnsEvents.what}>
        ${found.length === 0 ? html`<p class="soft">${say.none}</p>` : this.#table(found.slice(0, SHOWN))}
        ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
        <p>
          ${
            this.atBeginning
              ? html`<span class="soft">${say.oldest}</span>`
              : html`<button ?disabled=${this.busy} @click=${() => void this.#readBack()}>${say.older}</button>`
          }
        </p>
      </section>`;
  }

  #severityChoice(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const choices: readonly (readonly [Severity, string])[] = [
      ["", say.filterAll],
      ["info", say.filterInfo],
      ["warning", say.filterWarning],
      ["error", say.filterError],
    ];
    return html`<div>
      <label for="severity">${say.filterSeverity}</label>
      <select
        id="severity"
        class="field"
        @change=${(event: Event) => (this.severity = (event.target as HTMLSelectElement).value as Severity)}
      >
        ${choices.map(([value, name]) => html`<option value=${value} ?selected=${value === this.severity}>${name}</option>`)}
      </select>
    </div>`;
  }

  #machineChoice(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const macs = [...new Set(this.#all().flatMap(({ mac }) => mac ?? []))];
    return html`<div>
      <label for="machine">${say.filterMachine}</label>
      <select
        id="machine"
        class="field"
        @change=${(event: Event) => (this.mac = (event.target as HTMLSelectElement).value)}
      >
        <option value="">${say.filterAll}</option>
        ${macs.map((mac) => html`<option value=${mac} ?selected=${mac === this.mac}>${this.#nameOf(mac)}</option>`)}
      </select>
    </div>`;
  }

  #table(events: readonly HouseEvent[]): TemplateResult {
    const { columnsEvents: columns, eventsUnder } = areaText(this.words, { en, zh });
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${eventsUnder}>
      <table class="num">
        <thead>
          <tr>
            ${[columns.time, columns.severity, columns.machine, columns.what, columns.code].map(
              (name) => html`<th scope="col">${name}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            events,
            ({ id }) => id,
            (event) => this.#row(event),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #row(event: HouseEvent): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { at, severity, mac, code, text } = event;
    const name = { info: say.filterInfo, warning: say.filterWarning, error: say.filterError }[severity];
    const own = ownWords(event, this.words, this.#nameOf);
    return html`<tr>
      <td><time datetime=${at}>${this.words.time(at)}</time></td>
      <td><span class="chip ${severity}">${name}</span></td>
      <td>${mac === undefined ? nothing : html`<a href=${toMachine(mac)}>${this.#nameOf(mac)}</a>`}</td>
      <td class="what">${own === "" ? html`<span lang="en">${text}</span>` : own}</td>
      <td class="mono soft">${code}</td>
    </tr>`;
  }

  /** Newest first, each once: what was read back may overlap with what is live. */
  #all(): readonly HouseEvent[] {
    const byId = new Map([...this.older, ...this.house.events].map((event) => [event.id, event]));
    return [...byId.values()].sort((a, b) => b.id - a.id);
  }

  #found(): readonly HouseEvent[] {
    const words = this.wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return this.#all().filter((event) => {
      const { severity, mac = "", code, text } = event;
      if ((this.severity !== "" && severity !== this.severity) || (this.mac !== "" && mac !== this.mac)) return false;
      const all = `${code} ${text} ${mac} ${ownWords(event, this.words, this.#nameOf)}`.toLowerCase();
      return words.every((word) => all.includes(word));
    });
  }

  readonly #nameOf = (mac: string): string => this.house.machines.get(mac)?.name ?? mac;

  async #readBack(): Promise<void> {
    const oldest = this.#all().at(-1)?.id;
    if (oldest === undefined || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const more = await eventsBefore(this.house.api, oldest);
      this.older = [...more, ...this.older];
      this.atBeginning = more.length === 0;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }

  #save(kind: "csv" | "json", events: readonly HouseEvent[]): void {
    const text = kind === "csv" ? csv(events) : `${JSON.stringify(events, undefined, 2)}\n`;
    saveFile(`rackseed-events.${kind}`, new Blob([text], { type: kind === "csv" ? "text/csv" : "application/json" }));
  }
}

/** RFC 4180. A cell that a spreadsheet would calculate gets an apostrophe: machines' words stand in some. */
function csv(events: readonly HouseEvent[]): string {
  const cell = (value: string): string => `"${value.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const rows = events.map(({ id, at, severity, code, mac = "", run = "", text }) =>
    [String(id), at, severity, code, mac, run, text].map(cell).join(","),
  );
  return ["id,at,severity,code,mac,run,text", ...rows, ""].join("\r\n");
}
