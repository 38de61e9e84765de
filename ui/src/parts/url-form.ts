import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { addImage } from "../data/images.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** Lets the appliance fetch an ISO file itself. */
@customElement("rs-url-form")
export class UrlForm extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 12px;
      }
      .one {
        display: grid;
        gap: 4px;
      }
      .tick {
        display: flex;
        gap: 12px;
        align-items: center;
        min-height: 44px;
        font-weight: 500;
      }
      .tick input {
        width: 22px;
        height: 22px;
        flex: none;
        accent-color: var(--accent);
      }
      button {
        justify-self: start;
      }
    `,
  ];

  override render(): TemplateResult {
    const { text } = this.words;
    return html`<form @submit=${this.#given}>
      <div class="one">
        <label for="url">${text.urlLabel}</label>
        <input id="url" name="url" class="field mono" type="url" required autocomplete="off" placeholder="https://" />
      </div>
      <div class="one">
        <label for="sha256">${text.sumLabel}</label>
        <input
          id="sha256"
          name="sha256"
          class="field mono"
          autocomplete="off"
          spellcheck="false"
          pattern="\\s*[0-9a-fA-F]{64}\\s*"
          aria-describedby="help"
        />
        <p id="help" class="soft">${text.sumHelp}</p>
      </div>
      <label class="tick"><input type="checkbox" name="mirror" />${text.internalMirror}</label>
      ${
        this.problem === undefined
          ? nothing
          : html`<p class="say breaks" role="alert" lang="en">${text.failed(this.problem)}</p>`
      }
      <button type="submit" ?disabled=${this.busy}>${text.fetchIt}</button>
    </form>`;
  }

  async #given(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const word = (name: string): string => {
      const value = given.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    this.busy = true;
    this.problem = undefined;
    try {
      const { name } = await addImage(this.api, {
        url: word("url"),
        ...(word("sha256") === "" ? {} : { sha256: word("sha256").toLowerCase() }),
        ...(given.has("mirror") ? { internalMirror: true } : {}),
      });
      form.reset();
      this.dispatchEvent(new CustomEvent("rs-added", { detail: name, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
