import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Machine, Run } from "../../../appliance/http/needs.ts";
import { toMachine } from "../data/route.ts";
import { tookOf } from "../data/runs.ts";
import { shared } from "../style/shared.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";

/** One run: its stage, how far, what was last heard; when done how long it took and the way in. */
@customElement("rs-run-tile")
export class RunTile extends LitElement {
  @property({ attribute: false }) run!: Run;
  @property({ attribute: false }) machine: Machine | undefined;
  @property({ attribute: false }) user = "admin";
  @property({ attribute: false }) words!: Words;
  @state() private copied: "no" | "yes" | "by hand" = "no";

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      article {
        display: grid;
        gap: 6px;
        align-content: start;
        height: 100%;
        min-height: 132px;
        padding: 12px 14px;
        border: 1px solid var(--line);
        border-top: 4px solid var(--c);
        border-radius: 10px;
        background: color-mix(in srgb, var(--c) 5%, var(--sheet));
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 10px;
      }
      a {
        min-width: 0;
        overflow-wrap: anywhere;
        color: inherit;
        font-weight: 600;
        line-height: 26px;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
      p {
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      button {
        justify-self: start;
      }
    `,
  ];

  override render(): TemplateResult {
    const { run, words } = this;
    const name = run.machine ?? run.mac;
    return html`<article class=${run.state} aria-label=${name}>
      <header><a href=${toMachine(run.mac)}>${name}</a><span class="chip">${words.text.state[run.state]}</span></header>
      ${run.state === "done" ? this.#done(name) : this.#doing(name)}
    </article>`;
  }

  #doing(name: string): TemplateResult {
    const { run } = this;
    const { text, percent, duration, time } = this.words;
    const last = run.because ?? run.stage;
    const until = run.state === "armed" && run.armedUntil !== undefined ? text.armedUntil(time(run.armedUntil)) : "";
    return html`${
        run.percent === undefined
          ? nothing
          : html`<progress max="100" .value=${run.percent} aria-label=${text.progress(name)}></progress>
              <div class="bar num">
                <b>${percent(run.percent / 100)}</b
                ><span>${run.secondsLeft === undefined ? "" : text.timeLeft(duration(run.secondsLeft))}</span>
              </div>`
      }
      ${last === undefined ? html`<p>${until === "" ? this.#word() : until}</p>` : html`<p lang="en">${last}</p>`}
      <p class="soft">${run.image}</p>`;
  }

  #word(): string {
    const { text } = this.words;
    if (this.run.state === "booting") return text.isBooting;
    if (this.run.state === "installing") return text.isInstalling;
    return this.run.state === "failed" ? text.isFailed : text.isUnknown;
  }

  #done(name: string): TemplateResult {
    const { words, run } = this;
    const text = machinesText(words);
    const took = tookOf(run);
    const address = this.machine?.lease ?? this.machine?.address;
    return html`<p class="num">
        ${took === undefined ? nothing : text.runTook(words.duration(took))} · ${words.time(run.endedAt ?? run.armedAt)}
      </p>
      <p class="soft">${run.image}</p>
      ${address === undefined ? nothing : this.#wayIn(name, `ssh ${this.user}@${address}`)}`;
  }

  #wayIn(name: string, command: string): TemplateResult {
    const text = machinesText(this.words);
    const label = text.copySshName(name);
    if (this.copied === "by hand")
      return html`<input class="field mono" readonly aria-label=${label} .value=${command} />
        <p class="soft" role="status">${text.copyByHand}</p>`;
    return html`<p class="mono">${command}</p>
      <button aria-label=${label} @click=${() => this.#copy(command)}>
        ${this.copied === "yes" ? text.copied : text.copySsh}
      </button>`;
  }

  /** Browsers give a page the clipboard on https only, and may refuse it there; then the person copies what is marked. */
  async #copy(command: string): Promise<void> {
    this.copied = isSecureContext && (await taken(command)) ? "yes" : "by hand";
    await this.updateComplete;
    this.renderRoot.querySelector("input")?.select();
  }
}

const taken = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
