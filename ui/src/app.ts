import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";

import { signOut, signOutEverywhere } from "./data/access.ts";
import { Api, ApiError } from "./data/api.ts";
import { takeLinkClaim } from "./data/claim-link.ts";
import { getHello, type Hello } from "./data/hello.ts";
import { House } from "./data/house.ts";
import { loadPart, partOf } from "./data/part.ts";
import { parseRoute, type Route } from "./data/route.ts";
import { dropToken, keepToken, keptToken, takeLinkToken } from "./data/token.ts";
import { headline } from "./pages/headline.ts";
import { PAGES } from "./pages.ts";
import { titleOf } from "./page-title.ts";
import { appStyle } from "./style/app.ts";
import { shared } from "./style/shared.ts";
import { firstLanguage, keepLanguage, type Language, LANGUAGES, type Words, wordsFor } from "./text/text.ts";
import type { Toast } from "./parts/toast.ts";
import "./parts/side-nav.ts";
import "./parts/theme-menu.ts";
import "./parts/toast.ts";
import "./parts/token-form.ts";
import "./parts/user-menu.ts";

/** A screen reader hears the headline when it changed, at most this often (ms). */
const SAID_EVERY = 5000;
const wantSetup = partOf(() => import("./pages/setup-page.ts"));
const wantWayIn = partOf(() => import("./pages/way-in.ts"));

/** A page as the frame sees it. */
interface PageElement extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
  house: House;
  version: number;
  words: Words;
  route: Route;
}

/** The frame: name, serving or not, language, where one can go; and in it the page, or the way in. */
@customElement("rs-app")
export class App extends LitElement {
  @state() private hello: Hello | undefined;
  @state() private house: House | undefined;
  @state() private version = 0;
  @state() private language: Language = firstLanguage();
  @state() private tokenWrong = false;
  /** Somebody was signed in a moment ago, and did not leave. */
  @state() private over = false;
  @state() private said = "";
  @state() private route: Route = parseRoute(location.hash);
  @state() private page: PageElement | undefined;
  @state() private toast: Toast | undefined;
  /** A page's script did not come; it is asked for again. */
  @state() private pageMissing = false;
  @query("main") private main!: HTMLElement | null;
  #words: Words = wordsFor(this.language);
  #saying: ReturnType<typeof setTimeout> | undefined;

  static override styles = [shared, appStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    takeLinkToken();
    takeLinkClaim();
    this.route = parseRoute(location.hash);
    void this.#begin();
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
    document.title = `${titleOf(this.route, this.house, this.#words)} · Rackseed`;
    const { page, house, version, route } = this;
    if (page !== undefined && house !== undefined) Object.assign(page, { house, version, route, words: this.#words });
  }

  override render(): TemplateResult {
    const { text } = this.#words;
    const { house } = this;
    const isOpen = house?.status !== undefined && house.connection !== "refused";
    const isFirstRun = isOpen && this.#isFirstRun();
    const shown = isOpen && !isFirstRun;
    return html`<button class="skip" @click=${this.#toTop}>${text.skip}</button>
      <header>
        <div class="brand">${logo} <span class="wordmark">Rackseed</span></div>
        <div class="top">
          ${house === undefined ? nothing : this.#pill(house)} ${this.#userMenu()}
          <rs-theme-menu .words=${this.#words}></rs-theme-menu>
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
      </header>
      <div class="side">
        ${
          shown
            ? html`<rs-side-nav
                .house=${house}
                .version=${this.version}
                .words=${this.#words}
                .page=${this.route.page}
              ></rs-side-nav>`
            : nothing
        }
      </div>
      <main
        @rs-speak=${(event: CustomEvent<Language>) => this.#speak(event.detail)}
        @rs-show-toast=${(event: CustomEvent<Toast>) => (this.toast = event.detail)}
      >
        ${isFirstRun ? this.#setup(house) : shown ? this.#shownPage() : this.#before()}
      </main>
      ${
        this.toast === undefined
          ? nothing
          : html`<rs-toast
              .text=${this.toast.text}
              .action=${this.toast.action ?? ""}
              @rs-toast-action=${this.#takeBack}
              @rs-toast-gone=${() => (this.toast = undefined)}
            ></rs-toast>`
      }
      <div class="quiet-to-eyes" role="status" aria-live="polite">${this.said}</div>`;
  }

  #shownPage(): TemplateResult | PageElement | undefined {
    return this.pageMissing ? html`<h1>${this.#words.text.connecting}</h1>` : this.page;
  }

  /** Claimed, but nobody has said yet how it takes part in the network. The settings can be reached all the same. */
  #isFirstRun(): boolean {
    return this.hello?.setUp === false && this.hello.you?.role === "owner" && this.route.page !== "settings";
  }

  #setup(house: House): TemplateResult {
    wantSetup();
    return html`<rs-setup-page
      .house=${house}
      .version=${this.version}
      .words=${this.#words}
      .hello=${this.hello}
      @rs-set-up=${this.#setUp}
    ></rs-setup-page>`;
  }

  async #setUp(): Promise<void> {
    if (this.house !== undefined) this.hello = await getHello(this.house.api);
    await this.#show();
    this.#toTop();
  }

  /** The way in: what stands here depends on what the appliance said in its hello. */
  #before(): TemplateResult {
    const { text } = this.#words;
    if (this.hello === undefined || (this.house !== undefined && this.house.connection !== "refused")) {
      return html`<h1>${text.connecting}</h1>`;
    }
    wantWayIn();
    return html`<rs-way-in
      .hello=${this.hello}
      .words=${this.#words}
      .tokenWrong=${this.tokenWrong}
      .over=${this.over}
      @rs-token=${this.#tokenGiven}
      @rs-signed-in=${this.#signedIn}
    ></rs-way-in>`;
  }

  #userMenu(): TemplateResult | typeof nothing {
    const you = this.hello?.you;
    if (you === undefined || this.house === undefined || this.house.connection === "refused") return nothing;
    return html`<rs-user-menu .you=${you} .words=${this.#words} .leave=${this.#leave}></rs-user-menu>`;
  }

  #pill(house: House): TemplateResult | typeof nothing {
    const { text } = this.#words;
    if (house.connection === "refused") return nothing;
    if (house.connection === "reconnecting") return html`<span class="pill chip armed">${text.reconnecting}</span>`;
    if (house.status === undefined) return html`<span class="pill chip idle">${text.connecting}</span>`;
    return house.status.serving
      ? html`<span class="pill chip done">${text.serving(house.status.subnets.join(" · "))}</span>`
      : html`<span class="pill chip failed">${text.notServing}</span>`;
  }

  /** Asks who we are to the appliance; whoever is let in gets the house. */
  async #begin(): Promise<void> {
    const token = keptToken();
    const api: Api = new Api(token, () => this.#notLetIn(api));
    try {
      this.hello = await getHello(api);
      if (this.hello.you === undefined) return;
      this.tokenWrong = false;
      this.over = false;
      this.#open(api);
    } catch (error) {
      if (!(error instanceof ApiError) || token === undefined) {
        setTimeout(() => void this.#begin(), 1000); // the appliance is starting, or away
        return;
      }
      this.tokenWrong = true;
      await this.#toDoor();
    }
  }

  /** Back before the door; the page stays as it is behind it, for whoever comes in again. */
  async #toDoor(): Promise<void> {
    dropToken();
    this.house?.close();
    this.house = undefined;
    await this.#begin();
  }

  #notLetIn(api: Api): void {
    if (this.house?.api !== api) return;
    if (this.hello?.you?.kind === "session") this.over = true;
    else this.tokenWrong = true;
    void this.#toDoor();
  }

  /** Whoever leaves wants nobody else to see what the page showed. */
  readonly #leave = async (everywhere: boolean): Promise<void> => {
    const { house } = this;
    house?.close(); // what it asks from here on would be refused
    try {
      if (house !== undefined && this.hello?.you?.kind === "session")
        await (everywhere ? signOutEverywhere : signOut)(house.api);
    } catch (error) {
      if (house !== undefined) this.#open(house.api);
      throw error;
    }
    this.page = undefined;
    await this.#toDoor();
  };

  readonly #signedIn = (): void => void this.#begin();

  #open(api: Api): void {
    this.house?.close();
    const house = new House(api, () => this.#changed(house));
    this.house = house;
    void house.follow();
    void this.#show();
  }

  #changed(house: House): void {
    if (house !== this.house) return;
    this.version++;
    this.#saying ??= setTimeout(() => {
      this.#saying = undefined;
      if (["overview", "machines"].includes(this.route.page))
        this.said = headline([...house.machines.values()], house.status?.serving ?? false, this.#words.text);
    }, SAID_EVERY);
  }

  readonly #went = (): void => {
    takeLinkClaim();
    if (takeLinkToken() !== undefined) void this.#begin();
    const route = parseRoute(location.hash);
    if (JSON.stringify(route) === JSON.stringify(this.route)) return; // the page may still be on its way
    this.route = route;
    void this.#arrived();
  };

  /** A file on its way would be cut off; the browser asks whether that is meant. */
  readonly #leaving = (event: BeforeUnloadEvent): void => {
    const isSending = this.house?.uploads.some(({ state }) => state === "sending" || state === "retrying");
    if (isSending === true) event.preventDefault();
  };

  /** Another page begins at its top, for the eyes and for a screen reader. */
  async #arrived(): Promise<void> {
    if (!(await this.#show())) return;
    scrollTo(0, 0);
    this.#toTop();
  }

  /** Makes the route's page the one that is shown; false when the person was faster and went elsewhere. */
  async #show(): Promise<boolean> {
    const { route } = this;
    const { tag, load } = PAGES[route.page];
    await loadPart(
      load,
      () => route === this.route,
      () => (this.pageMissing = true),
    );
    this.pageMissing = false;
    if (route !== this.route) return false;
    if (this.page?.localName !== tag) this.page = document.createElement(tag) as PageElement;
    await this.updateComplete;
    await this.page.updateComplete;
    return true;
  }

  readonly #toTop = (): void => {
    const inPage = this.page?.shadowRoot?.querySelector<HTMLElement>("h1");
    (inPage ?? this.main?.querySelector<HTMLElement>("h1"))?.focus();
  };

  #tokenGiven(event: CustomEvent<string>): void {
    keepToken(event.detail);
    void this.#begin();
  }

  async #takeBack(): Promise<void> {
    const { toast } = this;
    this.toast = undefined;
    try {
      const said = await toast?.act?.();
      if (typeof said === "string") this.toast = { text: said };
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      this.toast = { text: toast?.failed?.(because) ?? this.#words.text.failed(because) };
    }
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
