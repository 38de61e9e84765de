import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import type { Image } from "../data/images.ts";
import type { Profile } from "../data/profiles.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./answer-editor.ts";

/** Families whose profiles may bring an answer file, or a cloud-config, of their own. */
const TAKES_FILE: readonly string[] = ["rhel", "debian", "ubuntu", "fedora-coreos", "flatcar", "opensuse"];
const TAKES_CLOUD_CONFIG: readonly string[] = ["coreos", "flatcar"];

/** The texts of a profile, checked while they are written. Says `rs-profile` with the whole profile. */
@customElement("rs-profile-text")
export class ProfileText extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) profile!: Profile;
  @property({ attribute: false }) image: Image | undefined;
  @property({ type: Number }) rows = 20;
  @property({ attribute: false }) words!: Words;

  static override styles = [shared, pageStyle];

  override render(): TemplateResult {
    const { text } = this.words;
    const say = areaText(this.words, { en, zh });
    const { answerFile, cloudConfig } = this.profile;
    const family = this.image?.family ?? "";
    const takesFile = TAKES_FILE.includes(family) || answerFile !== undefined;
    const takesCloud = TAKES_CLOUD_CONFIG.includes(family) || cloudConfig !== undefined;
    if (!takesFile && !takesCloud) return html`<p class="soft">${say.noText}</p>`;
    return html`${
      takesFile
        ? html`<fieldset class="card">
            <legend>${text.answerFile}</legend>
            <rs-answer-editor
              .api=${this.api}
              .image=${this.profile.image}
              .family=${this.image?.family}
              .text=${answerFile ?? ""}
              .rows=${this.rows}
              .words=${this.words}
              @rs-text=${(event: CustomEvent<string>) => this.#say({ answerFile: event.detail })}
            ></rs-answer-editor>
          </fieldset>`
        : nothing
    }
    ${
      takesCloud
        ? html`<fieldset class="card">
            <legend>${say.cloudConfig}</legend>
            <div class="one">
              <label for="cloudConfig">${say.cloudConfig}</label>
              <textarea
                id="cloudConfig"
                class="field"
                rows="14"
                spellcheck="false"
                wrap="off"
                aria-describedby="cloud-help"
                .value=${cloudConfig ?? ""}
                @input=${(event: Event) => this.#say({ cloudConfig: (event.target as HTMLTextAreaElement).value })}
              ></textarea>
              <p id="cloud-help" class="soft">${say.cloudConfigHelp}</p>
            </div>
          </fieldset>`
        : nothing
    }`;
  }

  /** A text that is empty is none. */
  #say(change: Pick<Profile, "answerFile"> | Pick<Profile, "cloudConfig">): void {
    const changed = Object.entries({ ...this.profile, ...change }).filter(
      ([key, value]) =>
        !["answerFile", "cloudConfig"].includes(key) || (typeof value === "string" && value.trim() !== ""),
    );
    this.profile = Object.fromEntries(changed) as unknown as Profile;
    this.dispatchEvent(new CustomEvent("rs-profile", { detail: this.profile }));
  }
}
