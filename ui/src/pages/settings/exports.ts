import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../../data/api.ts";
import { type ExportFormat, exportMachines, FORMATS } from "../../data/exchange.ts";
import { saveFile } from "../../data/save-file.ts";
import { shared } from "../../style/shared.ts";
import { en } from "../../text/exports.en.ts";
import { zh } from "../../text/exports.zh.ts";
import { areaText, type Words } from "../../text/text.ts";
import "../../parts/config-import.ts";

const ANSIBLE = "rackseed export ansible > rackseed.yaml && ansible-inventory -i rackseed.yaml --graph";

/** The machines for other tools, and what another DHCP server knew. */
@customElement("rs-settings-exports")
export class SettingsExports extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private said = "";
  @state() private copied = false;
  @state() private problem: string | undefined;

  static override styles = [
    shared,
    css`
      :host,
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 14px;
      }
      h3 {
        font-size: 15px;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
        padding: 8px 0;
        border-top: 1px solid var(--line);
      }
      li:first-child {
        border-top: 0;
      }
      li > div {
        flex: 1 1 200px;
        min-width: 0;
      }
      code {
        user-select: all;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render(): TemplateResult {
    const text = areaText(this.words, { en, zh });
    return html`<section class="card" aria-labelledby="export">
        <h3 id="export">${text.exportTitle}</h3>
        ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
        <ul>
          ${FORMATS.map((format) => this.#row(format))}
        </ul>
        <p role="status">${this.said}</p>
      </section>
      <section class="card" aria-labelledby="ansible">
        <h3 id="ansible">${text.ansibleTitle}</h3>
        <p class="soft">${text.ansibleText}</p>
        <code class="mono">${ANSIBLE}</code>
        <div class="buttons"><button @click=${this.#copy}>${this.copied ? text.copied : text.copy}</button></div>
      </section>
      <section class="card" aria-labelledby="import">
        <h3 id="import">${text.importTitle}</h3>
        <rs-config-import .api=${this.api} .words=${this.words}></rs-config-import>
      </section>`;
  }

  #row(format: ExportFormat): TemplateResult {
    const text = areaText(this.words, { en, zh });
    const [name, means] = text.formats[format] ?? [format, ""];
    return html`<li>
      <div>
        <b>${name}</b>
        <p class="soft">${means}</p>
      </div>
      <button aria-label=${text.downloadOf(name)} @click=${() => this.#download(format)}>${text.download}</button>
    </li>`;
  }

  async #download(format: ExportFormat): Promise<void> {
    const name = `rackseed-${format}`;
    await this.#try(async () => {
      saveFile(name, await exportMachines(this.api, format));
      this.said = areaText(this.words, { en, zh }).given(name);
    });
  }

  async #copy(): Promise<void> {
    await this.#try(async () => {
      await navigator.clipboard.writeText(ANSIBLE);
      this.copied = true;
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.problem = undefined;
    this.said = "";
    try {
      await act();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}
