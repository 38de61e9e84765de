import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Api } from "../data/api.ts";
import { type BootView, bootsOf, type Step } from "../data/traces.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/doctor.en.ts";
import { zh } from "../text/doctor.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./boot-path.ts";
import { took } from "./took.ts";

const LOOK_EVERY = 2000;
/** A pause shorter than this is nothing to look at. */
const GAP = 1000;

/** A machine's newest boots, each as a path and a timeline, as they happen. */
@customElement("rs-boot-trace")
export class BootTrace extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) mac = "";
  @property({ attribute: false }) words!: Words;
  @state() private boots: readonly BootView[] | undefined;
  @state() private chosen: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seen = "";

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: center;
        justify-content: space-between;
        margin-bottom: 12px;
      }
      .field {
        width: auto;
      }
      .scroll {
        overflow-x: auto;
        max-height: 520px;
        overflow-y: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      th {
        position: sticky;
        top: 0;
        background: var(--sheet);
        color: var(--soft);
        font-size: 13px;
        font-weight: 600;
        text-align: left;
      }
      th,
      td {
        padding: 7px 14px 7px 0;
        border-bottom: 1px solid var(--line);
        vertical-align: baseline;
      }
      td:first-child,
      .number {
        white-space: nowrap;
        color: var(--soft);
      }
      .number {
        text-align: right;
      }
      .what {
        overflow-wrap: anywhere;
        min-width: 200px;
        width: 100%;
      }
      .failed .what,
      .retry .what {
        box-shadow: inset 3px 0 var(--c);
        padding-left: 10px;
      }
      .retry {
        --c: var(--idle);
      }
      @media (max-width: 640px) {
        .gap {
          display: none;
        }
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("mac")) return;
    this.boots = undefined;
    this.#seen = "";
    void this.#look();
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { boots } = this;
    const boot = boots?.find(({ startedAt }) => startedAt === this.chosen) ?? boots?.[0];
    if (boot === undefined) {
      return html`<section class="card" aria-labelledby="timeline">
        <h2 id="timeline">${say.timeline}</h2>
        <p class="soft">${boots === undefined ? "…" : say.timelineNone}</p>
      </section>`;
    }
    return html`<section class="card" aria-label=${say.path}>
        <rs-boot-path .stages=${boot.stages} .words=${this.words}></rs-boot-path>
      </section>
      <section class="card" aria-labelledby="timeline">
        <div class="top">
          <h2 id="timeline">${say.timeline}</h2>
          ${this.#choice(boots ?? [], boot)}
        </div>
        ${this.#table(boot)} ${boot.dropped === 0 ? nothing : html`<p class="soft">${say.dropped(boot.dropped)}</p>`}
      </section>`;
  }

  #choice(boots: readonly BootView[], chosen: BootView): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    if (boots.length < 2) return nothing;
    return html`<select class="field" aria-label=${say.timeline} @change=${this.#chose}>
      ${boots.map(
        ({ startedAt }, index) =>
          html`<option value=${startedAt} ?selected=${startedAt === chosen.startedAt}>
            ${say.boot(this.words.seconds(startedAt))}${index === 0 ? ` · ${say.newest}` : ""}
          </option>`,
      )}
    </select>`;
  }

  #table({ steps }: BootView): TemplateResult {
    const { columns, timeline } = areaText(this.words, { en, zh });
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${timeline}>
      <table class="num">
        <thead>
          <tr>
            <th scope="col">${columns.time}</th>
            <th scope="col" class="number gap">${columns.gap}</th>
            <th scope="col">${columns.what}</th>
            <th scope="col" class="number">${columns.bytes}</th>
            <th scope="col" class="number">${columns.took}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            steps,
            ({ id }) => id,
            (step) => this.#row(step),
          )}
        </tbody>
      </table>
    </div>`;
  }

  #row(step: Step): TemplateResult {
    const { words } = this;
    const say = areaText(words, { en, zh });
    const { at, gapMs, bytes, durationMs, outcome, files, open } = step;
    const word =
      outcome === "ok" || step.verb === "missing"
        ? nothing
        : html` <span class="soft">(${say.outcome[outcome]})</span>`;
    return html`<tr class=${outcome}>
      <td><time datetime=${at}>${words.seconds(at)}.${at.slice(20, 23)}</time></td>
      <td class="number gap">${gapMs >= GAP ? `+ ${took(gapMs, words)}` : ""}</td>
      <td class="what">
        ${this.#what(step)}${word}${files === undefined ? nothing : html` <span class="soft">${say.files(files)}</span>`}
      </td>
      <td class="number">${bytes === undefined ? "" : sizeOf(bytes, words)}</td>
      <td class="number">${open === true ? say.running : durationMs === undefined ? "" : took(durationMs, words)}</td>
    </tr>`;
  }

  #what({ kind, verb, detail, because }: Step): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const protocol = kind === "tftp" || kind === "http" ? `${kind.toUpperCase()} ` : "";
    const reason = because === undefined ? nothing : html` <span class="soft" lang="en">${because}</span>`;
    return html`${protocol}${say.step[verb]} <span lang="en">${detail}</span>${reason}`;
  }

  #chose(event: Event): void {
    this.chosen = (event.target as HTMLSelectElement).value;
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const { mac } = this;
    try {
      const boots = await bootsOf(this.api, mac);
      const seen = JSON.stringify(boots);
      if (mac !== this.mac || !this.isConnected) return;
      if (seen !== this.#seen) this.boots = boots;
      this.#seen = seen;
    } catch {
      // The house notices a lost connection and says so; the timeline goes on when it is back.
    }
    if (mac === this.mac && this.isConnected) this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY);
  }
}

const sizeOf = (bytes: number, words: Words): string => (bytes < 1000 ? `${bytes} B` : words.size(bytes));
