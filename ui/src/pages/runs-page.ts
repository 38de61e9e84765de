import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Run } from "../../../appliance/http/needs.ts";
import { stopRuns } from "../data/arming.ts";
import type { House } from "../data/house.ts";
import { isActive } from "../data/machines.ts";
import { type Batch, batchesOf, listRuns, passes, RUN_FILTERS, type RunFilter } from "../data/runs.ts";
import { showToast } from "../parts/toast.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import "../parts/arm-sheet.ts";
import "../parts/ask-dialog.ts";
import "../parts/run-tile.ts";

/** Work that is shown at first, and how much more at each wish; tiles of one piece of work. */
const STEP = 3;
const TILES = 24;

/** Installs under way and past, in the pieces in which they were armed. */
@customElement("rs-runs-page")
export class RunsPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private runs: readonly Run[] = [];
  @state() private filter: RunFilter = "all";
  @state() private shown = STEP;
  @state() private retrying: readonly string[] | undefined;
  @state() private stopping: readonly string[] | undefined;
  @state() private problem: string | undefined;
  #known = "";

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .filters button[aria-pressed="true"] {
        background: var(--accent-soft);
        border-color: var(--accent);
      }
      .batch {
        display: grid;
        gap: 12px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 20px;
        align-items: center;
        justify-content: space-between;
      }
      .head h2 {
        font-size: 17px;
        color: var(--ink);
      }
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(250px, 100%), 1fr));
        gap: 12px;
      }
    `,
  ];

  /** The list is read again when another run became the newest of a machine; what runs do comes with the house. */
  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("version") && !changed.has("house")) return;
    const ids = [...this.house.machines.values()].map(({ run }) => run?.id ?? "").join(" ");
    if (ids === this.#known) return;
    this.#known = ids;
    void this.#load();
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const runs = this.runs.map((run) => this.#newest(run));
    const batches = batchesOf(runs).filter((batch) => batch.runs.some((run) => passes(run, this.filter)));
    return html`<header>
        <h1 tabindex="-1">${text.runsTitle(runs.filter(isActive).length)}</h1>
        <p class="under">${runs.length === 0 ? text.runsNone : text.runsUnder}</p>
      </header>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
      <div class="filters" role="group" aria-label=${text.filter}>
        ${RUN_FILTERS.map(
          (filter) =>
            html`<button
              aria-pressed=${filter === this.filter ? "true" : "false"}
              @click=${() => (this.filter = filter)}
            >
              ${text.runsShow[filter]}
            </button>`,
        )}
      </div>
      ${repeat(
        batches.slice(0, this.shown),
        ({ id }) => id,
        (batch) => this.#batch(batch),
      )}
      ${
        batches.length > this.shown
          ? html`<button @click=${() => (this.shown += STEP)}>${text.more(batches.length - this.shown)}</button>`
          : nothing
      }
      ${this.#sheets()}`;
  }

  #batch({ profile, runs }: Batch): TemplateResult {
    const { words } = this;
    const text = machinesText(words);
    const [first] = runs;
    const open = runs.filter(isActive).map((run) => run.id);
    const failed = runs.filter((run) => passes(run, "failed") && this.house.machines.get(run.mac)?.run?.id === run.id);
    const done = runs.filter(({ state }) => state === "done").length;
    const left = Math.max(0, ...runs.map((run) => (isActive(run) ? (run.secondsLeft ?? 0) : 0)));
    const shown = runs.filter((run) => passes(run, this.filter));
    return html`<div class="batch">
      <div class="head">
        <div>
          <h2>${text.runsBatch(runs.length, profile)}</h2>
          <p class="soft num">
            ${text.runsArmed(words.time(first?.armedAt ?? ""), first?.armedBy ?? "")} ·
            ${text.runsDone(done, runs.length)} ${left > 0 ? ` · ${words.text.timeLeft(words.duration(left))}` : ""}
          </p>
        </div>
        <div class="buttons">
          ${
            failed.length > 0
              ? html`<button class="go" @click=${() => (this.retrying = failed.map(({ mac }) => mac))}>
                  ${text.runsRetry(failed.length)}
                </button>`
              : nothing
          }
          ${open.length > 0 ? html`<button @click=${() => (this.stopping = open)}>${text.runsStop}</button>` : nothing}
        </div>
      </div>
      <div class="tiles">
        ${repeat(
          shown.slice(0, TILES),
          (run) => run.id,
          (run) =>
            html`<rs-run-tile
              .run=${run}
              .machine=${this.house.machines.get(run.mac)}
              .user=${this.house.profiles.find(({ name }) => name === run.profile)?.settings?.user ?? "admin"}
              .words=${words}
            ></rs-run-tile>`,
        )}
      </div>
      ${shown.length > TILES ? html`<p class="soft">${text.more(shown.length - TILES)}</p>` : nothing}
    </div>`;
  }

  #sheets(): TemplateResult | typeof nothing {
    const text = machinesText(this.words);
    if (this.retrying !== undefined) {
      return html`<rs-arm-sheet
        .house=${this.house}
        .words=${this.words}
        .macs=${this.retrying}
        @rs-armed=${(event: CustomEvent<number>) => this.dispatchEvent(showToast({ text: text.armedSaid(event.detail) }))}
        @rs-closed=${() => (this.retrying = undefined)}
      ></rs-arm-sheet>`;
    }
    const { stopping } = this;
    if (stopping === undefined) return nothing;
    return html`<rs-ask-dialog
      .words=${this.words}
      .question=${text.stopTitle(stopping.length)}
      .warning=${text.stopText}
      .yes=${text.stopGo}
      .act=${() => this.#stop(stopping)}
      @rs-closed=${() => (this.stopping = undefined)}
    ></rs-ask-dialog>`;
  }

  /** What the stream last said of it. */
  #newest(run: Run): Run {
    const live = this.house.machines.get(run.mac)?.run;
    return live?.id === run.id ? live : run;
  }

  async #load(): Promise<void> {
    try {
      this.runs = await listRuns(this.house.api);
      this.problem = undefined;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  async #stop(ids: readonly string[]): Promise<void> {
    const { runs } = await stopRuns(this.house.api, ids);
    this.dispatchEvent(showToast({ text: machinesText(this.words).stoppedSaid(runs.length) }));
  }
}
