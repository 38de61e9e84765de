import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Principal } from "../../../appliance/access/principal.ts";
import { toSettings } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { accessText } from "../text/access.ts";
import type { Words } from "../text/text.ts";

/** Who is signed in, and the way out. */
@customElement("rs-user-menu")
export class UserMenu extends LitElement {
  @property({ attribute: false }) you!: Principal;
  @property({ attribute: false }) words!: Words;
  /** Signs out here, or everywhere. */
  @property({ attribute: false }) leave!: (everywhere: boolean) => Promise<void>;
  @state() private open = false;
  @state() private problem: string | undefined;
  @query("#menu") private menu!: HTMLElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        flex: none;
      }
      .who {
        max-width: 180px;
        overflow: hidden;
        text-overflow: ellipsis;
        font-weight: 500;
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
        box-shadow: 0 24px 64px rgb(0 0 0 / 28%);
      }
      #menu:popover-open {
        display: grid;
        gap: 10px;
      }
      #menu .button,
      #menu button {
        justify-content: flex-start;
        text-align: start;
        font-weight: 500;
      }
      @media (max-width: 640px) {
        .who {
          width: 44px;
          padding: 0;
        }
        .rest {
          display: none;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const text = accessText(this.words);
    const { name, kind, role } = this.you;
    const first = Array.from(name)[0] ?? "";
    const isSession = kind === "session";
    return html`<button
        class="who"
        popovertarget="menu"
        aria-expanded=${this.open ? "true" : "false"}
        aria-label=${text.account(name)}
      >
        ${first}<span class="rest">${name.slice(first.length)}</span>
      </button>
      <div id="menu" popover @toggle=${(event: ToggleEvent) => (this.open = event.newState === "open")}>
        <div>
          <p><b class="breaks">${kind === "file" ? text.signedInWithFile : name}</b></p>
          <p class="soft">${text.roles[role]}${role === "panel" ? "" : ` · ${text.roleMeans[role]}`}</p>
        </div>
        ${
          isSession
            ? html`<a class="button" href=${toSettings("users")} @click=${this.#close}>${text.toUsers}</a>
                <button @click=${() => this.#go(false)}>${text.signOut}</button>
                <button @click=${() => this.#go(true)}>${text.signOutEverywhere}</button>`
            : html`<button @click=${() => this.#go(false)}>${text.forgetToken}</button>`
        }
        ${
          this.problem === undefined
            ? nothing
            : html`<p class="say" role="alert" lang="en">${this.words.text.failed(this.problem)}</p>`
        }
      </div>`;
  }

  async #go(everywhere: boolean): Promise<void> {
    this.problem = undefined;
    try {
      await this.leave(everywhere);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  readonly #close = (): void => this.menu.hidePopover();
}
