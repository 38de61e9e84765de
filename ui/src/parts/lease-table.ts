import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { toNumber } from "../data/address.ts";
import type { LeaseView } from "../data/network.ts";
import { toMachine } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/network.en.ts";
import { zh } from "../text/network.zh.ts";
import { areaText, type Words } from "../text/text.ts";

type Column = "address" | "machine" | "state" | "left";
/** Rows in the page at a time: the filter finds the rest. */
const MOST_ROWS = 200;
const CHIPS: Readonly<Record<LeaseView["state"], string>> = {
  active: "done",
  expired: "idle",
  released: "idle",
  quarantined: "failed",
};

/** Which address has whom, until when. */
@customElement("rs-lease-table")
export class LeaseTable extends LitElement {
  @property({ attribute: false }) leases: readonly LeaseView[] = [];
  @property({ attribute: false }) nameOf: (mac: string) => string | undefined = () => undefined;
  @property({ attribute: false }) words!: Words;
  @state() private wanted = "";
  @state() private by: Column = "address";
  @state() private isDown = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .filter {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: center;
      }
      .filter .field {
        max-width: 320px;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      th {
        padding: 0;
        text-align: start;
      }
      th button {
        min-width: 44px;
        padding: 0 12px 0 0;
        border: 0;
        text-align: start;
        background: none;
        color: var(--soft);
        font-size: 13px;
      }
      td {
        padding: 9px 12px 9px 0;
        border-top: 1px solid var(--line);
        white-space: nowrap;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    if (this.leases.length === 0) return html`<p class="soft">${text.leasesNone}</p>`;
    const shown = this.#shown();
    const heads: [Column, string][] = [
      ["address", text.address],
      ["machine", text.machine],
      ["state", text.state],
      ["left", text.left],
    ];
    return html`<div class="filter">
        <input
          class="field"
          type="search"
          aria-label=${text.leasesFilter}
          placeholder=${text.leasesFilterHint}
          .value=${this.wanted}
          @input=${(event: Event) => (this.wanted = (event.currentTarget as HTMLInputElement).value)}
        />
        <span class="soft num" role="status"
          >${text.leasesShown(Math.min(shown.length, MOST_ROWS), this.leases.length)}</span
        >
      </div>
      <div class="scroll" tabindex="0" role="group" aria-label=${text.leases}>
        <table class="num">
          <thead>
            <tr>
              ${heads.map(
                ([column, name]) =>
                  html`<th aria-sort=${this.by === column ? (this.isDown ? "descending" : "ascending") : nothing}>
                    <button title=${text.sortBy(name)} @click=${() => this.#sort(column)}>
                      ${name}${this.by === column ? (this.isDown ? " ↓" : " ↑") : ""}
                    </button>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${shown.slice(0, MOST_ROWS).map((lease) => this.#row(lease))}
          </tbody>
        </table>
      </div>`;
  }

  #row(lease: LeaseView): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const name = this.nameOf(lease.mac) ?? lease.hostname;
    return html`<tr>
      <td class="mono">${lease.address}</td>
      <td>
        <a href=${toMachine(lease.mac)} class=${name === undefined ? "mono" : ""}>${name ?? lease.mac}</a>
        ${name === undefined ? nothing : html`<span class="soft mono">${lease.mac}</span>`}
      </td>
      <td><span class="chip ${CHIPS[lease.state]}">${text.leaseStates[lease.state]}</span></td>
      <td>
        ${lease.state === "active" ? (lease.remaining === undefined ? text.forEver : this.words.duration(lease.remaining)) : ""}
      </td>
    </tr>`;
  }

  #shown(): readonly LeaseView[] {
    const { leaseStates } = areaText(this.words, { en, zh });
    const wanted = this.wanted.trim().toLowerCase();
    const found = this.leases.filter((lease) =>
      [lease.address, lease.mac, lease.hostname, this.nameOf(lease.mac), leaseStates[lease.state]].some((value) =>
        value?.toLowerCase().includes(wanted),
      ),
    );
    const sorted = found.toSorted((a, b) => this.#compare(a, b) || toNumber(a.address) - toNumber(b.address));
    return this.isDown ? sorted.toReversed() : sorted;
  }

  #compare(a: LeaseView, b: LeaseView): number {
    const name = (lease: LeaseView): string => this.nameOf(lease.mac) ?? lease.hostname ?? lease.mac;
    return {
      address: () => 0,
      machine: () => name(a).localeCompare(name(b), "en", { numeric: true }),
      state: () => a.state.localeCompare(b.state),
      left: () => (a.remaining ?? Infinity) - (b.remaining ?? Infinity) || 0,
    }[this.by]();
  }

  #sort(column: Column): void {
    this.isDown = this.by === column && !this.isDown;
    this.by = column;
  }
}
