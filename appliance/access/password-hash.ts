import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

import { AppError } from "../errors.ts";
import { type Cost, formatPhc, parsePhc } from "./phc.ts";

/**
 * OWASP's Password Storage Cheat Sheet, its least for argon2id: 19 MiB, two passes, one lane. A Raspberry Pi with 1 GB
 * has other work for its memory, and each hash takes one of the four threads that also read files.
 */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Passwords that may wait for their turn; each takes a fifth of a second on a Raspberry Pi 4. */
const MOST_WAITING = 16;

export interface PasswordHasher {
  /** As a PHC string. RS_ACCESS_BUSY when too many wait. */
  hash(password: string): Promise<string>;
  /** Without a stored hash (nobody has that name) it takes as long, and is false. */
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

const argon2id = promisify(argon2);

/** One hash at a time, beside the event loop. */
export function passwordHasher(): PasswordHasher {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= MOST_WAITING) {
      throw new AppError(
        "RS_ACCESS_BUSY",
        503,
        `${MOST_WAITING} passwords are being checked already. Try again in a few seconds.`,
      );
    }
    waiting++;
    const turn = last.then(work).finally(() => waiting--);
    last = turn.catch(() => undefined); // whoever asked hears of it; the next one's turn comes all the same
    return turn;
  };
  const derive = (password: string, salt: Buffer, { memory, passes, parallelism }: Cost, length: number) =>
    argon2id("argon2id", {
      message: password.normalize("NFKC"), // one keyboard composes "é", another writes it in two
      nonce: salt,
      memory,
      passes,
      parallelism,
      tagLength: length,
    });
  const nobody = formatPhc({ ...COST, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) });

  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(SALT_BYTES);
        return formatPhc({ ...COST, salt, hash: await derive(password, salt, COST, HASH_BYTES) });
      }),
    verify: (password, stored) =>
      inTurn(async () => {
        const known = parsePhc(stored ?? nobody);
        if (known === undefined) throw new Error("A password in the database is not in the PHC string format.");
        const given = await derive(password, known.salt, known, known.hash.length);
        return timingSafeEqual(given, known.hash) && stored !== undefined;
      }),
  };
}
