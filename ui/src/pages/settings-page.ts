import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import { loadPart } from "../data/part.ts";
import { type Route, toSettings } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/settings.en.ts";
import { zh } from "../text/settings.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import { SECTIONS, type SettingsSection } from "./settings/sections.ts";

/** A section as this page sees it. */
interface SectionElement extends HTMLElement {
  api: House["api"];
  words: Words;
  house: House;
}

/** What the appliance keeps to; each section is a part of its own that is fetched when it is shown. */
@customElement("rs-settings-page")
export class SettingsPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) route!: Route;
  @state() private shown: SectionElement | undefined;
  #id: string | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 18px;
      }
      .frame {
        display: grid;
        grid-template-columns: 200px minmax(0, 720px);
        gap: 28px;
        align-items: start;
      }
      nav {
        display: grid;
        gap: 2px;
      }
      nav a {
        display: flex;
        flex: none; /* in one line, on a phone, they would shrink over each other */
        align-items: center;
        min-height: 44px;
        min-width: 44px;
        padding: 0 12px;
        border-radius: 8px;
        color: var(--soft);
        font-weight: 500;
        text-decoration: none;
        white-space: nowrap;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a[aria-current] {
        background: var(--accent-soft);
        color: var(--ink);
        font-weight: 600;
      }
      h2 {
        margin-bottom: 12px;
        font-size: 20px;
        color: var(--ink);
        letter-spacing: -0.01em;
      }
      @media (max-width: 900px) {
        .frame {
          grid-template-columns: minmax(0, 1fr);
          gap: 16px;
        }
        nav {
          display: flex;
          overflow-x: auto;
          scrollbar-width: thin;
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    const { id } = this.#section();
    if (id !== this.#id) void this.#show(id);
    if (this.shown !== undefined)
      Object.assign(this.shown, { house: this.house, api: this.house.api, words: this.words });
  }

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const current = this.#section();
    return html`<h1 tabindex="-1">${text.headline}</h1>
      <div class="frame">
        <nav aria-label=${text.sections}>
          ${SECTIONS.map(
            ({ id, name }) =>
              html`<a href=${toSettings(id)} aria-current=${id === current.id ? "page" : nothing}
                >${name(this.words)}</a
              >`,
          )}
        </nav>
        <section aria-labelledby="section">
          <h2 id="section">${current.name(this.words)}</h2>
          ${this.shown}
        </section>
      </div>`;
  }

  /** What nobody knows leads to the first one. */
  #section(): SettingsSection {
    const wanted = this.route.page === "settings" ? this.route.section : "";
    const found = SECTIONS.find(({ id }) => id === wanted) ?? SECTIONS[0];
    if (found === undefined) throw new Error("there is no section of settings");
    return found;
  }

  async #show(id: string): Promise<void> {
    this.#id = id;
    const { tag, load } = this.#section();
    await loadPart(load, () => id === this.#id);
    if (id !== this.#id) return;
    this.shown = Object.assign(document.createElement(tag) as SectionElement, {
      house: this.house,
      api: this.house.api,
      words: this.words,
    });
  }
}
