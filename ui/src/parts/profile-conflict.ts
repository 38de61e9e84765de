import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Conflict, ProfileVersion } from "../data/profiles.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./diff-view.ts";
import { savedBy } from "./profile-versions.ts";

/** Two people changed the same profile: the difference, and three ways on, said as `rs-theirs`, `rs-mine` and `rs-merge`. */
@customElement("rs-profile-conflict")
export class ProfileConflict extends LitElement {
  @property({ attribute: false }) conflict!: Conflict;
  /** Their version, when it is known. */
  @property({ attribute: false }) saved: ProfileVersion | undefined;
  @property({ attribute: false }) words!: Words;

  static override styles = [shared, pageStyle];

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { saved } = this;
    return html`<section class="card stack" role="alert" aria-labelledby="conflict">
      <h2 id="conflict" tabindex="-1">${say.conflictTitle}</h2>
      <p>
        ${
          saved === undefined
            ? say.conflictAnon
            : say.conflictWho(this.words.time(saved.at), savedBy(saved.who, this.words))
        }
      </p>
      <rs-diff .lines=${this.conflict.diff} .words=${this.words}></rs-diff>
      <div class="buttons">
        <button @click=${() => this.#say("rs-theirs")}>${say.takeTheirs}</button>
        <button @click=${() => this.#say("rs-merge")}>${say.merge}</button>
        <button @click=${() => this.#say("rs-mine")}>${say.saveMine}</button>
      </div>
    </section>`;
  }

  #say(name: "rs-theirs" | "rs-merge" | "rs-mine"): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}
