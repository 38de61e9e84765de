import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Machine, Profile } from "../../../appliance/http/needs.ts";
import { armFromPanel, type PanelFacts } from "../data/device.ts";
import type { House } from "../data/house.ts";
import { isActive, lookOf, nameOf } from "../data/machines.ts";
import { panelStyle } from "./style.ts";
import type { Say } from "./words.ts";
import "./pin-pad.ts";

/** One machine, in front of everything. It wipes only when the owner allowed installs from the panel, and with the PIN. */
@customElement("rs-panel-machine")
export class PanelMachine extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) machine!: Machine;
  @property({ attribute: false }) facts!: PanelFacts;
  @property({ attribute: false }) say!: Say;
  @state() private asking = false;
  @state() private busy = false;
  @state() private problem: string | undefined;
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [
    panelStyle,
    css`
      dialog {
        width: min(760px, calc(100vw - 32px));
        max-height: calc(100vh - 24px);
        padding: 20px 24px;
        border: 1px solid var(--line);
        border-radius: 16px;
        background: var(--sheet);
        color: var(--ink);
      }
      dialog::backdrop {
        background: var(--veil);
      }
      .cols {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 300px;
        gap: 24px;
      }
      .facts {
        display: grid;
        gap: 10px;
        align-content: start;
      }
      .facts .pill {
        justify-self: start;
      }
      .feet {
        display: flex;
        gap: 12px;
        margin-top: 16px;
        flex-wrap: wrap;
      }
      @media (max-width: 740px) {
        .cols {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const { machine, say } = this;
    const profile = this.house.profiles.find(({ name }) => name === machine.profile);
    const may = this.facts.installsAllowed && !isActive(machine.run) && !this.asking;
    return html`<dialog aria-labelledby="name" @close=${this.#closed}>
      <div class=${this.asking ? "cols" : ""}>
        ${this.#facts(machine, profile)}
        ${
          this.asking
            ? html`<rs-pin-pad
                .say=${say}
                .action=${say.wipeAndInstall}
                .busy=${this.busy}
                @rs-pin=${this.#confirmed}
              ></rs-pin-pad>`
            : nothing
        }
      </div>
      <div class="feet">
        ${
          may && profile?.install === "automatic"
            ? html`<button class="go" @click=${() => (this.asking = true)}>${say.install}</button>`
            : nothing
        }
        <button @click=${() => this.dialog.close()}>${say.close}</button>
      </div>
    </dialog>`;
  }

  #facts(machine: Machine, profile: Profile | undefined): TemplateResult {
    const { say } = this;
    const { run, lease } = machine;
    const look = lookOf(machine);
    return html`<div class="facts">
      <h1 id="name">${nameOf(machine)}</h1>
      <span class="pill ${look}">${say.state[look]}</span>
      <span class="mono soft">${[machine.mac, ...(lease === undefined ? [] : [lease])].join(" · ")}</span>
      <p>${run?.because ?? run?.stage ?? nothing}</p>
      ${this.facts.installsAllowed ? nothing : html`<p class="soft">${say.installOnPage}</p>`}
      ${this.facts.installsAllowed && profile === undefined ? html`<p class="soft">${say.noProfile}</p>` : nothing}
      ${
        this.asking
          ? html`<p class="say">${say.wipes(profile?.disk ?? "")}</p>
              <p>${say.pinEnter}</p>`
          : nothing
      }
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert">${this.problem}</p>`}
    </div>`;
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent("rs-closed"));
  }

  async #confirmed(event: CustomEvent<string>): Promise<void> {
    this.busy = true;
    this.problem = undefined;
    try {
      await armFromPanel(this.house.api, this.machine.mac, event.detail);
      this.dialog.close();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
  }
}
