import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { listRules, type Rule } from "../data/findings.ts";
import type { House } from "../data/house.ts";
import { type Route, toHelp } from "../data/route.ts";
import { shared } from "../style/shared.ts";
import { en, type Topic, topics as topicsEn } from "../text/help.en.ts";
import { topics as topicsZh, zh } from "../text/help.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** Help that needs no internet: topics of ours, and a page for each thing the boot doctor says. */
@customElement("rs-help-page")
export class HelpPage extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) route!: Extract<Route, { page: "help" }>;
  @state() private rules: readonly Rule[] = [];
  @state() private problem: string | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      .cols {
        display: grid;
        grid-template-columns: 300px minmax(0, 1fr);
        gap: 20px;
        align-items: start;
      }
      nav h2 {
        margin: 14px 0 4px;
      }
      nav h2:first-child {
        margin-top: 0;
      }
      nav a {
        display: flex;
        align-items: center;
        min-height: 44px;
        padding: 4px 10px;
        border-radius: 8px;
        font-size: 14px;
        line-height: 1.3;
        color: var(--ink);
        text-decoration: none;
      }
      nav a:hover {
        text-decoration: underline;
      }
      nav a[aria-current="page"] {
        background: var(--accent-soft);
        font-weight: 600;
      }
      article {
        display: grid;
        gap: 12px;
        max-width: 72ch;
        line-height: 1.6;
      }
      article h2 {
        font-size: 20px;
        color: var(--ink);
      }
      article ul {
        list-style: disc;
        padding-left: 22px;
        display: grid;
        gap: 6px;
      }
      @media (max-width: 1020px) {
        .cols {
          grid-template-columns: minmax(0, 1fr);
        }
        .text {
          order: -1;
        }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("house")) void this.#load();
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const own = this.words.language === "zh" ? topicsZh : topicsEn;
    const ofRules = this.rules.map((rule) => this.#topicOf(rule));
    const wanted = this.route.topic === "" ? own[0]?.id : this.route.topic;
    const topic = [...own, ...ofRules].find(({ id }) => id === wanted);
    return html`<header>
        <h1 tabindex="-1">${say.title}</h1>
        <p class="under">${say.under}</p>
      </header>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert">${say.failed(this.problem)}</p>`}
      <div class="cols">
        <nav class="card" aria-label=${say.topics}>
          <h2>${say.topics}</h2>
          ${this.#links(own, wanted)}
          ${
            ofRules.length === 0
              ? nothing
              : html`<h2>${say.rules}</h2>
                  ${this.#links(ofRules, wanted)}`
          }
        </nav>
        <article class="card text">
          ${
            topic === undefined
              ? html`<p>${say.unknown}</p>`
              : html`<h2>${topic.title}</h2>
                  ${paragraphs(topic.body)}`
          }
        </article>
      </div>`;
  }

  #links(topics: readonly Topic[], wanted: string | undefined): TemplateResult {
    return html`<ul>
      ${topics.map(
        ({ id, title }) =>
          html`<li><a href=${toHelp(id)} aria-current=${id === wanted ? "page" : "false"}>${title}</a></li>`,
      )}
    </ul>`;
  }

  #topicOf({ id, code, texts }: Rule): Topic {
    const { name, help } = texts[this.words.language];
    return { id, title: name, body: [...help, areaText(this.words, { en, zh }).code(code)] };
  }

  async #load(): Promise<void> {
    try {
      this.rules = await listRules(this.house.api);
      this.problem = undefined;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}

/** Lines that begin with "- " and follow each other are one list. */
function paragraphs(body: readonly string[]): TemplateResult[] {
  const groups: string[][] = [];
  for (const line of body) {
    const last = groups.at(-1);
    if (line.startsWith("- ") && last?.[0]?.startsWith("- ") === true) last.push(line);
    else groups.push([line]);
  }
  return groups.map((lines) =>
    lines[0]?.startsWith("- ") === true
      ? html`<ul>
          ${lines.map((line) => html`<li>${line.slice(2)}</li>`)}
        </ul>`
      : html`<p>${lines[0]}</p>`,
  );
}
