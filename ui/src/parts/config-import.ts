import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { type ConfigImported, importConfig } from "../data/exchange.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/exports.en.ts";
import { zh } from "../text/exports.zh.ts";
import { areaText, type Words } from "../text/text.ts";

const NAMES = { dhcpd: "dhcpd.conf", dnsmasq: "dnsmasq.conf", kea: "Kea" } as const;
const MOST_BYTES = 900_000;

interface Row {
  readonly line: number;
  readonly what: string;
  readonly step: ConfigImported["machines"][number]["step"];
  readonly because?: string;
}

/** Another DHCP server's configuration: pasted or chosen, looked at, then applied. */
@customElement("rs-config-import")
export class ConfigImport extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private result: ConfigImported | undefined;
  @state() private problem: string | undefined;
  @state() private busy = false;
  @query("textarea") private field!: HTMLTextAreaElement;

  static override styles = [
    shared,
    css`
      :host,
      form,
      .result {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
      }
      button {
        justify-self: start;
      }
      h4 {
        margin: 0;
        font-size: 14px;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      th {
        color: var(--soft);
        font-size: 13px;
        font-weight: 600;
        text-align: start;
      }
      th,
      td {
        padding: 7px 14px 7px 0;
        border-bottom: 1px solid var(--line);
        vertical-align: baseline;
      }
      summary {
        align-content: center;
        min-height: 44px;
        cursor: pointer;
      }
      details li {
        padding: 4px 0;
        overflow-wrap: anywhere;
      }
      input[type="file"] {
        padding: 9px 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    return html`<p class="soft">${text.importText}</p>
      <form @submit=${(event: Event) => this.#ask(event, true)}>
        <label for="config">${text.paste}</label>
        <textarea
          id="config"
          class="field"
          rows="6"
          required
          maxlength=${MOST_BYTES}
          spellcheck="false"
          autocapitalize="off"
          @input=${() => (this.result = undefined)}
        ></textarea>
        <label for="file">${text.chooseFile}</label>
        <input
          id="file"
          class="field"
          type="file"
          accept=".conf,.json,text/plain,application/json"
          @change=${this.#chosen}
        />
        <button class=${this.result === undefined ? "go" : ""} ?disabled=${this.busy}>${text.look}</button>
      </form>
      <div role="status">${this.busy ? text.looking : nothing}</div>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
      ${this.result === undefined ? nothing : this.#result(this.result)}`;
  }

  #result(result: ConfigImported): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const subnets = result.subnets.map(({ cidr, pool, ...row }) => ({
      ...row,
      what: [cidr, pool].filter((one) => one !== undefined).join(" · "),
    }));
    const machines = result.machines.map(({ mac, name, address, ...row }) => ({
      ...row,
      what: [mac, name, address].filter((one) => one !== undefined).join(" · "),
    }));
    const changes = [...subnets, ...machines].filter(({ step }) => step === "new" || step === "changed").length;
    return html`<section class="result" aria-labelledby="result">
      <h3 id="result" tabindex="-1">${text.result(NAMES[result.format])}</h3>
      <p role="status">${result.applied ? text.applied : text.nothingDone}</p>
      ${changes + subnets.length + machines.length === 0 ? html`<p>${text.none}</p>` : nothing}
      ${this.#table(text.subnets, subnets)} ${this.#table(text.machines, machines)}
      ${this.#notes(text.skipped(result.skipped.length), result.skipped, true)}
      ${this.#notes(text.notNeeded(result.notNeeded.length), result.notNeeded, false)}
      ${this.#notes(text.taken(result.taken.length), result.taken, false)}
      ${
        result.applied || changes === 0
          ? nothing
          : html`<button class="go" ?disabled=${this.busy} @click=${(event: Event) => this.#ask(event, false)}>
              ${text.apply(changes)}
            </button>`
      }
    </section>`;
  }

  #table(name: string, rows: readonly Row[]): TemplateResult | typeof nothing {
    const text = areaText(this.words, { en, zh });
    if (rows.length === 0) return nothing;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>
      <table>
        <caption class="quiet-to-eyes">
          ${name}
        </caption>
        <thead>
          <tr>
            <th scope="col">${text.line}</th>
            <th scope="col">${name}</th>
            <th scope="col">${text.step}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ line, what, step, because }) =>
              html`<tr>
                <td class="num">${line}</td>
                <td class="mono">${what}</td>
                <td>
                  ${text.steps[step]}${because === undefined ? nothing : html` <span class="soft" lang="en">${because}</span>`}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #notes(name: string, notes: ConfigImported["skipped"], isOpen: boolean): TemplateResult | typeof nothing {
    if (notes.length === 0) return nothing;
    return html`<details ?open=${isOpen}>
      <summary>${name}</summary>
      <ul>
        ${notes.map(
          ({ line, text, because }) =>
            html`<li>
              <span class="num soft">${line}</span> <code class="mono">${text}</code>
              <span class="soft" lang="en">${because}</span>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  async #chosen(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file === undefined) return;
    this.result = undefined;
    this.field.value = await file.slice(0, MOST_BYTES).text();
  }

  async #ask(event: Event, dryRun: boolean): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      this.result = await importConfig(this.api, this.field.value, dryRun);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>("#result")?.focus();
  }
}
