import { HttpError } from "./errors.ts";
import type { Outcome } from "./endpoint.ts";

const KEPT = 3_600_000;
const MOST_KEYS = 10_000;

/** `caller`: keys of different callers never meet. */
export type Idempotency = (
  key: string | undefined,
  caller: string,
  request: string,
  work: () => Promise<Outcome>,
) => Promise<Outcome>;

/** Idempotency-Key: the same key for the same request gives the first answer again, for an hour. Failures are not kept. */
export function idempotency(now: () => number): Idempotency {
  const answers = new Map<string, { request: string; at: number; outcome: Promise<Outcome> }>();
  const forgetOld = (): void => {
    for (const [key, { at }] of answers) {
      if (now() - at < KEPT && answers.size <= MOST_KEYS) return; // ordered by age
      answers.delete(key);
    }
  };
  return (word, caller, request, work) => {
    if (word === undefined) return work();
    if (!/^[!-~ ]{1,255}$/.test(word))
      throw new HttpError("RS_IDEMPOTENCY_KEY", 400, "An Idempotency-Key has 1 to 255 printable characters.");
    const key = JSON.stringify([caller, word]);
    forgetOld();
    const known = answers.get(key);
    if (known !== undefined) {
      if (known.request === request) return known.outcome;
      throw new HttpError(
        "RS_IDEMPOTENCY_KEY",
        422,
        "This Idempotency-Key was used for another request. Choose a new one.",
      );
    }
    const outcome = work();
    answers.set(key, { request, at: now(), outcome });
    outcome.catch(() => answers.delete(key));
    return outcome;
  };
}
