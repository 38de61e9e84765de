import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import { type Image, titleOf } from "../data/images.ts";
import { freeName, keepProfile, type Profile } from "../data/profiles.ts";
import { type Route, toImage, toImages } from "../data/route.ts";
import type { ProfileForm } from "../parts/profile-form.ts";
import { refusal } from "../parts/refusal.ts";
import { showToast } from "../parts/toast.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import "../parts/profile-form.ts";
import "../parts/profile-text.ts";

/** A new profile for an image: a form; what is left empty gets the default. */
@customElement("rs-new-profile-page")
export class NewProfilePage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) route!: Extract<Route, { page: "new-profile" }>;
  @state() private draft: Profile | undefined;
  @state() private problem: unknown;
  @state() private busy = false;
  @query("rs-profile-form") private form!: ProfileForm;
  #for: string | undefined;

  static override styles = [
    shared,
    pageStyle,
    css`
      .form {
        max-width: 920px;
      }
    `,
  ];

  protected override willUpdate(): void {
    if (this.#for === this.route.image) return;
    this.#for = this.route.image;
    this.draft = undefined;
  }

  override render(): TemplateResult {
    const { text } = this.words;
    const image = this.house.images.find(({ name }) => name === this.route.image);
    if (image === undefined) {
      return html`<header>
        <h1 tabindex="-1">${text.imageGone(this.route.image)}</h1>
        <p class="under"><a href=${toImages}>${text.images}</a></p>
      </header>`;
    }
    this.draft ??= this.#fresh(image);
    const chosen = this.house.images.find(({ name }) => name === this.draft?.image);
    const changed = (event: CustomEvent<Profile>): void => void (this.draft = event.detail);
    return html`<header>
        <h1 tabindex="-1">${text.profileTitle(titleOf(image))}</h1>
        <p class="under">${text.profileSubline}</p>
      </header>
      <div class="form stack">
        <rs-profile-form
          fresh
          .profile=${this.draft}
          .images=${this.house.images}
          .words=${this.words}
          @rs-profile=${changed}
        ></rs-profile-form>
        <rs-profile-text
          .api=${this.house.api}
          .profile=${this.draft}
          .image=${chosen}
          .rows=${12}
          .words=${this.words}
          @rs-profile=${changed}
        ></rs-profile-text>
        ${this.problem === undefined ? nothing : refusal(this.problem, this.words)}
        <div class="buttons">
          <button class="go" ?disabled=${this.busy} @click=${this.#save}>${text.save}</button>
          <a class="button" href=${toImage(image.name)}>${text.cancel}</a>
        </div>
      </div>`;
  }

  #fresh(image: Image): Profile {
    return {
      name: freeName(image.name, this.house.profiles),
      image: image.name,
      install: "automatic",
      disk: "/dev/sda",
      kernelArgs: [],
      settings: {
        timezone: browserZone(),
        locale: "en_US.UTF-8",
        keyboard: "us",
        user: "admin",
        sshKeys: [],
        packages: [],
      },
    };
  }

  async #save(): Promise<void> {
    if (this.busy || this.draft === undefined || !this.form.check()) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const { profile } = await keepProfile(this.house.api, this.draft);
      await this.house.lookAtProfiles();
      this.dispatchEvent(showToast({ text: this.words.text.savedProfile(profile.name) }));
      location.hash = toImage(profile.image);
    } catch (error) {
      this.problem = error;
    } finally {
      this.busy = false;
    }
  }
}

/** Most racks stand where their operator sits. */
const browserZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === "UTC" ? "Etc/UTC" : timeZone;
};
