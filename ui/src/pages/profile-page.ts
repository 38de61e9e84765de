import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import { titleOf } from "../data/images.ts";
import {
  type Conflict,
  conflictOf,
  dropDraft,
  draftOf,
  freeName,
  keepDraft,
  keepProfile,
  type Profile,
  type ProfileVersion,
  type ReadProfile,
  readProfile,
  removeProfile,
  versionsOf,
} from "../data/profiles.ts";
import { type Route, toImage, toProfile, toProfiles } from "../data/route.ts";
import { ApiError } from "../data/api.ts";
import type { ProfileForm } from "../parts/profile-form.ts";
import { refusal } from "../parts/refusal.ts";
import { showToast } from "../parts/toast.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import { removedProfile } from "./removed.ts";
import "../parts/profile-conflict.ts";
import "../parts/profile-form.ts";
import "../parts/profile-preview.ts";
import "../parts/profile-text.ts";
import "../parts/profile-versions.ts";

const TABS = ["form", "text", "preview", "versions"] as const;
type Tab = (typeof TABS)[number];

/** One profile: its fields, its text, what a machine would get, and what it was before. */
@customElement("rs-profile-page")
export class ProfilePage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) route!: Extract<Route, { page: "profile" }>;
  @state() private read: ReadProfile | undefined;
  /** As the person has it now. */
  @state() private draft: Profile | undefined;
  @state() private tab: Tab = "form";
  @state() private conflict: { readonly about: Conflict; readonly saved: ProfileVersion | undefined } | undefined;
  @state() private merging = false;
  @state() private problem: unknown;
  @state() private missing = false;
  @state() private busy = false;
  @query("rs-profile-form") private form!: ProfileForm | null;
  #shown = "";

  static override styles = [
    shared,
    pageStyle,
    css`
      .foot {
        position: sticky;
        bottom: 0;
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        align-items: center;
        padding: 12px 0;
        border-top: 1px solid var(--line);
        background: var(--ground);
      }
      .panel {
        max-width: 920px;
      }
      .panel[data-tab="versions"],
      .panel[data-tab="preview"] {
        max-width: none;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("beforeunload", this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeunload", this.#leaving);
    this.#shown = "";
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // On the way to another page the frame says its route here too, before it takes this page away.
    const { page } = this.route as Route;
    if (page !== "profile" || (!changed.has("route") && this.#shown !== "")) return;
    if (this.route.name === this.#shown) return;
    this.#shown = this.route.name;
    void this.#open();
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { read, draft } = this;
    if (read === undefined || draft === undefined) {
      return html`<header>
        <h1 tabindex="-1">${this.missing ? say.gone(this.route.name) : this.route.name}</h1>
        ${this.problem === undefined ? nothing : refusal(this.problem, this.words)}
        <p class="under"><a href=${toProfiles}>${say.back}</a></p>
      </header>`;
    }
    return html`${this.#head(draft)} ${this.#conflicted()}
      <div role="tablist" aria-label=${say.tabsLabel} @keydown=${this.#moved}>
        ${TABS.map(
          (tab) =>
            html`<button
              role="tab"
              id="tab-${tab}"
              aria-selected=${tab === this.tab ? "true" : "false"}
              aria-controls="panel"
              tabindex=${tab === this.tab ? 0 : -1}
              @click=${() => (this.tab = tab)}
            >
              ${say.tabs[tab]}
            </button>`,
        )}
      </div>
      <div class="panel" data-tab=${this.tab} role="tabpanel" id="panel" aria-labelledby="tab-${this.tab}">
        ${this.#panel(read, draft)}
      </div>
      ${this.problem === undefined ? nothing : refusal(this.problem, this.words)} ${this.#foot()}`;
  }

  #head(profile: Profile): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const image = this.house.images.find(({ name }) => name === profile.image);
    const users = this.#users();
    return html`<div class="head">
      <header>
        <h1 tabindex="-1">${profile.name}</h1>
        <p class="under">
          ${
            image === undefined
              ? html`<span class="mono">${profile.image}</span> (${say.imageMissing})`
              : html`<a href=${toImage(image.name)}>${titleOf(image)}</a>`
          }
          · ${say.install[profile.install]} · ${say.usedBy(users.length)}
        </p>
      </header>
      <div class="buttons">
        <button @click=${() => void this.#copy()} aria-label=${say.copyName(profile.name)}>${say.copy}</button>
        <button @click=${() => void this.#remove()} aria-label=${say.removeName(profile.name)}>${say.remove}</button>
      </div>
    </div>`;
  }

  #panel(read: ReadProfile, draft: Profile): TemplateResult {
    const changed = (event: CustomEvent<Profile>): void => this.#drafted(event.detail);
    switch (this.tab) {
      case "form":
        return html`<rs-profile-form
          .profile=${draft}
          .images=${this.house.images}
          .words=${this.words}
          @rs-profile=${changed}
        ></rs-profile-form>`;
      case "text":
        return html`<rs-profile-text
          .api=${this.house.api}
          .profile=${draft}
          .image=${this.house.images.find(({ name }) => name === draft.image)}
          .words=${this.words}
          @rs-profile=${changed}
        ></rs-profile-text>`;
      case "preview":
        return html`<rs-profile-preview
          .api=${this.house.api}
          .profile=${read.profile.name}
          .etag=${read.etag}
          .machines=${[...this.house.machines.values()]}
          ?unsaved=${this.#dirty()}
          .words=${this.words}
        ></rs-profile-preview>`;
      case "versions":
        return html`<rs-profile-versions
          .api=${this.house.api}
          name=${read.profile.name}
          etag=${read.etag}
          .words=${this.words}
          @rs-restored=${this.#restored}
        ></rs-profile-versions>`;
    }
  }

  #conflicted(): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    if (this.merging) return html`<p class="say note" role="status">${say.merging}</p>`;
    if (this.conflict === undefined) return nothing;
    const { about, saved } = this.conflict;
    return html`<rs-profile-conflict
      .conflict=${about}
      .saved=${saved}
      .words=${this.words}
      @rs-theirs=${() => this.#take({ profile: about.theirs, etag: about.current })}
      @rs-merge=${() => {
        this.read = { profile: about.theirs, etag: about.current };
        this.conflict = undefined;
        this.merging = true;
      }}
      @rs-mine=${() => void this.#save(about.current)}
    ></rs-profile-conflict>`;
  }

  #foot(): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    if (this.tab === "versions") return nothing;
    const dirty = this.#dirty();
    return html`<div class="foot">
      <button class="go" ?disabled=${this.busy || !dirty} @click=${() => void this.#save(this.read?.etag)}>
        ${say.save}
      </button>
      ${
        dirty
          ? html`<button @click=${() => this.read && this.#take(this.read)}>${say.discard}</button>
              <span><b>${say.unsaved}.</b> <span class="soft">${say.unsavedHelp}</span></span>`
          : html`<span class="soft">${say.allSaved}</span>`
      }
    </div>`;
  }

  #users(): string[] {
    const machines = [...this.house.machines.values()];
    return machines.filter(({ profile }) => profile === this.route.name).map(({ name, mac }) => name ?? mac);
  }

  #dirty(): boolean {
    return this.read !== undefined && text(this.read.profile) !== text(this.draft);
  }

  async #open(): Promise<void> {
    const { name } = this.route;
    Object.assign(this, { read: undefined, draft: undefined, conflict: undefined, problem: undefined });
    Object.assign(this, { missing: false, merging: false, tab: "form" });
    try {
      const read = await readProfile(this.house.api, name);
      if (name !== this.route.name) return;
      const kept = draftOf(name);
      // What was written before is compared with what it was written against: a change in between shows when it is saved.
      this.read = kept === undefined ? read : { profile: kept.saved, etag: kept.etag };
      this.draft = kept?.profile ?? read.profile;
    } catch (error) {
      this.missing = error instanceof ApiError && error.status === 404;
      this.problem = error;
    }
  }

  #drafted(profile: Profile): void {
    this.draft = profile;
    if (this.read === undefined) return;
    if (this.#dirty()) keepDraft(profile.name, { profile, etag: this.read.etag, saved: this.read.profile });
    else dropDraft(profile.name);
  }

  /** What the appliance has is what is shown. */
  #take(read: ReadProfile): void {
    dropDraft(read.profile.name);
    Object.assign(this, { read, draft: read.profile, conflict: undefined, problem: undefined, merging: false });
  }

  async #save(etag: string | undefined): Promise<void> {
    if (this.draft === undefined || this.busy) return;
    if (this.tab === "form" && this.form?.check() === false) return;
    this.busy = true;
    this.problem = undefined;
    try {
      this.#take(await keepProfile(this.house.api, this.draft, etag));
      const say = areaText(this.words, { en, zh });
      this.dispatchEvent(showToast({ text: say.saved(this.route.name) }));
      await this.house.lookAtProfiles();
    } catch (error) {
      const about = conflictOf(error);
      if (about === undefined) this.problem = error;
      else this.conflict = { about, saved: (await versionsOf(this.house.api, this.route.name)).at(0) };
    } finally {
      this.busy = false;
    }
  }

  #restored(event: CustomEvent<ReadProfile & { readonly number: number }>): void {
    const { number, profile, etag } = event.detail;
    this.#take({ profile, etag });
    const say = areaText(this.words, { en, zh });
    this.dispatchEvent(showToast({ text: say.restored(number) }));
    void this.house.lookAtProfiles();
  }

  async #copy(): Promise<void> {
    if (this.draft === undefined) return;
    const name = freeName(`${this.draft.name}-copy`, this.house.profiles);
    await this.#try(async () => {
      await keepProfile(this.house.api, { ...this.draft, name } as Profile);
      await this.house.lookAtProfiles();
      const say = areaText(this.words, { en, zh });
      this.dispatchEvent(showToast({ text: say.copied(this.route.name, name) }));
      location.hash = toProfile(name);
    });
  }

  async #remove(): Promise<void> {
    const { name } = this.route;
    const { api } = this.house;
    await this.#try(async () => {
      await removeProfile(api, name);
      dropDraft(name);
      this.dispatchEvent(showToast(removedProfile(this.house, name, this.words)));
      await this.house.lookAtProfiles();
      location.hash = toProfiles;
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.problem = undefined;
    try {
      await act();
    } catch (error) {
      this.problem = error;
    }
  }

  #moved(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.tab = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length] ?? "form";
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus());
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.#dirty()) event.preventDefault();
  };
}

/** Two profiles that say the same are the same text, whatever the order of their keys; nothing is as good as empty. */
const text = (profile: Profile | undefined): string =>
  JSON.stringify(profile, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => one !== undefined && JSON.stringify(one) !== "{}" && JSON.stringify(one) !== "[]")
            .sort(([a], [b]) => a.localeCompare(b)),
        )
      : value,
  );
