import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { type Image, titleOf } from "../data/images.ts";
import type { Profile } from "../data/profiles.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import type { Pair } from "./pair-list.ts";
import "./pair-list.ts";

type Field =
  | "name"
  | "disk"
  | "timezone"
  | "locale"
  | "keyboard"
  | "user"
  | "passwordHash"
  | "sshKeys"
  | "packages"
  | "kernelArgs"
  | "kernel"
  | "initrd";

interface FieldFacts {
  readonly value: string;
  readonly pattern?: string;
  readonly required?: boolean;
  readonly mono?: boolean;
}

/** The fields of a profile, all but its texts. Says `rs-profile` with the whole profile whenever something was typed. */
@customElement("rs-profile-form")
export class ProfileForm extends LitElement {
  @property({ attribute: false }) profile!: Profile;
  @property({ attribute: false }) images: readonly Image[] = [];
  /** Its name can be chosen: it does not exist yet. */
  @property({ type: Boolean }) fresh = false;
  @property({ attribute: false }) words!: Words;
  @state() private vars: readonly Pair[] = [];
  @state() private repos: readonly Pair[] = [];
  @query("form") private form!: HTMLFormElement;
  #own: Profile | undefined;

  static override styles = [shared, pageStyle];

  /** False, and the first wrong field has the focus, when something does not fit. */
  check(): boolean {
    return this.form.reportValidity();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("profile") || this.profile === this.#own) return;
    this.vars = Object.entries(this.profile.vars ?? {}).map(([name, value]): Pair => [name, varText(value)]);
    this.repos = (this.profile.repos ?? []).map(({ name, url }): Pair => [name, url]);
  }

  override render(): TemplateResult {
    const image = this.images.find(({ name }) => name === this.profile.image);
    const generic = image?.family === "generic" || this.profile.kernel !== undefined;
    return html`<form class="stack" @input=${this.#changed} @submit=${(event: Event) => event.preventDefault()}>
      ${this.#what()} ${this.#settings()} ${generic ? this.#boot() : nothing} ${this.#more()}
    </form>`;
  }

  #what(): TemplateResult {
    const { text } = this.words;
    const say = areaText(this.words, { en, zh });
    const { name, image, install, disk = "" } = this.profile;
    const automatic = install === "automatic";
    const known = this.images.some((one) => one.name === image);
    return html`<fieldset class="card">
      <legend>${text.profileInstall}</legend>
      <div class="pair">
        ${
          this.fresh
            ? this.#field("name", text.profileName, text.profileNameHelp, {
                value: name,
                required: true,
                pattern: "[A-Za-z0-9][A-Za-z0-9._\\-]{0,62}",
              })
            : nothing
        }
        <div class="one">
          <label for="image">${say.image}</label>
          <select id="image" name="image" class="field">
            ${known ? nothing : html`<option value=${image} selected>${image} (${say.imageMissing})</option>`}
            ${this.images
              .filter((one) => one.state === "ready" || one.name === image)
              .map((one) => html`<option value=${one.name} ?selected=${one.name === image}>${titleOf(one)}</option>`)}
          </select>
        </div>
        ${
          automatic
            ? this.#field("disk", text.profileDisk, text.profileDiskHelp, {
                value: disk,
                required: true,
                pattern: "/dev/[A-Za-z0-9\\/_.:\\-]+",
                mono: true,
              })
            : nothing
        }
      </div>
      <div role="radiogroup" aria-label=${text.profileInstall}>
        ${this.#way("automatic", text.profileAutomatic)} ${this.#way("manual", text.profileManual)}
      </div>
    </fieldset>`;
  }

  #way(install: Profile["install"], says: string): TemplateResult {
    return html`<label class="choice"
      ><input type="radio" name="install" value=${install} .checked=${this.profile.install === install} />${says}</label
    >`;
  }

  #settings(): TemplateResult {
    const { text } = this.words;
    const say = areaText(this.words, { en, zh });
    const { timezone, locale, keyboard, user, passwordHash = "", sshKeys, packages } = settingsOf(this.profile);
    return html`<fieldset class="card">
      <legend>${text.profileSettings}</legend>
      <div class="pair">
        ${this.#field("timezone", text.timezone, "", { value: timezone })}
        ${this.#field("locale", text.locale, "", { value: locale, mono: true })}
        ${this.#field("keyboard", text.keyboard, "", { value: keyboard, mono: true })}
        ${this.#field("user", text.user, "", { value: user, mono: true })}
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
          .value=${sshKeys.join("\n")}
        ></textarea>
        <p id="sshKeys-help" class="soft">${text.sshKeysHelp}</p>
      </div>
      ${this.#field("passwordHash", say.passwordHash, say.passwordHashHelp, {
        value: passwordHash,
        pattern: "\\$(6|y|5|2[aby]|gy)\\$[A-Za-z0-9.\\/$=,]+",
        mono: true,
      })}
      ${this.#field("packages", text.packages, text.packagesHelp, { value: packages.join(" "), mono: true })}
    </fieldset>`;
  }

  #boot(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { kernel = "", initrd = "" } = this.profile;
    return html`<fieldset class="card">
      <legend>${say.boot}</legend>
      <p class="soft">${say.bootHelp}</p>
      <div class="pair">
        ${this.#field("kernel", say.kernel, "", { value: kernel, mono: true })}
        ${this.#field("initrd", say.initrd, "", { value: initrd, mono: true })}
      </div>
    </fieldset>`;
  }

  #more(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    return html`<fieldset class="card">
        <legend>${say.kernelArgs}</legend>
        ${this.#field("kernelArgs", say.kernelArgs, say.kernelArgsHelp, {
          value: this.profile.kernelArgs.join(" "),
          mono: true,
        })}
      </fieldset>
      <fieldset class="card">
        <legend>${say.vars}</legend>
        <p class="soft">${say.varsHelp}</p>
        <rs-pair-list
          .pairs=${this.vars}
          first=${say.varName}
          second=${say.varValue}
          add=${say.addVar}
          .words=${this.words}
          @rs-pairs=${(event: CustomEvent<readonly Pair[]>) => {
            this.vars = event.detail;
            this.#changed();
          }}
        ></rs-pair-list>
      </fieldset>
      <fieldset class="card">
        <legend>${say.repos}</legend>
        <p class="soft">${say.reposHelp}</p>
        <rs-pair-list
          .pairs=${this.repos}
          first=${say.repoName}
          second=${say.repoUrl}
          add=${say.addRepo}
          .words=${this.words}
          @rs-pairs=${(event: CustomEvent<readonly Pair[]>) => {
            this.repos = event.detail;
            this.#changed();
          }}
        ></rs-pair-list>
      </fieldset>`;
  }

  #field(name: Field, label: string, help: string, facts: FieldFacts): TemplateResult {
    return html`<div class="one">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        class="field ${facts.mono === true ? "mono" : ""}"
        autocomplete="off"
        spellcheck="false"
        .value=${facts.value}
        pattern=${facts.pattern ?? nothing}
        ?required=${facts.required === true}
        aria-describedby=${help === "" ? nothing : `${name}-help`}
      />
      ${help === "" ? nothing : html`<p id="${name}-help" class="soft">${help}</p>`}
    </div>`;
  }

  #changed(): void {
    this.#own = this.#read();
    this.profile = this.#own;
    this.dispatchEvent(new CustomEvent("rs-profile", { detail: this.#own }));
  }

  /** A number, a list or a yes that nobody touched stays what it is; a list that was touched stays a list. */
  #var(name: string, value: string): NonNullable<Profile["vars"]>[string] {
    const old = this.profile.vars?.[name];
    if (old !== undefined && varText(old) === value) return old;
    return Array.isArray(old) ? value.split(/\s*,\s*/).filter((one) => one !== "") : value;
  }

  /** The profile as the fields say it. What has no field here (its texts) stays. */
  #read(): Profile {
    const given = new FormData(this.form);
    const word = (field: Field | "image" | "install", old = ""): string => {
      const value = given.get(field);
      return typeof value === "string" ? value.trim() : old;
    };
    const { answerFile, cloudConfig, disk, kernel, initrd, name } = this.profile;
    const before = settingsOf(this.profile);
    const passwordHash = word("passwordHash");
    const repos = this.repos.filter(([first, second]) => first !== "" || second !== "");
    return present({
      name: word("name", name),
      image: word("image"),
      install: word("install") === "manual" ? ("manual" as const) : ("automatic" as const),
      kernelArgs: words(word("kernelArgs")),
      disk: word("disk", disk) || undefined,
      kernel: word("kernel", kernel) || undefined,
      initrd: word("initrd", initrd) || undefined,
      answerFile,
      cloudConfig,
      settings: present({
        ...before,
        timezone: word("timezone") || "Etc/UTC",
        locale: word("locale") || "en_US.UTF-8",
        keyboard: word("keyboard") || "us",
        user: word("user") || "admin",
        sshKeys: word("sshKeys")
          .split(/\s*\n\s*/)
          .filter((key) => key !== ""),
        packages: words(word("packages")),
        passwordHash: passwordHash === "" ? undefined : passwordHash,
      }),
      vars: Object.fromEntries(
        this.vars.filter(([first]) => first !== "").map(([first, value]) => [first, this.#var(first, value)]),
      ),
      repos: repos.map(([first, url]) => ({ name: first, url })),
    }) as Profile;
  }
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== "");

/** A list stands in one line; the file may say more than this table can. */
const varText = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;

/** What stands in a profile that says nothing. */
export const settingsOf = ({ settings }: Pick<Profile, "settings">): NonNullable<Profile["settings"]> =>
  settings ?? { timezone: "Etc/UTC", locale: "en_US.UTF-8", keyboard: "us", user: "admin", sshKeys: [], packages: [] };
