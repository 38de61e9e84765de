import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { type AuditEntry, type AuditPage, listAudit } from "../../data/access.ts";
import type { Api } from "../../data/api.ts";
import { shared } from "../../style/shared.ts";
import { accessText } from "../../text/access.ts";
import type { Words } from "../../text/text.ts";

/** Who changed what, newest first. */
@customElement("rs-settings-audit")
export class SettingsAudit extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private entries: readonly AuditEntry[] | undefined;
  @state() private next: string | undefined;
  @state() private problem: string | undefined;
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
        justify-items: start;
      }
      .scroll {
        width: 100%;
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
        padding: 8px 14px 8px 0;
        border-bottom: 1px solid var(--line);
        vertical-align: baseline;
        white-space: nowrap;
      }
      tr:last-child td {
        border-bottom: 0;
      }
      .failed {
        color: var(--bad);
        font-weight: 600;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#more();
  }

  override render(): TemplateResult {
    const text = accessText(this.words);
    const { entries } = this;
    return html`<p class="soft">${text.auditUnder}</p>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
      ${entries === undefined ? nothing : entries.length === 0 ? html`<p>${text.auditNone}</p>` : this.#table(entries)}
      ${
        this.next === undefined
          ? nothing
          : html`<button ?disabled=${this.busy} @click=${this.#more}>${text.auditMore}</button>`
      }`;
  }

  #table(entries: readonly AuditEntry[]): TemplateResult {
    const text = accessText(this.words);
    return html`<div class="card scroll" tabindex="0" role="region" aria-label=${text.auditHeadline}>
      <table>
        <thead>
          <tr>
            <th scope="col">${text.auditTime}</th>
            <th scope="col">${text.auditWho}</th>
            <th scope="col">${text.auditWhat}</th>
            <th scope="col">${text.auditOutcome}</th>
            <th scope="col">${text.auditTarget}</th>
            <th scope="col">${text.auditFrom}</th>
          </tr>
        </thead>
        <tbody>
          ${entries.map((entry) => this.#row(entry))}
        </tbody>
      </table>
    </div>`;
  }

  #row({ at, who, what, target, status, address, detail }: AuditEntry): TemplateResult {
    const text = accessText(this.words);
    const isDone = status === null || status < 400;
    const said = what === "signIn" && !isDone ? text.signInFailed : (text.whats[what] ?? what);
    const name = who === "" ? (detail ?? text.auditNobody) : who;
    return html`<tr>
      <td class="num"><time datetime=${at}>${this.words.time(at)}</time></td>
      <td>${name}</td>
      <td>${said}</td>
      <td class=${isDone ? "" : "failed"}>${isDone ? text.auditDone : text.auditRefused(status)}</td>
      <td class="mono">${decodeURI(target.replace("/api/v1", ""))}</td>
      <td class="mono">${address ?? ""}</td>
    </tr>`;
  }

  readonly #more = async (): Promise<void> => {
    this.busy = true;
    this.problem = undefined;
    try {
      const page: AuditPage = await listAudit(this.api, this.next);
      this.entries = [...(this.entries ?? []), ...page.items];
      this.next = page.next;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  };
}
