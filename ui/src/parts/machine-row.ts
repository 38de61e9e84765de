import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import { isActive, lookOf, nameOf } from "../data/machines.ts";
import { toMachine } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import "./machine-doing.ts";

/** One machine: its state in a word, what it is doing, where it is, and the one thing to do. */
@customElement("rs-machine-row")
export class MachineRow extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
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
      h2 a {
        display: inline-block;
        padding: 4px 0; /* a finger needs 24 px */
        color: inherit;
        text-decoration-color: var(--idle);
      }
      h2 a:hover {
        text-decoration-color: currentColor;
      }
      h2.mono {
        font: 600 14px/1.4 var(--mono);
        letter-spacing: 0;
      }
      .act {
        justify-self: end;
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
        <h2 class=${machine.name === undefined ? "mono" : ""}>
          <a href=${toMachine(machine.mac)}>${nameOf(machine)}</a>
        </h2>
        ${machine.name === undefined ? this.#hostName() : html`<div class="mono soft">${machine.mac}</div>`}
      </div>
      <rs-machine-doing class="doing" .machine=${machine} .words=${this.words}></rs-machine-doing>
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
