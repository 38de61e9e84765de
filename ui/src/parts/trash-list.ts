import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { House } from "../data/house.ts";
import { deleteForGood, emptyTrash, listTrash, takeBack, type TrashItem } from "../data/trash.ts";
import { pageStyle } from "../style/page.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/profiles.en.ts";
import { zh } from "../text/profiles.zh.ts";
import { areaText, type Words } from "../text/text.ts";
import "./ask-dialog.ts";
import { refusal } from "./refusal.ts";

/** What was removed of one kind, each with the way back; nothing at all while the trash is empty. */
@customElement("rs-trash-list")
export class TrashList extends LitElement {
  @property({ attribute: false }) house!: House;
  @property() kind: TrashItem["kind"] = "profile";
  /** Changes when something may have been removed. */
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) words!: Words;
  @state() private items: readonly TrashItem[] = [];
  @state() private asking: TrashItem | "all" | undefined;
  @state() private problem: unknown;
  #seen = "";

  static override styles = [
    shared,
    pageStyle,
    css`
      :host {
        gap: 0;
      }
      :host([empty]) {
        display: none;
      }
    `,
  ];

  protected override willUpdate(): void {
    const { images, profiles, events } = this.house;
    const now = [this.kind, images.length, profiles.length, events.at(-1)?.id].join(" ");
    if (now === this.#seen) return;
    this.#seen = now;
    void this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    this.toggleAttribute("empty", this.items.length === 0 && this.problem === undefined);
    if (this.items.length === 0 && this.problem === undefined) return nothing;
    return html`<section class="card" aria-labelledby="trash">
      <div class="head">
        <h2 id="trash">${say.trash}</h2>
        <button @click=${() => (this.asking = "all")}>${say.emptyTrash}</button>
      </div>
      ${this.problem === undefined ? nothing : refusal(this.problem, this.words)}
      <ul class="rows">
        ${this.items.map((item) => this.#row(item))}
      </ul>
      ${this.#question()}
    </section>`;
  }

  #row(item: TrashItem): TemplateResult {
    const say = areaText(this.words, { en, zh });
    const { time, size } = this.words;
    const room = item.kind === "image" ? [say.trashRoom] : [];
    const facts = [
      ...(item.bytes === 0 ? [] : [size(item.bytes)]),
      say.trashBy(time(item.at), item.who),
      [say.trashSays(item.daysLeft), ...room].join(this.words.text.listSeparator),
    ];
    return html`<li>
      <div class="grow">
        <b>${item.title ?? item.name}</b>
        <p class="soft num">${facts.join(" · ")}</p>
      </div>
      <button @click=${() => this.#takeBack(item)} aria-label=${say.takeBackName(item.name)}>${say.takeBack}</button>
      <button @click=${() => (this.asking = item)} aria-label=${say.deleteForGoodName(item.name)}>
        ${say.deleteForGood}
      </button>
    </li>`;
  }

  #question(): TemplateResult | typeof nothing {
    const say = areaText(this.words, { en, zh });
    const { asking } = this;
    if (asking === undefined) return nothing;
    const { api } = this.house;
    const all = asking === "all";
    return html`<rs-ask-dialog
      .words=${this.words}
      .question=${all ? say.emptyTitle2 : say.forGoodTitle(asking.name)}
      .warning=${all ? say.emptyWarning(this.items.length) : say.forGoodWarning}
      .yes=${all ? say.emptyTrash : say.deleteForGood}
      .act=${async () => {
        await (all ? emptyTrash(api, this.kind) : deleteForGood(api, asking.id));
        await this.#load();
      }}
      @rs-closed=${() => (this.asking = undefined)}
    ></rs-ask-dialog>`;
  }

  async #takeBack(item: TrashItem): Promise<void> {
    try {
      await takeBack(this.house.api, item.id);
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
    await Promise.all([this.house.lookAtImages(), this.house.lookAtProfiles(), this.#load()]);
  }

  async #load(): Promise<void> {
    try {
      this.items = (await listTrash(this.house.api)).filter(({ kind }) => kind === this.kind);
      this.dispatchEvent(new CustomEvent("rs-trash", { detail: this.items }));
    } catch (error) {
      this.problem = error;
    }
  }
}
