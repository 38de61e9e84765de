import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { DiffLine } from "../data/profiles.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** Two texts, line by line: a sign, a colour and a word for each line that came or went. */
@customElement("rs-diff")
export class DiffView extends LitElement {
  @property({ attribute: false }) lines: readonly DiffLine[] = [];
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      .file {
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
      }
      li {
        display: grid;
        grid-template-columns: 32px auto;
        padding-right: 16px;
        white-space: pre;
      }
      li > span:first-child {
        text-align: center;
        user-select: none;
      }
      .added {
        background: color-mix(in srgb, var(--done) 15%, transparent);
      }
      .removed {
        background: color-mix(in srgb, var(--bad) 15%, transparent);
      }
      .gap {
        color: var(--soft);
        font: 13px/2 var(--font);
      }
      ins,
      del {
        text-decoration: none;
      }
    `,
  ];

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    if (this.lines.length === 0) return html`<p class="soft">${say.same}</p>`;
    return html`<div class="file" tabindex="0" role="group" aria-label=${say.diffLabel}>
      <ol>
        ${this.lines.map((line) => this.#line(line))}
      </ol>
    </div>`;
  }

  #line(line: DiffLine): TemplateResult {
    const say = areaText(this.words, { en, zh });
    switch (line.kind) {
      case "gap":
        return html`<li class="gap"><span aria-hidden="true">⋯</span><span>${say.diffGap(line.lines)}</span></li>`;
      case "same":
        return html`<li><span></span><span>${line.text || " "}</span></li>`;
      case "added":
        return html`<li class="added">
          <span aria-hidden="true">+</span
          ><ins><span class="quiet-to-eyes">${say.diffAdded}: </span>${line.text || " "}</ins>
        </li>`;
      case "removed":
        return html`<li class="removed">
          <span aria-hidden="true">−</span
          ><del><span class="quiet-to-eyes">${say.diffRemoved}: </span>${line.text || " "}</del>
        </li>`;
    }
  }
}
