/** How long the runs of an image and profile were silent at most, learnt from those that ended well. */
export interface GapMemory {
  read(key: string): number | undefined;
  write(key: string, value: number): void;
}

interface Watched {
  readonly lastSign: number;
  readonly longest: number;
}

/** Watches installing runs; times in seconds of the appliance. */
export class Gaps {
  readonly #watched = new Map<string, Watched>();
  readonly #memory: GapMemory;

  constructor(memory: GapMemory) {
    this.#memory = memory;
  }

  /** What is known of runs of this kind, in seconds. */
  longest(image: string, profile: string): number | undefined {
    return this.#memory.read(key(image, profile));
  }

  /** Told of every open run at each tick, and of its end. */
  see(run: {
    readonly id: string;
    readonly image: string;
    readonly profile: string;
    readonly state: string;
    readonly lastSign: number;
  }): void {
    const before = this.#watched.get(run.id);
    if (run.state === "installing") {
      const gap = before === undefined ? 0 : run.lastSign - before.lastSign;
      this.#watched.set(run.id, { lastSign: run.lastSign, longest: Math.max(before?.longest ?? 0, gap) });
      return;
    }
    if (before === undefined) return;
    this.#watched.delete(run.id);
    if (run.state === "done")
      this.#memory.write(key(run.image, run.profile), Math.max(before.longest, run.lastSign - before.lastSign));
  }
}

const key = (image: string, profile: string): string => `gap ${image} ${profile}`;
