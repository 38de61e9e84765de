import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../../data/api.ts";
import { getRegion, putRegion, type RegionText } from "../../data/network.ts";
import { shared } from "../../style/shared.ts";
import { en } from "../../text/settings.en.ts";
import { zh } from "../../text/settings.zh.ts";
import { areaText, type Language, type Words } from "../../text/text.ts";
import "../../parts/region-fields.ts";

/** A request takes its time; what differs less is the same. */
const TOLERATED_SECONDS = 5;

/** Language and time zone of the appliance, and whether its clock is right. */
@customElement("rs-settings-region")
export class SettingsRegion extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private region: RegionText | undefined;
  /** Milliseconds that the appliance's clock is ahead of this browser's. */
  @state() private ahead = 0;
  @state() private problem: string | undefined;
  @state() private saved = false;

  static override styles = [
    shared,
    css`
      :host,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      dl + p {
        margin-top: 12px;
      }
      h3 {
        margin-bottom: 10px;
        font-size: 15px;
      }
      .say {
        margin-top: 12px;
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
    const { region } = this;
    if (region === undefined) return this.#failed();
    return html`<form class="card" @submit=${(event: Event) => void this.#save(event, region)}>
        <rs-region-fields
          .region=${region}
          .words=${this.words}
          @rs-region=${(event: CustomEvent<RegionText>) => {
            this.region = event.detail;
            this.saved = false;
          }}
        ></rs-region-fields>
        ${this.#failed()}
        <div class="buttons">
          <button class="go">${text.save}</button>
          <span class="done" role="status">${this.saved ? text.saved : ""}</span>
        </div>
      </form>
      ${this.#clock(region)}`;
  }

  #clock({ timeZone }: RegionText): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const seconds = Math.round(Math.abs(this.ahead) / 1000);
    const shown = (milliseconds: number): string => clockText(milliseconds, timeZone, this.words.language);
    return html`<section class="card" aria-labelledby="clock">
      <h3 id="clock">${text.clock}</h3>
      <dl class="facts num">
        <dt>${text.clockHere}</dt>
        <dd>${shown(Date.now() + this.ahead)}</dd>
        <dt>${text.clockBrowser}</dt>
        <dd>${shown(Date.now())}</dd>
      </dl>
      ${
        seconds <= TOLERATED_SECONDS
          ? html`<p class="soft">${text.clockSame}</p>`
          : html`<p class="say note">
              <b>${text.clockOff(this.words.duration(seconds), this.ahead < 0)}</b> ${text.clockWhy}
            </p>`
      }
    </section>`;
  }

  #failed(): TemplateResult {
    return html`${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}`;
  }

  async #load(): Promise<void> {
    try {
      const asked = Date.now();
      const { language, timeZone, now } = await getRegion(this.api);
      this.ahead = new Date(now).getTime() - (asked + Date.now()) / 2;
      this.region = { language, timeZone };
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  async #save(event: Event, region: RegionText): Promise<void> {
    event.preventDefault();
    this.problem = undefined;
    try {
      await putRegion(this.api, region);
      this.saved = true;
      this.dispatchEvent(
        new CustomEvent<Language>("rs-speak", { detail: region.language, bubbles: true, composed: true }),
      );
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}

function clockText(milliseconds: number, timeZone: string, language: Language): string {
  const format = { dateStyle: "medium", timeStyle: "short", hour12: false } as const;
  try {
    return new Intl.DateTimeFormat(language, { ...format, timeZone }).format(milliseconds);
  } catch {
    return new Intl.DateTimeFormat(language, format).format(milliseconds); // a zone that is being typed
  }
}
