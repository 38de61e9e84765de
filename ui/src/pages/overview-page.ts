import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import type { House } from "../data/house.ts";
import { byName, byUrgency, lookOf, nameOf } from "../data/machines.ts";
import { rivals } from "../data/network.ts";
import { lookAround, type Surroundings, tellsOfSurroundings } from "../data/overview.ts";
import { toImages, toMachine, toMachines, toRuns } from "../data/route.ts";
import { showToast } from "../parts/toast.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import { en as healthEn } from "../text/health.en.ts";
import { zh as healthZh } from "../text/health.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import { subline } from "./headline.ts";
import { overviewStyle } from "./overview-style.ts";
import { progressLine, underWay } from "./progress-line.ts";
import "../parts/arm-sheet.ts";
import "../parts/event-list.ts";
import "../parts/finding-stack.ts";
import "../parts/foreign-banner.ts";
import "../parts/machine-doing.ts";
import "../parts/rack-wall.ts";
import "../parts/serving-box.ts";
import "../parts/storage-bar.ts";

/** Runs that go on, or that need a person. */
const MOVES: ReadonlySet<string> = new Set(["armed", "booting", "installing", "failed", "unknown"]);
const SHOWN_RUNS = 8;
const SHOWN_NEW = 4;
const SHOWN_EVENTS = 20;
/** Events come in bursts; what is around is read once for all of a burst (ms). */
const SETTLES = 400;

/** What a person wants to know first: how far it is, what needs them, what is new. */
@customElement("rs-overview-page")
export class OverviewPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private arming: readonly string[] | undefined;
  @state() private around: Surroundings | undefined;
  @state() private problem: string | undefined;
  #seen = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  static override styles = [shared, overviewStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#look(); // shown again
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    void this.#look();
  }

  protected override willUpdate(): void {
    const fresh = this.house.events.filter(({ id }) => id > this.#seen);
    this.#seen = fresh.at(-1)?.id ?? this.#seen;
    if (!this.hasUpdated || !fresh.some(({ code }) => tellsOfSurroundings(code))) return;
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      void this.#look();
    }, SETTLES);
  }

  override render(): TemplateResult {
    const { words, house } = this;
    const machines = [...house.machines.values()];
    const serving = house.status?.serving ?? false;
    return html`<header>
        <div>
          <h1 tabindex="-1">${progressLine(machines, serving, words)}</h1>
          <p class="under">${this.#started(machines) ?? subline(machines, words.text)}</p>
        </div>
        <rs-serving-box
          .house=${house}
          .version=${this.version}
          .around=${this.around}
          .words=${words}
        ></rs-serving-box>
      </header>
      ${this.#concerns()}
      ${(house.status?.problems ?? []).map((problem) => html`<p class="say" lang="en">${problem}</p>`)}
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${words.text.failed(this.problem)}</p>`}
      ${this.#foreign()}
      <div class="cols">
        <div class="racks">${this.#racks(machines)}</div>
        <div>${this.#findings()} ${this.#teach(machines)} ${this.#now(machines)}</div>
        <div>
          ${this.#new(machines)} ${this.#storage()}
          <rs-event-list
            .events=${house.events}
            .shown=${SHOWN_EVENTS}
            .words=${words}
            .nameOf=${this.#nameOf}
          ></rs-event-list>
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
      }`;
  }

  /** The box itself: a weak power supply, a failing card. */
  #concerns(): TemplateResult[] {
    const { concern, severity: word } = areaText(this.words, { en: healthEn, zh: healthZh });
    return (this.around?.concerns ?? []).map(
      ({ code, severity }) =>
        html`<p class="say ${severity}"><b>${word[severity]}:</b> <a href="#/health">${concern[code]}</a></p>`,
    );
  }

  /** With the banner there is no need for the doctor to say the same. */
  #findings(): TemplateResult {
    const { house } = this;
    const hasBanner = this.#hasRivals();
    const findings = house.findings.filter(({ rule }) => !(hasBanner && rule === "foreign-dhcp"));
    return html`<rs-finding-stack
      ?hidden=${findings.length === 0}
      .findings=${findings}
      .api=${house.api}
      .words=${this.words}
    ></rs-finding-stack>`;
  }

  #hasRivals(): boolean {
    const { around } = this;
    return around?.network.mode === "server" && rivals(around.network).length > 0;
  }

  #foreign(): TemplateResult | typeof nothing {
    if (!this.#hasRivals()) return nothing;
    return html`<rs-foreign-banner
      .api=${this.house.api}
      .view=${this.around?.network}
      ?deciding=${this.around?.isOwner === true}
      .words=${this.words}
      @rs-network-changed=${() => void this.#look()}
    ></rs-foreign-banner>`;
  }

  #storage(): TemplateResult | typeof nothing {
    const storage = this.around?.storage;
    if (storage === undefined) return nothing;
    return html`<section class="card">
      <rs-storage-bar .storage=${storage} .words=${this.words}></rs-storage-bar>
    </section>`;
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
    this.dispatchEvent(showToast({ text: machinesText(this.words).armedSaid(event.detail) }));
  }

  async #look(): Promise<void> {
    if (this.house.isClosed) return;
    try {
      this.around = await lookAround(this.house.api);
      this.problem = undefined;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}
