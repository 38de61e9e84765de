import { html, nothing, type TemplateResult } from "lit";

import { ApiError } from "../data/api.ts";
import { refusalIn } from "../text/findings.ts";
import type { Words } from "../text/text.ts";

/** Why something did not work: in the page's language if the code is known there, with the appliance's own words. */
export function refusal(error: unknown, words: Words): TemplateResult {
  const own = error instanceof ApiError ? refusalIn(words, error.code) : undefined;
  const said = error instanceof Error ? error.message : String(error);
  return html`<p class="say breaks" role="alert">
    ${own === undefined ? nothing : html`${own}<br />`}<span lang="en" class=${own === undefined ? "" : "soft"}
      >${own === undefined ? words.text.failed(said) : said}</span
    >
  </p>`;
}
