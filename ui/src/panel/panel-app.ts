import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { Api } from "../data/api.ts";
import { getPanel, type PanelFacts } from "../data/device.ts";
import { House } from "../data/house.ts";
import { lookOf } from "../data/machines.ts";
import { keptToken, takeLinkToken } from "../data/token.ts";
import { panelStyle } from "./style.ts";
import { PANEL_WORDS, type PanelLanguage, type Say } from "./words.ts";
import "./claim-screen.ts";
import "./device-screen.ts";
import "./machine-sheet.ts";
import "./machines-screen.ts";
import "./status-screen.ts";
import "./usb-screen.ts";

type Screen = "status" | "machines" | "usb" | "box";
const SCREENS: readonly Screen[] = ["status", "machines", "usb", "box"];

/** Sticks, serving and the claim are looked at this often (ms); machines come by the event stream. */
const LOOK_EVERY = 2000;
/** Without a touch a claimed box's screen dims after this (ms). A code that nobody has read yet must be readable on a screen that has no touch. */
const DIM_AFTER = 120_000;
const TOUCHES = ["pointerdown", "keydown", "click"];
const KEPT = "rackseed.panel.language";

/** The touch panel: four screens, read from a metre, for fingers in gloves. */
@customElement("rs-panel")
export class Panel extends LitElement {
  @state() private facts: PanelFacts | undefined;
  @state() private screen: Screen = "status";
  @state() private language: PanelLanguage | undefined = keptLanguage();
  @state() private version = 0;
  @state() private lost = false;
  @state() private dim = false;
  @state() private mac: string | undefined;
  #api = new Api();
  #house: House | undefined;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #dimming: ReturnType<typeof setTimeout> | undefined;
  #swallow = false;
  #trouble: number | undefined;
  #sticks: number | undefined;
  #concern: string | undefined;

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        grid-template-rows: 1fr auto;
        height: 100vh;
        transition: opacity 600ms;
      }
      :host([dim]) {
        opacity: 0.16;
      }
      main {
        display: grid;
        min-height: 0;
      }
      .center {
        place-self: center;
      }
      nav {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        border-top: 1px solid var(--line);
        background: var(--sheet);
      }
      nav button {
        min-height: 72px;
        padding: 0 4px;
        border: 0;
        border-radius: 0;
        background: none;
        color: var(--soft);
      }
      nav button:focus-visible {
        outline-offset: -4px;
      }
      nav [aria-current] {
        color: var(--accent);
        box-shadow: inset 0 4px var(--accent);
      }
      @media (prefers-reduced-motion: reduce) {
        :host {
          transition: none;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    takeLinkToken();
    this.#api = new Api(keptToken());
    for (const touch of TOUCHES) addEventListener(touch, this.#woken, { capture: true });
    this.#wake();
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
    clearTimeout(this.#dimming);
    this.#house?.close();
    for (const touch of TOUCHES) removeEventListener(touch, this.#woken, { capture: true });
  }

  protected override willUpdate(): void {
    this.toggleAttribute("dim", this.#isDark());
    document.documentElement.lang = this.#language() === "zh" ? "zh-CN" : "en";
  }

  override render(): TemplateResult {
    const { facts } = this;
    const say = PANEL_WORDS[this.#language()];
    if (facts === undefined || this.lost) {
      return html`<main>
        <h1 class="center" role="status">${facts === undefined ? say.connecting : say.reconnecting}</h1>
      </main>`;
    }
    if (!facts.claimed) return html`<main><rs-panel-claim .facts=${facts} .say=${say}></rs-panel-claim></main>`;
    return html`<main>
        ${this.screen === "status" ? nothing : html`<h1 class="quiet-to-eyes">${say[this.screen]}</h1>`}
        ${this.#shown(facts, say)}
      </main>
      <nav aria-label=${say.screens}>
        ${SCREENS.map(
          (screen) =>
            html`<button
              aria-current=${screen === this.screen ? "page" : nothing}
              @click=${() => (this.screen = screen)}
            >
              ${say[screen]}
            </button>`,
        )}
      </nav>
      ${this.#sheet(facts, say)}`;
  }

  #shown(facts: PanelFacts, say: Say): TemplateResult {
    const house = this.#house;
    if (house?.status === undefined) return html`<h1 class="center">${say.connecting}</h1>`;
    const { version } = this;
    switch (this.screen) {
      case "status":
        return html`<rs-panel-status
          .house=${house}
          .version=${version}
          .facts=${facts}
          .say=${say}
          @rs-machine=${this.#opened}
        ></rs-panel-status>`;
      case "machines":
        return html`<rs-panel-machines
          .house=${house}
          .version=${version}
          .say=${say}
          @rs-machine=${this.#opened}
        ></rs-panel-machines>`;
      case "usb":
        return html`<rs-panel-usb .house=${house} .version=${version} .say=${say}></rs-panel-usb>`;
      case "box":
        return html`<rs-panel-device
          .api=${this.#api}
          .facts=${facts}
          .say=${say}
          .language=${this.#language()}
          @rs-language=${this.#spoken}
          @rs-acted=${() => this.#look()}
        ></rs-panel-device>`;
    }
  }

  #sheet(facts: PanelFacts, say: Say): TemplateResult | typeof nothing {
    const machine = this.#house?.machines.get(this.mac ?? "");
    if (this.#house === undefined || machine === undefined) return nothing;
    return html`<rs-panel-machine
      .house=${this.#house}
      .version=${this.version}
      .machine=${machine}
      .facts=${facts}
      .say=${say}
      @rs-closed=${() => (this.mac = undefined)}
    ></rs-panel-machine>`;
  }

  #language = (): PanelLanguage => this.language ?? this.facts?.language ?? "en";

  async #look(): Promise<void> {
    clearTimeout(this.#looking);
    try {
      this.facts = await getPanel(this.#api);
      this.lost = false;
      if (this.facts.claimed && this.#house === undefined) this.#enter();
      await this.#house?.lookAtImages();
      this.#alert();
    } catch {
      this.lost = true; // said on the screen; the next look tries again
    }
    if (this.isConnected) this.#looking = setTimeout(() => void this.#look(), LOOK_EVERY);
  }

  #enter(): void {
    const house = new House(this.#api, () => this.version++);
    this.#house = house;
    this.#wake(); // it may have been the claim's screen for hours
    void house.follow();
  }

  /** What needs a person wakes the screen; a stick that was put in opens its own screen. */
  #alert(): void {
    const house = this.#house;
    if (house?.status === undefined) return; // what was there before the panel looked is no news
    const trouble = [...house.machines.values()].filter((machine) => lookOf(machine) === "failed").length;
    if (this.#trouble !== undefined && trouble > this.#trouble) this.#wake();
    this.#trouble = trouble;
    const [concern] = this.facts?.concerns ?? [];
    if (concern !== undefined && concern !== this.#concern) this.#wake();
    this.#concern = concern;
    if (this.#sticks !== undefined && house.media.length > this.#sticks) {
      this.#wake();
      this.screen = "usb";
    }
    this.#sticks = house.media.length;
  }

  /** The touch that wakes the screen does nothing else, its click neither: nobody sees what they press in the dark. */
  readonly #woken = (event: Event): void => {
    const isDark = this.#isDark();
    if (isDark || (this.#swallow && event.type === "click")) {
      event.stopPropagation();
      event.preventDefault();
    }
    this.#swallow = isDark && event.type === "pointerdown";
    this.#wake();
  };

  #isDark = (): boolean => this.dim && this.facts?.claimed !== false;

  #wake(): void {
    this.dim = false;
    clearTimeout(this.#dimming);
    this.#dimming = setTimeout(() => (this.dim = true), DIM_AFTER);
  }

  #opened(event: CustomEvent<string>): void {
    this.mac = event.detail;
  }

  #spoken(event: CustomEvent<PanelLanguage>): void {
    this.language = event.detail;
    localStorage.setItem(KEPT, event.detail);
  }
}

function keptLanguage(): PanelLanguage | undefined {
  const kept = localStorage.getItem(KEPT);
  return kept === "en" || kept === "zh" ? kept : undefined;
}
