import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../../data/api.ts";
import {
  addWebhook,
  changeWebhook,
  type DeliveryFacts,
  GROUPS,
  listDeliveries,
  listWebhooks,
  type NewWebhook,
  removeWebhook,
  TEMPLATES,
  testWebhook,
  type WebhookFacts,
} from "../../data/webhooks.ts";
import "../../parts/ask-dialog.ts";
import { peopleStyle } from "../../style/people.ts";
import { shared } from "../../style/shared.ts";
import { areaText, type Words } from "../../text/text.ts";
import { en } from "../../text/webhooks.en.ts";
import { zh } from "../../text/webhooks.zh.ts";

/** Whom the appliance tells what happens: added, tried, changed, and what was sent. */
@customElement("rs-settings-webhooks")
export class SettingsWebhooks extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private hooks: readonly WebhookFacts[] | undefined;
  @state() private sent: readonly DeliveryFacts[] = [];
  @state() private editing: WebhookFacts | undefined;
  @state() private asking: WebhookFacts | undefined;
  /** What the appliance says is English; what the page says is not. */
  @state() private result: { readonly own: string; readonly because?: string | undefined } | undefined;
  @state() private problem: string | undefined;

  static override styles = [
    shared,
    peopleStyle,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      fieldset label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(() => this.#load());
  }

  override render(): TemplateResult {
    const text = this.#text;
    return html`<p class="soft">${text.under}</p>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
      <div role="status">${this.#resultLine()}</div>
      <section class="card" aria-labelledby="all">
        <h3 id="all">${text.headline}</h3>
        ${
          this.hooks?.length === 0
            ? html`<p class="soft">${text.none}</p>`
            : html`<ul>
                ${this.hooks?.map((hook) => this.#row(hook))}
              </ul>`
        }
      </section>
      <section class="card" aria-labelledby="form">
        <h3 id="form">${this.editing === undefined ? text.add : text.editOf(this.editing.name)}</h3>
        ${this.#form(this.editing)}
      </section>
      <section class="card" aria-labelledby="log">
        <h3 id="log">${text.log}</h3>
        ${
          this.sent.length === 0
            ? html`<p class="soft">${text.logNone}</p>`
            : html`<ul>
                ${this.sent.map((delivery) => this.#delivery(delivery))}
              </ul>`
        }
        <button @click=${() => this.#try(() => this.#load())}>${text.reload}</button>
      </section>
      ${
        this.asking === undefined
          ? nothing
          : html`<rs-ask-dialog
              .words=${this.words}
              .question=${text.removeAsk(this.asking.name)}
              .warning=${text.removeWarning}
              .yes=${text.remove}
              .act=${this.#remove(this.asking.id)}
              @rs-closed=${() => (this.asking = undefined)}
            ></rs-ask-dialog>`
      }`;
  }

  get #text(): typeof en {
    return areaText(this.words, { en, zh });
  }

  #resultLine(): TemplateResult | typeof nothing {
    if (this.result === undefined) return nothing;
    const { own, because } = this.result;
    return html`<p class="say">${own} ${because === undefined ? nothing : html`<span lang="en">${because}</span>`}</p>`;
  }

  #row(hook: WebhookFacts): TemplateResult {
    const text = this.#text;
    const facts = [
      text.templates[hook.template],
      hook.events.map((group) => text.groups[group]).join(", "),
      ...(hook.hasSecret ? [text.signed] : []),
      ...(hook.enabled ? [] : [text.off]),
    ];
    return html`<li class="row">
      <div class="who">
        <b>${hook.name}</b>
        <p class="soft"><span class="mono">${hook.url}</span> · ${facts.join(" · ")}</p>
      </div>
      <div class="buttons">
        <button aria-label=${text.testOf(hook.name)} @click=${() => this.#test(hook)}>${text.test}</button>
        <button
          aria-label=${hook.enabled ? text.switchOffOf(hook.name) : text.switchOnOf(hook.name)}
          @click=${() => this.#change(hook.id, { enabled: !hook.enabled })}
        >
          ${hook.enabled ? text.switchOff : text.switchOn}
        </button>
        <button aria-label=${text.editOf(hook.name)} @click=${() => (this.editing = hook)}>${text.edit}</button>
        <button aria-label=${text.removeOf(hook.name)} @click=${() => (this.asking = hook)}>${text.remove}</button>
      </div>
    </li>`;
  }

  #delivery(delivery: DeliveryFacts): TemplateResult {
    const text = this.#text;
    const facts = [
      text.states[delivery.state],
      text.tries(delivery.tries),
      ...(delivery.nextIn === undefined ? [] : [text.nextIn(delivery.nextIn)]),
      this.words.time(delivery.at),
    ];
    return html`<li class="row">
      <div class="who">
        <span lang="en">${delivery.text}</span>
        <p class="soft num">${delivery.name} · ${facts.join(" · ")}</p>
        ${delivery.because === undefined ? nothing : html`<p class="soft" lang="en">${delivery.because}</p>`}
      </div>
    </li>`;
  }

  #form(hook: WebhookFacts | undefined): TemplateResult {
    const text = this.#text;
    const language = hook?.language ?? this.words.language;
    return html`<form @submit=${this.#save}>
      <div class="one">
        <label for="name">${text.name}</label>
        <input
          id="name"
          name="name"
          class="field"
          required
          maxlength="64"
          autocomplete="off"
          .value=${hook?.name ?? ""}
        />
      </div>
      <div class="one">
        <label for="template">${text.template}</label>
        <select id="template" name="template" class="field">
          ${TEMPLATES.map(
            (template) =>
              html`<option value=${template} .selected=${template === (hook?.template ?? "generic")}>
                ${text.templates[template]}
              </option>`,
          )}
        </select>
      </div>
      <div class="one">
        <label for="url">${text.url}</label>
        <input
          id="url"
          name="url"
          class="field mono"
          type="url"
          maxlength="2000"
          autocomplete="off"
          ?required=${hook === undefined}
        />
        ${hook === undefined ? nothing : html`<p class="soft">${text.urlKept}</p>`}
      </div>
      <div class="one">
        <label for="secret">${text.secret}</label>
        <input id="secret" name="secret" class="field" type="password" maxlength="256" autocomplete="new-password" />
        ${hook === undefined ? nothing : html`<p class="soft">${text.secretKept}</p>`}
      </div>
      <div class="one">
        <label for="language">${text.language}</label>
        <select id="language" name="language" class="field">
          <option value="en" lang="en" .selected=${language === "en"}>English</option>
          <option value="zh" lang="zh" .selected=${language === "zh"}>中文</option>
        </select>
      </div>
      <fieldset>
        <legend>${text.events}</legend>
        ${GROUPS.map(
          (group) =>
            html`<label
              ><input
                type="checkbox"
                name="events"
                value=${group}
                .checked=${(hook?.events ?? ["problems", "runs"]).includes(group)}
              />${text.groups[group]}</label
            >`,
        )}
      </fieldset>
      <div class="buttons">
        <button class="go" type="submit">${hook === undefined ? text.add : text.save}</button>
        ${
          hook === undefined
            ? nothing
            : html`<button type="button" @click=${() => (this.editing = undefined)}>${text.cancel}</button>`
        }
      </div>
    </form>`;
  }

  async #load(): Promise<void> {
    [this.hooks, this.sent] = await Promise.all([listWebhooks(this.api), listDeliveries(this.api)]);
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

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const say = (name: string): string => (given.get(name) as string).trim();
    const [url, secret] = [say("url"), say("secret")];
    const wanted = {
      name: say("name"),
      events: given.getAll("events") as unknown as NewWebhook["events"],
      template: say("template") as NewWebhook["template"],
      language: say("language") as NewWebhook["language"],
      ...(secret !== "" && { secret }),
    };
    const { editing } = this;
    const isDone = await this.#try(async () => {
      if (editing === undefined) await addWebhook(this.api, { ...wanted, url, enabled: true });
      else await changeWebhook(this.api, editing.id, { ...wanted, ...(url !== "" && { url }) });
      await this.#load();
    });
    if (!isDone) return;
    this.editing = undefined;
    form.reset();
  }

  #change(id: string, change: Partial<NewWebhook>): Promise<boolean> {
    return this.#try(async () => {
      await changeWebhook(this.api, id, change);
      await this.#load();
    });
  }

  readonly #remove = (id: string) => async (): Promise<void> => {
    await removeWebhook(this.api, id);
    if (this.editing?.id === id) this.editing = undefined;
    await this.#load();
  };

  #test({ id, name }: WebhookFacts): Promise<boolean> {
    const text = this.#text;
    this.result = { own: text.testing };
    return this.#try(async () => {
      try {
        const { ok, because } = await testWebhook(this.api, id);
        this.result = { own: ok ? text.testOk(name) : text.testFailed(name), because };
        await this.#load();
      } catch (error) {
        this.result = undefined;
        throw error;
      }
    });
  }
}
