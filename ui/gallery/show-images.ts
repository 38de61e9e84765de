import { html } from "lit";

import { isBeingAdded } from "../src/data/images.ts";
import { IMAGES, MEDIA, STORAGE, uploads } from "./data-images.ts";
import { PROFILES } from "./data-machines.ts";
import { ANSWER_FINDINGS, ANSWER_TEXT, DIFF, VERSIONS } from "./data-boots.ts";
import { MACHINES } from "./data-machines.ts";
import { dialog, type Given, type Shown } from "./shown.ts";

/** Images, what they come from, and what was removed. */
export function imageParts(given: Given): readonly Shown[] {
  const { words, api, house, show } = given;
  const close = (): void => show();
  return [
    {
      tag: "rs-image-card",
      narrow: true,
      states: Object.entries(IMAGES).map(([name, image]) => [
        name,
        html`<rs-image-card
          .image=${image}
          .users=${image.usedBy}
          .machines=${image.usedBy.length > 1 ? ["node-01", "node-02", "node-03", "node-04", "node-05"] : []}
          .words=${words}
        ></rs-image-card>`,
      ]),
    },
    {
      tag: "rs-image-progress",
      narrow: true,
      states: Object.entries(IMAGES)
        .filter(([, image]) => isBeingAdded(image))
        .map(([name, image]) => [name, html`<rs-image-progress .image=${image} .words=${words}></rs-image-progress>`]),
    },
    {
      tag: "rs-upload-card",
      narrow: true,
      states: uploads(api).map((upload) => [
        upload.state,
        html`<rs-upload-card .upload=${upload} .words=${words}></rs-upload-card>`,
      ]),
    },
    {
      tag: "rs-storage-bar",
      narrow: true,
      states: Object.entries(STORAGE).map(([name, storage]) => [
        name,
        html`<rs-storage-bar .storage=${storage} .words=${words}></rs-storage-bar>`,
      ]),
    },
    {
      tag: "rs-stick-list",
      states: [
        [
          "files that are images, can be, and more",
          html`<rs-stick-list .api=${api} .media=${MEDIA} .words=${words}></rs-stick-list>`,
        ],
      ],
    },
    {
      tag: "rs-release-list",
      states: [["published releases", html`<rs-release-list .api=${api} .words=${words}></rs-release-list>`]],
    },
    { tag: "rs-url-form", states: [["empty", html`<rs-url-form .api=${api} .words=${words}></rs-url-form>`]] },
    {
      tag: "rs-trash-list",
      states: [["a profile", html`<rs-trash-list .house=${house} .words=${words}></rs-trash-list>`]],
    },
    {
      tag: "rs-add-sheet",
      narrow: true,
      states: [
        dialog(
          given,
          "add an image",
          html`<rs-add-sheet .house=${house} .words=${words} @rs-closed=${close}></rs-add-sheet>`,
        ),
      ],
    },
  ];
}

/** Profiles and answer files. */
export function profileParts(given: Given): readonly Shown[] {
  const { words, api, show } = given;
  const images = Object.values(IMAGES);
  const [profile] = PROFILES;
  return [
    {
      tag: "rs-profile-form",
      states: [
        ["a profile", html`<rs-profile-form .profile=${profile} .images=${images} .words=${words}></rs-profile-form>`],
      ],
    },
    {
      tag: "rs-profile-text",
      states: [
        [
          "with an answer file",
          html`<rs-profile-text
            .api=${api}
            .profile=${{ ...profile, answerFile: ANSWER_TEXT }}
            .image=${images[0]}
            .rows=${6}
            .words=${words}
          ></rs-profile-text>`,
        ],
      ],
    },
    {
      tag: "rs-answer-editor",
      states: [
        [
          "with findings",
          html`<rs-answer-editor
            .api=${api}
            .image=${"rocky-9.6"}
            .family=${"rhel"}
            .text=${ANSWER_TEXT}
            .rows=${5}
            .words=${words}
          ></rs-answer-editor>`,
        ],
      ],
    },
    {
      tag: "rs-answer-text",
      states: [
        [
          "with findings",
          html`<rs-answer-text
            .name=${"ks.cfg"}
            .text=${ANSWER_TEXT}
            .findings=${ANSWER_FINDINGS}
            .words=${words}
          ></rs-answer-text>`,
        ],
      ],
    },
    {
      tag: "rs-finding-list",
      states: [
        ["every severity", html`<rs-finding-list .findings=${ANSWER_FINDINGS} .words=${words}></rs-finding-list>`],
      ],
    },
    {
      tag: "rs-answer-preview",
      states: [
        [
          "of a machine",
          html`<rs-answer-preview .api=${api} .mac=${MACHINES[0]?.mac} .words=${words}></rs-answer-preview>`,
        ],
      ],
    },
    {
      tag: "rs-profile-preview",
      states: [
        [
          "not saved",
          html`<rs-profile-preview
            profile="worker"
            etag="1"
            unsaved
            .api=${api}
            .machines=${MACHINES}
            .words=${words}
          ></rs-profile-preview>`,
        ],
        ["no machines", html`<rs-profile-preview profile="worker" .api=${api} .words=${words}></rs-profile-preview>`],
      ],
    },
    {
      tag: "rs-profile-versions",
      states: [
        [
          "two versions",
          html`<rs-profile-versions name="worker" etag="1" .api=${api} .words=${words}></rs-profile-versions>`,
        ],
      ],
    },
    {
      tag: "rs-profile-conflict",
      states: [
        [
          "somebody else saved",
          html`<rs-profile-conflict
            .conflict=${{ current: '"2"', theirs: profile, diff: DIFF }}
            .saved=${VERSIONS[0]}
            .words=${words}
          ></rs-profile-conflict>`,
        ],
      ],
    },
    {
      tag: "rs-diff",
      states: [
        ["changes", html`<rs-diff .lines=${DIFF} .words=${words}></rs-diff>`],
        ["the same", html`<rs-diff .words=${words}></rs-diff>`],
      ],
    },
    {
      tag: "rs-import-answers",
      narrow: true,
      states: [
        dialog(
          given,
          "import an answer file",
          html`<rs-import-answers
            .api=${api}
            .image=${"rocky-9.6"}
            .words=${words}
            @rs-closed=${() => show()}
          ></rs-import-answers>`,
        ),
      ],
    },
  ];
}
