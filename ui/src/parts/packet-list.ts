import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { saveFile } from "../data/save-file.ts";
import { captureOf, type PacketView, packetsOf } from "../data/traces.ts";
import { shared } from "../style/shared.ts";
import { en } from "../text/doctor.en.ts";
import { zh } from "../text/doctor.zh.ts";
import { areaText, type Words } from "../text/text.ts";

/** A machine's newest packets in words and in bytes, and as a file for Wireshark. They are fetched when somebody looks. */
@customElement("rs-packet-list")
export class PacketList extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) mac = "";
  @property({ attribute: false }) words!: Words;
  @state() private packets: readonly PacketView[] | undefined;
  @state() private problem: string | undefined;

  static override styles = [
    shared,
    css`
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
        align-items: center;
        justify-content: space-between;
      }
      li {
        border-top: 1px solid var(--line);
      }
      summary {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 14px;
        align-items: center;
        min-height: 44px;
        font-size: 14px;
        cursor: pointer;
      }
      pre {
        margin: 0 0 12px;
        padding: 10px 14px;
        border-radius: 10px;
        border: 1px solid var(--line);
        background: var(--ground);
        font: 13px/1.5 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      ul {
        margin-top: 10px;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("mac")) this.packets = undefined;
  }

  override render(): TemplateResult {
    const say = areaText(this.words, { en, zh });
    return html`<section class="card" aria-labelledby="packets">
      <div class="top">
        <h2 id="packets">${say.packets}</h2>
        <div class="buttons">
          <button @click=${() => void this.#try(this.#load)}>${say.packetsOpen}</button>
          <button @click=${() => void this.#try(this.#save)}>${say.packetsSave}</button>
        </div>
      </div>
      ${this.problem === undefined ? nothing : html`<p class="say" role="alert" lang="en">${this.problem}</p>`}
      ${this.packets === undefined ? nothing : this.#list(this.packets)}
    </section>`;
  }

  #list(packets: readonly PacketView[]): TemplateResult {
    const say = areaText(this.words, { en, zh });
    if (packets.length === 0) return html`<p class="soft">${say.packetsNone}</p>`;
    return html`<p class="soft">${say.packetsNote}</p>
      <ul class="num">
        ${packets.map(
          ({ at, direction, protocol, length, explained, hex, from, to }) =>
            html`<li>
              <details>
                <summary>
                  <time class="soft" datetime=${at}>${this.words.seconds(at)}.${at.slice(20, 23)}</time>
                  <span class="soft">${direction === "in" ? say.packetIn : say.packetOut}</span>
                  <b>${protocol.toUpperCase()}</b>
                  <span lang="en">${explained.split("\n")[0]}</span>
                  <span class="soft">${say.packetBytes(length)}</span>
                </summary>
                <pre lang="en">
${from} → ${to}
${explained}</pre>
                <pre>${hexLines(hex)}</pre>
              </details>
            </li>`,
        )}
      </ul>`;
  }

  readonly #load = async (): Promise<void> => {
    this.packets = await packetsOf(this.api, this.mac);
  };

  readonly #save = async (): Promise<void> => {
    saveFile(`rackseed-${this.mac.replaceAll(":", "")}.pcapng`, await captureOf(this.api, this.mac));
  };

  async #try(work: () => Promise<void>): Promise<void> {
    this.problem = undefined;
    try {
      await work();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}

/** Sixteen bytes a line, with where they stand. */
export function hexLines(hex: string): string {
  const lines = hex.match(/.{1,32}/g) ?? [];
  return lines
    .map((line, index) => `${(index * 16).toString(16).padStart(4, "0")}  ${line.replaceAll(/..(?=.)/g, "$& ")}`)
    .join("\n");
}
