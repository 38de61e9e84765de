import { randomBytes } from "node:crypto";

import { AppError } from "../errors.ts";
import type { AccountRole } from "../store/accounts.ts";
import type { StoredToken, TokenStore } from "../store/tokens.ts";
import type { Principal } from "./principal.ts";
import { digestOf, freshSecret } from "./secret.ts";

const PREFIX = "rks_";
const MOST_TOKENS = 200;
/** ms; that a token was used is written down this often. */
const USED_EVERY = 300_000;
const DAY = 86_400;

export interface TokenFacts {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt?: string;
  readonly lastUsedAt?: string;
}

export interface NewToken {
  readonly name: string;
  readonly role: AccountRole;
  /** Days until it ends; absent: it does not. */
  readonly days?: number | undefined;
}

export interface Tokens {
  list(): TokenFacts[];
  /** The token itself is told this once. */
  add(wanted: NewToken, by: string): TokenFacts & { readonly token: string };
  remove(id: string): TokenFacts;
  who(token: string): Principal | undefined;
}

/** `now`: appliance seconds. A token ends by the calendar or by them, whichever is first: a clock that fell back to 1970 revives nothing. */
export function openTokens(store: TokenStore, now: () => number, wallClock: () => Date): Tokens {
  const lastNoted = new Map<string, number>();
  const ended = ({ expiresAt, expiresSecond }: StoredToken): boolean =>
    (expiresAt !== null && Date.parse(expiresAt) <= wallClock().getTime()) ||
    (expiresSecond !== null && expiresSecond <= now());
  return {
    list: () => store.all().map(factsOf),
    add({ name, role, days }, by) {
      if (store.count() >= MOST_TOKENS) {
        throw new AppError(
          "RS_TOKEN_TOO_MANY",
          409,
          `There are ${MOST_TOKENS} API tokens. Revoke one that is not used.`,
        );
      }
      const token = PREFIX + freshSecret();
      const at = wallClock();
      const stored = {
        id: randomBytes(6).toString("hex"),
        name,
        role,
        hash: digestOf(token),
        createdAt: at.toISOString(),
        createdBy: by,
        expiresAt: days === undefined ? null : new Date(at.getTime() + days * DAY * 1000).toISOString(),
        expiresSecond: days === undefined ? null : now() + days * DAY,
      };
      if (!store.add(stored)) {
        throw new AppError(
          "RS_TOKEN_NAME",
          409,
          `There is an API token named "${name}" already. Choose another name.`,
          "name",
        );
      }
      return { ...factsOf({ ...stored, lastUsedAt: null }), token };
    },
    remove(id) {
      const gone = store.remove(id);
      if (gone === undefined) throw new AppError("RS_TOKEN_NOT_FOUND", 404, "There is no such API token.", "id");
      return factsOf(gone);
    },
    who(token) {
      if (!token.startsWith(PREFIX)) return undefined;
      const found = store.byHash(digestOf(token));
      if (found === undefined || ended(found)) return undefined;
      const at = wallClock();
      if (Math.abs(at.getTime() - (lastNoted.get(found.id) ?? 0)) > USED_EVERY) {
        lastNoted.set(found.id, at.getTime());
        store.used(found.id, at.toISOString());
      }
      return { kind: "token", name: found.name, role: found.role };
    },
  };
}

const factsOf = ({ id, name, role, createdAt, createdBy, expiresAt, lastUsedAt }: StoredToken): TokenFacts => ({
  id,
  name,
  role,
  createdAt,
  createdBy,
  ...(expiresAt === null ? {} : { expiresAt }),
  ...(lastUsedAt === null ? {} : { lastUsedAt }),
});
