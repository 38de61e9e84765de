import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import {
  type PageName,
  toEvents,
  toHealth,
  toHelp,
  toImages,
  toMachines,
  toNetwork,
  toOverview,
  toProfiles,
  toRuns,
  toSettings,
} from "../data/route.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** Where one can go, and how much lies there. */
@customElement("rs-side-nav")
export class SideNav extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property() page: PageName = "overview";

  static override styles = [
    shared,
    css`
      nav {
        display: grid;
        gap: 2px;
      }
      a {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-height: 44px;
        padding: 0 10px;
        border-radius: 8px;
        color: var(--soft);
        font-weight: 500;
        text-decoration: none;
        white-space: nowrap;
      }
      a:hover {
        color: var(--ink);
      }
      a[aria-current] {
        background: var(--sheet);
        color: var(--ink);
        box-shadow: 0 0 0 1px var(--line);
      }
      i {
        font-style: normal;
        font-size: 13px;
      }
      @media (max-width: 900px) {
        nav {
          display: flex;
          overflow-x: auto;
          scrollbar-width: thin;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const { nav } = this.words.text;
    const { machines, images, profiles } = this.house;
    return html`<nav aria-label=${nav.label}>
      ${this.#link(toOverview, nav.overview, ["overview"])}
      ${this.#link(toMachines, nav.machines, ["machines", "machine"], machines.size)}
      ${this.#link(toRuns, nav.runs, ["runs"])}
      ${this.#link(toImages, nav.images, ["images", "image", "new-profile"], images.length)}
      ${this.#link(toProfiles, nav.profiles, ["profiles", "profile"], profiles.length)}
      ${this.#link(toNetwork, nav.network, ["network"])} ${this.#link(toEvents, nav.events, ["events"])}
      ${this.#link(toHealth, nav.health, ["health"])} ${this.#link(toSettings(), nav.settings, ["settings"])}
      ${this.#link(toHelp(), nav.help, ["help"])}
    </nav>`;
  }

  #link(href: string, name: string, pages: readonly PageName[], count = 0): TemplateResult {
    return html`<a href=${href} aria-current=${pages.includes(this.page) ? "page" : nothing}
      >${name}${count > 0 ? html` <i class="num">${count}</i>` : nothing}</a
    >`;
  }
}
