import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { type AnswerFinding, checkAnswers, type ImportedAnswer } from "../data/answers.ts";
import { type Api, ApiError } from "../data/api.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import "./finding-list.ts";
import "./import-answers.ts";

/** The text is checked when nobody has typed for this long (ms). */
const CHECK_AFTER = 500;
/** Past so many lines nobody counts along. */
const MOST_LINES = 5000;

/** An answer file of one's own, checked while it is written. */
@customElement("rs-answer-editor")
export class AnswerEditor extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) image = "";
  @property({ attribute: false }) family: string | undefined;
  @property({ attribute: false }) words!: Words;
  /** What was written so far; `rs-text` says each change. */
  @property({ attribute: false }) text = "";
  @property({ type: Number }) rows = 12;
  @state() private findings: readonly AnswerFinding[] | undefined;
  @state() private checking = false;
  @state() private imported: ImportedAnswer | undefined;
  @state() private taking = false;
  @state() private problem: string | undefined;
  @query(".lines") private gutter!: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #own = "";

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
      }
      .one {
        display: grid;
        gap: 4px;
      }
      .bar {
        flex-wrap: wrap;
        align-items: center;
        font-size: 15px;
      }
      .bar > :first-child {
        white-space: normal;
      }
      .editor {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        border: 1px solid var(--idle);
        border-radius: 9px;
        background: var(--sheet);
        overflow: hidden;
        contain: size layout; /* the gutter is as high as its lines; the box is as high as its rows */
        resize: vertical;
      }
      .editor:focus-within {
        outline: 3px solid var(--busy);
        outline-offset: 2px;
      }
      .editor textarea {
        height: 100%;
        border: 0;
        border-radius: 0;
        outline: none;
        resize: none;
      }
      .lines {
        overflow: hidden;
        padding: 10px 0;
        border-right: 1px solid var(--line);
        background: var(--ground);
        color: var(--soft);
        font: 13px/1.5 var(--mono);
        text-align: right;
        user-select: none;
      }
      .lines li {
        padding: 0 10px 0 14px;
      }
      .lines .error,
      .lines .warning,
      .lines .note {
        background: color-mix(in srgb, var(--c, var(--idle)) 22%, transparent);
        box-shadow: inset 4px 0 var(--c, var(--idle));
        color: var(--ink);
        font-weight: 700;
      }
      .changes li {
        padding: 6px 0;
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      del,
      ins {
        padding: 1px 6px;
        border-radius: 4px;
        text-decoration: none;
      }
      del {
        background: var(--bad-soft);
        text-decoration: line-through;
      }
      ins {
        background: var(--accent-soft);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const { text } = this.words;
    return html` <div class="bar">
        <p id="answerFile-help" class="soft">${text.answerFileHelp}</p>
        ${
          this.family === "rhel"
            ? html`<button type="button" @click=${() => (this.taking = true)}>${text.importKs}</button>`
            : nothing
        }
      </div>
      ${
        this.imported === undefined
          ? nothing
          : html`<div class="one" role="status">
              <b>${this.imported.changes.length === 0 ? text.importNoChanges : text.importChanges}</b>
              <ul class="changes" lang="en">
                ${this.imported.changes.map((change) => changeText(change))}
              </ul>
            </div>`
      }
      <div class="one">
        <label for="answerFile">${text.answerText}</label>
        <div class="editor">
          <ol class="lines" aria-hidden="true">
            ${this.#lines()}
          </ol>
          <textarea
            id="answerFile"
            name="answerFile"
            class="field"
            spellcheck="false"
            wrap="off"
            maxlength="262144"
            aria-describedby="answerFile-help"
            .value=${this.text}
            @input=${this.#typed}
            @scroll=${this.#scrolled}
          ></textarea>
        </div>
      </div>
      <div role="status" aria-live="polite">${this.#checked()}</div>
      ${
        this.taking
          ? html`<rs-import-answers
              .api=${this.api}
              .image=${this.image}
              .words=${this.words}
              @rs-imported=${this.#took}
              @rs-closed=${() => (this.taking = false)}
            ></rs-import-answers>`
          : nothing
      }`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("text") && this.text !== this.#own) this.#setText(this.text);
  }

  /** By CSSOM: the page's policy refuses style attributes. */
  override firstUpdated(): void {
    const box = this.renderRoot.querySelector<HTMLElement>(".editor");
    if (box !== null) box.style.height = `${this.rows * 1.5 * 13 + 22}px`;
  }

  /** Numbers beside the text; a line in which something was found is marked. */
  #lines(): TemplateResult[] {
    const worst = new Map<number, string>();
    for (const { line, severity } of this.findings ?? []) {
      if (worst.get(line) !== "error") worst.set(line, severity);
    }
    const count = this.text.split("\n").length;
    return Array.from(
      { length: Math.min(count, MOST_LINES) },
      (_, index) => html`<li class=${worst.get(index + 1) ?? nothing}>${index + 1}</li>`,
    );
  }

  #scrolled(event: Event): void {
    this.gutter.scrollTop = (event.target as HTMLElement).scrollTop;
  }

  #checked(): TemplateResult | typeof nothing {
    const { text } = this.words;
    if (this.text.trim() === "") return nothing;
    if (this.problem !== undefined) return html`<p class="say breaks" lang="en">${text.failed(this.problem)}</p>`;
    if (this.checking) return html`<p class="soft">${text.checking}</p>`;
    if (this.findings === undefined) return nothing;
    return this.findings.length === 0
      ? html`<span class="chip done">${text.checkOk}</span>`
      : html`<rs-finding-list .findings=${this.findings} .words=${this.words}></rs-finding-list>`;
  }

  #typed(event: Event): void {
    this.#setText((event.target as HTMLTextAreaElement).value);
  }

  #setText(text: string): void {
    this.#own = text;
    this.text = text;
    this.dispatchEvent(new CustomEvent("rs-text", { detail: text }));
    this.findings = undefined;
    clearTimeout(this.#timer);
    if (text.trim() !== "") this.#timer = setTimeout(() => void this.#check(), CHECK_AFTER);
  }

  async #check(): Promise<void> {
    const { text } = this;
    this.checking = true;
    this.problem = undefined;
    try {
      const findings = await checkAnswers(this.api, text, this.image);
      if (text === this.text) this.findings = findings;
    } catch (error) {
      if (error instanceof ApiError && error.code === "RS_ANSWER_TARGET") return; // no checker speaks this language
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.checking = false;
    }
  }

  #took(event: CustomEvent<ImportedAnswer>): void {
    this.taking = false;
    this.imported = event.detail;
    this.#setText(event.detail.text);
  }
}

/** As a difference: a line that went, a line that came, and why. */
const changeText = ({ line, before, after, why }: ImportedAnswer["changes"][number]): TemplateResult =>
  html`<li>
    <div class="mono">
      <span class="soft num">${line}</span>
      ${before === "" ? nothing : html`<del>${before}</del>`} ${after === "" ? nothing : html`<ins>${after}</ins>`}
    </div>
    <span class="soft">${why}</span>
  </li>`;
