import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Machine, Run } from "../../../appliance/http/needs.ts";
import { nameOf } from "../data/machines.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** What happened stands out; why and what to do follow. */
function because(sentences: string): TemplateResult {
  const end = sentences.indexOf(". ");
  const first = end === -1 ? sentences : sentences.slice(0, end + 1);
  return html`<p lang="en"><b>${first}</b>${sentences.slice(first.length)}</p>`;
}

/** 0 to 1; nothing while nobody can say. */
function shareOf({ percent, bytes, bytesTotal }: Run): number | undefined {
  if (percent !== undefined) return Math.min(1, percent / 100);
  return bytesTotal === undefined || bytesTotal === 0 || bytes === 0 ? undefined : Math.min(1, bytes / bytesTotal);
}

/** What a machine is doing, or how its last install ended: a sentence, and a bar while bytes flow. */
@customElement("rs-machine-doing")
export class MachineDoing extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ attribute: false }) words!: Words;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      p {
        overflow-wrap: anywhere;
      }
      b {
        font-weight: 600;
      }
      .bar b {
        font-size: 15px;
      }
      .mark {
        color: color-mix(in srgb, var(--armed) 45%, var(--ink));
        font-weight: 600;
      }
    `,
  ];

  override render(): TemplateResult {
    const { run, known, lastSeen, profile } = this.machine;
    const { text } = this.words;
    if (run === undefined) {
      return html`<p>${known ? text.isIdle : text.isNew}</p>
        <p class="soft" lang="en">${lastSeen ?? profile ?? nothing}</p>`;
    }
    if (run.state === "installing" || run.state === "booting") return this.#progress(run);
    const reason = run.because === undefined ? html`<p>${this.#sentence(run)}</p>` : because(run.because);
    return html`${reason} ${this.#what(run)}`;
  }

  #sentence(run: Run): string {
    const { text, time } = this.words;
    switch (run.state) {
      case "armed":
        return run.armedUntil === undefined ? text.armedWaiting : text.armedUntil(time(run.armedUntil));
      case "booting":
        return text.isBooting;
      case "installing":
        return text.isInstalling;
      case "done":
        return text.isDone(time(run.endedAt ?? run.armedAt));
      case "failed":
        return text.isFailed;
      case "unknown":
        return text.isUnknown;
    }
  }

  #progress(run: Run): TemplateResult {
    const { text, percent, bytes, duration } = this.words;
    const stage =
      run.stage === undefined ? html`<span>${this.#sentence(run)}</span>` : html`<span lang="en">${run.stage}</span>`;
    const share = shareOf(run);
    if (share === undefined)
      return html`<p>${stage}</p>
        ${this.#what(run)}`;
    const { bytes: sent, bytesTotal: total, secondsLeft } = run;
    const left =
      secondsLeft !== undefined
        ? text.timeLeft(duration(secondsLeft))
        : total === undefined
          ? ""
          : bytes(Math.min(sent, total), total);
    return html`<div class="bar num">${stage}<b>${percent(Math.floor(share * 100) / 100)}</b></div>
      <progress max="1" .value=${share} aria-label=${text.progress(nameOf(this.machine))}></progress>
      <div class="bar num soft"><span>${this.#what(run)}</span><span>${left}</span></div>`;
  }

  #what(run: Run): TemplateResult {
    const { text } = this.words;
    const mark = run.notVerified ? html` · <span class="mark">${text.notVerified}</span>` : nothing;
    const waits =
      run.waitingFor === undefined ? nothing : html`<br /><span lang="en">${text.waitingFor(run.waitingFor)}</span>`;
    return html`<span class="soft">${run.image} · ${run.profile}${mark}${waits}</span>`;
  }
}
