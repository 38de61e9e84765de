import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { type Api, ApiError } from "../data/api.ts";
import type { AddressRange } from "../data/address.ts";
import { firstDraft, type NetworkDraft, planFrom, suggestedAnswer } from "../data/network-draft.ts";
import {
  getNetwork,
  getPoolMap,
  type Mark,
  type Mode,
  probeForeign,
  putNetwork,
  type ReadNetwork,
  rivals,
  type ScanView,
  scanNetwork,
} from "../data/network.ts";
import { choiceCardStyle } from "../style/choice.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/network.en.ts";
import { zh } from "../text/network.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./listen-bar.ts";
import { poolProblem } from "./pool-editor.ts";

/** Listens, looks, and asks how Rackseed is to take part: addresses, boot information only, or nothing. Says rs-saved. */
@customElement("rs-network-form")
export class NetworkForm extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  /** Shows a way out; rs-cancelled. */
  @property({ type: Boolean }) cancellable = false;
  @state() private read: ReadNetwork | undefined;
  @state() private draft: NetworkDraft | undefined;
  @state() private scan: ScanView | undefined;
  @state() private marks: readonly Mark[] = [];
  @state() private listening = false;
  @state() private listenProblem: string | undefined;
  @state() private problem: string | undefined;
  @state() private typed = "";
  @state() private busy = false;
  /** What a person chose is not changed by what is found later. */
  #chosen = false;
  #shaped = false;

  static override styles = [
    shared,
    choiceCardStyle,
    css`
      :host,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 18px;
      }
      .heard {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        justify-content: space-between;
        min-height: 60px;
      }
      .heard > :first-child {
        flex: 1 1 260px;
      }
      fieldset {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        padding: 0;
        margin-bottom: 8px;
        font-weight: 600;
      }
      .choice {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        gap: 4px 12px;
        align-items: start;
        padding: 13px 16px;
        background: var(--sheet);
      }
      .choice b {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        align-items: center;
      }
      .choice .soft {
        grid-column: 2;
        font-weight: 400;
      }
      .one {
        display: grid;
        gap: 4px;
      }
      details {
        border-top: 1px solid var(--line);
      }
      summary {
        padding: 11px 0;
        min-height: 44px;
        font-weight: 600;
        cursor: pointer;
      }
      .more {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(230px, 1fr));
        gap: 14px;
      }
      .word {
        max-width: 260px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#begin();
  }

  override render(): TemplateResult {
    const { form, loading } = areaText(this.words, { en, zh });
    const { read, draft } = this;
    if (read === undefined || draft === undefined)
      return html`<p class="soft">${loading}</p>
        ${this.#problem()}`;
    const others = rivals(read.view).map(({ address }) => address);
    return html`${this.#heard(others)}
      <form @submit=${this.#save}>
        <fieldset>
          <legend>${form.choose}</legend>
          ${this.#choice("server", form.server, others.length > 0 ? form.serverRisk : form.serverText, others.length === 0)}
          ${this.#choice("proxy", form.proxy, form.proxyText, others.length > 0)}
          ${this.#choice("off", form.off, form.offText, false)}
        </fieldset>
        ${draft.mode === "server" && others.length > 0 ? this.#word() : nothing}
        ${draft.mode === "server" ? this.#pool(read, draft) : nothing}
        ${draft.mode === "off" ? nothing : this.#answer(draft)} ${draft.mode === "server" ? this.#more(draft) : nothing}
        ${this.#problem()}
        <div class="buttons">
          <button class="go" type="submit" ?disabled=${this.busy || !this.#maySave(others)}>
            ${form.save[draft.mode]}
          </button>
          ${this.cancellable ? html`<button type="button" @click=${this.#cancel}>${form.cancel}</button>` : nothing}
        </div>
      </form>`;
  }

  #heard(others: readonly string[]): TemplateResult {
    const { form, listenFailed } = areaText(this.words, { en, zh });
    if (this.listening) return html`<rs-listen-bar class="card" .words=${this.words}></rs-listen-bar>`;
    const found = others.length > 0 ? form.found(this.words.list(others)) : form.foundNone;
    return html`<div class="card heard">
      <div role="status">
        ${
          this.listenProblem === undefined
            ? html`<b>${found}</b>`
            : html`<b>${form.notListened}</b>
                <p class="soft" lang="en">${listenFailed(this.listenProblem)}</p>`
        }
      </div>
      <button @click=${() => void this.#listen()}>${form.again}</button>
    </div>`;
  }

  #choice(mode: Mode, title: string, text: string, isRecommended: boolean): TemplateResult {
    const { form } = areaText(this.words, { en, zh });
    return html`<label class="choice">
      <input
        type="radio"
        name="mode"
        value=${mode}
        .checked=${this.draft?.mode === mode}
        @change=${() => this.#choose(mode)}
      />
      <b>${title}${isRecommended ? html` <span class="chip done">${form.recommended}</span>` : nothing}</b>
      <span class="soft">${text}</span>
    </label>`;
  }

  #word(): TemplateResult {
    const { form } = areaText(this.words, { en, zh });
    return html`<div class="one">
      <label for="word">${form.typeWord(form.word)}</label>
      <input
        class="field word"
        id="word"
        autocomplete="off"
        .value=${this.typed}
        @input=${(event: Event) => (this.typed = (event.currentTarget as HTMLInputElement).value)}
      />
    </div>`;
  }

  #pool({ view }: ReadNetwork, draft: NetworkDraft): TemplateResult {
    const { form } = areaText(this.words, { en, zh });
    return html`<fieldset>
      <legend>${form.pool}</legend>
      <rs-pool-editor
        .subnet=${view.subnet}
        .own=${view.address}
        .pool=${draft.pool}
        .marks=${this.marks}
        .scan=${this.scan}
        .words=${this.words}
        @rs-range=${(event: CustomEvent<AddressRange>) => this.#change({ pool: event.detail })}
      ></rs-pool-editor>
    </fieldset>`;
  }

  #answer({ answer }: NetworkDraft): TemplateResult {
    const { form } = areaText(this.words, { en, zh });
    const option = (value: NetworkDraft["answer"], label: string): TemplateResult =>
      html`<option value=${value} ?selected=${answer === value}>${label}</option>`;
    return html`<div class="one">
      <label for="answer">${form.answer}</label>
      <select
        class="field"
        id="answer"
        @change=${(event: Event) =>
          this.#change({ answer: (event.currentTarget as HTMLSelectElement).value as NetworkDraft["answer"] })}
      >
        ${option("everyone", form.answerEveryone)} ${option("pxe-and-known", form.answerKnown)}
      </select>
    </div>`;
  }

  #more(draft: NetworkDraft): TemplateResult {
    const { form } = areaText(this.words, { en, zh });
    const field = (id: "router" | "dns" | "lease", label: string, hint: string): TemplateResult =>
      html`<div class="one">
        <label for=${id}>${label}</label>
        <input
          class="field"
          id=${id}
          autocomplete="off"
          aria-describedby="${id}-hint"
          .value=${draft[id]}
          @input=${(event: Event) => this.#change({ [id]: (event.currentTarget as HTMLInputElement).value })}
        />
        <span class="soft" id="${id}-hint">${hint}</span>
      </div>`;
    return html`<details>
      <summary>${form.more}</summary>
      <div class="more">
        ${field("router", form.router, form.routerHint)} ${field("dns", form.dns, form.dnsHint)}
        ${field("lease", form.lease, form.leaseHint)}
      </div>
    </details>`;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`;
  }

  #maySave(others: readonly string[]): boolean {
    const { draft, read } = this;
    if (draft?.mode !== "server") return draft !== undefined;
    const { form } = areaText(this.words, { en, zh });
    const isMeant = others.length === 0 || this.typed.trim().toLowerCase() === form.word;
    const own = read?.view.address ?? "";
    const isFree = draft.pool !== undefined && poolProblem(draft.pool, own, this.marks, this.words) === undefined;
    return isMeant && isFree && !this.listening;
  }

  #choose(mode: Mode): void {
    this.#chosen = true;
    this.#change({ mode });
  }

  #change(change: Partial<NetworkDraft>): void {
    if ("pool" in change || "answer" in change) this.#shaped = true;
    if (this.draft !== undefined) this.draft = { ...this.draft, ...change };
  }

  async #begin(): Promise<void> {
    try {
      this.read = await getNetwork(this.api);
      this.draft = firstDraft(this.read.view);
    } catch (error) {
      this.problem = messageOf(error);
      return;
    }
    await Promise.all([this.#listen(), this.#look()]);
  }

  /** Other servers may come and go while the page stands; what they mean for the choice is shown at once. */
  async #listen(): Promise<void> {
    if (this.listening) return;
    this.listening = true;
    this.listenProblem = undefined;
    try {
      await probeForeign(this.api);
      this.read = await getNetwork(this.api);
      if (!this.#chosen && this.draft !== undefined)
        this.draft = { ...this.draft, mode: firstDraft(this.read.view).mode };
    } catch (error) {
      this.listenProblem = messageOf(error);
    } finally {
      this.listening = false;
    }
  }

  async #look(): Promise<void> {
    const view = this.read?.view;
    if (view === undefined) return;
    try {
      const [scan, map] = await Promise.all([scanNetwork(this.api), getPoolMap(this.api, view.subnet)]);
      this.scan = scan;
      const known = new Set(map.marks.map(({ address }) => address));
      const live = scan.hosts.filter(({ address }) => !known.has(address));
      this.marks = [...map.marks, ...live.map((host): Mark => ({ ...host, state: "live" }))];
      const isNew = this.draft?.pool === undefined && scan.suggestion !== undefined;
      if (this.draft === undefined || this.#shaped) return;
      const pool = isNew ? { first: scan.suggestion.first, last: scan.suggestion.last } : this.draft.pool;
      const answer = view.saidBy === "nobody" ? suggestedAnswer(scan, view) : this.draft.answer;
      this.draft = { ...this.draft, pool, answer };
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { read, draft } = this;
    if (read === undefined || draft === undefined || this.busy) return;
    const others = rivals(read.view);
    if (!this.#maySave(others.map(({ address }) => address))) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const serveAnyway = draft.mode === "server" && (others.length > 0 || read.view.serveAnyway);
      this.read = await putNetwork(this.api, planFrom(read.view, draft, serveAnyway), read.tag);
      this.dispatchEvent(new CustomEvent("rs-saved", { detail: this.read.view, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
      if (error instanceof ApiError && error.status === 412) this.read = await getNetwork(this.api);
    } finally {
      this.busy = false;
    }
  };

  #cancel(): void {
    this.dispatchEvent(new CustomEvent("rs-cancelled", { bubbles: true, composed: true }));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
