import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Machine, Run } from "../../../appliance/http/needs.ts";
import type { PanelFacts } from "../data/device.ts";
import type { House } from "../data/house.ts";
import { byUrgency, isActive, lookOf } from "../data/machines.ts";
import { panelStyle } from "./style.ts";
import type { Say } from "./words.ts";
import "./tiles.ts";

/** The screen that is seen from the door: one giant line, one soft line, and the machines it is about. */
@customElement("rs-panel-status")
export class PanelStatus extends LitElement {
  @property({ attribute: false }) house!: House;
  @property({ attribute: false }) version = 0;
  @property({ attribute: false }) facts!: PanelFacts;
  @property({ attribute: false }) say!: Say;

  static override styles = [
    panelStyle,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr;
        gap: 14px;
        padding: 20px 24px 14px;
        min-height: 0;
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: start;
        gap: 20px;
      }
      header p {
        margin-top: 4px;
        font-size: 20px;
      }
      header .concern {
        color: color-mix(in srgb, var(--bad) 70%, var(--ink));
        font-weight: 600;
      }
    `,
  ];

  override render(): TemplateResult {
    const { house, facts, say } = this;
    const machines = byUrgency([...house.machines.values()]);
    const look = facts.serving ? "done" : facts.paused ? "armed" : "failed";
    const word = facts.serving ? say.serving : facts.paused ? say.paused : say.notServing;
    return html`<header>
        <div>
          <h1>${headline(machines, facts, say)}</h1>
          <p class="soft">${subline(machines, house.status?.problems ?? [], facts, say)}</p>
          ${this.#concern()}
        </div>
        <span class="pill ${look}">${word}</span>
      </header>
      ${
        machines.length === 0
          ? nothing
          : html`<rs-panel-tiles .machines=${machines} .say=${say} @rs-machine=${this.#chosen}></rs-panel-tiles>`
      }`;
  }

  /** What needs a person at this box itself: the worst of it. */
  #concern(): TemplateResult | typeof nothing {
    const { facts, say } = this;
    const [worst] = facts.concerns;
    if (worst === undefined) return nothing;
    const [about] = ABOUT.find(([, codes]) => codes.test(worst)) ?? ["other"];
    return html`<p class="concern" role="status">${say.concern[about]} · ${say.seePage}</p>`;
  }

  #chosen(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent("rs-machine", { detail: event.detail }));
  }
}

/** What a concern is about, by its code; the web page says it in full. */
const ABOUT = [
  ["power", /VOLT/],
  ["heat", /HOT|THROT/],
  ["full", /FULL/],
  ["card", /CARD/],
  ["clock", /CLOCK/],
] as const;

const runsOf = (machines: readonly Machine[]): Run[] => machines.flatMap(({ run }) => (run === undefined ? [] : [run]));

function headline(machines: readonly Machine[], facts: PanelFacts, say: Say): string {
  const runs = runsOf(machines);
  if (!facts.serving && runs.length === 0) return facts.paused ? say.paused : say.notServing;
  if (runs.length > 0) return say.doneOf(runs.filter(({ state }) => state === "done").length, runs.length);
  return machines.length === 0 ? say.noMachines : say.nothingToDo;
}

function subline(machines: readonly Machine[], problems: readonly string[], facts: PanelFacts, say: Say): string {
  if (!facts.setUp) return say.notSetUp;
  const trouble = machines.filter((machine) => lookOf(machine) === "failed").length;
  const left = Math.max(0, ...runsOf(machines).map((run) => (isActive(run) ? (run.secondsLeft ?? 0) : 0)));
  const fresh = machines.filter((machine) => lookOf(machine) === "new").length;
  const parts = [
    ...(trouble > 0 ? [say.needYou(trouble)] : []),
    ...(left > 0 ? [say.minutesLeft(Math.round(left / 60))] : []),
    ...(fresh > 0 ? [say.newMachines(fresh)] : []),
  ];
  if (parts.length > 0) return parts.join(" · ");
  if (machines.length === 0) return say.plugIn;
  return problems[0] ?? `${facts.name} · ${facts.address}`;
}
