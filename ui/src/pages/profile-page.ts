import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { checkAnswers, type Finding, type Imported, type ProfileView, saveProfile } from "../data/answers.ts";
import type { House } from "../data/house.ts";
import { titleOf } from "../data/images.ts";
import { toImage, toImages } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";
import "../parts/answer-text.ts";
import "../parts/finding-list.ts";
import "../parts/import-answers.ts";

/** The text is checked when nobody has typed for this long (ms). */
const CHECK_AFTER = 500;
type Field = "name" | "disk" | "timezone" | "locale" | "keyboard" | "user" | "sshKeys" | "packages";

/** A new profile for an image: a small form; what is left empty gets the default. */
@customElement("rs-profile-page")
export class ProfilePage extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) image = "";
  @state() private install: "automatic" | "manual" = "automatic";
  @state() private text = "";
  @state() private findings: readonly Finding[] | undefined;
  @state() private checking = false;
  @state() private imported: Imported | undefined;
  @state() private taking = false;
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("form") private form!: HTMLFormElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
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
        grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
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
      .bar {
        flex-wrap: wrap;
        align-items: center;
        font-size: 15px;
      }
      .bar > :first-child {
        white-space: normal;
      }
      .changes {
        display: grid;
        gap: 4px;
        padding-left: 18px;
        list-style: disc;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const { text } = this.words;
    const image = this.house.images.find(({ name }) => name === this.image);
    if (image === undefined) {
      return html`<header>
        <h1 tabindex="-1">${text.imageGone(this.image)}</h1>
        <p class="under"><a href=${toImages}>${text.images}</a></p>
      </header>`;
    }
    return html`<header>
        <h1 tabindex="-1">${text.profileTitle(titleOf(image))}</h1>
        <p class="under">${text.profileSubline}</p>
      </header>
      <form @submit=${this.#save}>
        ${this.#what()} ${this.#settings()} ${this.#answerFile(image.family)}
        ${this.problem === undefined ? nothing : html`<p class="say breaks" role="alert" lang="en">${text.failed(this.problem)}</p>`}
        <div class="buttons">
          <button type="submit" class="go" ?disabled=${this.busy}>${text.save}</button>
          <a class="button" href=${toImage(image.name)}>${text.cancel}</a>
        </div>
      </form>
      ${
        this.taking
          ? html`<rs-import-answers
              .api=${this.house.api}
              .image=${this.image}
              .words=${this.words}
              @rs-imported=${this.#took}
              @rs-closed=${() => (this.taking = false)}
            ></rs-import-answers>`
          : nothing
      }`;
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
                pattern: "/dev/[A-Za-z0-9/_.:\\-]+",
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

  #answerFile(family: string | undefined): TemplateResult {
    const { text } = this.words;
    return html`<fieldset class="card">
      <legend>${text.answerFile}</legend>
      <div class="bar">
        <p id="answerFile-help" class="soft">${text.answerFileHelp}</p>
        ${
          family === undefined || family === "rhel"
            ? html`<button type="button" @click=${() => (this.taking = true)}>${text.importKs}</button>`
            : nothing
        }
      </div>
      ${
        this.imported === undefined
          ? nothing
          : html`<div class="one" role="status">
              <b>${this.imported.changes.length === 0 ? text.importNoChanges : text.importChanges}</b>
              <ul class="changes" lang="en">
                ${this.imported.changes.map((change) => html`<li>${change}</li>`)}
              </ul>
            </div>`
      }
      <div class="one">
        <label for="answerFile">${text.answerText}</label>
        <textarea
          id="answerFile"
          name="answerFile"
          class="field"
          rows="12"
          spellcheck="false"
          wrap="off"
          maxlength="262144"
          aria-describedby="answerFile-help"
          .value=${this.text}
          @input=${this.#typed}
        ></textarea>
      </div>
      <div role="status" aria-live="polite">${this.#checked()}</div>
    </fieldset>`;
  }

  #checked(): TemplateResult | typeof nothing {
    const { text } = this.words;
    if (this.text.trim() === "") return nothing;
    if (this.checking) return html`<p class="soft">${text.checking}</p>`;
    if (this.findings === undefined) return nothing;
    return this.findings.length === 0
      ? html`<span class="chip done">${text.checkOk}</span>`
      : html`<rs-finding-list .findings=${this.findings} .words=${this.words}></rs-finding-list>`;
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
      const name = count === 2 ? this.image.slice(0, 63) : `${this.image.slice(0, 60)}-${count - 1}`;
      if (!taken.has(name)) return name;
    }
    return "";
  }

  #typed(event: Event): void {
    this.#setText((event.target as HTMLTextAreaElement).value);
  }

  #setText(text: string): void {
    this.text = text;
    this.findings = undefined;
    clearTimeout(this.#timer);
    if (text.trim() !== "") this.#timer = setTimeout(() => void this.#check(), CHECK_AFTER);
  }

  async #check(): Promise<void> {
    const { text } = this;
    this.checking = true;
    try {
      const findings = await checkAnswers(this.house.api, text, this.image);
      if (text === this.text) this.findings = findings;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.checking = false;
    }
  }

  #took(event: CustomEvent<Imported>): void {
    this.taking = false;
    this.imported = event.detail;
    this.#setText(event.detail.text);
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
      location.hash = toImage(this.image);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }

  #profile(): ProfileView {
    const given = new FormData(this.form);
    const word = (field: Field): string => {
      const value = given.get(field);
      return typeof value === "string" ? value.trim() : "";
    };
    const pick = (field: Field): Record<string, string> => (word(field) === "" ? {} : { [field]: word(field) });
    return {
      name: word("name"),
      image: this.image,
      install: this.install,
      kernelArgs: [],
      ...(this.install === "automatic" ? pick("disk") : {}),
      settings: {
        ...pick("timezone"),
        ...pick("locale"),
        ...pick("keyboard"),
        ...pick("user"),
        sshKeys: word("sshKeys")
          .split(/\s*\n\s*/)
          .filter((key) => key !== ""),
        packages: word("packages")
          .split(/[\s,]+/)
          .filter((name) => name !== ""),
      },
      ...(this.text.trim() === "" ? {} : { answerFile: this.text }),
    };
  }
}

/** Most racks stand where their operator sits. */
const browserZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === "UTC" ? "Etc/UTC" : timeZone;
};
