import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { parseRange } from "../data/address.ts";
import { getHello } from "../data/hello.ts";
import type { House } from "../data/house.ts";
import {
  getNetwork,
  getPoolMap,
  ignoreForeign,
  type LeaseView,
  listLeases,
  type Mark,
  type NetworkView,
  type PoolMap,
  probeForeign,
} from "../data/network.ts";
import { toMachine } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/network.en.ts";
import { zh } from "../text/network.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import { networkPageStyle } from "./network-page-style.ts";
import "../parts/foreign-banner.ts";
import "../parts/lease-table.ts";
import "../parts/listen-bar.ts";
import "../parts/network-form.ts";
import "../parts/pool-map.ts";

/** Milliseconds between two reads that events ask for. */
const LOOK_EVERY = 1000;

/** How the appliance takes part in the network, and who has which address. */
@customElement("rs-network-page")
export class NetworkPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private view: NetworkView | undefined;
  @state() private maps: readonly PoolMap[] = [];
  @state() private leases: readonly LeaseView[] = [];
  @state() private isOwner = false;
  @state() private changing = false;
  @state() private listening = false;
  @state() private problem: string | undefined;
  #seen = -1;
  #loading = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  static override styles = [shared, networkPageStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  protected override willUpdate(): void {
    const last = this.house.events.at(-1)?.id ?? 0;
    if (last !== this.#seen && this.hasUpdated) this.#soon();
    this.#seen = last;
  }

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const { view } = this;
    if (view === undefined)
      return html`<h1 tabindex="-1">${text.title}</h1>
        <p class="soft">${text.loading}</p>
        ${this.#problem()}`;
    return html`<div>
        <h1 tabindex="-1">${headlineOf(view, this.words)}</h1>
        <p class="under">${text.subline[view.mode]}</p>
      </div>
      <rs-foreign-banner
        .api=${this.house.api}
        .view=${view}
        ?deciding=${this.isOwner}
        .words=${this.words}
        @rs-network-changed=${() => void this.#load()}
      ></rs-foreign-banner>
      ${this.#problem()} ${this.changing ? this.#form() : nothing}
      <div class="two">${this.#mode(view)} ${this.#foreign(view)}</div>
      ${this.maps.map((map) => this.#subnet(map, view))}
      <section class="card" aria-labelledby="leases">
        <h2 id="leases">${text.leases}</h2>
        <rs-lease-table .leases=${this.leases} .nameOf=${this.#nameOf} .words=${this.words}></rs-lease-table>
      </section>
      <div class="two">${this.#reservations()} ${this.#quarantined()}</div>`;
  }

  #form(): TemplateResult {
    const { form } = areaText(this.words, { en, zh });
    return html`<section class="card" aria-labelledby="how">
      <h2 id="how">${form.title}</h2>
      <rs-network-form
        cancellable
        .api=${this.house.api}
        .words=${this.words}
        @rs-saved=${() => void this.#saved()}
        @rs-cancelled=${() => (this.changing = false)}
      ></rs-network-form>
    </section>`;
  }

  #mode(view: NetworkView): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const fact = (name: string, value: string, mono = false): TemplateResult =>
      html`<dt>${name}</dt>
        <dd class=${mono ? "mono" : ""}>${value}</dd>`;
    const reason = view.saidBy === "file" ? text.byFile : this.isOwner ? undefined : text.ownerOnly;
    return html`<section class="card" aria-labelledby="mode">
      <h2 id="mode">${text.mode}</h2>
      <p class="now">
        <span class="chip ${view.mode === "off" ? "idle" : "done"}">${text.modes[view.mode]}</span>
        ${
          reason === undefined && !this.changing
            ? html`<button @click=${() => (this.changing = true)}>${text.change}</button>`
            : nothing
        }
      </p>
      ${reason === undefined ? nothing : html`<p class="soft">${reason}</p>`}
      <dl class="facts">
        ${fact(text.interface, view.interface, true)} ${fact(text.address, `${view.address} · ${view.subnet}`, true)}
        ${fact(text.cable, view.carrier ? text.carrier.yes : text.carrier.no)}
        ${fact(text.gateway, view.gateway ?? text.none, view.gateway !== undefined)}
        ${fact(text.nameServers, view.nameServers.join(", ") || text.none, view.nameServers.length > 0)}
        ${view.mode === "off" ? nothing : fact(text.answers, view.answer === "everyone" ? text.everyone : text.pxeAndKnown)}
      </dl>
    </section>`;
  }

  #foreign(view: NetworkView): TemplateResult {
    const text = areaText(this.words, { en, zh });
    return html`<section class="card" aria-labelledby="foreign">
      <h2 id="foreign">${text.foreign}</h2>
      ${
        view.foreign.length === 0
          ? html`<p>${text.foreignNone}</p>`
          : html`<ul class="rows">
              ${view.foreign.map(
                (server) =>
                  html`<li>
                    <span class="grow"
                      >${(server.offers === "addresses" ? text.foreignBanner : text.foreignBoot)(server.address, this.words.time(server.firstSeenAt))}
                      ${server.mac === undefined ? nothing : html`<span class="mono soft">${server.mac}</span>`}</span
                    >
                    ${
                      server.ignored
                        ? html`<span class="chip idle">${text.foreignIgnored}</span>`
                        : this.isOwner
                          ? html`<button @click=${() => void this.#ignore(server.address)}>${text.ignore}</button>`
                          : nothing
                    }
                  </li>`,
              )}
            </ul>`
      }
      ${
        this.listening
          ? html`<rs-listen-bar .words=${this.words}></rs-listen-bar>`
          : html`<button @click=${() => void this.#listen()}>${text.listen}</button>`
      }
    </section>`;
  }

  #subnet(map: PoolMap, view: NetworkView): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const use = this.house.subnets.find(({ cidr }) => cidr === map.subnet);
    const planned = view.subnets.find(({ cidr }) => cidr === map.subnet);
    const pool = view.mode === "server" && planned?.pool !== undefined ? parseRange(planned.pool) : undefined;
    return html`<section class="card" aria-labelledby="subnet-${map.subnet}">
      <h2 id="subnet-${map.subnet}">${text.addresses} · <span class="mono">${map.subnet}</span></h2>
      <div class="subnet">
        <rs-pool-map .subnet=${map.subnet} .marks=${map.marks} .pool=${pool} .words=${this.words}></rs-pool-map>
        ${
          pool === undefined || use === undefined
            ? html`<p class="soft">${view.mode === "server" ? text.noPool : ""}</p>`
            : html`<div>
                <p class="mono">${pool.first} – ${pool.last}</p>
                <progress aria-label=${text.poolUse(use.used, use.size)} max=${use.size} value=${use.used}></progress>
                <p class="num">${text.poolUse(use.used, use.size)}</p>
                <p class="soft num">${text.leaseTime(this.words.duration(use.lease))}</p>
              </div>`
        }
      </div>
    </section>`;
  }

  #reservations(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const machines = [...this.house.machines.values()].filter(({ address }) => address !== undefined);
    return html`<section class="card" aria-labelledby="reservations">
      <h2 id="reservations">${text.reservations}</h2>
      ${
        machines.length === 0
          ? html`<p class="soft">${text.reservationsNone}</p>`
          : html`<ul class="rows">
              ${machines.map(
                ({ address, mac, name }) =>
                  html`<li>
                    <span class="mono">${address}</span><a class="grow" href=${toMachine(mac)}>${name ?? mac}</a>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #quarantined(): TemplateResult | typeof nothing {
    const text = areaText(this.words, { en, zh });
    const marks = this.maps.flatMap(({ marks }) => marks.filter(({ state }) => state === "quarantined"));
    if (marks.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="quarantined">
      <h2 id="quarantined">${text.quarantined}</h2>
      <p class="soft">${text.quarantinedText}</p>
      <ul class="rows">
        ${marks.map((mark) => this.#mark(mark))}
      </ul>
    </section>`;
  }

  #mark({ address, mac, because, remaining }: Mark): TemplateResult {
    const { map } = areaText(this.words, { en, zh });
    return html`<li>
      <span class="mono">${address}</span>
      <span class="grow" lang="en"
        >${because} ${mac === undefined ? nothing : html`<span class="mono soft">${mac}</span>`}</span
      >
      ${remaining === undefined ? nothing : html`<span class="soft num">${map.ends(this.words.duration(remaining))}</span>`}
    </li>`;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`;
  }

  readonly #nameOf = (mac: string): string | undefined => this.house.machines.get(mac)?.name;

  /** A storm of events costs one read a second. */
  #soon(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      void this.#load();
    }, LOOK_EVERY);
  }

  /** Everything that the event stream does not bring; asked again after each event, one read at a time. */
  async #load(): Promise<void> {
    if (this.#loading) {
      this.#soon();
      return;
    }
    this.#loading = true;
    const { api } = this.house;
    try {
      const [{ view }, leases, hello] = await Promise.all([getNetwork(api), listLeases(api), getHello(api)]);
      const subnets = new Set([...view.subnets.map(({ cidr }) => cidr), view.subnet]);
      this.maps = await Promise.all([...subnets].map((subnet) => getPoolMap(api, subnet)));
      Object.assign(this, { view, leases, isOwner: hello.you?.role === "owner", problem: undefined });
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.#loading = false;
    }
  }

  async #saved(): Promise<void> {
    this.changing = false;
    await this.#load();
    this.shadowRoot?.querySelector<HTMLElement>("h1")?.focus();
  }

  async #listen(): Promise<void> {
    this.listening = true;
    this.problem = undefined;
    try {
      await probeForeign(this.house.api);
      await this.#load();
    } catch (error) {
      this.problem = areaText(this.words, { en, zh }).listenFailed(messageOf(error));
    } finally {
      this.listening = false;
    }
  }

  async #ignore(address: string): Promise<void> {
    try {
      await ignoreForeign(this.house.api, address);
      await this.#load();
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function headlineOf(view: NetworkView, words: Words): string {
  const { headline } = areaText(words, { en, zh });
  if (view.saidBy === "nobody") return headline.nobody;
  if (view.mode === "server") return headline.server(view.interface);
  if (view.mode === "off") return headline.off;
  const server = view.foreign.find(({ offers }) => offers === "addresses")?.address;
  return server === undefined ? headline.proxyAlone : headline.proxy(server);
}
