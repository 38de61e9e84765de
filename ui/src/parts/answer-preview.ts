import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { errorsOf, type AnswerFinding, type Preview, previewOf } from "../data/answers.ts";
import type { Api } from "../data/api.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import "./answer-text.ts";
import "./finding-list.ts";

/** What a machine would be answered: its kernel arguments and files, with what was found in them. */
@customElement("rs-answer-preview")
export class AnswerPreview extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) mac = "";
  @property({ attribute: false }) profile: string | undefined;
  @property({ attribute: false }) words!: Words;
  @state() private preview: Preview | undefined;
  @state() private problem: string | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
      }
      h3 {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: baseline;
        margin-bottom: 6px;
        font: 600 14px var(--mono);
      }
      h3 .soft {
        font: 13px var(--font);
      }
      h3.plain {
        font: 600 14px var(--font);
      }
      .args {
        padding: 10px 14px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--ground);
        font: 13px/1.6 var(--mono);
        overflow-wrap: anywhere;
      }
      .args span {
        margin-right: 12px;
      }
      .counts {
        display: flex;
        gap: 8px;
        flex-wrap: wrap;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("mac") || changed.has("profile")) void this.#load();
  }

  override render(): TemplateResult {
    const { text } = this.words;
    const { preview, problem } = this;
    if (problem !== undefined) return html`<p class="say breaks" lang="en">${problem}</p>`;
    if (preview === undefined) return html`<p class="soft">…</p>`;
    const { kernelArgs = [], files, findings } = preview;
    return html`<p class="soft">${files.length === 0 ? text.answersNoFiles : text.answersMasked}</p>
      ${preview.problems.map((one) => html`<p class="say breaks" lang="en">${one}</p>`)} ${this.#counts(findings)}
      <rs-finding-list .findings=${findings.filter(({ line }) => line === 0)} .words=${this.words}></rs-finding-list>
      ${
        kernelArgs.length === 0
          ? nothing
          : html`<div>
              <h3 class="plain">${text.kernelArgs}</h3>
              <div class="args">${kernelArgs.map((arg) => html`<span>${arg}</span> `)}</div>
            </div>`
      }
      ${files.map(
        (file) =>
          html`<div>
            <h3>
              ${file.name} <span class="soft">${text.lines(file.text.replace(/\n$/, "").split("\n").length)}</span>
            </h3>
            <rs-answer-text
              .name=${file.name}
              .text=${file.text}
              .findings=${findings.filter((finding) => finding.file === file.name && finding.line !== 0)}
              .words=${this.words}
            ></rs-answer-text>
          </div>`,
      )}`;
  }

  #counts(findings: readonly AnswerFinding[]): TemplateResult | typeof nothing {
    const { text } = this.words;
    if ((this.preview?.files.length ?? 0) === 0) return nothing;
    const errors = errorsOf(findings).length;
    const warnings = findings.filter(({ severity }) => severity === "warning").length;
    if (errors + warnings === 0) return html`<div><span class="chip done">${text.noFindings}</span></div>`;
    return html`<div class="counts">
      <span class="chip ${errors > 0 ? "failed" : "armed"}">${text.findingsCount(errors, warnings)}</span>
    </div>`;
  }

  async #load(): Promise<void> {
    const { mac, profile } = this;
    try {
      const preview = await previewOf(this.api, mac, profile);
      if (mac !== this.mac || profile !== this.profile) return;
      this.preview = preview;
      this.problem = undefined;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}
