import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { AnswerFinding } from "../data/answers.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import { findingText } from "./finding-list.ts";

/** A file as the machine gets it: numbered lines, and under each what was found there. */
@customElement("rs-answer-text")
export class AnswerText extends LitElement {
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) text = "";
  /** Those without a line are somebody else's to show. */
  @property({ attribute: false }) findings: readonly AnswerFinding[] = [];
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      .file {
        container-type: inline-size;
        max-height: 460px;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--ground);
        padding: 8px 0;
        font: 13px/1.55 var(--mono);
      }
      ol {
        width: max-content;
        min-width: 100%;
        counter-reset: line;
      }
      li {
        display: grid;
        grid-template-columns: 52px auto;
        counter-increment: line;
        white-space: pre;
      }
      li::before {
        content: counter(line);
        padding-right: 14px;
        text-align: right;
        color: var(--soft);
        user-select: none;
      }
      li code {
        font: inherit;
        padding-right: 16px;
      }
      li.error,
      li.warning {
        background: color-mix(in srgb, var(--c) 12%, transparent);
        box-shadow: inset 4px 0 var(--c);
      }
      .note {
        grid-column: 2;
        position: sticky; /* a long line is scrolled, what was found in it stays */
        left: 52px;
        width: min(72ch, calc(100cqw - 68px));
        padding: 2px 0 6px;
        white-space: normal;
        font: 14px/1.4 var(--font);
      }
    `,
  ];

  override render(): TemplateResult {
    const lines = this.text.replace(/\n$/, "").split("\n");
    const byLine = Map.groupBy(this.findings, ({ line }) => line);
    return html`<div class="file" tabindex="0" role="group" aria-label=${this.name}>
      <ol>
        ${lines.map((line, index) => this.#line(line, byLine.get(index + 1) ?? []))}
      </ol>
    </div>`;
  }

  #line(line: string, findings: readonly AnswerFinding[]): TemplateResult {
    const worst = findings.find(({ severity }) => severity === "error") ?? findings[0];
    return html`<li class=${worst?.severity ?? nothing}>
      <code>${line === "" ? " " : line}</code>${findings.map(
        (finding) => html`<span class="note">${findingText(finding, this.words, false)}</span>`,
      )}
    </li>`;
  }
}
