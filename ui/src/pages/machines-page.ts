import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { House } from "../data/house.ts";
import { armMachine, byUrgency, stopRun } from "../data/machines.ts";
import type { Confirmed } from "../parts/confirm-dialog.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import { headline, subline } from "./headline.ts";
import "../parts/confirm-dialog.ts";
import "../parts/event-list.ts";
import "../parts/machine-row.ts";

interface Question {
  readonly what: "arm" | "stop";
  readonly mac: string;
}

/** Machines, live. */
@customElement("rs-machines-page")
export class MachinesPage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did: what it holds is replaced, not this object. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private question: Question | undefined;
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .cols {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 280px;
        gap: 20px;
        align-items: start;
      }
      .rack {
        display: grid;
        gap: 8px;
      }
      aside {
        display: grid;
        gap: 20px;
      }
      .subnet {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding-top: 8px;
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 48px 24px;
        text-align: center;
      }
      .empty p {
        max-width: 44ch;
        color: var(--soft);
      }
      .empty svg {
        width: 96px;
        height: 96px;
        margin-bottom: 8px;
      }
      .empty h2 {
        font-size: 18px;
        color: var(--ink);
      }
      @media (max-width: 1020px) {
        .cols {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const { text } = this.words;
    const { status, events, subnets } = this.house;
    const machines = byUrgency([...this.house.machines.values()]);
    return html`<header>
        <h1 tabindex="-1">${headline(machines, status?.serving ?? false, text)}</h1>
        <p class="under">${subline(machines, text)}</p>
      </header>
      ${(status?.problems ?? []).map((problem) => html`<p class="say" lang="en">${problem}</p>`)}
      <div class="cols">
        <section aria-label=${text.title} @rs-ask=${this.#asked}>
          ${
            machines.length === 0
              ? this.#empty()
              : html`<ul class="rack">
                  ${repeat(
                    machines,
                    (machine) => machine.mac,
                    (machine) =>
                      html`<li><rs-machine-row .machine=${machine} .words=${this.words}></rs-machine-row></li>`,
                  )}
                </ul>`
          }
        </section>
        <aside aria-label=${text.events}>
          <rs-event-list .events=${events} .words=${this.words} .nameOf=${this.#nameOf}></rs-event-list>
          ${
            subnets.length === 0
              ? nothing
              : html`<section class="card" aria-labelledby="addresses">
                  <h2 id="addresses">${text.addresses}</h2>
                  ${subnets.map(
                    (subnet) =>
                      html`<div class="subnet num">
                        <span class="mono">${subnet.cidr}</span
                        ><span class="soft">${text.addressesUsed(subnet.used, subnet.size)}</span>
                      </div>`,
                  )}
                </section>`
          }
        </aside>
      </div>
      ${this.#dialog()}`;
  }

  #empty(): TemplateResult {
    const { text } = this.words;
    return html`<div class="card empty">
      ${svg`<svg viewBox="0 0 96 96" aria-hidden="true">
        <rect x="20" y="8" width="56" height="80" rx="8" fill="none" stroke="var(--line)" stroke-width="3" />
        ${[20, 36, 52].map((y) => svg`<rect x="28" y=${y} width="40" height="9" rx="3" fill="var(--line)" />`)}
        <rect x="28" y="68" width="40" height="9" rx="3" fill="var(--accent-soft)" stroke="var(--accent)" stroke-dasharray="4 4" />
      </svg>`}
      <h2>${text.emptyTitle}</h2>
      <p>${text.emptyText}</p>
    </div>`;
  }

  #dialog(): TemplateResult | typeof nothing {
    const machine = this.house.machines.get(this.question?.mac ?? "");
    if (this.question === undefined || machine === undefined) return nothing;
    return html`<rs-confirm-dialog
      .what=${this.question.what}
      .machine=${machine}
      .profiles=${this.house.profiles}
      .images=${this.house.images}
      .api=${this.house.api}
      .words=${this.words}
      .problem=${this.problem}
      .busy=${this.busy}
      @rs-confirmed=${this.#confirmed}
      @rs-refused=${this.#closed}
    ></rs-confirm-dialog>`;
  }

  readonly #nameOf = (mac: string): string => this.house.machines.get(mac)?.name ?? mac;

  #asked(event: CustomEvent<Question>): void {
    this.question = event.detail;
  }

  #closed(): void {
    this.question = undefined;
    this.problem = undefined;
  }

  async #confirmed(event: CustomEvent<Confirmed>): Promise<void> {
    const machine = this.house.machines.get(this.question?.mac ?? "");
    const { what, profile, key } = event.detail;
    if (machine === undefined || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      if (what === "stop" && machine.run !== undefined) await stopRun(this.house.api, machine.run);
      if (what === "arm" && profile !== undefined) await armMachine(this.house.api, machine, profile, key);
      this.#closed();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
