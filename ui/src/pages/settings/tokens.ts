import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import {
  ACCOUNT_ROLES,
  type AccountRole,
  addToken,
  listTokens,
  revokeToken,
  type TokenFacts,
} from "../../data/access.ts";
import type { Api } from "../../data/api.ts";
import "../../parts/ask-dialog.ts";
import { peopleStyle } from "../../style/people.ts";
import { shared } from "../../style/shared.ts";
import { accessText } from "../../text/access.ts";
import type { Words } from "../../text/text.ts";

const DAYS = [7, 30, 90, 365];

/** Tokens for programs: made, shown once, revoked. */
@customElement("rs-settings-tokens")
export class SettingsTokens extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private tokens: readonly TokenFacts[] | undefined;
  @state() private fresh: { readonly name: string; readonly token: string } | undefined;
  @state() private copied = false;
  @state() private asking: TokenFacts | undefined;
  @state() private problem: string | undefined;

  static override styles = [
    shared,
    peopleStyle,
    css`
      .fresh {
        display: grid;
        gap: 10px;
        justify-items: start;
      }
      .fresh code {
        user-select: all;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(() => this.#load());
  }

  override render(): TemplateResult {
    const text = accessText(this.words);
    return html`<p class="soft">${text.tokensUnder}</p>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
      <div role="status">${this.fresh === undefined ? nothing : this.#freshToken(this.fresh)}</div>
      <section class="card" aria-labelledby="all">
        <h3 id="all">${text.tokensHeadline}</h3>
        ${
          this.tokens?.length === 0
            ? html`<p class="soft">${text.tokensNone}</p>`
            : html`<ul>
                ${this.tokens?.map((token) => this.#row(token))}
              </ul>`
        }
      </section>
      <section class="card" aria-labelledby="make">
        <h3 id="make">${text.tokenMake}</h3>
        ${this.#form()}
      </section>
      ${
        this.asking === undefined
          ? nothing
          : html`<rs-ask-dialog
              .words=${this.words}
              .question=${text.revokeAsk(this.asking.name)}
              .warning=${text.revokeWarning}
              .yes=${text.revoke}
              .act=${this.#revoke(this.asking.id)}
              @rs-closed=${() => (this.asking = undefined)}
            ></rs-ask-dialog>`
      }`;
  }

  #freshToken({ name, token }: { readonly name: string; readonly token: string }): TemplateResult {
    const text = accessText(this.words);
    return html`<div class="card fresh">
      <p><b>${text.tokenFresh(name)}</b></p>
      <code class="mono breaks">${token}</code>
      <button @click=${() => this.#copy(token)}>${this.copied ? text.copied : text.copy}</button>
    </div>`;
  }

  #row(token: TokenFacts): TemplateResult {
    const text = accessText(this.words);
    const { time } = this.words;
    const facts = [
      text.roles[token.role],
      text.tokenMadeBy(token.createdBy, time(token.createdAt)),
      token.lastUsedAt === undefined ? text.tokenNeverUsed : text.tokenUsed(time(token.lastUsedAt)),
      ...(token.expiresAt === undefined
        ? []
        : [text.tokenEnds(new Date(token.expiresAt).toLocaleDateString(this.words.language))]),
    ];
    return html`<li class="row">
      <div class="who">
        <b>${token.name}</b>
        <p class="soft num">${facts.join(" · ")}</p>
      </div>
      <button aria-label=${text.revokeToken(token.name)} @click=${() => (this.asking = token)}>${text.revoke}</button>
    </li>`;
  }

  #form(): TemplateResult {
    const text = accessText(this.words);
    return html`<form @submit=${this.#make}>
      <div class="one">
        <label for="name">${text.tokenName}</label>
        <input id="name" name="name" class="field" required maxlength="64" autocomplete="off" />
      </div>
      <div class="one">
        <label for="role">${text.role}</label>
        <select id="role" name="role" class="field">
          ${ACCOUNT_ROLES.map((role) => html`<option value=${role}>${text.roles[role]}: ${text.roleMeans[role]}</option>`)}
        </select>
      </div>
      <div class="one">
        <label for="days">${text.tokenDays}</label>
        <select id="days" name="days" class="field">
          ${DAYS.map((count) => html`<option value=${count} ?selected=${count === 365}>${text.days(count)}</option>`)}
          <option value="">${text.tokenDaysNever}</option>
        </select>
      </div>
      <button class="go" type="submit">${text.tokenMake}</button>
    </form>`;
  }

  async #load(): Promise<void> {
    this.tokens = await listTokens(this.api);
  }

  async #try(act: () => Promise<unknown>): Promise<boolean> {
    this.problem = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  async #make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const days = Number(given.get("days"));
    const wanted = {
      name: (given.get("name") as string).trim(),
      role: given.get("role") as AccountRole,
      ...(days === 0 ? {} : { days }),
    };
    const isDone = await this.#try(async () => {
      this.fresh = await addToken(this.api, wanted);
      this.copied = false;
      await this.#load();
    });
    if (isDone) form.reset();
  }

  readonly #revoke = (id: string) => async (): Promise<void> => {
    await revokeToken(this.api, id);
    this.fresh = undefined;
    await this.#load();
  };

  async #copy(token: string): Promise<void> {
    this.copied = await this.#try(() => navigator.clipboard.writeText(token));
  }
}
