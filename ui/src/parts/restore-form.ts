import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { isBack, type ReceivedBackup, restoreBackup, sendBackup } from "../data/backup.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/backup.en.ts";
import { zh } from "../text/backup.zh.ts";
import { areaText, type Words } from "../text/text.ts";

const WORD = "restore";

/** A backup in three steps: choose and check the file, say that it may replace everything, wait for the appliance. */
@customElement("rs-restore-form")
export class RestoreForm extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  /** Nobody owns the appliance yet: gives the claim code as it was typed. */
  @property({ attribute: false }) claimCode: (() => string) | undefined;
  @state() private found: ReceivedBackup | undefined;
  @state() private problem: string | undefined;
  @state() private doing: "checking" | "restarting" | "away" | undefined;
  @query("#file") private file!: HTMLInputElement;
  @query("#passphrase") private passphrase!: HTMLInputElement | null;

  static override styles = [
    shared,
    css`
      :host,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
      }
      form button {
        justify-self: start;
      }
      .one {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 4px;
      }
      input[type="file"] {
        padding: 9px 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    if (this.doing === "restarting")
      return html`<div role="status">
        <p>${text.restarting}</p>
        <progress aria-label=${text.restarting}></progress>
      </div>`;
    if (this.doing === "away")
      return html`<p class="say note" role="alert">${text.away}</p>
        <button class="go" @click=${() => location.reload()}>${text.reopen}</button>`;
    return html`<p class="soft">${text.restoreText}</p>
      <form @submit=${this.#check}>
        <div class="one">
          <label for="file">${text.file}</label>
          <input
            id="file"
            class="field"
            type="file"
            accept=".rackseed"
            required
            @change=${() => (this.found = undefined)}
          />
        </div>
        <button class=${this.found === undefined ? "go" : ""} ?disabled=${this.doing !== undefined}>
          ${text.check}
        </button>
      </form>
      <div role="status">${this.doing === "checking" ? text.checking : nothing}</div>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
      ${this.found === undefined ? nothing : this.#confirm(this.found)}`;
  }

  #confirm(found: ReceivedBackup): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const isUnclaimed = this.claimCode !== undefined;
    const secrets = isUnclaimed
      ? [text.hasNoSecretsUnclaimed, text.hasSecretsUnclaimed]
      : [text.hasNoSecrets, text.hasSecrets];
    return html`<form @submit=${this.#restore}>
      <h3 id="found" tabindex="-1">${text.found}</h3>
      <dl class="facts">
        <dt>${text.madeAt}</dt>
        <dd class="num"><time datetime=${found.created}>${this.words.time(found.created)}</time></dd>
        <dt>${text.madeBy}</dt>
        <dd class="mono">${found.rackseed}</dd>
        <dt>${text.holds}</dt>
        <dd class="num">${text.counts(found.machines, found.profiles)}</dd>
        <dt>${text.from}</dt>
        <dd>${found.sameDevice ? text.same : text.other}</dd>
      </dl>
      <p id="secrets">${secrets[found.secrets ? 1 : 0]}</p>
      ${
        found.secrets
          ? html`<div class="one">
              <label for="passphrase">${text.passphrase}</label>
              <input
                id="passphrase"
                class="field"
                type="password"
                minlength="8"
                maxlength="200"
                autocomplete="off"
                aria-describedby="secrets"
              />
            </div>`
          : nothing
      }
      <p class="say">${text.warning}</p>
      <div class="one">
        <label for="word">${text.typeWord}</label>
        <input
          id="word"
          class="field"
          required
          pattern=${WORD}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
        />
      </div>
      <button class="wipe">${text.restore}</button>
    </form>`;
  }

  #code(): string | undefined {
    const code = this.claimCode?.();
    if (code === "") throw new Error(areaText(this.words, { en, zh }).needsCode);
    return code;
  }

  async #check(event: Event): Promise<void> {
    event.preventDefault();
    const [file] = this.file.files ?? [];
    if (file === undefined || this.doing !== undefined) return;
    this.found = undefined;
    await this.#do("checking", async () => {
      this.found = await sendBackup(this.api, file, this.#code());
    });
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>("#found")?.focus();
  }

  async #restore(event: Event): Promise<void> {
    event.preventDefault();
    const passphrase = this.passphrase?.value ?? "";
    const isTaken = await this.#do(undefined, () => restoreBackup(this.api, passphrase, this.#code()));
    if (!isTaken) return;
    this.doing = "restarting";
    if (await isBack(this.api)) location.reload();
    else this.doing = "away";
  }

  async #do(doing: "checking" | undefined, act: () => Promise<unknown>): Promise<boolean> {
    this.problem = undefined;
    this.doing = doing;
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.doing = undefined;
    }
  }
}
