import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Api } from "../data/api.ts";
import { logAfter, type LogLine } from "../data/run-log.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

const LOOK_EVERY = 1000;
const SHOWN = 1000;

/** What the installer says, as it says it. It follows the end until a person scrolls away from there. */
@customElement("rs-run-log")
export class RunLog extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) run = "";
  /** The run goes on, so there is more to come. */
  @property({ attribute: false }) live = false;
  @property({ attribute: false }) words!: Words;
  @state() private lines: readonly LogLine[] = [];
  @query(".log") private box!: HTMLElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #atEnd = true;

  static override styles = [
    shared,
    css`
      .log {
        min-height: 120px;
        max-height: 320px;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--ground);
        padding: 8px 14px;
        font: 13px/1.55 var(--mono);
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 12px;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      time {
        color: var(--soft);
      }
      li.error,
      li.warning {
        margin: 0 -14px;
        padding: 0 14px;
        background: color-mix(in srgb, var(--c) 12%, transparent);
        box-shadow: inset 4px 0 var(--c);
      }
      .program {
        color: var(--soft);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("run")) this.lines = [];
    if (changed.has("run") || changed.has("live")) void this.#look();
  }

  protected override updated(): void {
    if (this.#atEnd && this.box !== null) this.box.scrollTop = this.box.scrollHeight;
  }

  override render(): TemplateResult {
    const { text } = this.words;
    if (this.lines.length === 0) return html`<p class="soft">${text.logNone}</p>`;
    return html`<div class="log" tabindex="0" role="group" aria-label=${text.log} @scroll=${this.#scrolled}>
      <ul lang="en">
        ${repeat(
          this.lines,
          ({ id }) => id,
          (line) => this.#line(line),
        )}
      </ul>
    </div>`;
  }

  #line({ at, severity, program, text }: LogLine): TemplateResult {
    const word =
      severity === "error" || severity === "warning" ? html`<b>${this.words.text.severity[severity]}</b> ` : "";
    return html`<li class=${severity}>
      <time datetime=${at}>${this.words.seconds(at)}</time
      ><span>${word}${program === undefined ? "" : html`<span class="program">${program}: </span>`}${text}</span>
    </li>`;
  }

  #scrolled(): void {
    const { box } = this;
    if (box !== null) this.#atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const { run } = this;
    try {
      const fresh = await logAfter(this.api, run, this.lines.at(-1)?.id ?? 0);
      if (run !== this.run || !this.isConnected) return;
      if (fresh.length > 0) this.lines = [...this.lines, ...fresh].slice(-SHOWN);
    } catch {
      // The house notices a lost connection and says so; the log goes on when it is back.
    }
    if (this.live && run === this.run && this.isConnected)
      this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY);
  }
}
