import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { type DeviceAction, type PanelFacts, resetDevice, tellDevice } from "../data/device.ts";
import { panelStyle } from "./style.ts";
import type { PanelLanguage, Say } from "./words.ts";
import "./hold-button.ts";

/** This box: where its page is, and how it is stopped, restarted and erased. */
@customElement("rs-panel-device")
export class PanelDevice extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) facts!: PanelFacts;
  @property({ attribute: false }) say!: Say;
  @property() language: PanelLanguage = "en";
  @state() private asking: DeviceAction | undefined;
  @state() private problem: string | undefined;
  @query("dialog") private dialog!: HTMLDialogElement | null;

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        grid-template-columns: 220px minmax(0, 1fr);
        gap: 24px;
        padding: 20px 24px;
        align-content: start;
        overflow-y: auto;
        min-height: 0;
      }
      figure {
        display: grid;
        gap: 8px;
        margin: 0;
        justify-items: center;
        text-align: center;
        font-size: 16px;
      }
      img {
        width: 200px;
        height: 200px;
        border-radius: 10px;
        background: #fff;
      }
      .main {
        display: grid;
        gap: 14px;
        align-content: start;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 4px 16px;
        font-size: 18px;
      }
      dt {
        color: var(--soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .buttons {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 10px;
      }
      .buttons button {
        padding: 0 10px;
        font-size: 18px;
      }
      .languages {
        display: flex;
        gap: 10px;
      }
      [aria-pressed="true"] {
        border-color: var(--accent);
        color: var(--accent);
      }
      dialog {
        max-width: 620px;
        padding: 24px;
        border: 1px solid var(--line);
        border-radius: 16px;
        background: var(--sheet);
        color: var(--ink);
      }
      dialog::backdrop {
        background: var(--veil);
      }
      dialog div {
        display: flex;
        gap: 12px;
        margin-top: 20px;
      }
      @media (max-width: 740px) and (orientation: portrait) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
        img {
          width: 320px;
          height: 320px;
        }
      }
    `,
  ];

  protected override updated(): void {
    if (this.asking !== undefined && this.dialog?.open === false) this.dialog.showModal();
  }

  override render(): TemplateResult {
    const { facts, say } = this;
    return html`<figure>
        <img src="/api/v1/panel/qr.svg" alt=${facts.url} />
        <figcaption class="soft">${say.scan}</figcaption>
      </figure>
      <div class="main">
        <dl>
          <dt>${say.webPage}</dt>
          <dd class="mono">${facts.url}</dd>
          <dt>${say.name}</dt>
          <dd>${facts.name} · ${facts.interface}</dd>
          <dt>${say.version}</dt>
          <dd class="num">${facts.version}</dd>
        </dl>
        ${this.problem === undefined ? nothing : html`<p class="say" role="alert">${say.failed(this.problem)}</p>`}
        <div class="buttons">
          ${
            facts.paused
              ? html`<button class="go" @click=${() => this.#act("start-serving")}>${say.startServing}</button>`
              : html`<button @click=${() => (this.asking = "stop-serving")}>${say.stopServing}</button>`
          }
          <button @click=${() => (this.asking = "restart")}>${say.restart}</button>
          <button @click=${() => (this.asking = "power-off")}>${say.powerOff}</button>
          <div class="languages" role="group" aria-label=${say.language}>
            ${(["en", "zh"] as const).map(
              (language) =>
                html`<button
                  lang=${language === "en" ? "en" : "zh-CN"}
                  aria-pressed=${language === this.language ? "true" : "false"}
                  @click=${() => this.dispatchEvent(new CustomEvent("rs-language", { detail: language }))}
                >
                  ${language === "en" ? "EN" : "中文"}
                </button>`,
            )}
          </div>
        </div>
        <rs-hold-button .label=${say.factoryHold} @rs-held=${this.#reset}></rs-hold-button>
      </div>
      ${this.asking === undefined ? nothing : this.#question(this.asking)}`;
  }

  #question(action: DeviceAction): TemplateResult {
    const { say } = this;
    const [question, word] = {
      "stop-serving": [say.sureStop, say.stopServing],
      "start-serving": ["", say.startServing],
      restart: [say.sureRestart, say.restart],
      "power-off": [say.surePowerOff, say.powerOff],
    }[action];
    return html`<dialog aria-labelledby="question" @close=${() => (this.asking = undefined)}>
      <h2 id="question">${question}</h2>
      <div>
        <button class="wipe" @click=${() => this.#act(action)}>${word}</button>
        <button @click=${() => this.dialog?.close()}>${say.cancel}</button>
      </div>
    </dialog>`;
  }

  async #act(action: DeviceAction): Promise<void> {
    this.dialog?.close();
    await this.#try(() => tellDevice(this.api, action));
  }

  async #reset(): Promise<void> {
    await this.#try(() => resetDevice(this.api, this.facts.name));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.problem = undefined;
    try {
      await work();
      this.dispatchEvent(new CustomEvent("rs-acted"));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}
