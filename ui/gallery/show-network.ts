import { html } from "lit";

import { ANSWER_FINDINGS, FINDINGS, stagesUpTo } from "./data-boots.ts";
import { EVENTS, macOf } from "./data-machines.ts";
import { LEASES, NETWORK, POOL_MAP, SCAN, SURROUNDINGS } from "./data-network.ts";
import type { Given, Shown } from "./shown.ts";

/** The network, and other servers in it. */
export function networkParts({ words, api, house }: Given): readonly Shown[] {
  const { subnet, pool, marks } = POOL_MAP;
  const silent = Object.assign(Object.create(house) as typeof house, { status: { ...house.status, serving: false } });
  return [
    {
      tag: "rs-serving-box",
      narrow: true,
      states: [
        [
          "serving, an owner",
          html`<rs-serving-box .house=${house} .around=${SURROUNDINGS.owner} .words=${words}></rs-serving-box>`,
        ],
        [
          "serving, a viewer",
          html`<rs-serving-box .house=${house} .around=${SURROUNDINGS.viewer} .words=${words}></rs-serving-box>`,
        ],
        [
          "silent",
          html`<rs-serving-box .house=${silent} .around=${SURROUNDINGS.owner} .words=${words}></rs-serving-box>`,
        ],
        [
          "paused",
          html`<rs-serving-box .house=${silent} .around=${SURROUNDINGS.paused} .words=${words}></rs-serving-box>`,
        ],
      ],
    },
    {
      tag: "rs-foreign-banner",
      states: [
        [
          "an owner decides",
          html`<rs-foreign-banner deciding .api=${api} .view=${NETWORK} .words=${words}></rs-foreign-banner>`,
        ],
        ["others read", html`<rs-foreign-banner .api=${api} .view=${NETWORK} .words=${words}></rs-foreign-banner>`],
      ],
    },
    {
      tag: "rs-pool-map",
      states: [
        [
          "every kind of address",
          html`<rs-pool-map .subnet=${subnet} .pool=${pool} .marks=${marks} .words=${words}></rs-pool-map>`,
        ],
      ],
    },
    {
      tag: "rs-pool-editor",
      states: [
        [
          "a pool that was suggested",
          html`<rs-pool-editor
            .subnet=${subnet}
            .own=${NETWORK.address}
            .pool=${pool}
            .marks=${marks}
            .scan=${SCAN}
            .words=${words}
          ></rs-pool-editor>`,
        ],
      ],
    },
    {
      tag: "rs-network-form",
      states: [["as it is", html`<rs-network-form cancellable .api=${api} .words=${words}></rs-network-form>`]],
    },
    {
      tag: "rs-lease-table",
      states: [
        [
          "every state",
          html`<rs-lease-table
            .leases=${LEASES}
            .nameOf=${(mac: string) => house.machines.get(mac)?.name}
            .words=${words}
          ></rs-lease-table>`,
        ],
        ["empty", html`<rs-lease-table .words=${words}></rs-lease-table>`],
      ],
    },
    {
      tag: "rs-listen-bar",
      narrow: true,
      states: [["listening", html`<rs-listen-bar .words=${words}></rs-listen-bar>`]],
    },
  ];
}

/** How machines boot, and what the doctor says of it. */
export function doctorParts({ words, api, house }: Given): readonly Shown[] {
  return [
    {
      tag: "rs-finding",
      states: FINDINGS.slice(0, 3).flatMap((finding): Shown["states"] => [
        [finding.severity, html`<rs-finding .finding=${finding} .api=${api} .words=${words}></rs-finding>`],
        [
          `${finding.severity}, compact`,
          html`<rs-finding compact .finding=${finding} .api=${api} .words=${words}></rs-finding>`,
        ],
      ]),
      narrow: true,
    },
    {
      tag: "rs-finding-stack",
      states: [
        [
          "more than fit",
          html`<rs-finding-stack .findings=${FINDINGS} .api=${api} .words=${words}></rs-finding-stack>`,
        ],
      ],
    },
    {
      tag: "rs-boot-path",
      states: [0, 3, 5, 8].map((reached) => [
        reached === 8 ? "over" : `at stage ${reached + 1}`,
        html`<rs-boot-path .stages=${stagesUpTo(reached)} .words=${words}></rs-boot-path>`,
      ]),
    },
    {
      tag: "rs-boot-trace",
      states: [
        ["two boots", html`<rs-boot-trace .api=${api} .mac=${macOf(3)} .words=${words}></rs-boot-trace>`],
        ["never seen booting", html`<rs-boot-trace .api=${api} .mac=${macOf(8)} .words=${words}></rs-boot-trace>`],
      ],
    },
    {
      tag: "rs-packet-list",
      states: [["closed", html`<rs-packet-list .api=${api} .mac=${macOf(3)} .words=${words}></rs-packet-list>`]],
    },
    {
      tag: "rs-event-list",
      states: [
        [
          "every severity",
          html`<rs-event-list
            .events=${EVENTS}
            .nameOf=${(mac: string) => house.machines.get(mac)?.name ?? mac}
            .words=${words}
          ></rs-event-list>`,
        ],
        ["empty", html`<rs-event-list .words=${words}></rs-event-list>`],
      ],
    },
  ];
}

/** What a check of an answer file says. */
export const CHECKED = { findings: ANSWER_FINDINGS };
