import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Hello } from "../data/hello.ts";
import type { House } from "../data/house.ts";
import { titleOf } from "../data/images.ts";
import { type NetworkView, putRegion, type RegionText } from "../data/network.ts";
import { browserZone } from "../data/zones.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/setup.en.ts";
import { zh } from "../text/setup.zh.ts";
import { areaText, type Language, type Words } from "../text/text.ts";
import "../parts/add-sheet.ts";
import "../parts/image-progress.ts";
import "../parts/network-form.ts";
import "../parts/region-fields.ts";
import "../parts/restore-form.ts";
import "../parts/stick-list.ts";

const STEPS = ["region", "network", "image", "machine", "done"] as const;
type Step = (typeof STEPS)[number];

/** The first run, between claiming and the overview: one question a page. Says rs-set-up at its end, rs-speak for a language. */
@customElement("rs-setup-page")
export class SetupPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) hello!: Hello;
  @state() private step: Step = "region";
  @state() private region: RegionText | undefined;
  @state() private network: NetworkView | undefined;
  @state() private adding = false;
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("h1") private heading!: HTMLElement;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 22px;
        max-width: 720px;
        margin: 0 auto;
        padding-top: 12px;
      }
      .steps {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: 8px;
        font-size: 13px;
        color: var(--soft);
      }
      .steps li {
        padding-top: 10px;
        border-top: 4px solid var(--line);
        overflow-wrap: anywhere;
      }
      .steps .past {
        border-color: color-mix(in srgb, var(--accent) 45%, var(--line));
      }
      .steps [aria-current] {
        border-color: var(--accent);
        color: var(--ink);
        font-weight: 600;
      }
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 18px;
      }
      .list li {
        display: grid;
        gap: 6px;
        padding: 12px 0;
        border-top: 1px solid var(--line);
      }
      .list li:first-child {
        border-top: 0;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        align-items: center;
        justify-content: space-between;
      }
      .facts-list {
        display: grid;
        gap: 12px;
      }
      .facts-list li {
        display: grid;
        grid-template-columns: 24px 1fr;
        gap: 8px;
      }
      summary {
        align-content: center;
        min-height: 44px;
        color: var(--accent);
        cursor: pointer;
      }
      @media (max-width: 640px) {
        .steps li:not([aria-current]) span {
          display: none;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const at = STEPS.indexOf(this.step);
    return html`<ol class="steps" aria-label=${text.progress}>
        ${STEPS.map(
          (step, index) =>
            html`<li class=${index < at ? "past" : ""} aria-current=${index === at ? "step" : nothing}>
              <span>${text.steps[step]}</span>
            </li>`,
        )}
      </ol>
      <div>
        <p class="soft num">${text.stepOf(at + 1, STEPS.length)}</p>
        <h1 tabindex="-1">${this.#title()}</h1>
      </div>
      <div class="body">${this.#body()}</div>`;
  }

  #title(): string {
    const text = areaText(this.words, { en, zh });
    return {
      region: text.regionTitle,
      network: text.networkTitle,
      image: text.imageTitle,
      machine: text.machineTitle,
      done: text.doneTitle,
    }[this.step];
  }

  #body(): TemplateResult {
    return {
      region: () => this.#regionStep(),
      network: () => this.#networkStep(),
      image: () => this.#imageStep(),
      machine: () => this.#machineStep(),
      done: () => this.#doneStep(),
    }[this.step]();
  }

  #regionStep(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const region = this.region ?? { language: this.words.language, timeZone: browserZone() };
    return html`<p>${text.regionText}</p>
      <form class="body" @submit=${(event: Event) => void this.#keepRegion(event, region)}>
        <rs-region-fields
          class="card"
          .region=${region}
          .words=${this.words}
          @rs-region=${(event: CustomEvent<RegionText>) => this.#regionChosen(event.detail)}
        ></rs-region-fields>
        ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
        <div class="buttons"><button class="go" ?disabled=${this.busy}>${text.next}</button></div>
      </form>
      <details>
        <summary>${text.restore} ${text.restoreLink}</summary>
        <div class="card"><rs-restore-form .api=${this.house.api} .words=${this.words}></rs-restore-form></div>
      </details>`;
  }

  #networkStep(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    return html`<p>${text.networkText}</p>
      <rs-network-form
        .api=${this.house.api}
        .words=${this.words}
        @rs-saved=${(event: CustomEvent<NetworkView>) => {
          this.network = event.detail;
          void this.#go("image");
        }}
      ></rs-network-form>`;
  }

  #imageStep(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const { media, images, uploads, api } = this.house;
    const isStarted = images.length > 0 || uploads.length > 0;
    return html`<p>${text.imageText}</p>
      ${
        media.length === 0
          ? html`<p class="card soft">${text.imageNone}</p>`
          : html`<rs-stick-list
              .api=${api}
              .media=${media}
              .words=${this.words}
              @rs-added=${() => void this.house.lookAtImages()}
            ></rs-stick-list>`
      }
      ${isStarted ? this.#images() : nothing}
      ${
        this.adding
          ? html`<rs-add-sheet
              .house=${this.house}
              .version=${this.version}
              .words=${this.words}
              @rs-added=${() => void this.house.lookAtImages()}
              @rs-closed=${() => (this.adding = false)}
            ></rs-add-sheet>`
          : nothing
      }
      <div class="buttons">
        ${isStarted ? html`<button class="go" @click=${() => this.#go("machine")}>${text.next}</button>` : nothing}
        <button class=${isStarted ? "" : "go"} @click=${() => (this.adding = true)}>${text.imageAdd}</button>
        ${isStarted ? nothing : html`<button @click=${() => this.#go("machine")}>${text.skip}</button>`}
      </div>`;
  }

  #images(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const { images, uploads } = this.house;
    const isSending = uploads.filter(({ state }) => state !== "done");
    return html`<section class="card" aria-labelledby="images">
      <h2 id="images">${text.imagesHere}</h2>
      <ul class="list">
        ${isSending.map((upload) => html`<li>${upload.file.name}</li>`)}
        ${repeat(
          images,
          ({ name }) => name,
          (image) =>
            html`<li>
              ${
                image.state === "ready" || image.state === "refused"
                  ? html`<div class="line">
                      <b>${titleOf(image)}</b
                      ><span class="chip ${image.state}"
                        >${image.state === "ready" ? text.imageReady : text.imageRefused}</span
                      >
                    </div>`
                  : html`<b>${titleOf(image)}</b
                      ><rs-image-progress .image=${image} .words=${this.words}></rs-image-progress>`
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #machineStep(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const machines = [...this.house.machines.values()];
    return html`<p>${this.network?.mode === "off" ? text.machineSilent : text.machineText}</p>
      <section class="card" aria-labelledby="seen">
        <h2 id="seen">
          <span role="status">${machines.length === 0 ? text.machineWaiting : text.machineSeen(machines.length)}</span>
        </h2>
        <ul class="list">
          ${repeat(
            machines,
            ({ mac }) => mac,
            (machine) =>
              html`<li>
                <div class="line">
                  <b class=${machine.name === undefined ? "mono" : ""}>${machine.name ?? machine.mac}</b>
                  <span class="soft mono"
                    >${[machine.firmware, machine.lease].filter((one) => one !== undefined).join(" · ")}</span
                  >
                </div>
                ${machine.lastSeen === undefined ? nothing : html`<span class="soft" lang="en">${machine.lastSeen}</span>`}
              </li>`,
          )}
        </ul>
      </section>
      <div class="buttons">
        <button class=${machines.length > 0 ? "go" : ""} @click=${() => this.#go("done")}>
          ${machines.length > 0 ? text.next : text.skip}
        </button>
      </div>`;
  }

  #doneStep(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const { images, machines } = this.house;
    const mode = this.network?.mode ?? "off";
    const said = { server: text.doneServer(this.network?.interface ?? ""), proxy: text.doneProxy, off: text.doneOff };
    const lines: [boolean, string][] = [
      [mode !== "off", said[mode]],
      [images.length > 0, images.length > 0 ? text.doneImages(images.length) : text.doneNoImages],
      [machines.size > 0, machines.size > 0 ? text.doneMachines(machines.size) : text.doneNoMachines],
    ];
    return html`<ul class="card facts-list">
        ${lines.map(([isDone, line]) => html`<li><span aria-hidden="true">${isDone ? "✓" : "○"}</span>${line}</li>`)}
      </ul>
      <p>${text.doneNext}</p>
      <div class="buttons"><button class="go" @click=${this.#finish}>${text.finish}</button></div>`;
  }

  #regionChosen(region: RegionText): void {
    this.region = region;
    if (region.language !== this.words.language)
      this.dispatchEvent(
        new CustomEvent<Language>("rs-speak", { detail: region.language, bubbles: true, composed: true }),
      );
  }

  async #keepRegion(event: Event, region: RegionText): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await putRegion(this.house.api, region);
      await this.#go("network");
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }

  /** Each step begins at its question, for the eyes and for a screen reader. */
  async #go(step: Step): Promise<void> {
    this.step = step;
    await this.updateComplete;
    scrollTo(0, 0);
    this.heading.focus();
  }

  #finish(): void {
    this.dispatchEvent(new CustomEvent("rs-set-up", { bubbles: true, composed: true }));
  }
}
