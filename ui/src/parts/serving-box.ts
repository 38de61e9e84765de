import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { tellDevice } from "../data/device.ts";
import type { House } from "../data/house.ts";
import type { Surroundings } from "../data/overview.ts";
import { toNetwork } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import { en } from "../text/overview.en.ts";
import { zh } from "../text/overview.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import { showToast } from "./toast.ts";
import "./ask-dialog.ts";

/** Does it serve, where, and if not, why; for an owner the way to the other state. */
@customElement("rs-serving-box")
export class ServingBox extends LitElement {
  @property({ attribute: false }) house!: House;
  /** Changes whenever the house did. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) around: Surroundings | undefined;
  @property({ attribute: false }) words!: Words;
  @state() private asking = false;
  @state() private busy = false;
  @state() private open = false;
  @query("#menu") private menu!: HTMLElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .box {
        display: flex;
        align-items: center;
        gap: 6px 14px;
        max-width: 420px;
        padding: 6px 8px 6px 16px;
        border-radius: 12px;
        border-left: 5px solid var(--c);
        background: color-mix(in srgb, var(--c) 11%, var(--sheet));
        overflow-wrap: anywhere;
      }
      .box > div {
        min-width: 0;
        padding: 4px 0;
      }
      .failed {
        flex-wrap: wrap;
        padding-right: 16px;
        padding-bottom: 10px;
      }
      b {
        font-size: 17px;
        color: color-mix(in srgb, var(--c) 55%, var(--ink));
      }
      p {
        font-size: 13px;
      }
      .more {
        flex: none;
        width: 44px;
        padding: 0;
        border-color: transparent;
        background: none;
        font-size: 20px;
        line-height: 1;
      }
      #menu {
        margin: 0;
        inset: auto;
        position-area: bottom span-left;
        padding: 8px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--sheet);
        color: var(--ink);
        box-shadow: 0 16px 48px rgb(0 0 0 / 24%);
      }
    `,
  ];

  override render(): TemplateResult {
    const { serving = false, subnets = [] } = this.house.status ?? {};
    const text = machinesText(this.words);
    const say = areaText(this.words, { en, zh });
    const { paused = false, isOwner = false } = this.around ?? {};
    if (serving) {
      return html`<div class="box done">
          <div>
            <b>${text.servingTitle}</b>
            <p>${text.servingWhat(subnets.join(" · "))}</p>
          </div>
          ${isOwner ? this.#menu() : nothing}
        </div>
        ${this.#question()}`;
    }
    return html`<div class="box failed">
      <div>
        <b>${text.silentTitle}</b>
        <p>${paused ? say.paused : html`${text.silentWhat} <a href=${toNetwork}>${text.toNetwork}</a>`}</p>
      </div>
      ${
        paused
          ? html`<button class="go" ?disabled=${this.busy} @click=${() => void this.#again()}>${say.again}</button>`
          : nothing
      }
    </div>`;
  }

  #menu(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    return html`<button
        class="more"
        popovertarget="menu"
        aria-expanded=${this.open ? "true" : "false"}
        aria-label=${say.serveMenu}
      >
        ⋯
      </button>
      <div id="menu" popover @toggle=${(event: ToggleEvent) => (this.open = event.newState === "open")}>
        <button @click=${this.#ask}>${say.stop}…</button>
      </div>`;
  }

  #question(): TemplateResult | typeof nothing {
    if (!this.asking) return nothing;
    const say = areaText(this.words, { en, zh });
    return html`<rs-ask-dialog
      .words=${this.words}
      .question=${say.stopTitle}
      .warning=${say.stopWarning}
      .yes=${say.stop}
      .act=${() => this.#tell("stop-serving")}
      @rs-closed=${() => (this.asking = false)}
    ></rs-ask-dialog>`;
  }

  readonly #ask = (): void => {
    this.menu.hidePopover();
    this.asking = true;
  };

  async #again(): Promise<void> {
    this.busy = true;
    try {
      await this.#tell("start-serving");
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      this.dispatchEvent(showToast({ text: this.words.text.failed(because) }));
    } finally {
      this.busy = false;
    }
  }

  async #tell(what: "stop-serving" | "start-serving"): Promise<void> {
    const say = areaText(this.words, { en, zh });
    await tellDevice(this.house.api, what);
    this.dispatchEvent(showToast({ text: what === "stop-serving" ? say.stopped : say.started }));
  }
}
