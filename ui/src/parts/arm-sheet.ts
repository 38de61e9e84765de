import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import { armMachines, type ArmItem, type ArmRequest, type ArmResult, planArming } from "../data/arming.ts";
import type { House } from "../data/house.ts";
import { titleOf } from "../data/images.ts";
import { freshKey, nameOf } from "../data/machines.ts";
import { toImages, toNewProfile } from "../data/route.ts";
import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import { sheetStyle } from "../style/sheet.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";

const HOURS = [0.5, 1, 2, 4, 8, 24] as const;
/** A person types a pattern letter by letter; the machines are looked at when that has stopped (ms). */
const TYPING = 350;
const TONE = { ready: "done", warning: "armed", refused: "failed" } as const;
/** So many lines are shown; refused machines come first. */
const SHOWN = 200;

/**
 * Arms one machine or many: what becomes of each is shown before. `rs-armed` has how many were armed, `rs-closed` that it is
 * closed.
 */
@customElement("rs-arm-sheet")
export class ArmSheet extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) macs: readonly string[] = [];
  @state() private profile = "";
  @state() private hours = 2;
  @state() private names = "";
  @state() private plan: ArmResult | undefined;
  @state() private typed = "";
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("dialog") private dialog!: HTMLDialogElement;
  readonly #key = freshKey();
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    dialogStyle,
    sheetStyle,
    css`
      .wait {
        min-height: 64px;
      }
      #typed {
        max-width: 160px;
      }
    `,
  ];

  override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>("#no")?.focus(); // a slip of the Enter key wipes nothing
    const own = this.macs.map((mac) => this.house.machines.get(mac)?.profile);
    const automatic = this.#profiles();
    // Machines that all have a profile keep it; else the first one that installs by itself is offered.
    if (!own.every((name) => automatic.some((profile) => profile.name === name)))
      this.profile = automatic[0]?.name ?? "";
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const text = machinesText(this.words);
    const first = this.house.machines.get(this.macs[0] ?? "");
    const title = text.armTitle(this.macs.length, first === undefined ? (this.macs[0] ?? "") : nameOf(first));
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      <form method="dialog" @submit=${this.#go}>
        <h2 id="title">${title}</h2>
        ${this.#profiles().length === 0 ? this.#nothing() : html`${this.#fields()} ${this.#plan()}`}
        ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${this.problem}</p>`}
        <div class="buttons">
          <button type="button" id="no" @click=${() => this.dialog.close()}>${this.words.text.cancel}</button>
          <button type="submit" class="wipe" ?disabled=${!this.#mayGo()}>
            ${text.armGo(this.plan?.ready ?? this.macs.length)}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #nothing(): TemplateResult {
    const { words, house } = this;
    const ready = house.images.filter(({ state }) => state === "ready");
    return html`<p>${machinesText(words).noProfile} <a href=${toImages}>${words.text.images}</a></p>
      <ul class="ways">
        ${ready.map((image) => html`<li><a href=${toNewProfile(image.name)}>${words.text.newProfileFor(titleOf(image))}</a></li>`)}
      </ul>`;
  }

  #fields(): TemplateResult {
    const text = machinesText(this.words);
    return html`<div class="fields">
      <div>
        <label for="profile">${text.armProfile}</label>
        <select id="profile" class="field" @change=${this.#chose}>
          <option value="" ?selected=${this.profile === ""}>${text.armKeep}</option>
          ${this.#profiles().map((profile) => {
            const image = this.house.images.find(({ name }) => name === profile.image);
            return html`<option value=${profile.name} ?selected=${profile.name === this.profile}>
              ${profile.name} · ${image === undefined ? profile.image : titleOf(image)}
            </option>`;
          })}
        </select>
      </div>
      <div>
        <label for="window">${text.armWindow}</label>
        <select id="window" class="field" @change=${this.#chose}>
          ${HOURS.map((hours) => html`<option value=${hours} ?selected=${hours === this.hours}>${text.windowOf(hours)}</option>`)}
        </select>
      </div>
      ${
        this.macs.length < 2
          ? nothing
          : html`<div>
              <label for="names">${text.armNames}</label>
              <input
                id="names"
                class="field mono"
                autocomplete="off"
                placeholder="node-{01..}"
                aria-describedby="names-help"
                .value=${this.names}
                @input=${this.#chose}
              />
              <span id="names-help" class="soft">${text.armNamesHelp}</span>
            </div>`
      }
    </div>`;
  }

  #plan(): TemplateResult {
    const text = machinesText(this.words);
    const { plan } = this;
    if (plan === undefined)
      return html`<p class="wait soft" role="status">${this.problem === undefined ? text.armLooking : nothing}</p>`;
    const order = ["refused", "warning", "ready"];
    const items = plan.items.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
    return html`<p role="status"><b>${text.armReady(plan.ready, plan.items.length)}</b></p>
      <div class="list" tabindex="0" role="group" aria-label=${text.armTable}>
        <ul>
          ${repeat(
            items.slice(0, SHOWN),
            ({ mac }) => mac,
            (item) => this.#item(item),
          )}
        </ul>
        ${items.length > SHOWN ? html`<p class="soft">${text.more(items.length - SHOWN)}</p>` : nothing}
      </div>
      ${plan.ready > 1 ? this.#count(plan.ready) : nothing}
      <p class="soft">${text.armPower}</p>`;
  }

  #item({ mac, name, verdict, wipes, profile, image, sentences }: ArmItem): TemplateResult {
    const text = machinesText(this.words);
    return html`<li class=${TONE[verdict]}>
      <span><b>${name ?? mac}</b> <span class="mono soft">${name === undefined ? nothing : mac}</span></span>
      <span class="chip">${text.verdict[verdict]}</span>
      ${
        verdict === "refused"
          ? nothing
          : html`<p>
              <b>${wipes === undefined ? text.armAnyDisk : text.armWipes(wipes)}</b>
              <span class="soft">${image} · ${profile}</span>
            </p>`
      }
      ${sentences.map((sentence) => html`<p lang="en">${sentence}</p>`)}
    </li>`;
  }

  #count(ready: number): TemplateResult {
    return html`<div class="fields">
      <div>
        <label for="typed">${machinesText(this.words).armTyped(ready)}</label>
        <input
          id="typed"
          class="field num"
          inputmode="numeric"
          autocomplete="off"
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        />
      </div>
    </div>`;
  }

  /** A manual profile is never armed: it boots into memory and touches no disk. */
  readonly #profiles = () => this.house.profiles.filter(({ install }) => install === "automatic");

  readonly #request = (): ArmRequest => ({
    macs: this.macs,
    window: this.hours * 3600,
    ...(this.profile === "" ? {} : { profile: this.profile }),
    ...(this.names === "" ? {} : { names: this.names }),
  });

  #mayGo(): boolean {
    const ready = this.plan?.ready ?? 0;
    return !this.busy && ready > 0 && (ready === 1 || this.typed.trim() === String(ready));
  }

  #chose(event: Event): void {
    const { id, value } = event.target as HTMLInputElement;
    if (id === "profile") this.profile = value;
    if (id === "window") this.hours = Number(value);
    if (id === "names") this.names = value.trim();
    if (id === "window") return; // it changes nothing of what becomes of them
    this.plan = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), id === "names" ? TYPING : 0);
  }

  /** An answer that comes after a newer question is dropped. */
  async #look(): Promise<void> {
    const asked = ++this.#asked;
    this.problem = undefined;
    try {
      const plan = await planArming(this.house.api, this.#request());
      if (asked === this.#asked) this.plan = plan;
    } catch (error) {
      if (asked === this.#asked) this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  async #go(event: Event): Promise<void> {
    event.preventDefault(); // it stays open until the appliance has said yes
    const ready = this.plan?.ready ?? 0;
    if (!this.#mayGo()) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const request = { ...this.#request(), confirm: ready, skipRefused: (this.plan?.refused ?? 0) > 0 };
      const { runs } = await armMachines(this.house.api, request, this.#key);
      this.dispatchEvent(new CustomEvent("rs-armed", { detail: runs.length }));
      this.dialog.close();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent("rs-closed"));
  }
}
