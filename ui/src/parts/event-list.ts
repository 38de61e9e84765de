import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Event } from "../../../appliance/http/needs.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** Ten files are sent in every boot; they stand in the log, not here. */
const EVERYDAY: readonly string[] = ["RS_TFTP_SENT", "RS_FTP_SENT"];

/** The newest events, newest first. */
@customElement("rs-event-list")
export class EventList extends LitElement {
  @property({ attribute: false }) events: readonly Event[] = [];
  @property({ attribute: false }) words!: Words;
  /** Over the list; without it, that these are the last events. */
  @property({ attribute: false }) heading: string | undefined;
  /** At most so many. */
  @property({ attribute: false }) shown = 12;
  /** What a machine is called, by its MAC. */
  @property({ attribute: false }) nameOf: (mac: string) => string = (mac) => mac;

  static override styles = [
    shared,
    css`
      h2 {
        margin-bottom: 8px;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 12px;
        padding: 8px 0;
        border-top: 1px solid var(--line);
        font-size: 14px;
      }
      li:first-child {
        border-top: 0;
      }
      time {
        color: var(--soft);
      }
      .error span,
      .warning span {
        border-left: 3px solid var(--bad);
        padding-left: 8px;
      }
      .warning span {
        border-color: var(--armed);
      }
    `,
  ];

  override render(): TemplateResult {
    const { text, time } = this.words;
    return html`<section class="card" aria-labelledby="events">
      <h2 id="events">${this.heading ?? text.events}</h2>
      ${
        this.events.length === 0
          ? html`<p class="soft">${text.eventsNone}</p>`
          : html`<ul class="num">
              ${repeat(
                this.events
                  .filter(({ code }) => !EVERYDAY.includes(code))
                  .toReversed()
                  .slice(0, this.shown),
                (event) => event.id,
                (event) =>
                  html`<li class=${event.severity}>
                    <time datetime=${event.at}>${time(event.at)}</time>${this.#says(event)}
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #says(event: Event): TemplateResult {
    const own = ownWords(event, this.words, this.nameOf);
    return own === "" ? html`<span lang="en">${event.text}</span>` : html`<span>${own}</span>`;
  }
}

/** An event in the page's language; "" where only the appliance's own English sentence is there, which is marked as such. */
export function ownWords({ code, data = {}, mac }: Event, words: Words, nameOf: (mac: string) => string): string {
  const { text, language } = words;
  // What the doctor says comes in both languages; its English is the event's own sentence.
  if (code.startsWith("RS_DOCTOR_")) return language === "zh" && typeof data["zh"] === "string" ? data["zh"] : "";
  const said = [
    data["to"],
    data["stage"],
    data["image"],
    data["file"],
    data["path"],
    data["reason"],
    data["by"],
    data["address"],
    data["name"],
  ];
  const detail = said.find((value) => typeof value === "string") ?? "";
  return text.eventSays(code, detail, mac === undefined ? "" : nameOf(mac));
}
