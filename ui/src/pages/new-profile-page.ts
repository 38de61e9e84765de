import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Profile } from "../../../appliance/http/needs.ts";
import { saveProfile } from "../data/answers.ts";
import type { House } from "../data/house.ts";
import { titleOf } from "../data/images.ts";
import { type Route, toImage, toImages } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import type { AnswerEditor } from "../parts/answer-editor.ts";
import "../parts/answer-editor.ts";

/** Families whose profiles may bring an answer file of their own. */
const TAKES_FILE: readonly string[] = ["rhel", "debian", "ubuntu", "fedora-coreos", "flatcar"];
type Field = "name" | "disk" | "timezone" | "locale" | "keyboard" | "user" | "sshKeys" | "packages";

/** A new profile for an image: a small form; what is left empty gets the default. */
@customElement("rs-new-profile-page")
export class NewProfilePage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) route!: Extract<Route, { page: "new-profile" }>;
  @state() private install: "automatic" | "manual" = "automatic";
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("form") private form!: HTMLFormElement;
  @query("rs-answer-editor") private editor!: AnswerEditor;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      form {
        display: grid;
        gap: 20px;
        max-width: 920px;
      }
      fieldset {
        display: grid;
        gap: 14px;
        margin: 0;
        min-width: 0;
        border: 1px solid var(--line);
        padding: 18px;
      }
      legend {
        padding: 0 6px;
        margin-left: -6px;
        font-size: 15px;
        font-weight: 600;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(190px, 100%), 1fr));
        gap: 14px 20px;
        align-items: start;
      }
      .one {
        display: grid;
        gap: 4px;
        min-width: 0;
      }
      .choice {
        display: flex;
        gap: 12px;
        align-items: center;
        min-height: 44px;
        font-weight: 500;
      }
      .choice input {
        width: 22px;
        height: 22px;
        flex: none;
        accent-color: var(--accent);
      }
    `,
  ];

  override render(): TemplateResult {
    const { text } = this.words;
    const image = this.house.images.find(({ name }) => name === this.route.image);
    if (image === undefined) {
      return html`<header>
        <h1 tabindex="-1">${text.imageGone(this.route.image)}</h1>
        <p class="under"><a href=${toImages}>${text.images}</a></p>
      </header>`;
    }
    return html`<header>
        <h1 tabindex="-1">${text.profileTitle(titleOf(image))}</h1>
        <p class="under">${text.profileSubline}</p>
      </header>
      <form @submit=${this.#save}>
        ${this.#what()} ${this.#settings()}
        <fieldset class="card" ?hidden=${!TAKES_FILE.includes(image.family ?? "")}>
          <legend>${text.answerFile}</legend>
          <rs-answer-editor
            .api=${this.house.api}
            .image=${this.route.image}
            .family=${image.family}
            .words=${this.words}
          ></rs-answer-editor>
        </fieldset>
        ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${text.failed(this.problem)}</p>`}
        <div class="buttons">
          <button type="submit" class="go" ?disabled=${this.busy}>${text.save}</button>
          <a class="button" href=${toImage(image.name)}>${text.cancel}</a>
        </div>
      </form>`;
  }

  #what(): TemplateResult {
    const { text } = this.words;
    const way = (install: "automatic" | "manual", says: string): TemplateResult =>
      html`<label class="choice"
        ><input
          type="radio"
          name="install"
          value=${install}
          .checked=${this.install === install}
          @change=${() => (this.install = install)}
        />${says}</label
      >`;
    return html`<fieldset class="card">
      <legend>${text.profileInstall}</legend>
      <div class="pair">
        ${this.#field("name", text.profileName, text.profileNameHelp, {
          required: true,
          pattern: "[A-Za-z0-9][A-Za-z0-9._\\-]{0,62}",
          value: this.#freeName(),
        })}
        ${
          this.install === "automatic"
            ? this.#field("disk", text.profileDisk, text.profileDiskHelp, {
                required: true,
                pattern: "/dev/[A-Za-z0-9\\/_.:\\-]+",
                value: "/dev/sda",
                mono: true,
              })
            : nothing
        }
      </div>
      <div role="radiogroup" aria-label=${text.profileInstall}>
        ${way("automatic", text.profileAutomatic)} ${way("manual", text.profileManual)}
      </div>
    </fieldset>`;
  }

  #settings(): TemplateResult {
    const { text } = this.words;
    return html`<fieldset class="card">
      <legend>${text.profileSettings}</legend>
      <div class="pair">
        ${this.#field("timezone", text.timezone, "", { value: browserZone() })}
        ${this.#field("locale", text.locale, "", { value: "en_US.UTF-8", mono: true })}
        ${this.#field("keyboard", text.keyboard, "", { value: "us", mono: true })}
        ${this.#field("user", text.user, "", { value: "admin", mono: true })}
      </div>
      <div class="one">
        <label for="sshKeys">${text.sshKeys}</label>
        <textarea
          id="sshKeys"
          name="sshKeys"
          class="field"
          rows="3"
          spellcheck="false"
          aria-describedby="sshKeys-help"
        ></textarea>
        <p id="sshKeys-help" class="soft">${text.sshKeysHelp}</p>
      </div>
      ${this.#field("packages", text.packages, text.packagesHelp, { mono: true })}
    </fieldset>`;
  }

  #field(
    name: Field,
    label: string,
    help: string,
    more: { value?: string; pattern?: string; required?: boolean; mono?: boolean } = {},
  ): TemplateResult {
    return html`<div class="one">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        class="field ${more.mono === true ? "mono" : ""}"
        autocomplete="off"
        spellcheck="false"
        value=${more.value ?? ""}
        pattern=${more.pattern ?? nothing}
        ?required=${more.required === true}
        aria-describedby=${help === "" ? nothing : `${name}-help`}
      />
      ${help === "" ? nothing : html`<p id="${name}-help" class="soft">${help}</p>`}
    </div>`;
  }

  /** The image's own name, unless a profile has it already. */
  #freeName(): string {
    const taken = new Set(this.house.profiles.map(({ name }) => name));
    for (let count = 2; count < 100; count++) {
      const name = count === 2 ? this.route.image.slice(0, 63) : `${this.route.image.slice(0, 60)}-${count - 1}`;
      if (!taken.has(name)) return name;
    }
    return "";
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const { name } = await saveProfile(this.house.api, this.#profile());
      await this.house.lookAtProfiles();
      this.dispatchEvent(
        new CustomEvent("rs-said", { detail: this.words.text.savedProfile(name), bubbles: true, composed: true }),
      );
      location.hash = toImage(this.route.image);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }

  #profile(): Profile {
    const given = new FormData(this.form);
    const word = (field: Field): string => {
      const value = given.get(field);
      return typeof value === "string" ? value.trim() : "";
    };
    return {
      name: word("name"),
      image: this.route.image,
      install: this.install,
      kernelArgs: [],
      ...(word("disk") === "" ? {} : { disk: word("disk") }),
      settings: {
        timezone: word("timezone") || "Etc/UTC",
        locale: word("locale") || "en_US.UTF-8",
        keyboard: word("keyboard") || "us",
        user: word("user") || "admin",
        sshKeys: word("sshKeys")
          .split(/\s*\n\s*/)
          .filter((key) => key !== ""),
        packages: word("packages")
          .split(/[\s,]+/)
          .filter((name) => name !== ""),
      },
      ...(this.editor.text.trim() === "" ? {} : { answerFile: this.editor.text }),
    };
  }
}

/** Most racks stand where their operator sits. */
const browserZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === "UTC" ? "Etc/UTC" : timeZone;
};
