import { html, nothing, type TemplateResult } from "lit";

import type { Machine, Run } from "../../../appliance/http/needs.ts";
import { lookOf, nameOf } from "../data/machines.ts";
import { toMachine } from "../data/route.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import { cssValue } from "./css-value.ts";

/** What stands in the row of a machine, behind the box that chooses it. */
export function cellsOf(machine: Machine, words: Words): TemplateResult {
  const { name, mac } = machine;
  return html`<span role="gridcell" class="state"><span class="chip">${words.text.state[lookOf(machine)]}</span></span>
    <span role="gridcell" class="name"
      ><a tabindex="-1" href=${toMachine(mac)} class=${name === undefined ? "mono" : ""}>${nameOf(machine)}</a>${
        name === undefined ? nothing : html`<small class="mono">${mac}</small>`
      }</span
    >
    <span role="gridcell" class="doing">${doing(machine, words)}</span>
    ${profile(machine)} ${place(machine, words)}`;
}

const profile = ({ run, profile: own }: Machine): TemplateResult =>
  html`<span role="gridcell" class="profile">${run?.profile ?? own ?? ""}<small>${run?.image ?? ""}</small></span>`;

function place(machine: Machine, words: Words): TemplateResult {
  const text = machinesText(words);
  const { rack, unit, lease, address, lastSeenAt } = machine;
  return html`<span role="gridcell" class="place num">${rack === undefined ? "" : text.placeOf(rack, unit)}</span>
    <span role="gridcell" class="address mono">${lease ?? address ?? ""}</span>
    <span role="gridcell" class="seen num">${lastSeenAt === undefined ? text.unseen : words.time(lastSeenAt)}</span>`;
}

function doing({ run, lastSeen, known }: Machine, words: Words): TemplateResult {
  const { text, time } = words;
  if (run === undefined) {
    return lastSeen === undefined
      ? html`<span>${known ? text.isIdle : text.isNew}</span>`
      : html`<span lang="en">${lastSeen}</span>`;
  }
  if (run.state === "installing" || run.state === "booting") return progress(run, words);
  if (run.state === "armed")
    return html`<span
      >${run.armedUntil === undefined ? text.armedWaiting : text.armedUntil(time(run.armedUntil))}</span
    >`;
  return run.because === undefined
    ? html`<span>${ended(run, words)}</span>`
    : html`<span lang="en">${run.because}</span>`;
}

function ended({ state, endedAt, armedAt }: Run, { text, time }: Words): string {
  if (state === "done") return text.isDone(time(endedAt ?? armedAt));
  return state === "failed" ? text.isFailed : text.isUnknown;
}

function progress(run: Run, { text, percent, duration }: Words): TemplateResult {
  const left = run.secondsLeft === undefined ? "" : ` · ${text.timeLeft(duration(run.secondsLeft))}`;
  const share = run.percent === undefined ? "" : `${percent(run.percent / 100)} · `;
  const now = run.state === "booting" ? text.isBooting : text.isInstalling;
  const stage = run.stage === undefined ? now : html`<span lang="en">${run.stage}</span>`;
  return html`<span class="num">${share}${stage}${left}</span>${
      run.percent === undefined
        ? nothing
        : html`<i class="bar" aria-hidden="true"><i ${cssValue("width", `${run.percent}%`)}></i></i>`
    }`;
}
