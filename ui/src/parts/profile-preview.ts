import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";

import type { Machine } from "../../../appliance/http/needs.ts";
import type { Api } from "../data/api.ts";
import { nameOf } from "../data/machines.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./answer-preview.ts";

/** What a machine of one's choice would get with this profile, secrets covered. */
@customElement("rs-profile-preview")
export class ProfilePreview extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property() profile = "";
  /** Of the profile as it was read: another one means another preview. */
  @property() etag = "";
  @property({ attribute: false }) machines: readonly Machine[] = [];
  @property({ type: Boolean }) unsaved = false;
  @property({ attribute: false }) words!: Words;
  @state() private chosen: string | undefined;

  static override styles = [shared, pageStyle];

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    // Those that have this profile come first.
    const machines = this.machines.toSorted(
      (a, b) =>
        Number(b.profile === this.profile) - Number(a.profile === this.profile) ||
        nameOf(a).localeCompare(nameOf(b), "en", { numeric: true }),
    );
    const mac = this.chosen ?? machines[0]?.mac;
    if (mac === undefined) return html`<p class="soft">${say.previewNone}</p>`;
    return html`<div class="one">
        <h2 id="for">${say.previewFor}</h2>
        <select
          aria-labelledby="for"
          class="field"
          @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}
        >
          ${machines.map((one) => html`<option value=${one.mac} ?selected=${one.mac === mac}>${nameOf(one)}</option>`)}
        </select>
      </div>
      ${this.unsaved ? html`<p class="say note">${say.previewSaved}</p>` : nothing}
      ${keyed(
        this.etag,
        html`<rs-answer-preview
          .api=${this.api}
          .mac=${mac}
          .profile=${this.profile}
          .words=${this.words}
        ></rs-answer-preview>`,
      )}`;
  }
}
