import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Stage } from "../data/traces.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/doctor.en.ts";
import { zh } from "../text/doctor.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import { took } from "./took.ts";

/** The way from the first packet to the installed system: what is behind, where it is now, what is ahead. */
@customElement("rs-boot-path")
export class BootPath extends LitElement {
  @property({ attribute: false }) stages: readonly Stage[] = [];
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      ol {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 0;
      }
      li {
        position: relative;
        display: grid;
        gap: 2px;
        padding: 18px 6px 0 0;
        font-size: 14px;
        color: var(--soft);
        --c: var(--line);
      }
      li::before {
        content: "";
        position: absolute;
        inset: 0 auto auto 0;
        width: 11px;
        height: 11px;
        border-radius: 50%;
        background: var(--c);
      }
      li:not(:last-child)::after {
        content: "";
        position: absolute;
        inset: 4.5px 3px auto 15px;
        height: 2px;
        background: var(--c);
      }
      .passed {
        --c: var(--done);
      }
      .now {
        --c: var(--busy);
        color: var(--ink);
        font-weight: 600;
      }
      .now::after {
        background: var(--line) !important;
      }
      @media (max-width: 640px) {
        ol {
          grid-auto-flow: row;
          gap: 8px;
        }
        li {
          grid-template-columns: 1fr auto;
          padding: 0 0 0 24px;
        }
        li::before {
          top: 5px;
        }
        li:not(:last-child)::after {
          inset: 18px auto -10px 4.5px;
          width: 2px;
          height: auto;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    return html`<ol class="num" aria-label=${say.path}>
      ${this.stages.map(
        (stage) =>
          html`<li class=${stage.state} aria-current=${stage.state === "now" ? "step" : "false"}>
            <span>${say.stages[stage.name]}<span class="quiet-to-eyes">, ${say.stageState[stage.state]}</span></span>
            <span>${this.#measure(stage)}</span>
          </li>`,
      )}
    </ol>`;
  }

  #measure({ state, durationMs, files, bytes, name }: Stage): string {
    if (state === "ahead") return "\u00a0";
    if (durationMs !== undefined) return took(durationMs, this.words);
    if (name === "packages" && files > 1) return areaText(this.words, { en, zh }).files(files);
    return bytes > 0 ? this.words.size(bytes) : "\u00a0";
  }
}
