import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../../data/api.ts";
import { makeBackup } from "../../data/backup.ts";
import { saveFile } from "../../data/save-file.ts";
import { choiceStyle } from "../../style/choice.ts";
import { shared } from "../../style/shared.ts";
import { en } from "../../text/backup.en.ts";
import { zh } from "../../text/backup.zh.ts";
import { areaText, type Words } from "../../text/text.ts";
import "../../parts/restore-form.ts";

/** The whole appliance as one file, and back. */
@customElement("rs-settings-backup")
export class SettingsBackup extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private secret = true;
  @state() private busy = false;
  @state() private said = "";
  @state() private problem: string | undefined;
  @query("#passphrase") private passphrase!: HTMLInputElement | null;
  @query("#again") private again!: HTMLInputElement | null;

  static override styles = [
    shared,
    choiceStyle,
    css`
      :host,
      .card,
      form,
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      h3 {
        font-size: 15px;
      }
      .one {
        display: grid;
        gap: 4px;
        max-width: 460px;
      }
      form button {
        justify-self: start;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    return html`<section class="card" aria-labelledby="make">
        <h3 id="make">${text.makeTitle}</h3>
        <p id="inside">${text.inside}</p>
        <form @submit=${this.#make}>
          <fieldset>
            <legend class="quiet-to-eyes">${text.makeTitle}</legend>
            ${this.#choice(true, text.secretsWith, text.secretsWithText)}
            ${this.#choice(false, text.secretsWithout, text.secretsWithoutText)}
          </fieldset>
          ${this.secret ? this.#passphrases() : nothing}
          ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
          <button class="go" ?disabled=${this.busy}>${this.busy ? text.making : text.make}</button>
          <p role="status" class="num">${this.said}</p>
        </form>
      </section>
      <section class="card" aria-labelledby="restore">
        <h3 id="restore">${text.restoreTitle}</h3>
        <rs-restore-form .api=${this.api} .words=${this.words}></rs-restore-form>
      </section>`;
  }

  #choice(value: boolean, name: string, means: string): TemplateResult {
    return html`<label class="choice">
      <input
        type="radio"
        name="secret"
        .checked=${this.secret === value}
        @change=${() => {
          this.secret = value;
          this.problem = undefined;
        }}
      />
      <span>${name}</span>
      <span class="soft">${means}</span>
    </label>`;
  }

  #passphrases(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    return html`<div class="one">
        <label for="passphrase">${text.passphrase}</label>
        <input
          id="passphrase"
          class="field"
          type="password"
          required
          minlength="8"
          maxlength="200"
          autocomplete="new-password"
          aria-describedby="passphrase-help"
        />
        <p id="passphrase-help" class="soft">${text.passphraseHelp}</p>
      </div>
      <div class="one">
        <label for="again">${text.again}</label>
        <input id="again" class="field" type="password" required maxlength="200" autocomplete="new-password" />
      </div>`;
  }

  async #make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const text = areaText(this.words, { en, zh });
    const passphrase = this.secret ? (this.passphrase?.value ?? "") : "";
    this.said = "";
    if (this.secret && passphrase !== this.again?.value) {
      this.problem = text.differ;
      return;
    }
    this.busy = true;
    this.problem = undefined;
    try {
      const { name, file } = await makeBackup(this.api, passphrase);
      saveFile(name, file);
      this.said = text.made(name, this.words.size(file.size));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
