import { css, html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import { customElement, state } from "lit/decorators.js";

import { House } from "../src/data/house.ts";
import panelCss from "../src/panel/panel.css?inline";
import { PANEL_WORDS } from "../src/panel/words.ts";
import { shared } from "../src/style/shared.ts";
import "../src/style/tokens.css";
import { pseudo } from "../src/text/pseudo.ts";
import { type Language, LANGUAGES, wordsFor } from "../src/text/text.ts";
import { ANSWERS } from "./answers.ts";
import { IMAGES, MEDIA } from "./data-images.ts";
import { EVENTS, MACHINES, PROFILES } from "./data-machines.ts";
import { MemoryApi } from "./memory-api.ts";
import { frameParts, panelParts } from "./show-frame.ts";
import { imageParts, profileParts } from "./show-images.ts";
import { machineParts } from "./show-machines.ts";
import { doctorParts, networkParts } from "./show-network.ts";
import type { Given, Shown } from "./shown.ts";

// All parts, so that a new one is defined here without anybody thinking of it; the test asks whether it is shown.
import.meta.glob(["../src/parts/*.ts", "../src/panel/{tiles,pin-pad,hold-button}.ts"], { eager: true });

/** ?pseudo: the English catalogues in the language that nobody speaks. They change in place, before anything is drawn. */
if (new URLSearchParams(location.search).has("pseudo")) {
  const catalogues = import.meta.glob<Record<string, object>>("../src/text/*en.ts", { eager: true });
  for (const module of Object.values(catalogues)) {
    for (const catalogue of Object.values(module)) Object.assign(catalogue, pseudo(catalogue));
  }
}

/** The panel's own colours, for its parts only. */
const [panelColours = ""] = /(?<=:root\s*\{)[^}]*/.exec(panelCss) ?? [];

function memoryHouse(): House {
  const house = new House(new MemoryApi(ANSWERS), () => undefined);
  return Object.assign(house, {
    machines: new Map(MACHINES.map((machine) => [machine.mac as string, machine])),
    profiles: PROFILES,
    images: Object.values(IMAGES),
    media: MEDIA,
    events: EVENTS,
    status: { version: "0.0.0", ok: true, serving: true, problems: [], subnets: ["10.77.0.0/24"] },
  });
}

/** Every part in every state that matters, without an appliance. */
@customElement("rs-gallery")
export class Gallery extends LitElement {
  @state() private language: Language = "en";
  @state() private open: string | undefined;
  readonly #house = memoryHouse();

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        padding: 20px 28px 60px;
      }
      header,
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 10px 14px;
        align-items: center;
      }
      header h1 {
        flex: 1;
      }
      main > section {
        margin-top: 32px;
        padding-top: 20px;
        border-top: 1px solid var(--line);
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
      }
      main > section > h2 {
        font: 600 17px/1.3 var(--mono);
        color: var(--ink);
      }
      .states {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .narrow {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr));
        align-items: start;
      }
      .states > div {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .states > div > .chip {
        justify-self: start;
      }
      .foot {
        contain: layout;
        min-height: 120px;
      }
      .panel {
        ${unsafeCSS(panelColours)}
        padding: 16px;
        border-radius: 12px;
        background: var(--ground);
        color: var(--ink);
        font: 20px/1.35 var(--font);
      }
      .panel rs-panel-tiles {
        height: 320px;
      }
    `,
  ];

  override render(): TemplateResult {
    const words = wordsFor(this.language);
    document.documentElement.lang = LANGUAGES.find(({ id }) => id === this.language)?.tag ?? "en";
    const given: Given = {
      words,
      say: PANEL_WORDS[this.language],
      api: this.#house.api,
      house: this.#house,
      open: this.open,
      show: (name) => (this.open = name),
    };
    const groups = [machineParts, imageParts, profileParts, networkParts, doctorParts, frameParts];
    return html`<header>
        <h1 lang="en">Gallery</h1>
        ${LANGUAGES.map(
          ({ id, name }) =>
            html`<button aria-pressed=${id === this.language ? "true" : "false"} @click=${() => (this.language = id)}>
              ${name}
            </button>`,
        )}
        <a class="button" href="?pseudo" lang="en">Pseudo</a>
        <rs-theme-menu .words=${words}></rs-theme-menu>
      </header>
      <main>
        ${groups.flatMap((parts) => parts(given)).map((part) => this.#part(part))}
        ${panelParts(given).map((part) => this.#part(part, "panel"))}
      </main>`;
  }

  #part({ tag, narrow = false, states }: Shown, look = ""): TemplateResult {
    return html`<section id=${tag}>
      <h2 lang="en">${tag}</h2>
      <div class="states ${narrow ? "narrow" : ""}">
        ${states.map(
          ([name, part]) =>
            html`<div class=${look}>
              <p class="soft" lang="en">${name}</p>
              ${part}
            </div>`,
        )}
      </div>
    </section>`;
  }
}
