import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { keepTheme, keptTheme, showTheme, type Theme, THEMES } from "../data/theme.ts";
import { shared } from "../style/shared.ts";
import { areaText, type Words } from "../text/text.ts";
import { themeEn } from "../text/theme.en.ts";
import { themeZh } from "../text/theme.zh.ts";

// Before anything is drawn: a page that turns dark a moment later dazzles.
showTheme(keptTheme());

/** How the page looks in this browser: as the system, light, dark, or in high contrast. */
@customElement("rs-theme-menu")
export class ThemeMenu extends LitElement {
  @property({ attribute: false }) words!: Words;
  @state() private theme: Theme = keptTheme();
  @state() private open = false;
  @query("#menu") private menu!: HTMLElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        flex: none;
      }
      .look {
        width: 44px;
        padding: 0;
      }
      .look svg {
        width: 20px;
        height: 20px;
      }
      #menu {
        position: fixed;
        inset: 64px 20px auto auto;
        width: max-content;
        max-width: calc(100vw - 32px);
        margin: 0;
        padding: 14px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--sheet);
        color: var(--ink);
      }
      #menu:popover-open {
        display: grid;
        gap: 10px;
      }
      #menu button {
        justify-content: flex-start;
        text-align: start;
        font-weight: 500;
      }
      #menu button[aria-pressed="true"] {
        background: var(--accent-soft);
        font-weight: 600;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en: themeEn, zh: themeZh });
    return html`<button
        class="look"
        popovertarget="menu"
        aria-expanded=${this.open ? "true" : "false"}
        aria-label=${text.look}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" />
          <path d="M10 2a8 8 0 0 1 0 16z" fill="currentColor" />
        </svg>
      </button>
      <div
        id="menu"
        popover
        role="group"
        aria-label=${text.look}
        @toggle=${(event: ToggleEvent) => (this.open = event.newState === "open")}
      >
        ${THEMES.map(
          (theme) =>
            html`<button aria-pressed=${theme === this.theme ? "true" : "false"} @click=${() => this.#choose(theme)}>
              ${text.themes[theme]}
            </button>`,
        )}
      </div>`;
  }

  #choose(theme: Theme): void {
    this.theme = theme;
    keepTheme(theme);
    this.menu.hidePopover();
  }
}
