import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import { House } from "./data/house.ts";
import { titleOf } from "./data/images.ts";
import { nameOf } from "./data/machines.ts";
import { parseRoute, type Route, toImages, toMachines } from "./data/route.ts";
import { dropToken, keepToken, keptToken, takeLinkToken } from "./data/token.ts";
import { headline } from "./pages/headline.ts";
import { shared } from "./style/shared.ts";
import { firstLanguage, keepLanguage, type Language, LANGUAGES, type Words, wordsFor } from "./text/text.ts";
import "./pages/image-page.ts";
import "./pages/images-page.ts";
import "./pages/machine-page.ts";
import "./pages/machines-page.ts";
import "./pages/profile-page.ts";
import "./parts/token-form.ts";

/** A screen reader hears the headline when it changed, at most this often (ms). */
const SAID_EVERY = 5000;

/** The frame: name, serving or not, language; and in it the page, or the question for the token. */
@customElement("rs-app")
export class App extends LitElement {
  @state() private house: House | undefined;
  @state() private version = 0;
  @state() private language: Language = firstLanguage();
  @state() private tokenWrong = false;
  @state() private said = "";
  @state() private route: Route = parseRoute(location.hash);
  @query("#page") private page!: LitElement | null;
  #words: Words = wordsFor(this.language);
  #saying: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        max-width: 1360px;
        margin: 0 auto;
        padding: 0 28px 40px;
      }
      .top {
        display: flex;
        align-items: center;
        gap: 14px;
        flex-wrap: wrap;
        padding: 14px 0;
        margin-bottom: 12px;
        border-bottom: 1px solid var(--line);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        font-size: 17px;
        font-weight: 700;
        letter-spacing: -0.01em;
      }
      .brand svg {
        width: 26px;
        height: 26px;
      }
      nav {
        display: flex;
        gap: 2px;
        margin-right: auto;
      }
      nav a {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        padding: 0 14px;
        border-radius: 9px;
        color: var(--soft);
        font-weight: 500;
        text-decoration: none;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a[aria-current] {
        background: var(--accent-soft);
        color: var(--ink);
        font-weight: 600;
      }
      .pill {
        padding: 6px 12px;
      }
      .languages {
        display: flex;
        border: 1px solid var(--line);
        border-radius: 9px;
        overflow: clip;
        background: var(--sheet);
      }
      .languages button {
        min-width: 52px;
        padding: 0 12px;
        border: 0;
        border-radius: 0;
        background: none;
        font-weight: 500;
        color: var(--soft);
      }
      .languages button:focus-visible {
        outline-offset: -3px;
      }
      .languages button[aria-pressed="true"] {
        background: var(--accent-soft);
        color: var(--ink);
        font-weight: 600;
      }
      .skip:not(:focus) {
        position: absolute;
        inset: -100px auto auto 0;
      }
      .skip:focus {
        position: absolute;
        z-index: 1;
        inset: 10px auto auto 10px;
      }
      main {
        padding-top: 8px;
      }
      main > h1 {
        margin-bottom: 16px;
        font-size: 28px;
        letter-spacing: -0.022em;
      }
      @media (max-width: 640px) {
        :host {
          padding: 0 16px 32px;
        }
        .top {
          padding: 10px 0;
          gap: 8px;
        }
        .brand {
          flex: 1 0 55%; /* the pages go to a line of their own */
        }
        nav,
        .pill {
          order: 3;
        }
        .pill {
          padding: 5px 9px;
          font-size: 12px;
        }
        nav a {
          padding: 0 9px;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    takeLinkToken();
    this.route = parseRoute(location.hash);
    this.#open(keptToken());
    addEventListener("hashchange", this.#went);
    addEventListener("beforeunload", this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.house?.close();
    removeEventListener("hashchange", this.#went);
    removeEventListener("beforeunload", this.#leaving);
  }

  protected override willUpdate(): void {
    this.#words = wordsFor(this.language);
    document.documentElement.lang = LANGUAGES.find(({ id }) => id === this.language)?.tag ?? "en";
    document.title = `${this.#title()} · Rackseed`;
  }

  override render(): TemplateResult {
    const { text } = this.#words;
    const { house } = this;
    const shown = house?.status !== undefined && house.connection !== "token";
    return html`<button class="skip" @click=${this.#toTop}>${text.skip}</button>
      <div class="top" role="banner">
        <span class="brand">${logo} Rackseed</span>
        ${shown ? this.#nav() : html`<nav></nav>`}
        ${house === undefined || house.connection === "token" ? nothing : this.#pill(house)}
        <div class="languages" role="group" aria-label=${text.language}>
          ${LANGUAGES.map(
            ({ id, tag, name }) =>
              html`<button
                lang=${tag}
                aria-pressed=${id === this.language ? "true" : "false"}
                @click=${() => this.#speak(id)}
              >
                ${name}
              </button>`,
          )}
        </div>
      </div>
      <main>${shown ? this.#page(house) : this.#before()}</main>
      <div class="quiet-to-eyes" role="status" aria-live="polite">${this.said}</div>`;
  }

  #nav(): TemplateResult {
    const { text } = this.#words;
    const images = !["machines", "machine"].includes(this.route.page);
    const link = (href: string, name: string, here: boolean): TemplateResult =>
      html`<a href=${href} aria-current=${here ? "page" : nothing}>${name}</a>`;
    return html`<nav aria-label=${text.pages}>
      ${link(toMachines, text.title, !images)} ${link(toImages, text.images, images)}
    </nav>`;
  }

  #page(house: House): TemplateResult {
    const words = this.#words;
    const { route, version } = this;
    switch (route.page) {
      case "machines":
        return html`<rs-machines-page
          id="page"
          .house=${house}
          .version=${version}
          .words=${words}
        ></rs-machines-page>`;
      case "machine":
        return html`<rs-machine-page
          id="page"
          .house=${house}
          .version=${version}
          .words=${words}
          .mac=${route.mac}
        ></rs-machine-page>`;
      case "images":
        return html`<rs-images-page id="page" .house=${house} .version=${version} .words=${words}></rs-images-page>`;
      case "image":
        return html`<rs-image-page
          id="page"
          .house=${house}
          .version=${version}
          .words=${words}
          .name=${route.name}
        ></rs-image-page>`;
      case "profile":
        return html`<rs-profile-page
          id="page"
          .house=${house}
          .version=${version}
          .words=${words}
          .image=${route.image}
        ></rs-profile-page>`;
    }
  }

  #title(): string {
    const { route, house } = this;
    const { text } = this.#words;
    const image = (name: string): string => {
      const found = house?.images.find((one) => one.name === name);
      return found === undefined ? name : titleOf(found);
    };
    switch (route.page) {
      case "machines":
        return text.title;
      case "images":
        return text.images;
      case "image":
        return image(route.name);
      case "profile":
        return text.profileTitle(image(route.image));
      case "machine": {
        const machine = house?.machines.get(route.mac);
        return machine === undefined ? route.mac : nameOf(machine);
      }
    }
  }

  readonly #went = (): void => {
    const token = takeLinkToken();
    if (token !== undefined) this.#open(token);
    const before = JSON.stringify(this.route);
    this.route = parseRoute(location.hash);
    if (before !== JSON.stringify(this.route)) void this.#arrived();
  };

  /** A file on its way would be cut off; the browser asks whether that is meant. */
  readonly #leaving = (event: BeforeUnloadEvent): void => {
    const isSending = this.house?.uploads.some(({ state }) => state === "sending" || state === "retrying");
    if (isSending === true) event.preventDefault();
  };

  /** Another page begins at its top, for the eyes and for a screen reader. */
  async #arrived(): Promise<void> {
    await this.updateComplete;
    await this.page?.updateComplete;
    scrollTo(0, 0);
    this.#toTop();
  }

  readonly #toTop = (): void => this.page?.renderRoot.querySelector<HTMLElement>("h1")?.focus();

  #before(): TemplateResult {
    const { text } = this.#words;
    if (this.house !== undefined && this.house.connection !== "token") return html`<h1>${text.connecting}</h1>`;
    return html`<h1>${text.headlineToken}</h1>
      <rs-token-form ?wrong=${this.tokenWrong} .words=${this.#words} @rs-token=${this.#tokenGiven}></rs-token-form>`;
  }

  #pill(house: House): TemplateResult {
    const { text } = this.#words;
    if (house.connection === "reconnecting") return html`<span class="pill chip armed">${text.reconnecting}</span>`;
    if (house.status === undefined) return html`<span class="pill chip idle">${text.connecting}</span>`;
    return house.status.serving
      ? html`<span class="pill chip done">${text.serving(house.status.subnets.join(" · "))}</span>`
      : html`<span class="pill chip failed">${text.notServing}</span>`;
  }

  #open(token: string | undefined): void {
    if (token === undefined) return;
    this.house?.close();
    const house = new House(token, () => this.#changed(house));
    this.house = house;
    this.tokenWrong = false;
    void house.follow();
  }

  #changed(house: House): void {
    if (house !== this.house) return;
    if (house.connection === "token") {
      dropToken();
      this.tokenWrong = true;
    }
    this.version++;
    this.#saying ??= setTimeout(() => {
      this.#saying = undefined;
      if (this.route.page === "machines")
        this.said = headline([...house.machines.values()], house.status?.serving ?? false, this.#words.text);
    }, SAID_EVERY);
  }

  #tokenGiven(event: CustomEvent<string>): void {
    keepToken(event.detail);
    this.#open(event.detail);
  }

  #speak(language: Language): void {
    this.language = language;
    keepLanguage(language);
  }
}

const logo = html`<svg viewBox="0 0 32 32" aria-hidden="true">
  <rect x="3" y="2" width="26" height="28" rx="6" fill="var(--accent)" />
  <g fill="var(--accent-ink)">
    <rect x="8" y="8" width="16" height="4" rx="2" />
    <rect x="8" y="14" width="16" height="4" rx="2" opacity="0.75" />
    <rect x="8" y="20" width="9" height="4" rx="2" opacity="0.5" />
  </g>
</svg>`;
