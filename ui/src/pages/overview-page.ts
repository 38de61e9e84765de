import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import type { House } from "../data/house.ts";
import { byName, byUrgency, lookOf, nameOf } from "../data/machines.ts";
import { toImages, toMachine, toMachines, toNetwork, toRuns } from "../data/route.ts";
import type { Done } from "../parts/undo-toast.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import { subline } from "./headline.ts";
import { progressLine, underWay } from "./progress-line.ts";
import "../parts/arm-sheet.ts";
import "../parts/event-list.ts";
import "../parts/machine-doing.ts";
import "../parts/rack-wall.ts";
import "../parts/undo-toast.ts";

/** Runs that go on, or that need a person. */
const MOVES: ReadonlySet<string> = new Set(["armed", "booting", "installing", "failed", "unknown"]);
const SHOWN_RUNS = 8;
const SHOWN_NEW = 4;

/** What a person wants to know first: how far it is, what needs them, what is new. */
@customElement("rs-overview-page")
export class OverviewPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private arming: readonly string[] | undefined;
  @state() private done: Done | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 12px 24px;
        align-items: start;
        justify-content: space-between;
      }
      .serving {
        max-width: 380px;
        padding: 10px 16px;
        border-radius: 12px;
        border-left: 5px solid var(--c);
        background: color-mix(in srgb, var(--c) 11%, var(--sheet));
        overflow-wrap: anywhere;
      }
      .serving b {
        font-size: 17px;
        color: color-mix(in srgb, var(--c) 55%, var(--ink));
      }
      .serving p {
        font-size: 13px;
      }
      .cols {
        display: grid;
        grid-template-columns: minmax(230px, 0.9fr) minmax(0, 1.5fr) minmax(230px, 0.9fr);
        gap: 20px;
        align-items: start;
      }
      .cols > div {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .card > h2 {
        margin-bottom: 8px;
      }
      .runs li {
        display: grid;
        grid-template-columns: minmax(108px, 0.6fr) minmax(0, 2fr);
        gap: 14px;
        align-items: center;
        padding: 10px 0;
        border-top: 1px solid var(--line);
      }
      .runs li:first-child {
        border-top: 0;
      }
      .runs a,
      .new a {
        color: inherit;
        font-weight: 600;
        line-height: 26px;
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      .runs a:hover,
      .new a:hover {
        text-decoration: underline;
      }
      .new li {
        display: grid;
        gap: 4px;
        justify-items: start;
        padding: 8px 0 12px;
      }
      .teach {
        display: grid;
        gap: 10px;
        justify-items: start;
      }
      .teach h2 {
        font-size: 18px;
        color: var(--ink);
      }
      .links a {
        display: inline-block;
        line-height: 26px;
        margin-right: 14px;
      }
      .links {
        margin-top: 8px;
      }
      @media (max-width: 1020px) {
        .cols {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
        .cols > .racks {
          grid-row: span 2;
        }
      }
      @media (max-width: 640px) {
        .cols {
          grid-template-columns: minmax(0, 1fr);
        }
        .cols > .racks {
          order: 3;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const { words, house } = this;
    const machines = [...house.machines.values()];
    const serving = house.status?.serving ?? false;
    return html`<header>
        <div>
          <h1 tabindex="-1">${progressLine(machines, serving, words)}</h1>
          <p class="under">${this.#started(machines) ?? subline(machines, words.text)}</p>
        </div>
        ${this.#serving(serving)}
      </header>
      ${(house.status?.problems ?? []).map((problem) => html`<p class="say" lang="en">${problem}</p>`)}
      ${this.#findings()}
      <div class="cols">
        <div class="racks">${this.#racks(machines)}</div>
        <div>${this.#teach(machines)} ${this.#now(machines)}</div>
        <div>
          ${this.#new(machines)}
          <rs-event-list .events=${house.events} .words=${words} .nameOf=${this.#nameOf}></rs-event-list>
        </div>
      </div>
      ${
        this.arming === undefined
          ? nothing
          : html`<rs-arm-sheet
              .house=${house}
              .words=${words}
              .macs=${this.arming}
              @rs-armed=${this.#armed}
              @rs-closed=${() => (this.arming = undefined)}
            ></rs-arm-sheet>`
      }
      <rs-undo-toast .done=${this.done} .api=${house.api} .words=${words}></rs-undo-toast>`;
  }

  #serving(serving: boolean): TemplateResult {
    const text = machinesText(this.words);
    const subnets = (this.house.status?.subnets ?? []).join(" · ");
    return html`<div class="serving ${serving ? "done" : "failed"}">
      <b>${serving ? text.servingTitle : text.silentTitle}</b>
      <p>
        ${serving ? text.servingWhat(subnets) : html`${text.silentWhat} <a href=${toNetwork}>${text.toNetwork}</a>`}
      </p>
    </div>`;
  }

  /** The place of what the boot doctor found and of foreign DHCP servers; they bring their own parts. */
  #findings(): TemplateResult | typeof nothing {
    return nothing;
  }

  #started(machines: readonly Machine[]): string | undefined {
    const runs = underWay(machines);
    const [first] = runs.toSorted((a, b) => (a.armedAt < b.armedAt ? -1 : 1));
    if (first === undefined) return undefined;
    const profiles = [...new Set(runs.map(({ profile }) => profile))];
    const { words } = this;
    return machinesText(words).startedBy(words.list(profiles), words.time(first.armedAt), first.armedBy ?? "");
  }

  #racks(machines: readonly Machine[]): TemplateResult | typeof nothing {
    if (machines.length === 0) return nothing;
    const shown = machines.toSorted(byName);
    return html`<rs-rack-wall .machines=${shown} .version=${this.version} .words=${this.words}></rs-rack-wall>`;
  }

  /** What to do first, while there is nothing to look at. */
  #teach(machines: readonly Machine[]): TemplateResult {
    const text = machinesText(this.words);
    const noImage = !this.house.images.some(({ state }) => state === "ready");
    return html`${
      noImage
        ? html`<section class="card teach">
            <h2>${text.noImageTitle}</h2>
            <p>${text.noImageText}</p>
            <a class="button go" href=${toImages}>${text.noImageGo}</a>
          </section>`
        : nothing
    }
    ${
      machines.length === 0
        ? html`<section class="card teach">
            <h2>${text.noMachineTitle}</h2>
            <p>${text.noMachineText}</p>
          </section>`
        : nothing
    }`;
  }

  #now(machines: readonly Machine[]): TemplateResult | typeof nothing {
    const text = machinesText(this.words);
    const shown = byUrgency(machines.filter(({ run }) => run !== undefined && MOVES.has(run.state)));
    if (shown.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="now">
      <h2 id="now">${text.installingNow}</h2>
      <ul class="runs">
        ${repeat(
          shown.slice(0, SHOWN_RUNS),
          ({ mac }) => mac,
          (machine) =>
            html`<li>
              <a href=${toMachine(machine.mac)}>${nameOf(machine)}</a>
              <rs-machine-doing .machine=${machine} .words=${this.words}></rs-machine-doing>
            </li>`,
        )}
      </ul>
      <p class="links">
        ${shown.length > SHOWN_RUNS ? html`<span class="soft">${text.more(shown.length - SHOWN_RUNS)}</span> ` : nothing}
        <a href=${toRuns}>${text.allRuns}</a><a href=${toMachines}>${text.allMachines}</a>
      </p>
    </section>`;
  }

  #new(machines: readonly Machine[]): TemplateResult | typeof nothing {
    const text = machinesText(this.words);
    const fresh = machines.filter((machine) => lookOf(machine) === "new");
    if (fresh.length === 0) return nothing;
    const all = fresh.map(({ mac }) => mac as string);
    return html`<section class="card new" aria-labelledby="new">
      <h2 id="new">${text.newMachines(fresh.length)}</h2>
      <ul>
        ${repeat(
          fresh.slice(0, SHOWN_NEW),
          ({ mac }) => mac,
          (machine) => this.#fresh(machine),
        )}
      </ul>
      ${
        fresh.length > 1
          ? html`<button @click=${() => (this.arming = all)}>${text.setUpAll(fresh.length)}</button>`
          : nothing
      }
    </section>`;
  }

  #fresh(machine: Machine): TemplateResult {
    const text = machinesText(this.words);
    const facts = [
      ...(machine.vendorClass === undefined ? [] : [machine.vendorClass]),
      ...(machine.firmware === undefined ? [] : [this.words.text.firmware(machine.firmware)]),
    ];
    return html`<li>
      <a class="mono" href=${toMachine(machine.mac)}>${nameOf(machine)}</a>
      <span class="soft breaks">${facts.join(" · ")} ${text.newWhat}</span>
      <button class="go" aria-label=${text.setUpName(nameOf(machine))} @click=${() => (this.arming = [machine.mac])}>
        ${text.setUp}
      </button>
    </li>`;
  }

  readonly #nameOf = (mac: string): string => this.house.machines.get(mac)?.name ?? mac;

  #armed(event: CustomEvent<number>): void {
    this.done = { text: machinesText(this.words).armedSaid(event.detail) };
  }
}
