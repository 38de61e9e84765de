import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Image, Machine, Profile } from "../../../appliance/http/needs.ts";
import { freshKey, nameOf } from "../data/machines.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

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
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) problem: string | undefined;
  @property({ attribute: false }) busy = false;
  @state() private chosen: string | undefined;
  @query("dialog") private dialog!: HTMLDialogElement;
  readonly #key = freshKey();

  static override styles = [
    shared,
    css`
      dialog {
        width: min(480px, calc(100vw - 32px));
        max-height: calc(100dvh - 24px);
        overflow: auto;
        padding: 24px;
        border: 1px solid var(--line);
        border-radius: 16px;
        background: var(--sheet);
        color: var(--ink);
        box-shadow: 0 24px 64px rgb(0 0 0 / 28%);
      }
      dialog::backdrop {
        background: var(--veil);
      }
      form {
        display: grid;
        gap: 16px;
      }
      h2 {
        font-size: 21px;
        line-height: 1.25;
        letter-spacing: -0.02em;
        color: var(--ink);
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 8px 18px;
        align-items: baseline;
      }
      dt {
        color: var(--soft);
        font-size: 13px;
      }
      dd {
        overflow-wrap: anywhere;
      }
      .buttons {
        display: flex;
        justify-content: flex-end;
        gap: 10px;
        flex-wrap: wrap;
      }
      .say.note {
        border-color: var(--armed);
        background: color-mix(in srgb, var(--armed) 12%, var(--sheet));
      }
      .chip {
        margin-left: 8px;
      }
      @media (max-height: 520px) {
        dialog {
          padding: 16px 20px;
        }
        form {
          gap: 10px;
        }
        dl {
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
  }

  override render(): TemplateResult {
    const { text } = this.words;
    const name = nameOf(this.machine);
    const arming = this.what === "arm";
    return html`<dialog aria-labelledby="title" @close=${this.#refused} @cancel=${this.#refused}>
      <form method="dialog" @submit=${this.#confirmed}>
        <h2 id="title">${arming ? text.armTitle(name) : text.stopTitle(name)}</h2>
        ${arming ? this.#armText() : this.#stopText()}
        ${this.problem === undefined ? nothing : html`<p class="say" role="alert">${text.failed(this.problem)}</p>`}
        <div class="buttons">
          <button type="button" id="no" @click=${() => this.dialog.close()}>${text.cancel}</button>
          <button type="submit" class="wipe" ?disabled=${this.busy || (arming && this.#profile() === undefined)}>
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
    if (profile === undefined) return html`<p>${text.armNoProfile}</p>`;
    const image = this.images.find(({ name }) => name === profile.image);
    return html`<p class="say"><b>${text.armWarning(profile.disk ?? text.armDiskAny)}</b></p>
      <dl>
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
        <dd>
          <b>${profile.image}</b>
          <span class="chip ${image?.verified === true ? "done" : "armed"}"
            >${image?.verified === true ? text.verified : text.notVerified}</span
          >
        </dd>
      </dl>
      ${image?.verified === true ? nothing : html`<p class="say note">${text.armNotVerified}</p>`}
      <p class="soft">${text.armStarts}</p>`;
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
      ${choices.map(({ name }) => html`<option value=${name} ?selected=${name === profile.name}>${name}</option>`)}
    </select>`;
  }

  /** A manual profile is never armed: it boots into memory and touches no disk. */
  readonly #choices = (): Profile[] => this.profiles.filter(({ install }) => install === "automatic");
  readonly #profile = (): Profile | undefined =>
    this.#choices().find(({ name }) => name === this.chosen) ?? this.#choices()[0];

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
