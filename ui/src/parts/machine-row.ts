import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Machine, Run } from "../../../appliance/http/needs.ts";
import { isActive, lookOf, nameOf } from "../data/machines.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** What happened stands out; why and what to do follow. */
function because(sentences: string): TemplateResult {
  const end = sentences.indexOf(". ");
  const first = end === -1 ? sentences : sentences.slice(0, end + 1);
  return html`<p lang="en"><b>${first}</b>${sentences.slice(first.length)}</p>`;
}

/** One machine: its state in a word, what it is doing, where it is, and the one thing to do. */
@customElement("rs-machine-row")
export class MachineRow extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      .breaks {
        overflow-wrap: anywhere;
      }
      :host {
        display: block;
      }
      article {
        display: grid;
        grid-template-columns: 112px minmax(146px, 0.8fr) minmax(220px, 2fr) 146px 104px;
        gap: 4px 18px;
        align-items: center;
        min-height: 76px;
        padding: 12px 14px 12px 18px;
        position: relative;
        border: 1px solid var(--line);
        border-radius: 10px;
        overflow: clip;
        background: color-mix(in srgb, var(--c) 4%, var(--sheet));
      }
      article::before {
        content: "";
        position: absolute;
        inset: 0 auto 0 0;
        width: 4px;
        background: var(--c);
      }
      h2 {
        color: var(--ink);
        font-size: 16px;
        letter-spacing: -0.01em;
        overflow-wrap: anywhere;
      }
      h2.mono {
        font: 600 14px/1.4 var(--mono);
        letter-spacing: 0;
      }
      .doing p {
        overflow-wrap: anywhere;
      }
      .doing b {
        font-weight: 600;
      }
      .bar {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        font-size: 13px;
      }
      .bar b {
        font-size: 15px;
      }
      .bar > :first-child {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .bar > :last-child {
        flex: none;
      }
      progress {
        display: block;
        width: 100%;
        height: 8px;
        margin: 4px 0 5px;
        border: 0;
        border-radius: 9px;
        overflow: hidden;
        background: var(--line);
        appearance: none;
      }
      progress::-webkit-progress-bar {
        background: var(--line);
      }
      progress::-webkit-progress-value {
        border-radius: 9px;
        background: var(--c);
        transition: inline-size 400ms linear;
      }
      progress::-moz-progress-bar {
        border-radius: 9px;
        background: var(--c);
      }
      .mark {
        color: color-mix(in srgb, var(--armed) 45%, var(--ink));
        font-weight: 600;
      }
      .act {
        justify-self: end;
      }
      @media (prefers-reduced-motion: reduce) {
        progress::-webkit-progress-value {
          transition: none;
        }
      }
      @media (max-width: 1020px) {
        article {
          grid-template-columns: 112px minmax(140px, 1fr) minmax(180px, 1.6fr) 104px;
        }
        .where {
          grid-column: 2;
          grid-row: 2;
        }
        .doing {
          grid-row: 1 / span 2;
          grid-column: 3;
        }
        .state,
        .act {
          grid-row: 1 / span 2;
        }
        .act {
          grid-column: 4;
        }
      }
      @media (max-width: 640px) {
        article {
          grid-template-columns: 1fr auto;
          gap: 8px 12px;
          padding: 14px 14px 14px 18px;
        }
        .who {
          grid-area: 1 / 1;
        }
        .state {
          grid-area: 1 / 2;
          align-self: start;
          justify-self: end;
        }
        .doing {
          grid-area: 2 / 1 / auto / span 2;
        }
        .where {
          grid-area: 3 / 1;
        }
        .act {
          grid-area: 3 / 2;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const { machine } = this;
    const look = lookOf(machine);
    const tone = look === "new" || look === "idle" ? "idle" : look;
    return html`<article class=${tone} aria-label=${nameOf(machine)}>
      <div class="state"><span class="chip ${tone}">${this.words.text.state[look]}</span></div>
      <div class="who">
        <h2 class=${machine.name === undefined ? "mono" : ""}>${nameOf(machine)}</h2>
        ${machine.name === undefined ? this.#hostName() : html`<div class="mono soft">${machine.mac}</div>`}
      </div>
      <div class="doing">${this.#doing()}</div>
      <div class="where">
        <div class="mono">
          ${machine.lease ?? machine.address ?? html`<span class="soft">${this.words.text.addressNone}</span>`}
        </div>
        <div class="soft num">${this.#seen()}</div>
      </div>
      <div class="act">${this.#action()}</div>
    </article>`;
  }

  #hostName(): TemplateResult | typeof nothing {
    const { hostname } = this.machine; // hostile text of any length, so it may break anywhere
    return hostname === undefined ? nothing : html`<div class="soft breaks" lang="en">${hostname}</div>`;
  }

  #seen(): string {
    const { text, time } = this.words;
    const { firmware, lastSeenAt } = this.machine;
    return [
      ...(firmware === undefined ? [] : [text.firmware(firmware)]),
      ...(lastSeenAt === undefined ? [] : [text.seen(time(lastSeenAt))]),
    ].join(" · ");
  }

  #doing(): TemplateResult {
    const { run, known, lastSeen, profile } = this.machine;
    const { text } = this.words;
    if (run === undefined) {
      return html`<p>${known ? text.isIdle : text.isNew}</p>
        <p class="soft" lang="en">${lastSeen ?? profile ?? nothing}</p>`;
    }
    if (run.state === "installing" || run.state === "booting") return this.#progress(run);
    const reason = run.because === undefined ? html`<p>${this.#sentence(run)}</p>` : because(run.because);
    return html`${reason} ${this.#what(run)}`;
  }

  #sentence(run: Run): string {
    const { text, time } = this.words;
    switch (run.state) {
      case "armed":
        return run.armedUntil === undefined ? text.armedWaiting : text.armedUntil(time(run.armedUntil));
      case "booting":
        return text.isBooting;
      case "installing":
        return text.isInstalling;
      case "done":
        return text.isDone(time(run.endedAt ?? run.armedAt));
      case "failed":
        return text.isFailed;
      case "unknown":
        return text.isUnknown;
    }
  }

  #progress(run: Run): TemplateResult {
    const { text, percent, bytes } = this.words;
    const total = run.bytesTotal;
    const stage =
      run.stage === undefined ? html`<span>${this.#sentence(run)}</span>` : html`<span lang="en">${run.stage}</span>`;
    if (total === undefined || total === 0 || run.bytes === 0)
      return html`<p>${stage}</p>
        ${this.#what(run)}`;
    const share = Math.min(1, run.bytes / total);
    return html`<div class="bar num">${stage}<b>${percent(Math.floor(share * 100) / 100)}</b></div>
      <progress
        max=${total}
        .value=${Math.min(run.bytes, total)}
        aria-label=${text.progress(nameOf(this.machine))}
      ></progress>
      <div class="bar num soft">
        <span>${this.#what(run)}</span><span>${bytes(Math.min(run.bytes, total), total)}</span>
      </div>`;
  }

  #what(run: Run): TemplateResult {
    const { text } = this.words;
    const mark = run.notVerified ? html` · <span class="mark">${text.notVerified}</span>` : nothing;
    const waits =
      run.waitingFor === undefined ? nothing : html`<br /><span lang="en">${text.waitingFor(run.waitingFor)}</span>`;
    return html`<span class="soft">${run.image} · ${run.profile}${mark}${waits}</span>`;
  }

  #action(): TemplateResult {
    const { text } = this.words;
    const name = nameOf(this.machine);
    if (isActive(this.machine.run)) {
      return html`<button @click=${() => this.#ask("stop")} aria-label=${text.stopName(name)}>${text.stop}</button>`;
    }
    const first = lookOf(this.machine) === "new";
    return html`<button
      class=${first ? "go" : ""}
      @click=${() => this.#ask("arm")}
      aria-label=${text.installName(name)}
    >
      ${text.install}
    </button>`;
  }

  #ask(what: "arm" | "stop"): void {
    this.dispatchEvent(
      new CustomEvent("rs-ask", { detail: { what, mac: this.machine.mac }, bubbles: true, composed: true }),
    );
  }
}
