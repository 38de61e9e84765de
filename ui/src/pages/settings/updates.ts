import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { ApiError, type Api } from "../../data/api.ts";
import { isBack } from "../../data/backup.ts";
import { tellDevice } from "../../data/device.ts";
import {
  checkUpdate,
  getUpdate,
  installUpdate,
  removeUpdateFile,
  type UpdateCheck,
  type UpdateFile,
  UPDATES,
  type UpdateView,
  WORD,
} from "../../data/updates.ts";
import { Upload } from "../../data/uploads.ts";
import "../../parts/upload-card.ts";
import { shared } from "../../style/shared.ts";
import { areaText, type Same, type Words } from "../../text/text.ts";
import { en } from "../../text/updates.en.ts";
import { zh } from "../../text/updates.zh.ts";
import { updatesStyle } from "./updates-style.ts";

const LOOK_EVERY = 2000;
/** A box goes away for a while; before it has, it is not back. */
const RESTART = { startedBy: Number.POSITIVE_INFINITY, patience: 300_000 };
/** Chips have the colours of installs: what goes on, what waits, what is well, what is not. */
const COLOUR = {
  writing: "importing",
  waiting: "armed",
  trial: "importing",
  kept: "done",
  back: "failed",
  failed: "failed",
  lost: "failed",
} as const;

interface Problem {
  readonly code: string;
  readonly text: string;
}

/** Which version runs, how another one comes onto the card, and what became of it. */
@customElement("rs-settings-updates")
export class SettingsUpdates extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) words!: Words;
  @state() private view: UpdateView | undefined;
  @state() private found: UpdateCheck | undefined;
  @state() private busy: "checking" | "restarting" | "away" | undefined;
  @state() private problem: Problem | undefined;
  @state() private upload: Upload | undefined;
  /** Counts the changes of the upload, which stays the same object. */
  @state() private moved = 0;
  @query("#file") private file!: HTMLInputElement;
  @query("#word") private word!: HTMLInputElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [shared, updatesStyle];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    const text = this.#text;
    const { view } = this;
    if (view === undefined)
      return html`<section class="card">
        ${this.problem === undefined ? html`<p role="status">${text.loading}</p>` : this.#problemLine()}
      </section>`;
    if (!view.supported)
      return html`<section class="card" aria-labelledby="runs">
        <h3 id="runs">${text.runsTitle}</h3>
        <p class="num">${text.runs(view.version)}</p>
        <p>${text.notHere}</p>
      </section>`;
    return html`${this.#runs(view)}${this.#bring(view)}`;
  }

  #runs(view: UpdateView): TemplateResult {
    const text = this.#text;
    const { slot, other, update, build } = view;
    return html`<section class="card" aria-labelledby="runs">
      <h3 id="runs">${text.runsTitle}</h3>
      <p class="num">${slot === undefined ? text.runs(view.version) : text.runsFrom(view.version, slot)}</p>
      <dl class="facts">
        ${
          build === undefined
            ? nothing
            : html`<dt>${text.built}</dt>
                <dd class="num"><time datetime=${build}>${build.slice(0, 10)}</time></dd>`
        }
        ${
          other === undefined
            ? nothing
            : html`<dt>${text.otherSlot(other.slot)}</dt>
                <dd class="num">${other.version ?? text.otherEmpty}</dd>`
        }
      </dl>
      ${update === undefined ? nothing : this.#outcome(update)}
      <div role="status">
        ${this.busy === "restarting" ? text.restarting : this.busy === "away" ? text.away : nothing}
      </div>
    </section>`;
  }

  #outcome({ outcome, to, because, code }: NonNullable<UpdateView["update"]>): TemplateResult {
    const text = this.#text;
    return html`<p class="state">
        <span class="chip ${COLOUR[outcome]}">${text.outcomeShort[outcome]}</span>
        <span>${text.outcome[outcome](to.version)}</span>
      </p>
      ${because === undefined ? nothing : this.#said({ code: code ?? "", text: because })}
      ${
        outcome === "waiting"
          ? html`<button class="go" ?disabled=${this.busy !== undefined} @click=${this.#restart}>
                ${text.restart}
              </button>
              <p class="soft">${text.restartHelp}</p>`
          : nothing
      }`;
  }

  #bring(view: UpdateView): TemplateResult {
    const text = this.#text;
    return html`<section class="card" aria-labelledby="bring">
      <h3 id="bring">${text.newTitle}</h3>
      ${view.doing === undefined ? nothing : this.#doing(view.doing)}
      <div class="one">
        <label for="file">${text.choose}</label>
        <input id="file" class="field" type="file" accept=".raucb" aria-describedby="file-help" @change=${this.#send} />
        <p id="file-help" class="soft">${text.chooseHelp}</p>
      </div>
      ${
        this.upload === undefined
          ? nothing
          : html`<rs-upload-card
              .upload=${this.upload}
              .version=${this.moved}
              .words=${this.words}
              @rs-drop-upload=${this.#gone}
            ></rs-upload-card>`
      }
      <div>
        <h4>${text.filesTitle}</h4>
        ${
          view.files.length === 0
            ? html`<p class="soft">${text.none}</p>`
            : html`<ul>
                ${view.files.map((file) => this.#row(file, view))}
              </ul>`
        }
      </div>
      <div role="status">${this.busy === "checking" ? text.checking : nothing}</div>
      ${this.#problemLine()} ${this.found === undefined ? nothing : this.#confirm(this.found, view)}
    </section>`;
  }

  #row({ id, name, size, from, stick }: UpdateFile, view: UpdateView): TemplateResult {
    const text = this.#text;
    const isBusy = this.busy !== undefined || view.doing !== undefined;
    return html`<li class="row">
      <span class="who"
        >${name}
        <span class="soft num"
          >${this.words.size(size)} · ${stick === undefined ? text.from[from] : text.fromStick(stick)}</span
        ></span
      >
      <button ?disabled=${isBusy} aria-label=${text.checkName(name)} @click=${() => void this.#check(id)}>
        ${text.check}
      </button>
      ${
        from === "stick"
          ? nothing
          : html`<button ?disabled=${isBusy} aria-label=${text.removeName(name)} @click=${() => void this.#remove(id)}>
              ${text.remove}
            </button>`
      }
    </li>`;
  }

  #confirm(found: UpdateCheck, view: UpdateView): TemplateResult {
    const text = this.#text;
    return html`<form @submit=${this.#install}>
      <h3 id="found" tabindex="-1">${text.foundTitle(found.version)}</h3>
      <p>${text.order[found.order]}</p>
      <dl class="facts">
        ${
          found.build === undefined
            ? nothing
            : html`<dt>${text.built}</dt>
                <dd class="num">${found.build.slice(0, 10)}</dd>`
        }
        ${
          found.signer === undefined
            ? nothing
            : html`<dt>${text.signedBy}</dt>
                <dd>${found.signer}</dd>`
        }
      </dl>
      ${found.development ? html`<p class="say">${text.development}</p>` : nothing}
      <div>
        <h4>${text.notes}</h4>
        <p class="notes">${found.notes.trim() === "" ? text.noNotes : found.notes}</p>
      </div>
      <div>
        <h4>${text.happensTitle}</h4>
        <ol>
          ${text.happens.map((step) => html`<li>${step}</li>`)}
        </ol>
      </div>
      ${found.needsYes ? this.#typed(found.order === "older" ? text.older : text.same) : nothing}
      <button class=${found.needsYes ? "wipe" : "go"} ?disabled=${view.doing !== undefined}>${text.write}</button>
    </form>`;
  }

  #typed(warning: string): TemplateResult {
    return html`<p class="say">${warning}</p>
      <div class="one">
        <label for="word">${this.#text.typeWord}</label>
        <input
          id="word"
          class="field"
          required
          pattern=${WORD}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
        />
      </div>`;
  }

  #doing({ what, share }: NonNullable<UpdateView["doing"]>): TemplateResult {
    const text = this.#text;
    return html`<div>
      <div class="bar num"><span>${text.doing[what]}</span><b>${this.words.percent(share)}</b></div>
      <progress max="1" .value=${share} aria-label=${text.doingAria}></progress>
    </div>`;
  }

  #problemLine(): TemplateResult | typeof nothing {
    // What the newest wish came to stays until there is something newer to look at.
    const problem = this.problem ?? (this.found === undefined ? this.view?.problem : undefined);
    if (problem === undefined || problem.text === this.view?.update?.because) return nothing;
    return this.#said(problem, "alert");
  }

  /** In the page's language, or in the appliance's own English. */
  #said({ code, text }: Problem, role?: "alert"): TemplateResult {
    const own = this.#text.refusal(code);
    return own === ""
      ? html`<p class="say breaks" role=${role ?? nothing} lang=${role !== undefined && code === "" ? nothing : "en"}>
          ${text}
        </p>`
      : html`<p class="say" role=${role ?? nothing}>${own}</p>`;
  }

  get #text(): Same<typeof en> {
    return areaText(this.words, { en, zh });
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.busy !== "restarting") {
      try {
        this.view = await getUpdate(this.api);
      } catch (error) {
        if (this.view === undefined) this.problem = problemOf(error); // later ones pass: the next look comes soon
      }
    }
    if (this.isConnected && this.view?.supported !== false) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY);
    }
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    this.problem = undefined;
    try {
      await act();
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  readonly #send = (): void => {
    const [file] = this.file.files ?? [];
    if (file === undefined) return;
    this.problem = undefined;
    this.found = undefined;
    if (!UPDATES.ending.test(file.name)) {
      this.problem = { code: "", text: this.#text.notUpdate };
      return;
    }
    const upload = new Upload(this.api, file, () => this.#uploadMoved(upload), UPDATES);
    this.upload = upload;
  };

  #uploadMoved(upload: Upload): void {
    this.moved++;
    if (upload.state !== "done" || this.upload !== upload) return;
    this.upload = undefined;
    this.file.value = "";
    void this.#look().then(() => this.#check(`upload:${upload.file.name}`));
  }

  readonly #gone = (): void => {
    void this.upload?.cancel();
    this.upload = undefined;
    this.file.value = "";
  };

  async #check(id: string): Promise<void> {
    this.busy = "checking";
    this.found = undefined;
    await this.#try(async () => (this.found = await checkUpdate(this.api, id)));
    this.busy = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#found")?.focus();
  }

  async #remove(id: string): Promise<void> {
    if (this.found?.id === id) this.found = undefined;
    await this.#try(() => removeUpdateFile(this.api, id));
    await this.#look();
  }

  readonly #install = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { found } = this;
    if (found === undefined) return;
    await this.#try(async () => {
      this.view = await installUpdate(this.api, found.id, found.needsYes ? this.word?.value : undefined);
      this.found = undefined;
    });
    await this.#look();
  };

  readonly #restart = async (): Promise<void> => {
    this.busy = "restarting";
    await this.#try(async () => {
      await tellDevice(this.api, "restart");
      if (await isBack(this.api, RESTART)) location.reload();
      else this.busy = "away";
    });
    if (this.problem !== undefined) this.busy = undefined;
  };
}

const problemOf = (error: unknown): Problem => ({
  code: error instanceof ApiError ? error.code : "",
  text: error instanceof Error ? error.message : String(error),
});
