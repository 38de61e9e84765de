import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import { titleOf } from "../data/images.ts";
import { newestVersions, type Profile, type ProfileVersion, removeProfile } from "../data/profiles.ts";
import { toImages, toNewProfile, toProfile } from "../data/route.ts";
import { savedBy } from "../parts/profile-versions.ts";
import { refusal } from "../parts/refusal.ts";
import { showToast } from "../parts/toast.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import { removedProfile } from "./removed.ts";
import "../parts/trash-list.ts";

/** What can be installed and how: all profiles, who uses them, and how a new one is made. */
@customElement("rs-profiles-page")
export class ProfilesPage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private newest: ReadonlyMap<string, ProfileVersion> = new Map();
  @state() private choosing = false;
  @state() private problem: unknown;
  #seen: readonly Profile[] | undefined;

  static override styles = [
    shared,
    pageStyle,
    css`
      .rows > li {
        padding: 14px 0;
      }
      .rows b a {
        color: var(--ink);
        text-decoration-color: var(--idle);
        font-size: 16px;
      }
      .what {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 12px;
        align-items: center;
        margin: 4px 0 2px;
      }
      .choose {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      .choose .one {
        flex: 1;
        min-width: min(260px, 100%);
      }
    `,
  ];

  protected override willUpdate(): void {
    if (this.house.profiles === this.#seen) return;
    this.#seen = this.house.profiles;
    void this.#load();
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { profiles } = this.house;
    return html`<div class="head">
        <header>
          <h1 tabindex="-1">${profiles.length === 0 ? say.headlineNone : say.headline(profiles.length)}</h1>
          <p class="under">${say.subline}</p>
        </header>
        <button
          class="go"
          aria-expanded=${this.choosing ? "true" : "false"}
          @click=${() => (this.choosing = !this.choosing)}
        >
          ${say.create}
        </button>
      </div>
      ${this.choosing ? this.#choose() : nothing}
      ${this.problem === undefined ? nothing : refusal(this.problem, this.words)}
      ${
        profiles.length === 0
          ? html`<div class="card empty">
              <h2>${say.emptyTitle}</h2>
              <p>${say.emptyText}</p>
            </div>`
          : html`<section class="card" aria-label=${say.list}>
              <ul class="rows">
                ${profiles.map((profile) => this.#row(profile))}
              </ul>
            </section>`
      }
      <rs-trash-list
        .house=${this.house}
        kind="profile"
        .version=${this.version}
        .words=${this.words}
      ></rs-trash-list>`;
  }

  #choose(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const ready = this.house.images.filter((image) => image.state === "ready");
    if (ready.length === 0) {
      return html`<p class="card">${say.noImages} <a href=${toImages}>${say.toImages}</a></p>`;
    }
    return html`<form class="card choose" @submit=${this.#chosen}>
      <div class="one">
        <label for="for">${say.chooseImage}</label>
        <select id="for" name="image" class="field">
          ${ready.map((image) => html`<option value=${image.name}>${titleOf(image)}</option>`)}
        </select>
      </div>
      <button type="submit" class="go">${say.chooseGo}</button>
    </form>`;
  }

  #row(profile: Profile): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { text } = this.words;
    const image = this.house.images.find(({ name }) => name === profile.image);
    const users = [...this.house.machines.values()].filter((machine) => machine.profile === profile.name).length;
    const newest = this.newest.get(profile.name);
    const automatic = profile.install === "automatic";
    return html`<li>
      <div class="grow">
        <b><a href=${toProfile(profile.name)}>${profile.name}</a></b>
        <div class="what">
          <span>${image === undefined ? profile.image : titleOf(image)}</span>
          ${
            image === undefined
              ? html`<span class="chip refused">${say.imageMissing}</span>`
              : image.state === "ready"
                ? html`<span class="chip ${image.verified ? "done" : "armed"}"
                    >${image.verified ? text.verified : text.notVerified}</span
                  >`
                : html`<span class="chip ${image.state}">${text.imageState[image.state]}</span>`
          }
          <span class="soft"
            >${say.install[profile.install]}${
              automatic && profile.disk !== undefined ? html` · <span class="mono">${profile.disk}</span>` : nothing
            }</span
          >
        </div>
        <p class="soft num">
          ${say.usedBy(users)}${
            newest === undefined
              ? nothing
              : html` · ${say.changed(this.words.time(newest.at), savedBy(newest.who, this.words))}`
          }
        </p>
      </div>
      <button @click=${() => void this.#remove(profile.name)} aria-label=${say.removeName(profile.name)}>
        ${say.remove}
      </button>
    </li>`;
  }

  #chosen(event: Event): void {
    event.preventDefault();
    const image = new FormData(event.target as HTMLFormElement).get("image");
    if (typeof image === "string") location.hash = toNewProfile(image);
  }

  async #load(): Promise<void> {
    try {
      this.newest = new Map((await newestVersions(this.house.api)).map((one) => [one.name, one]));
    } catch (error) {
      this.problem = error;
    }
  }

  async #remove(name: string): Promise<void> {
    this.problem = undefined;
    try {
      await removeProfile(this.house.api, name);
      this.dispatchEvent(showToast(removedProfile(this.house, name, this.words)));
      await this.house.lookAtProfiles();
    } catch (error) {
      this.problem = error;
    }
  }
}
