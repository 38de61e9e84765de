import type { LitElement, ReactiveController } from "lit";

import { type Slice, sliceOf } from "../data/windowing.ts";

/** Tells a long list which of its rows to draw while the page scrolls. The host's `.rows` element is where they stand. */
export class Windowed implements ReactiveController {
  readonly #host: LitElement;
  #top = 0;
  #height = innerHeight;
  #waiting = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("scroll", this.#moved, { passive: true });
    addEventListener("resize", this.#moved);
  }

  hostDisconnected(): void {
    removeEventListener("scroll", this.#moved);
    removeEventListener("resize", this.#moved);
  }

  slice(count: number, rowHeight: number): Slice {
    return sliceOf(count, rowHeight, this.#top, this.#height);
  }

  /** Brings a row into sight, a little away from the edges where bars may lie over it. */
  show(index: number, rowHeight: number): void {
    const rows = this.#host.renderRoot.querySelector(".rows");
    if (rows === null) return;
    const top = rows.getBoundingClientRect().top + index * rowHeight;
    const room = 2 * rowHeight;
    if (top < room) scrollBy(0, top - room);
    else if (top + rowHeight > innerHeight - room) scrollBy(0, top + rowHeight - innerHeight + room);
  }

  /** At most once for each picture that the browser draws. */
  readonly #moved = (): void => {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      const rows = this.#host.renderRoot.querySelector(".rows");
      if (rows === null) return;
      this.#top = -rows.getBoundingClientRect().top;
      this.#height = innerHeight;
      this.#host.requestUpdate();
    });
  };
}
