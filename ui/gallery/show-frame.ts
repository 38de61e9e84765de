import { html } from "lit";

import { MACHINES } from "./data-machines.ts";
import { dialog, type Given, type Shown } from "./shown.ts";

const nothingToDo = (): Promise<void> => Promise.resolve();

/** What stands around the pages, and fields that many of them use. */
export function frameParts(given: Given): readonly Shown[] {
  const { words, api, house, show } = given;
  const person = { kind: "session", name: "ada", role: "owner" } as const;
  return [
    {
      tag: "rs-side-nav",
      narrow: true,
      states: [
        ["on the machines page", html`<rs-side-nav page="machines" .house=${house} .words=${words}></rs-side-nav>`],
      ],
    },
    {
      tag: "rs-user-menu",
      narrow: true,
      states: [
        ["signed in", html`<rs-user-menu .you=${person} .leave=${nothingToDo} .words=${words}></rs-user-menu>`],
        [
          "the file's token",
          html`<rs-user-menu
            .you=${{ ...person, kind: "file", name: "file" }}
            .leave=${nothingToDo}
            .words=${words}
          ></rs-user-menu>`,
        ],
      ],
    },
    {
      tag: "rs-toast",
      narrow: true,
      states: [
        ["something to read", html`<div class="foot"><rs-toast text=${words.text.verified}></rs-toast></div>`],
        [
          "with a way back",
          html`<div class="foot"><rs-toast text=${words.text.verified} action=${words.text.resume}></rs-toast></div>`,
        ],
      ],
    },
    {
      tag: "rs-ask-dialog",
      narrow: true,
      states: [
        dialog(
          given,
          "ask",
          html`<rs-ask-dialog
            .words=${words}
            .question=${words.text.removeName("Rocky Linux 9.6")}
            .warning=${words.text.armNotVerified}
            .yes=${words.text.remove}
            .act=${nothingToDo}
            @rs-closed=${() => show()}
          ></rs-ask-dialog>`,
        ),
        dialog(
          given,
          "ask, and it fails",
          html`<rs-ask-dialog
            .words=${words}
            .question=${words.text.removeName("Rocky Linux 9.6")}
            .warning=${words.text.armNotVerified}
            .act=${() => api.send("DELETE", "/images/rocky-9.6")}
            @rs-closed=${() => show()}
          ></rs-ask-dialog>`,
        ),
      ],
    },
    {
      tag: "rs-password-field",
      narrow: true,
      states: [
        ["a known one", html`<rs-password-field label=${words.text.nav.settings} .words=${words}></rs-password-field>`],
        [
          "a new one",
          html`<rs-password-field fresh label=${words.text.nav.settings} .words=${words}></rs-password-field>`,
        ],
      ],
    },
    {
      tag: "rs-pair-list",
      states: [
        [
          "two pairs",
          html`<rs-pair-list
            first=${words.text.nav.profiles}
            second=${words.text.nav.images}
            add=${words.text.newProfile}
            .pairs=${[
              ["rack", "A1"],
              ["role", "worker"],
            ]}
            .words=${words}
          ></rs-pair-list>`,
        ],
      ],
    },
    {
      tag: "rs-token-form",
      narrow: true,
      states: [
        ["asks", html`<rs-token-form .words=${words}></rs-token-form>`],
        ["a wrong token", html`<rs-token-form wrong .words=${words}></rs-token-form>`],
      ],
    },
    {
      tag: "rs-region-fields",
      states: [
        [
          "filled in",
          html`<rs-region-fields
            .region=${{ language: "en", timeZone: "Europe/Berlin" }}
            .words=${words}
          ></rs-region-fields>`,
        ],
      ],
    },
    {
      tag: "rs-restore-form",
      states: [["empty", html`<rs-restore-form .api=${api} .words=${words}></rs-restore-form>`]],
    },
    {
      tag: "rs-config-import",
      states: [["empty", html`<rs-config-import .api=${api} .words=${words}></rs-config-import>`]],
    },
  ];
}

/** The touch screen: always dark, read from a metre. */
export const panelParts = ({ say }: Given): readonly Shown[] => [
  {
    tag: "rs-panel-tiles",
    states: [["every state", html`<rs-panel-tiles .machines=${MACHINES} .say=${say}></rs-panel-tiles>`]],
  },
  {
    tag: "rs-pin-pad",
    narrow: true,
    states: [["empty", html`<rs-pin-pad action=${say.factoryReset} .say=${say}></rs-pin-pad>`]],
  },
  {
    tag: "rs-hold-button",
    narrow: true,
    states: [["not held", html`<rs-hold-button label=${say.factoryHold}></rs-hold-button>`]],
  },
];
