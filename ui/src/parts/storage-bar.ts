import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Storage } from "../data/trash.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** How full the card is, and with what: a bar, and the same in words. */
@customElement("rs-storage-bar")
export class StorageBar extends LitElement {
  @property({ attribute: false }) storage!: Storage;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        justify-content: space-between;
        align-items: baseline;
      }
      .meter {
        display: flex;
        gap: 2px;
        height: 12px;
        border-radius: 99px;
        overflow: hidden;
        background: var(--line);
      }
      .meter span {
        background: var(--c);
      }
      .images {
        --c: var(--accent);
      }
      .trash {
        --c: var(--armed);
      }
      .other {
        --c: var(--idle);
      }
      .free {
        --c: var(--line);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
      }
      li {
        display: flex;
        gap: 7px;
        align-items: center;
      }
      li::before {
        content: "";
        width: 10px;
        height: 10px;
        border-radius: 3px;
        background: var(--c);
      }
    `,
  ];

  /** By CSSOM: the page's policy refuses style attributes. */
  protected override updated(): void {
    for (const part of this.renderRoot.querySelectorAll<HTMLElement>(".meter span")) {
      part.style.width = `${(100 * Number(part.dataset["bytes"])) / Math.max(1, this.storage.total)}%`;
    }
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { size } = this.words;
    const { total, free, images, trash } = this.storage;
    const other = Math.max(0, total - free - images - trash);
    const parts = [
      ["images", images, say.storageImages(size(images))],
      ["trash", trash, say.storageTrash(size(trash))],
      ["other", other, say.storageOther(size(other))],
    ] as const;
    return html`<div class="title">
        <h2>${say.storage}</h2>
        <b class="num">${say.storageFree(size(free), size(total))}</b>
      </div>
      <div class="meter" aria-hidden="true">
        ${parts.map(([name, bytes]) => html`<span class=${name} data-bytes=${bytes}></span>`)}
      </div>
      <ul class="soft num">
        ${parts.map(([name, , says]) => html`<li class=${name}>${says}</li>`)}
        <li class="free">${say.storageFreeShort(size(free))}</li>
      </ul>`;
  }
}
