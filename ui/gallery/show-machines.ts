import { html } from "lit";

import { lookOf } from "../src/data/machines.ts";
import { racksOf } from "../src/data/racks.ts";
import { NOTHING, toggled } from "../src/data/selection.ts";
import { inMinutes, MACHINES, macOf, RUNS } from "./data-machines.ts";
import { dialog, type Given, type Shown } from "./shown.ts";

const CHOSEN = toggled(NOTHING, macOf(3));

/** Machines, racks and runs. */
export function machineParts(given: Given): readonly Shown[] {
  const { words, api, house, show } = given;
  const close = (): void => show();
  const [rack] = racksOf(MACHINES).racks;
  const few = MACHINES.slice(0, 3).map(({ mac }) => mac);
  return [
    {
      tag: "rs-machine-doing",
      narrow: true,
      states: MACHINES.map((machine) => [
        `${lookOf(machine)} ${machine.run?.id ?? ""}`,
        html`<span class="chip ${lookOf(machine) === "new" ? "idle" : lookOf(machine)}"
            >${words.text.state[lookOf(machine)]}</span
          >
          <rs-machine-doing .machine=${machine} .words=${words}></rs-machine-doing>`,
      ]),
    },
    {
      tag: "rs-machine-table",
      states: [
        [
          "every state, one chosen",
          html`<rs-machine-table .machines=${MACHINES} .selection=${CHOSEN} .words=${words}></rs-machine-table>`,
        ],
        ["empty", html`<rs-machine-table .words=${words}></rs-machine-table>`],
      ],
    },
    {
      tag: "rs-machine-tiles",
      states: [
        [
          "every state, one chosen",
          html`<rs-machine-tiles .machines=${MACHINES} .selection=${CHOSEN} .words=${words}></rs-machine-tiles>`,
        ],
        ["empty", html`<rs-machine-tiles .words=${words}></rs-machine-tiles>`],
      ],
    },
    {
      tag: "rs-rack-drawing",
      states: [
        [
          "every state, a gap, one without a unit",
          html`<rs-rack-drawing .rack=${rack} .words=${words}></rs-rack-drawing>`,
        ],
      ],
    },
    {
      tag: "rs-rack-wall",
      states: [
        [
          "a rack, and machines that stand nowhere",
          html`<rs-rack-wall .machines=${MACHINES} .words=${words}></rs-rack-wall>`,
        ],
      ],
    },
    {
      tag: "rs-run-tile",
      narrow: true,
      states: Object.entries(RUNS).map(([name, run]) => [
        name,
        html`<rs-run-tile
          .run=${run}
          .machine=${MACHINES.find(({ mac }) => mac === run.mac)}
          .words=${words}
        ></rs-run-tile>`,
      ]),
    },
    {
      tag: "rs-run-log",
      states: [
        ["lines of every severity", html`<rs-run-log .api=${api} .run=${"1"} .words=${words}></rs-run-log>`],
        ["empty", html`<rs-run-log .api=${api} .run=${"2"} .words=${words}></rs-run-log>`],
      ],
    },
    {
      tag: "rs-filter-field",
      states: [
        ["empty", html`<rs-filter-field .machines=${house.machines} .words=${words}></rs-filter-field>`],
        [
          "not understood",
          html`<rs-filter-field
            value="stat:failed state:sleeping"
            .machines=${house.machines}
            .words=${words}
          ></rs-filter-field>`,
        ],
      ],
    },
    {
      tag: "rs-machine-facts-form",
      states: [
        [
          "filled in",
          html`<rs-machine-facts-form .machine=${MACHINES[7]} .api=${api} .words=${words}></rs-machine-facts-form>`,
        ],
      ],
    },
    {
      tag: "rs-arm-sheet",
      narrow: true,
      states: [
        dialog(
          given,
          "arm one machine",
          html`<rs-arm-sheet
            .house=${house}
            .words=${words}
            .macs=${few.slice(0, 1)}
            @rs-closed=${close}
          ></rs-arm-sheet>`,
        ),
        dialog(
          given,
          "arm several machines",
          html`<rs-arm-sheet .house=${house} .words=${words} .macs=${few} @rs-closed=${close}></rs-arm-sheet>`,
        ),
      ],
    },
    {
      tag: "rs-change-sheet",
      narrow: true,
      states: [
        dialog(
          given,
          "change machines",
          html`<rs-change-sheet .house=${house} .words=${words} .macs=${few} @rs-closed=${close}></rs-change-sheet>`,
        ),
      ],
    },
    {
      tag: "rs-add-machine-sheet",
      narrow: true,
      states: [
        dialog(
          given,
          "add a machine",
          html`<rs-add-machine-sheet .api=${api} .words=${words} @rs-closed=${close}></rs-add-machine-sheet>`,
        ),
      ],
    },
    {
      tag: "rs-import-sheet",
      narrow: true,
      states: [
        dialog(
          given,
          "import machines",
          html`<rs-import-sheet .api=${api} .words=${words} @rs-closed=${close}></rs-import-sheet>`,
        ),
      ],
    },
  ];
}

/** What arming these machines would do: one of each verdict. */
export const ARM_PLAN = {
  ready: 2,
  refused: 1,
  runs: [],
  items: [
    {
      mac: macOf(1),
      verdict: "ready",
      name: "node-01",
      profile: "worker",
      image: "rocky-9.6",
      wipes: "/dev/sda",
      sentences: [],
    },
    {
      mac: macOf(2),
      verdict: "warning",
      name: "node-02",
      profile: "lab",
      image: "flatcar-4081.2.1",
      sentences: ["It was installed a minute ago."],
    },
    {
      mac: macOf(3),
      verdict: "refused",
      name: "node-03",
      sentences: [`It is being installed since ${inMinutes(-6)}.`],
    },
  ],
};
