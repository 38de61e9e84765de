import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../../data/api.ts";
import { getPanelSettings, type PanelSettings, putPanelSettings } from "../../data/panel-settings.ts";
import { choiceStyle } from "../../style/choice.ts";
import { shared } from "../../style/shared.ts";
import { en } from "../../text/panel-settings.en.ts";
import { zh } from "../../text/panel-settings.zh.ts";
import { areaText, type Words } from "../../text/text.ts";

/** What whoever stands in front of the box may do at its screen. */
@customElement("rs-settings-panel")
export class SettingsPanel extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private settings: PanelSettings | undefined;
  @state() private allowed = false;
  @state() private problem: string | undefined;
  @state() private saved = false;
  @query("#pin") private pin!: HTMLInputElement;

  static override styles = [
    shared,
    choiceStyle,
    css`
      :host,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
      }
      .one {
        display: grid;
        gap: 4px;
        max-width: 280px;
      }
      .done {
        align-self: center;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const { settings } = this;
    const failed =
      this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`;
    if (settings === undefined)
      return this.problem === undefined ? html`<p class="soft">${text.reading}</p>` : html`${failed}`;
    return html`<p class="soft">${text.intro}</p>
      <form class="card" @submit=${this.#save} @input=${() => (this.saved = false)}>
        <label class="choice">
          <input
            type="checkbox"
            .checked=${this.allowed}
            @change=${(event: Event) => (this.allowed = (event.target as HTMLInputElement).checked)}
          />
          <span>${text.allow}</span>
          <span class="soft">${text.allowText}</span>
        </label>
        <div class="one">
          <label for="pin">${text.pin}</label>
          <input
            id="pin"
            class="field num"
            type="password"
            inputmode="numeric"
            pattern="[0-9]{4,12}"
            maxlength="12"
            autocomplete="off"
            aria-describedby="pin-help"
            ?required=${this.allowed && !settings.pinSet}
          />
          <p id="pin-help" class="soft">${text.pinHelp} ${settings.pinSet ? text.pinSet : text.pinMissing}</p>
        </div>
        ${failed}
        <div class="buttons">
          <button class="go">${text.save}</button>
          <span class="done" role="status">${this.saved ? text.saved : ""}</span>
        </div>
      </form>`;
  }

  #take(settings: PanelSettings): void {
    this.settings = settings;
    this.allowed = settings.allowInstalls;
  }

  async #load(): Promise<void> {
    try {
      this.#take(await getPanelSettings(this.api));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    this.problem = undefined;
    const pin = this.pin.value;
    try {
      this.#take(await putPanelSettings(this.api, { allowInstalls: this.allowed, ...(pin === "" ? {} : { pin }) }));
      this.pin.value = "";
      this.saved = true;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}
