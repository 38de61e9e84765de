import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { AnswerFinding } from "../data/answers.ts";
import { shared } from "../style/shared.ts";
import { askedIn, findingIn } from "../text/findings.ts";
import type { Words } from "../text/text.ts";

/** What was found in answers: how bad, where, what, and at which question the installer would stop. */
@customElement("rs-finding-list")
export class FindingList extends LitElement {
  @property({ attribute: false }) findings: readonly AnswerFinding[] = [];
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      ul {
        display: grid;
        gap: 6px;
      }
      li {
        padding: 7px 12px;
        border-left: 4px solid var(--c, var(--idle));
        border-radius: 6px;
        background: color-mix(in srgb, var(--c, var(--idle)) 11%, var(--sheet));
        font-size: 14px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    if (this.findings.length === 0) return nothing;
    return html`<ul>
      ${worstFirst(this.findings).map((finding) => html`<li class=${finding.severity}>${findingText(finding, this.words)}</li>`)}
    </ul>`;
  }
}

export function findingText(finding: AnswerFinding, words: Words, withLine = true): TemplateResult {
  const { text } = words;
  const { severity, line, message, wouldAskFor, code } = finding;
  // Said in the page's language, and only once.
  const rest = wouldAskFor === undefined ? message : message.replace(/^The installer would stop at: [^.]*\.\s*/, "");
  const own = findingIn(words, code);
  return html`<b>${text.severity[severity]}</b>${withLine && line !== 0 ? html` · ${text.atLine(line)}` : nothing}:
    ${wouldAskFor === undefined ? nothing : html`<b>${text.wouldStop(askedIn(words, wouldAskFor))}.</b>`}
    ${own === undefined ? nothing : html`<span>${own}</span>`} <span lang="en">${rest}</span>`;
}

const ORDER: readonly AnswerFinding["severity"][] = ["error", "warning", "note"];
const worstFirst = (findings: readonly AnswerFinding[]): AnswerFinding[] =>
  findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.line - b.line);
