import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Machine, Profile } from "../../../appliance/http/needs.ts";
import { errorsOf, type AnswerFinding, previewOf } from "../data/answers.ts";
import type { Api } from "../data/api.ts";
import { type Image, titleOf } from "../data/images.ts";
import { freshKey, nameOf } from "../data/machines.ts";
import { toImages, toNewProfile } from "../data/route.ts";
import { dialogStyle } from "../style/dialog.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import "./finding-list.ts";

export interface Confirmed {
  readonly what: "arm" | "stop";
  readonly profile: Profile | undefined;
  /** The same for every try of this dialog: however often it is repeated, the machine is armed once. */
  readonly key: string;
}

/** Says exactly what will be lost before it is. Escape and the first button mean no. */
@customElement("rs-confirm-dialog")
export class ConfirmDialog extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ attribute: false }) what: "arm" | "stop" = "arm";
  @property({ attribute: false }) profiles: readonly Profile[] = [];
  @property({ attribute: false }) images: readonly Image[] = [];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) problem: string | undefined;
  @property({ attribute: false }) busy = false;
  @state() private chosen: string | undefined;
  @state() private findings: readonly AnswerFinding[] = [];
  @query("dialog") private dialog!: HTMLDialogElement;
  readonly #key = freshKey();
  #looked: string | undefined;

  static override styles = [
    shared,
    dialogStyle,
    css`
      .links {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
      .image {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
      }
      .findings {
        display: grid;
        gap: 8px;
        max-height: 220px;
        overflow: auto;
      }
      @media (max-height: 520px) {
        dl.facts {
          gap: 3px 18px;
        }
      }
    `,
  ];

  override firstUpdated(): void {
    this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>("#no")?.focus(); // a slip of the Enter key wipes nothing
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("machine")) this.chosen ??= this.machine.profile;
    const profile = this.what === "arm" ? this.#profile()?.name : undefined;
    if (profile !== undefined && profile !== this.#looked) void this.#look(profile);
  }

  override render(): TemplateResult {
    const { text } = this.words;
    const name = nameOf(this.machine);
    const arming = this.what === "arm";
    return html`<dialog aria-labelledby="title" @close=${this.#refused} @cancel=${this.#refused}>
      <form method="dialog" @submit=${this.#confirmed}>
        <h2 id="title">${arming ? text.armTitle(name) : text.stopTitle(name)}</h2>
        ${arming ? this.#armText() : this.#stopText()}
        ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${text.failed(this.problem)}</p>`}
        <div class="buttons">
          <button type="button" id="no" @click=${() => this.dialog.close()}>${text.cancel}</button>
          <button type="submit" class="wipe" ?disabled=${this.busy || (arming && !this.#mayArm())}>
            ${arming ? text.armGo : text.stopGo}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #stopText(): TemplateResult {
    const { text } = this.words;
    return html`<p>${this.machine.run?.state === "installing" ? text.stopWarning : text.stopWarningArmed}</p>`;
  }

  #armText(): TemplateResult {
    const { text } = this.words;
    const profile = this.#profile();
    if (profile === undefined) return this.#noProfile();
    const image = this.#imageOf(profile);
    return html`<p class="say"><b>${text.armWarning(profile.disk ?? text.armDiskAny)}</b></p>
      <dl class="facts">
        <dt>${text.armMachine}</dt>
        <dd>
          ${this.machine.name === undefined ? nothing : html`<b>${this.machine.name}</b> `}<span class="mono"
            >${this.machine.mac}</span
          >
        </dd>
        <dt><label for="profile">${text.armProfile}</label></dt>
        <dd>${this.#choice(profile)}</dd>
        <dt>${text.armDisk}</dt>
        <dd>${profile.disk === undefined ? text.armDiskByRule : html`<b class="mono">${profile.disk}</b>`}</dd>
        <dt>${text.armImage}</dt>
        <dd class="image">
          <b>${image === undefined ? profile.image : titleOf(image)}</b>
          <span class="chip ${image?.verified === true ? "done" : "armed"}"
            >${image?.verified === true ? text.verified : text.notVerified}</span
          >
        </dd>
        ${
          image?.memory === undefined || image.memory === 0
            ? nothing
            : html`<dt>${text.armMemory}</dt>
                <dd>${text.memoryNeed(this.words.memory(image.memory))}</dd>`
        }
      </dl>
      ${image?.verified === true ? nothing : html`<p class="say note">${text.armNotVerified}</p>`} ${this.#found()}
      <p class="soft">${text.armStarts}</p>`;
  }

  #noProfile(): TemplateResult {
    const { text } = this.words;
    const ready = this.images.filter(({ state }) => state === "ready");
    if (ready.length === 0) return html`<p>${text.armNoImage} <a href=${toImages}>${text.images}</a></p>`;
    return html`<p>${text.armNoProfile}</p>
      <ul class="links">
        ${ready.map((image) => html`<li><a class="button" href=${toNewProfile(image.name)}>${text.newProfileFor(titleOf(image))}</a></li>`)}
      </ul>`;
  }

  /** Errors forbid: the installer would stop with a wiped disk. Warnings are for the person to judge. */
  #found(): TemplateResult | typeof nothing {
    const { text } = this.words;
    const shown = this.findings.filter(({ severity }) => severity !== "note");
    if (shown.length === 0) return nothing;
    return html`<div class="findings" tabindex="0" role="group" aria-label=${text.armFindings}>
      ${errorsOf(shown).length > 0 ? html`<p><b>${text.armForbidden}</b></p>` : nothing}
      <rs-finding-list .findings=${shown} .words=${this.words}></rs-finding-list>
    </div>`;
  }

  #choice(profile: Profile): TemplateResult {
    const choices = this.#choices();
    return html`<select
      id="profile"
      class="field"
      .value=${profile.name}
      @change=${this.#choose}
      ?disabled=${choices.length === 1}
    >
      ${choices.map((choice) => {
        const image = this.#imageOf(choice);
        const title = image === undefined ? choice.image : titleOf(image);
        return html`<option value=${choice.name} ?selected=${choice.name === profile.name}>
          ${choice.name} · ${title}
        </option>`;
      })}
    </select>`;
  }

  /** A manual profile is never armed: it boots into memory and touches no disk. */
  readonly #choices = (): Profile[] => this.profiles.filter(({ install }) => install === "automatic");
  readonly #profile = (): Profile | undefined =>
    this.#choices().find(({ name }) => name === this.chosen) ?? this.#choices()[0];

  readonly #imageOf = (profile: Profile): Image | undefined => this.images.find(({ name }) => name === profile.image);
  readonly #mayArm = (): boolean => this.#profile() !== undefined && errorsOf(this.findings).length === 0;

  async #look(profile: string): Promise<void> {
    this.#looked = profile;
    try {
      const { findings } = await previewOf(this.api, this.machine.mac, profile);
      if (this.#looked === profile) this.findings = findings;
    } catch {
      if (this.#looked === profile) this.findings = []; // arming says itself what is wrong, in full
    }
  }

  #choose(event: Event): void {
    this.chosen = (event.target as HTMLSelectElement).value;
  }

  #confirmed(event: Event): void {
    event.preventDefault(); // it stays open until the appliance has said yes
    const detail: Confirmed = { what: this.what, profile: this.#profile(), key: this.#key };
    this.dispatchEvent(new CustomEvent("rs-confirmed", { detail }));
  }

  #refused(): void {
    this.dispatchEvent(new CustomEvent("rs-refused"));
  }
}
