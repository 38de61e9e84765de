import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { type HealthReport, type Latency, readHealth } from "../data/health.ts";
import type { House } from "../data/house.ts";
import { refusal } from "../parts/refusal.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/health.en.ts";
import { zh } from "../text/health.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "../parts/storage-bar.ts";

/** How often the report is read while this page is open (ms). */
const LOOK_EVERY = 5000;

/** How the appliance itself is: what needs a look first, then the numbers. */
@customElement("rs-health-page")
export class HealthPage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private report: HealthReport | undefined;
  @state() private problem: unknown;
  #looking: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    pageStyle,
    css`
      .say {
        border-color: var(--c);
        background: color-mix(in srgb, var(--c) 12%, var(--sheet));
      }
      .concerns {
        display: grid;
        gap: 10px;
      }
      .times {
        display: grid;
        gap: 18px;
      }
      .time {
        display: grid;
        gap: 4px;
      }
      .time h3 {
        font-size: 15px;
      }
      .numbers {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 8px;
        margin-top: 4px;
      }
      .numbers dt {
        color: var(--soft);
        font-size: 13px;
      }
      .numbers dd {
        font-size: 19px;
        font-weight: 600;
        letter-spacing: -0.01em;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    this.#looking = setInterval(() => void this.#load(), LOOK_EVERY);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#looking);
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { report } = this;
    if (report === undefined) {
      return html`<header><h1 tabindex="-1">${this.words.text.nav.health}</h1></header>
        ${this.problem === undefined ? html`<p class="soft">${say.reading}</p>` : refusal(this.problem, this.words)}`;
    }
    const count = report.concerns.length + report.problems.length;
    const well = report.serving ? say.well : say.wellNotServing;
    return html`<header>
        <h1 tabindex="-1">${count === 0 ? well : say.concerns(count)}</h1>
        <p class="under num">${say.subline(report.version, this.#uptime(report.uptime))}</p>
      </header>
      ${this.problem === undefined ? nothing : refusal(this.problem, this.words)} ${this.#concerns(report)}
      <section class="card"><rs-storage-bar .storage=${report.storage} .words=${this.words}></rs-storage-bar></section>
      <div class="cols">
        <section class="card" aria-labelledby="answers">
          <h2 id="answers">${say.answers}</h2>
          <div class="times">
            ${this.#latency(say.dhcpAck, say.dhcpAckHelp, report.dhcpAck)}
            ${this.#latency(say.leaseSync, say.leaseSyncHelp, report.leaseSync)}
            ${this.#latency(say.eventLoop, say.eventLoopHelp, report.eventLoop)}
          </div>
        </section>
        ${this.#machine(report)}
      </div>`;
  }

  #concerns({ concerns, problems }: HealthReport): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    if (concerns.length + problems.length === 0) return nothing;
    return html`<ul class="concerns">
      ${concerns.map(
        ({ code, severity }) =>
          html`<li class="say ${severity}"><b>${say.severity[severity]}:</b> ${say.concern[code]}</li>`,
      )}
      ${problems.map((problem) => html`<li class="say warning"><b>${say.problems}:</b> <span lang="en">${problem}</span></li>`)}
    </ul>`;
  }

  #latency(name: string, help: string, latency: Latency | undefined): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const tag = this.words.language === "zh" ? "zh-CN" : "en";
    const number = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });
    const shown = (seconds: number): string => say.milliseconds(number.format(Math.round(seconds * 10_000) / 10));
    return html`<div class="time">
      <h3>${name}</h3>
      <p class="soft">
        ${help}${latency === undefined ? nothing : html` · ${say.measured(new Intl.NumberFormat(tag).format(latency.count))}`}
      </p>
      ${
        latency === undefined
          ? html`<p class="soft">${say.notYet}</p>`
          : html`<dl class="numbers num">
              <div>
                <dt>${say.half}</dt>
                <dd>${shown(latency.p50)}</dd>
              </div>
              <div>
                <dt>${say.most}</dt>
                <dd>${shown(latency.p99)}</dd>
              </div>
              <div>
                <dt>${say.worst}</dt>
                <dd>${shown(latency.max)}</dd>
              </div>
            </dl>`
      }
    </div>`;
  }

  #machine({ board, time, memory, serving }: HealthReport): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { size } = this.words;
    const { model, temperature, card } = board;
    const rows: readonly (readonly [string, string | undefined])[] = [
      [say.serving, serving ? say.yes : say.no],
      [say.model, model],
      [say.temperature, temperature === undefined ? undefined : say.degrees(String(temperature))],
      [say.power, this.#power(board.throttling)],
      [say.card, this.#card(card)],
      [say.clock, this.#clock(time)],
      [
        say.memory,
        [say.memoryFree(size(memory.available), size(memory.total)), say.memoryOwn(size(memory.own))].join(" · "),
      ],
    ];
    return html`<section class="card" aria-labelledby="machine">
      <h2 id="machine">${say.machine}</h2>
      <dl class="facts num">
        ${rows.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value ?? html`<span class="soft">${say.unknown}</span>`}</dd>`,
        )}
      </dl>
    </section>`;
  }

  #card(card: HealthReport["board"]["card"]): string | undefined {
    const say = areaText(this.words, { en, zh });
    if (card === undefined) return undefined;
    const { device, name, readOnly, errors = 0, lifeUsed, spare } = card;
    return [
      device,
      ...(name === undefined ? [] : [name]),
      ...(readOnly ? [say.cardReadOnly] : []),
      ...(errors > 0 ? [say.cardErrors(errors)] : []),
      ...(lifeUsed === undefined ? [] : [say.cardUsed(lifeUsed)]),
      ...(spare === undefined ? [] : [say.cardSpare[spare]]),
    ].join(" · ");
  }

  #power(throttling: HealthReport["board"]["throttling"]): string | undefined {
    const say = areaText(this.words, { en, zh });
    if (throttling === undefined) return undefined;
    const named = (reasons: NonNullable<typeof throttling>["now"]): string =>
      this.words.list(reasons.map((reason) => say.throttle[reason]));
    const drops = throttling.drops === undefined ? "" : ` · ${say.drops(throttling.drops)}`;
    if (throttling.now.length > 0) return say.powerNow(named(throttling.now)) + drops;
    return throttling.since.length > 0 ? say.powerSince(named(throttling.since)) + drops : say.powerGood;
  }

  #clock({ now, plausible, synchronised }: HealthReport["time"]): string {
    const say = areaText(this.words, { en, zh });
    if (!plausible) return say.clockWrong;
    const by = synchronised === undefined ? [] : [synchronised ? say.clockSynchronised : say.clockAlone];
    const tag = this.words.language === "zh" ? "zh-CN" : "en";
    const when = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", hour12: false });
    return [when.format(new Date(now)), ...by].join(" · ");
  }

  #uptime(seconds: number): string {
    const say = areaText(this.words, { en, zh });
    const hours = Math.floor(seconds / 3600);
    return hours < 24 ? this.words.duration(seconds) : say.days(Math.floor(hours / 24), hours % 24);
  }

  async #load(): Promise<void> {
    try {
      this.report = await readHealth(this.house.api);
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  }
}
