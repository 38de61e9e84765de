import type { UploadView } from "../../../appliance/http/needs-media.ts";
import { type Api, ApiError } from "./api.ts";

/** A lost connection costs at most one of these (bytes). */
export const SLICE = 8 * 1024 * 1024;
const WAITS = [500, 1000, 2000, 4000, 8000];

export type UploadState = "sending" | "retrying" | "paused" | "failed" | "done" | "empty" | "notIso";

/** Where files of a kind go, and how their names end. */
export interface UploadPlace {
  readonly path: string;
  readonly ending: RegExp;
}
const IMAGES: UploadPlace = { path: "/uploads", ending: /\.iso$/i };

/** One file on its way to the appliance, slice by slice. Only the appliance knows what arrived, so it is asked after each break. */
export class Upload {
  readonly file: File;
  state: UploadState = "sending";
  sent = 0;
  /** Bytes a second since it last began. */
  rate = 0;
  problem: string | undefined;
  readonly #api: Api;
  readonly #changed: () => void;
  readonly #place: UploadPlace;
  #stop = new AbortController();

  constructor(api: Api, file: File, changed: () => void, place = IMAGES) {
    this.#api = api;
    this.#place = place;
    this.file = file;
    this.#changed = changed;
    if (file.size === 0) this.state = "empty";
    else if (!place.ending.test(file.name)) this.state = "notIso";
    else void this.resume();
  }

  /** It cannot go on, so there is nothing to pause. */
  get isHopeless(): boolean {
    return this.state === "empty" || this.state === "notIso";
  }

  get secondsLeft(): number | undefined {
    return this.rate > 0 ? (this.file.size - this.sent) / this.rate : undefined;
  }

  async resume(): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.#send(signal, () => (failures = 0));
        this.#become("done");
        return;
      } catch (error) {
        if (this.#stop.signal !== signal || this.state === "paused") return;
        if (error instanceof ApiError && isRefusal(error.status)) {
          this.#become("failed", error.message);
          return;
        }
        this.#become("retrying");
        await new Promise((resolve) => setTimeout(resolve, WAITS[Math.min(failures, WAITS.length - 1)]));
      }
    }
  }

  pause(): void {
    this.#become("paused");
    this.#stop.abort();
  }

  async cancel(): Promise<void> {
    this.#stop.abort();
    if (this.isHopeless) return;
    await this.#api.send("DELETE", this.#path).catch(() => undefined); // what nobody finishes, the appliance tidies up
  }

  async #send(signal: AbortSignal, moved: () => void): Promise<void> {
    this.sent = await this.#offset(signal);
    this.#become("sending");
    const { size } = this.file;
    const [began, from] = [performance.now(), this.sent];
    while (this.sent < size) {
      const end = Math.min(this.sent + SLICE, size);
      const range = { "Content-Range": `bytes ${this.sent}-${end - 1}/${size}` };
      const answer = await this.#api.send("PUT", this.#path, this.file.slice(this.sent, end), range, signal);
      this.sent = ((await answer.json()) as UploadView).offset;
      this.rate = (this.sent - from) / Math.max(0.001, (performance.now() - began) / 1000);
      moved();
      this.#become("sending");
    }
  }

  /** How much of it the appliance holds already, from an earlier try or an earlier visit. Another length is another file. */
  async #offset(signal: AbortSignal): Promise<number> {
    const answer = await this.#api.send("GET", this.#place.path, undefined, {}, signal);
    const { items } = (await answer.json()) as { items: UploadView[] };
    const { name, size } = this.file;
    return items.find((known) => known.file === name && known.size === size)?.offset ?? 0;
  }

  get #path(): string {
    return `${this.#place.path}/${encodeURIComponent(this.file.name)}`;
  }

  #become(state: UploadState, problem?: string): void {
    this.state = state;
    this.problem = problem;
    this.#changed();
  }
}

/** 409 means that the offset was wrong, or that an earlier request still ends: asked again, it goes on. 507: the card is full. */
const isRefusal = (status: number): boolean =>
  status === 507 || (status >= 400 && status < 500 && ![408, 409, 416, 429].includes(status));
