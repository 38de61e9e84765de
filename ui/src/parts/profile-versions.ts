import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { type FullVersion, type ProfileVersion, readVersion, restoreVersion, versionsOf } from "../data/profiles.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./diff-view.ts";
import { refusal } from "./refusal.ts";

/** The configuration file's name in the list of who saved. */
const BY_FILE = "configuration file";

/** Who saved a version, in the page's language. */
export const savedBy = (who: string, words: Words): string =>
  who === BY_FILE ? areaText(words, { en, zh }).byFile : who;

/** The last fifty versions of a profile: what each changed, and the way back. Says `rs-restored` with what was read back. */
@customElement("rs-profile-versions")
export class ProfileVersions extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property() name = "";
  /** Of the profile as it was read; a new one means that there is a new version. */
  @property() etag = "";
  @property({ attribute: false }) words!: Words;
  @state() private versions: readonly ProfileVersion[] | undefined;
  @state() private chosen: number | undefined;
  @state() private against: number | undefined;
  @state() private shown: FullVersion | undefined;
  @state() private problem: unknown;

  static override styles = [
    shared,
    pageStyle,
    css`
      .both {
        display: grid;
        grid-template-columns: minmax(220px, 300px) minmax(0, 1fr);
        gap: 20px;
        align-items: start;
      }
      .list {
        max-height: 520px;
        overflow-y: auto;
      }
      .list button {
        display: grid;
        gap: 2px;
        width: 100%;
        padding: 10px 12px;
        border-color: transparent;
        background: none;
        text-align: left;
        white-space: normal;
      }
      .list button[aria-pressed="true"] {
        border-color: var(--line);
        background: var(--accent-soft);
      }
      .list .soft {
        font-weight: 400;
      }
      pre {
        max-height: 460px;
        margin: 0;
        overflow: auto;
        padding: 8px 16px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--ground);
        font: 13px/1.55 var(--mono);
      }
      select.field {
        width: auto;
      }
      @media (max-width: 860px) {
        .both {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("name") || changed.has("etag")) void this.#load();
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    if (this.problem !== undefined) return refusal(this.problem, this.words);
    if (this.versions === undefined) return html`<p class="soft">…</p>`;
    if (this.versions.length === 0) return html`<p class="soft">${say.versionsNone}</p>`;
    const [newest] = this.versions;
    return html`<div class="both">
      <ol class="list" aria-label=${say.tabs.versions}>
        ${this.versions.map(
          ({ number, at, who }) =>
            html`<li>
              <button
                aria-pressed=${number === this.chosen ? "true" : "false"}
                @click=${() => void this.#show(number, undefined)}
              >
                <span>${say.version(number)}${number === newest?.number ? html` · ${say.current}` : nothing}</span>
                <span class="soft num">${say.versionBy(this.words.time(at), savedBy(who, this.words))}</span>
              </button>
            </li>`,
        )}
      </ol>
      <div class="stack">${this.#shown(newest?.number)}</div>
    </div>`;
  }

  #shown(newest: number | undefined): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    const { shown, against } = this;
    if (shown === undefined) return nothing;
    const others = (this.versions ?? []).filter(({ number }) => number !== shown.number);
    return html`<div class="head">
        <b aria-live="polite">${against === undefined ? say.compareFirst : say.changedIn(shown.number, against)}</b>
        ${
          shown.number === newest
            ? nothing
            : html`<button @click=${() => void this.#restore(shown.number)}>${say.restore(shown.number)}</button>`
        }
      </div>
      ${
        others.length === 0
          ? nothing
          : html`<div class="buttons">
              <label class="choice"
                >${say.compareWith}
                <select
                  class="field"
                  @change=${(event: Event) =>
                    void this.#show(shown.number, Number((event.target as HTMLSelectElement).value))}
                >
                  ${others.map(
                    ({ number }) =>
                      html`<option value=${number} ?selected=${number === against}>${say.version(number)}</option>`,
                  )}
                </select>
              </label>
            </div>`
      }
      ${
        shown.diff === undefined
          ? html`<pre tabindex="0" aria-label=${say.version(shown.number)}>${shown.text}</pre>`
          : html`<rs-diff .lines=${shown.diff} .words=${this.words}></rs-diff>`
      }`;
  }

  async #load(): Promise<void> {
    try {
      this.versions = await versionsOf(this.api, this.name);
      const [newest] = this.versions;
      if (newest !== undefined) await this.#show(newest.number, undefined);
    } catch (error) {
      this.problem = error;
    }
  }

  /** Against the version before it, unless another was chosen. */
  async #show(number: number, against: number | undefined): Promise<void> {
    const before = against ?? this.versions?.find((one) => one.number < number)?.number;
    this.chosen = number;
    try {
      const shown = await readVersion(this.api, this.name, number, before);
      if (this.chosen !== number) return;
      this.against = before;
      this.shown = shown;
    } catch (error) {
      this.problem = error;
    }
  }

  async #restore(number: number): Promise<void> {
    try {
      const detail = await restoreVersion(this.api, this.name, number, this.etag);
      this.dispatchEvent(new CustomEvent("rs-restored", { detail: { number, ...detail } }));
    } catch (error) {
      this.problem = error;
    }
  }
}
