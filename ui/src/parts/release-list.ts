import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Api } from "../data/api.ts";
import { addImage } from "../data/images.ts";
import { listReleases, type PublishedRelease, RELEASE_FAMILIES } from "../data/releases.ts";
import { shared } from "../style/shared.ts";
import type { Words } from "../text/text.ts";

/** Releases that their makers offer now. Nobody is asked before a person wants it: many racks have no internet. */
@customElement("rs-release-list")
export class ReleaseList extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private found: readonly PublishedRelease[] | undefined;
  @state() private problems: readonly string[] = [];
  @state() private busy = false;
  @state() private asked: ReadonlySet<PublishedRelease> = new Set();

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 10px;
        justify-items: start;
      }
      ul {
        width: 100%;
      }
      li {
        display: flex;
        gap: 12px;
        align-items: center;
        padding: 8px 0;
        border-top: 1px solid var(--line);
      }
      li > :first-child {
        flex: 1;
        min-width: 0;
      }
    `,
  ];

  override render(): TemplateResult {
    const { text } = this.words;
    const { found } = this;
    return html`${
      found === undefined
        ? html`<button @click=${this.#look} ?disabled=${this.busy}>
            ${this.busy ? text.releasesLooking : text.releasesLook}
          </button>`
        : html`<ul>
            ${found.map((release) => this.#release(release))}
          </ul>`
    }
    ${found?.length === 0 && this.problems.length === 0 ? html`<p class="soft">${text.releasesNone}</p>` : nothing}
    ${this.problems.map((problem) => html`<p class="say note breaks" lang="en">${text.releasesFailed(problem)}</p>`)}`;
  }

  #release(release: PublishedRelease): TemplateResult {
    const { text } = this.words;
    const name = `${text.releasesOf(release.family)} ${release.version}`;
    return html`<li>
      <div>
        <div>${name}</div>
        <div class="soft">${release.stream} · ${release.arch}</div>
      </div>
      ${
        this.asked.has(release)
          ? html`<span class="chip importing">${text.imageState.importing}</span>`
          : html`<button @click=${() => this.#fetch(release)} aria-label=${text.fetchReleaseName(name)}>
              ${text.fetchRelease}
            </button>`
      }
    </li>`;
  }

  async #look(): Promise<void> {
    this.busy = true;
    const lists = await Promise.allSettled(RELEASE_FAMILIES.map((family) => listReleases(this.api, family)));
    this.found = lists.flatMap((list) => (list.status === "fulfilled" ? list.value.items : []));
    // Both makers are out of reach for one reason, and it is said once.
    this.problems = [
      ...new Set(
        lists.flatMap((list) => (list.status === "fulfilled" ? list.value.problems : [sentence(list.reason)])),
      ),
    ];
    this.busy = false;
    if (this.found.length === 0) this.found = undefined; // and can be tried again
  }

  async #fetch(release: PublishedRelease): Promise<void> {
    try {
      const { name } = await addImage(this.api, { urls: release.files });
      this.asked = new Set([...this.asked, release]);
      this.dispatchEvent(new CustomEvent("rs-added", { detail: name, bubbles: true, composed: true }));
    } catch (error) {
      this.problems = [sentence(error)];
    }
  }
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
