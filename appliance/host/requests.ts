import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../errors.ts";

/** What root says to a request; `error` is a sentence for a person. */
export interface HostAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly [more: string]: unknown;
}

/** Asks root, who does only what it knows (overlays/rootfs/usr/lib/rackseed/verbs). */
export interface HostRequests {
  /** Requests with the same verb wait for each other. Throws when no answer comes within `ms`. */
  ask(verb: string, data?: Readonly<Record<string, unknown>>, ms?: number): Promise<HostAnswer>;
}

const LOOK_EVERY_MS = 100;
const ANSWER_MS = 30_000;

/** `folder`: /run/rackseed on the card's system, with requests/ (ours to write) and answers/ (root's). */
export function hostRequests(folder: string): HostRequests {
  const queues = new Map<string, Promise<unknown>>();

  async function askNow(verb: string, data: Readonly<Record<string, unknown>>, ms: number): Promise<HostAnswer> {
    const id = randomUUID();
    const request = join(folder, "requests", `${verb}.json`);
    // Renamed when it is whole: root takes what has no .tmp at its end.
    writeFileSync(`${request}.tmp`, JSON.stringify({ ...data, id }), { mode: 0o600 });
    renameSync(`${request}.tmp`, request);
    const answer = join(folder, "answers", `${verb}.json`);
    for (let waited = 0; waited < ms; waited += LOOK_EVERY_MS) {
      const { id: answered, ...said } = read(answer);
      if (answered === id) return said as HostAnswer;
      await sleep(LOOK_EVERY_MS);
    }
    throw new AppError(
      "RS_HOST_SILENT",
      503,
      `The operating system of this box did not answer in ${ms / 1000} s, so it is not known whether it did what was asked. Look whether it did, and try again.`,
    );
  }

  return {
    ask(verb, data = {}, ms = ANSWER_MS) {
      const before = queues.get(verb) ?? Promise.resolve();
      const asked = before.then(
        () => askNow(verb, data, ms),
        () => askNow(verb, data, ms),
      );
      queues.set(verb, asked);
      return asked;
    },
  };
}

/** Answers are written whole, so what is there can be read. */
function read(path: string): Record<string, unknown> {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>) : {};
}
