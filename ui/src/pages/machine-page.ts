import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Event as HouseEvent, Machine } from "../../../appliance/http/needs.ts";
import type { House } from "../data/house.ts";
import { isActive, lookOf, nameOf, setProfile, stopRun } from "../data/machines.ts";
import { type Route, toMachines } from "../data/route.ts";
import { rotate } from "../data/run-log.ts";
import { showToast } from "../parts/toast.ts";
import { type Done, doneToast } from "../parts/undo-toast.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/doctor.en.ts";
import { zh } from "../text/doctor.zh.ts";
import { machinesText } from "../text/machines.ts";
import { areaText, type Words } from "../text/text.ts";
import "../parts/answer-preview.ts";
import "../parts/arm-sheet.ts";
import "../parts/ask-dialog.ts";
import "../parts/boot-trace.ts";
import { ownWords } from "../parts/event-list.ts";
import "../parts/finding.ts";
import "../parts/machine-doing.ts";
import "../parts/machine-facts-form.ts";
import "../parts/packet-list.ts";
import "../parts/run-log.ts";

/** One machine: what it is doing and what to do next; what it gets, what it says, what happened. */
@customElement("rs-machine-page")
export class MachinePage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) route!: Extract<Route, { page: "machine" }>;
  @state() private asking: "arm" | "stop" | "rotate" | undefined;
  @state() private problem: string | undefined;
  @state() private busy = false;
  @state() private saved = "";

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 12px 20px;
        align-items: center;
        justify-content: space-between;
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
      }
      .cols {
        display: grid;
        grid-template-columns: minmax(0, 1.6fr) minmax(280px, 1fr);
        gap: 20px;
        align-items: start;
      }
      .cols > div {
        display: grid;
        gap: 20px;
        min-width: 0;
      }
      .card > h2 {
        margin-bottom: 10px;
      }
      .state {
        border-left: 4px solid var(--c);
      }
      .trouble {
        display: grid;
        gap: 8px;
      }
      .found {
        display: grid;
        gap: 10px;
      }
      .trouble li {
        overflow-wrap: anywhere;
      }
      .trouble time {
        color: var(--soft);
        margin-right: 8px;
      }
      .profile {
        display: grid;
        gap: 8px;
        padding-bottom: 14px;
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
    const machine = this.house.machines.get(this.route.mac);
    if (machine === undefined) {
      return html`<header>
        <h1 tabindex="-1">${text.machineGone(this.route.mac)}</h1>
        <p class="under"><a href=${toMachines}>${text.title}</a></p>
      </header>`;
    }
    const { run } = machine;
    const look = lookOf(machine);
    const tone = look === "new" || look === "idle" ? "idle" : look;
    const events = this.house.events.filter(({ mac }) => mac === machine.mac);
    return html`${this.#head(machine, tone)} ${this.#findings(machine)} ${this.#trouble(machine, events)}
      <section class="card state ${tone}" aria-label=${text.state[look]}>
        <rs-machine-doing .machine=${machine} .words=${this.words}></rs-machine-doing>
      </section>
      <rs-boot-trace .api=${this.house.api} .mac=${machine.mac} .words=${this.words}></rs-boot-trace>
      <div class="cols">
        <div>
          ${
            run === undefined
              ? nothing
              : html`<section class="card" aria-labelledby="log">
                  <h2 id="log">${text.log}</h2>
                  <rs-run-log
                    .api=${this.house.api}
                    .run=${run.id}
                    .live=${isActive(run)}
                    .words=${this.words}
                  ></rs-run-log>
                </section>`
          }
          <section class="card" aria-labelledby="answers">
            <h2 id="answers">${text.answers}</h2>
            ${
              machine.profile === undefined
                ? html`<p class="soft">${text.answersNone}</p>`
                : html`<rs-answer-preview
                    .api=${this.house.api}
                    .mac=${machine.mac}
                    .profile=${machine.profile}
                    .words=${this.words}
                  ></rs-answer-preview>`
            }
          </section>
          <rs-packet-list .api=${this.house.api} .mac=${machine.mac} .words=${this.words}></rs-packet-list>
        </div>
        <div>
          ${this.#disk(machine)} ${this.#facts(machine)}
          <section class="card" aria-labelledby="place">
            <h2 id="place">${machinesText(this.words).factsTitle}</h2>
            <rs-machine-facts-form
              .api=${this.house.api}
              .machine=${machine}
              .words=${this.words}
              @rs-done=${this.#done}
            ></rs-machine-facts-form>
          </section>
          <rs-event-list
            .events=${events}
            .words=${this.words}
            .nameOf=${() => nameOf(machine)}
            .heading=${areaText(this.words, { en, zh }).events}
          ></rs-event-list>
        </div>
      </div>
      ${this.#dialog(machine)}
      <div class="quiet-to-eyes" role="status" aria-live="polite">${this.saved}</div>`;
  }

  #head(machine: Machine, tone: string): TemplateResult {
    const { text } = this.words;
    const name = nameOf(machine);
    const address = machine.lease ?? machine.address;
    return html`<div class="head">
      <header>
        <div class="name">
          <h1 tabindex="-1">${name}</h1>
          <span class="chip ${tone}">${text.state[lookOf(machine)]}</span>
        </div>
        <p class="under mono">${[machine.mac, ...(address === undefined ? [] : [address])].join(" · ")}</p>
      </header>
      <div class="buttons">
        ${
          isActive(machine.run)
            ? html`<button @click=${() => (this.asking = "stop")} aria-label=${text.stopName(name)}>
                ${text.stop}
              </button>`
            : html`<button class="go" @click=${() => (this.asking = "arm")} aria-label=${text.installName(name)}>
                ${text.install}
              </button>`
        }
      </div>
    </div>`;
  }

  #findings({ mac }: Machine): TemplateResult | typeof nothing {
    const found = this.house.findings.filter((finding) => finding.mac === mac);
    if (found.length === 0) return nothing;
    const say = areaText(this.words, { en, zh });
    return html`<section class="found" aria-labelledby="found">
      <h2 id="found">${say.findings}</h2>
      ${repeat(
        found,
        ({ id }) => id,
        (finding) => html`<rs-finding .finding=${finding} .words=${this.words} .api=${this.house.api}></rs-finding>`,
      )}
    </section>`;
  }

  #disk({ profile, run }: Machine): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const disk = this.house.profiles.find(({ name }) => name === profile)?.disk;
    const armed = run?.state === "armed" || run?.state === "booting";
    return html`<section class="card" aria-labelledby="disk">
      <h2 id="disk">${say.disk}</h2>
      ${
        profile === undefined
          ? html`<p class="soft">${say.diskNone}</p>`
          : html`<p class=${disk === undefined ? nothing : "mono"}><b>${disk ?? say.diskAny}</b></p>
              ${run?.state === "installing" ? nothing : html`<p class="soft">${armed ? say.diskArmed : say.diskCalm}</p>`}`
      }
    </section>`;
  }

  /** What went wrong since the newest run began: an installer that was refused must not look like one that is slow. */
  #trouble(machine: Machine, events: readonly HouseEvent[]): TemplateResult | typeof nothing {
    const { text, time } = this.words;
    const { run } = machine;
    if (run === undefined) return nothing;
    const bad = events.filter((event) => event.severity === "error" && event.at >= run.armedAt).slice(-4);
    const stranger = events.some((event) => event.data?.["action"] === "rotate" && event.data["run"] === run.id);
    if (bad.length === 0) return nothing;
    return html`<section class="say trouble" aria-label=${text.installerTold}>
      <b>${stranger ? text.rotateAlert : text.installerTold}</b>
      <ul class="num">
        ${bad.map((event) => html`<li><time datetime=${event.at}>${time(event.at)}</time>${this.#told(event, machine)}</li>`)}
      </ul>
      ${stranger ? html`<div><button @click=${() => (this.asking = "rotate")}>${text.rotate}</button></div>` : nothing}
    </section>`;
  }

  /** In the page's language, and what the appliance wrote down about it. */
  #told(event: HouseEvent, machine: Machine): TemplateResult {
    const own = ownWords(event, this.words, () => nameOf(machine));
    return own === ""
      ? html`<span lang="en">${event.text}</span>`
      : html`${own} <span class="soft" lang="en">${event.text}</span>`;
  }

  #facts(machine: Machine): TemplateResult {
    const { text, time } = this.words;
    const { firmware, firstSeenAt, lastSeenAt } = machine;
    const facts: readonly (readonly [string, string | undefined, "mono" | "en" | ""])[] = [
      [text.factMac, machine.mac, "mono"],
      [text.factLease, machine.lease, "mono"],
      [text.factAddress, machine.address, "mono"],
      [text.factFirmware, firmware === undefined ? undefined : text.firmware(firmware), ""],
      [text.factHostname, machine.hostname, "en"],
      [text.factVendor, machine.vendorClass, "mono"],
      [text.factUuid, machine.uuid, "mono"],
      [text.factFirst, firstSeenAt === undefined ? undefined : time(firstSeenAt), ""],
      [text.factLast, lastSeenAt === undefined ? undefined : time(lastSeenAt), ""],
      [text.factDid, machine.lastSeen, "en"],
    ];
    return html`<section class="card" aria-labelledby="facts">
      <h2 id="facts">${text.facts}</h2>
      <div class="profile">
        <label for="profile">${text.armProfile}</label>
        ${this.#profileChoice(machine)}
        ${this.problem === undefined || this.asking !== undefined ? nothing : html`<p class="say" role="alert" lang="en">${text.failed(this.problem)}</p>`}
      </div>
      <dl class="facts">
        ${facts.map(([name, value, kind]) =>
          value === undefined
            ? nothing
            : html`<dt>${name}</dt>
                <dd class=${kind === "mono" ? "mono" : nothing} lang=${kind === "en" ? "en" : nothing}>${value}</dd>`,
        )}
      </dl>
    </section>`;
  }

  #profileChoice(machine: Machine): TemplateResult {
    const { profiles } = this.house;
    return html`<select id="profile" class="field" @change=${this.#chosen} ?disabled=${this.busy}>
      <option value="" ?selected=${machine.profile === undefined}>${this.words.text.profileNone}</option>
      ${profiles.map(({ name }) => html`<option value=${name} ?selected=${name === machine.profile}>${name}</option>`)}
    </select>`;
  }

  #dialog(machine: Machine): TemplateResult | typeof nothing {
    const { text } = this.words;
    const { run } = machine;
    if (this.asking === "rotate" && run !== undefined) {
      return html`<rs-ask-dialog
        .words=${this.words}
        .question=${text.rotateTitle(nameOf(machine))}
        .warning=${text.rotateWarning}
        .yes=${text.rotateGo}
        .act=${() => rotate(this.house.api, run.id)}
        @rs-closed=${this.#closed}
      ></rs-ask-dialog>`;
    }
    if (this.asking === "stop" && run !== undefined) {
      return html`<rs-ask-dialog
        .words=${this.words}
        .question=${text.stopTitle(nameOf(machine))}
        .warning=${run.state === "installing" ? text.stopWarning : text.stopWarningArmed}
        .yes=${text.stopGo}
        .act=${() => stopRun(this.house.api, run)}
        @rs-closed=${this.#closed}
      ></rs-ask-dialog>`;
    }
    if (this.asking !== "arm") return nothing;
    return html`<rs-arm-sheet
      .house=${this.house}
      .words=${this.words}
      .macs=${[machine.mac]}
      @rs-armed=${this.#armed}
      @rs-closed=${this.#closed}
    ></rs-arm-sheet>`;
  }

  readonly #closed = (): void => {
    this.asking = undefined;
    this.problem = undefined;
    void this.#try(() => Promise.resolve()); // shown as it is now, without waiting for the stream
  };

  readonly #armed = (event: CustomEvent<number>): void => {
    this.dispatchEvent(showToast({ text: machinesText(this.words).armedSaid(event.detail) }));
  };

  readonly #done = ({ detail }: CustomEvent<Done>): void => {
    this.dispatchEvent(showToast(doneToast(detail, this.house.api, this.words)));
    void this.#try(() => Promise.resolve());
  };

  async #chosen(event: Event): Promise<void> {
    const { value } = event.target as HTMLSelectElement;
    await this.#try(() => setProfile(this.house.api, this.route.mac, value === "" ? null : value));
    if (this.problem === undefined) this.saved = this.words.text.profileSaved;
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await act();
      await this.house.lookAtMachine(this.route.mac);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
