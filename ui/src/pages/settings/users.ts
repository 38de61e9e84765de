import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Principal } from "../../../../appliance/access/principal.ts";
import {
  ACCOUNT_ROLES,
  type AccountFacts,
  type AccountRole,
  addAccount,
  changeAccount,
  changeOwnPassword,
  listAccounts,
  removeAccount,
} from "../../data/access.ts";
import type { Api } from "../../data/api.ts";
import { getHello } from "../../data/hello.ts";
import "../../parts/ask-dialog.ts";
import "../../parts/password-field.ts";
import type { PasswordField } from "../../parts/password-field.ts";
import { peopleStyle } from "../../style/people.ts";
import { shared } from "../../style/shared.ts";
import { accessText } from "../../text/access.ts";
import type { Words } from "../../text/text.ts";

/** Who may sign in and what they may do; and one's own password. */
@customElement("rs-settings-users")
export class SettingsUsers extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private accounts: readonly AccountFacts[] | undefined;
  @state() private you: Principal | undefined;
  @state() private asking: string | undefined;
  /** Whose password is being set. */
  @state() private setting: string | undefined;
  @state() private problem: string | undefined;
  @state() private said = "";
  @query("#new-name") private newName!: HTMLInputElement;
  @query("#new-role") private newRole!: HTMLSelectElement;

  static override styles = [shared, peopleStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(() => this.#load());
  }

  override render(): TemplateResult {
    const text = accessText(this.words);
    return html`${
        this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`
      }
      <p role="status" class=${this.said === "" ? "quiet-to-eyes" : "say note"}>${this.said}</p>
      ${this.you?.role === "owner" ? this.#everybody() : nothing}
      ${this.you?.kind === "session" ? this.#own() : nothing}
      ${
        this.asking === undefined
          ? nothing
          : html`<rs-ask-dialog
              .words=${this.words}
              .question=${text.removeUserAsk(this.asking)}
              .warning=${text.removeUserWarning}
              .yes=${text.remove}
              .act=${this.#remove(this.asking)}
              @rs-closed=${() => (this.asking = undefined)}
            ></rs-ask-dialog>`
      }`;
  }

  #everybody(): TemplateResult {
    const text = accessText(this.words);
    return html`<section class="card" aria-labelledby="everybody">
        <h3 id="everybody">${text.usersHeadline}</h3>
        ${
          this.accounts?.length === 0
            ? html`<p class="soft">${text.usersNone}</p>`
            : html`<ul>
                ${this.accounts?.map((account) => this.#row(account))}
              </ul>`
        }
      </section>
      <section class="card" aria-labelledby="add">
        <h3 id="add">${text.addUser}</h3>
        <form @submit=${this.#add}>
          <div class="one">
            <label for="new-name">${text.name}</label>
            <input id="new-name" class="field" required maxlength="64" autocomplete="off" spellcheck="false" />
          </div>
          <rs-password-field fresh .words=${this.words} .label=${text.password}></rs-password-field>
          <div class="one">
            <label for="new-role">${text.role}</label>
            <select id="new-role" class="field">
              ${ACCOUNT_ROLES.map(
                (role) =>
                  html`<option value=${role} ?selected=${role === "operator"}>
                    ${text.roles[role]}: ${text.roleMeans[role]}
                  </option>`,
              )}
            </select>
          </div>
          <button class="go" type="submit">${text.addUserGo}</button>
        </form>
      </section>`;
  }

  #row({ name, role, lastSignInAt }: AccountFacts): TemplateResult {
    const text = accessText(this.words);
    const isYou = this.you?.kind === "session" && this.you.name === name;
    return html`<li class="row">
      <div class="who">
        <b>${name}</b>${isYou ? html` <span class="soft">(${text.you})</span>` : nothing}
        <p class="soft num">
          ${lastSignInAt === undefined ? text.neverSignedIn : text.signedInAt(this.words.time(lastSignInAt))}
        </p>
      </div>
      <select
        class="field"
        aria-label=${text.roleOf(name)}
        @change=${(event: Event) => this.#setRole(name, event.target as HTMLSelectElement)}
      >
        ${ACCOUNT_ROLES.map((one) => html`<option value=${one} ?selected=${one === role}>${text.roles[one]}</option>`)}
      </select>
      ${
        isYou
          ? nothing
          : html`<button aria-label=${text.setPasswordOf(name)} @click=${() => (this.setting = name)}>
                ${text.setPassword}
              </button>
              <button aria-label=${text.removeUser(name)} @click=${() => (this.asking = name)}>${text.remove}</button>`
      }
      ${this.setting === name ? this.#setForm(name) : nothing}
    </li>`;
  }

  #setForm(name: string): TemplateResult {
    const text = accessText(this.words);
    return html`<form @submit=${(event: SubmitEvent) => this.#setPassword(event, name)}>
      <rs-password-field fresh .words=${this.words} .label=${text.setPasswordOf(name)}></rs-password-field>
      <div class="buttons">
        <button class="go" type="submit">${text.setPasswordGo}</button>
        <button type="button" @click=${() => (this.setting = undefined)}>${text.cancel}</button>
      </div>
    </form>`;
  }

  #own(): TemplateResult {
    const text = accessText(this.words);
    return html`<section class="card" aria-labelledby="own">
      <h3 id="own">${text.ownPassword}</h3>
      <form @submit=${this.#changeOwn}>
        <rs-password-field .words=${this.words} .label=${text.currentPassword}></rs-password-field>
        <rs-password-field fresh .words=${this.words} .label=${text.newOwnPassword}></rs-password-field>
        <button type="submit">${text.changePassword}</button>
      </form>
    </section>`;
  }

  async #load(): Promise<void> {
    this.you = (await getHello(this.api)).you;
    if (this.you?.role === "owner") this.accounts = await listAccounts(this.api);
  }

  /** Does it, then shows how things are; what goes wrong is said. */
  async #try(act: () => Promise<unknown>, done = ""): Promise<boolean> {
    this.problem = undefined;
    this.said = "";
    try {
      await act();
      this.said = done;
      return true;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const [password] = passwordsIn(event);
    const wanted = {
      name: this.newName.value.trim(),
      password: password?.value ?? "",
      role: this.newRole.value as AccountRole,
    };
    const isDone = await this.#try(async () => {
      await addAccount(this.api, wanted);
      await this.#load();
    });
    if (!isDone) return;
    this.newName.value = "";
    password?.clear();
  }

  async #setRole(name: string, choice: HTMLSelectElement): Promise<void> {
    const isDone = await this.#try(async () => {
      await changeAccount(this.api, name, { role: choice.value as AccountRole });
      await this.#load();
    });
    if (!isDone) choice.value = this.accounts?.find((account) => account.name === name)?.role ?? choice.value;
  }

  async #setPassword(event: SubmitEvent, name: string): Promise<void> {
    event.preventDefault();
    const [password] = passwordsIn(event);
    const set = (): Promise<unknown> => changeAccount(this.api, name, { password: password?.value ?? "" });
    if (await this.#try(set, accessText(this.words).passwordSet(name))) this.setting = undefined;
  }

  async #changeOwn(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const [current, next] = passwordsIn(event);
    const change = (): Promise<unknown> => changeOwnPassword(this.api, current?.value ?? "", next?.value ?? "");
    if (!(await this.#try(change, accessText(this.words).passwordChanged))) return;
    current?.clear();
    next?.clear();
  }

  readonly #remove = (name: string) => async (): Promise<void> => {
    await removeAccount(this.api, name);
    await this.#load();
  };
}

const passwordsIn = (event: SubmitEvent): readonly PasswordField[] => [
  ...(event.target as HTMLFormElement).querySelectorAll<PasswordField>("rs-password-field"),
];
