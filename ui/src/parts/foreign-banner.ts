import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { getNetwork, ignoreForeign, type Mode, type NetworkView, planOf, putNetwork, rivals } from "../data/network.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/network.en.ts";
import { zh } from "../text/network.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** Another DHCP server gives addresses beside ours: who, since when, and the three ways out. Says rs-network-changed. */
@customElement("rs-foreign-banner")
export class ForeignBanner extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) view: NetworkView | undefined;
  /** An owner may choose; others read. */
  @property({ type: Boolean }) deciding = false;
  @property({ attribute: false }) words!: Words;
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      .say {
        display: grid;
        gap: 10px;
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (view?.mode !== "server") return nothing;
    const first = rivals(view)[0];
    if (first === undefined) return nothing;
    const text = areaText(this.words, { en, zh });
    const since = this.words.time(first.firstSeenAt);
    return html`<div class="say" role="alert">
      <p>
        <b>${text.foreignBanner(first.mac === undefined ? first.address : `${first.address} (${first.mac})`, since)}</b>
        ${text.foreignWhy}
      </p>
      ${
        this.deciding
          ? html`<div class="buttons">
              ${
                view.saidBy === "file"
                  ? nothing
                  : html`<button class="go" ?disabled=${this.busy} @click=${() => this.#become("proxy")}>
                      ${text.toProxy}
                    </button>`
              }
              <button ?disabled=${this.busy} @click=${() => this.#do(() => ignoreForeign(this.api, first.address))}>
                ${text.ignore}
              </button>
              ${
                view.saidBy === "file"
                  ? nothing
                  : html`<button ?disabled=${this.busy} @click=${() => this.#become("off")}>
                      ${text.stopServing}
                    </button>`
              }
            </div>`
          : nothing
      }
      ${this.problem === undefined ? nothing : html`<p lang="en">${this.problem}</p>`}
    </div>`;
  }

  #become(mode: Mode): Promise<void> {
    return this.#do(async () => {
      const { view, tag } = await getNetwork(this.api);
      await putNetwork(this.api, { ...planOf(view), mode }, tag);
    });
  }

  async #do(act: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await act();
      this.dispatchEvent(new CustomEvent("rs-network-changed", { bubbles: true, composed: true }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
