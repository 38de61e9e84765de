import { AppError } from "../errors.ts";
import type { AccountRole, AccountStore, StoredAccount } from "../store/accounts.ts";
import { type AccountName, accountName, NAME_ADVICE } from "./account-name.ts";
import { alreadyClaimed } from "./claim.ts";
import type { PasswordHasher } from "./password-hash.ts";
import { PASSWORD_ADVICE, passwordFault } from "./password-policy.ts";

const MOST_ACCOUNTS = 200;

export interface AccountFacts {
  readonly name: string;
  readonly role: AccountRole;
  readonly createdAt: string;
  readonly lastSignInAt?: string;
}

export interface NewAccount {
  readonly name: string;
  readonly password: string;
  readonly role: AccountRole;
}

export interface Accounts {
  list(): AccountFacts[];
  any(): boolean;
  /** The first account of all, which owns the appliance. */
  addFirst(name: string, password: string): Promise<AccountName>;
  /** An owner with this name and password, whether there was an account of that name or not. */
  addOwner(name: string, password: string): Promise<AccountName>;
  add(wanted: NewAccount): Promise<AccountFacts>;
  change(
    name: string,
    change: { role?: AccountRole | undefined; password?: string | undefined },
  ): Promise<AccountFacts>;
  remove(name: string): void;
  setPassword(name: string, password: string): Promise<void>;
  /** The account, when this is its password. Takes as long when nobody has that name. */
  check(name: string, password: string): Promise<StoredAccount | undefined>;
  signedIn(key: string): void;
  /** How a name is compared. */
  keyOf(name: string): string;
}

export function openAccounts(store: AccountStore, hasher: PasswordHasher, wallClock: () => Date): Accounts {
  const find = (name: string): StoredAccount => {
    const found = store.get(keyOf(name));
    if (found === undefined) throw new AppError("RS_ACCOUNT_NOT_FOUND", 404, `There is no account ${name}.`, "name");
    return found;
  };
  const hashed = async (password: string, name: string): Promise<string> => {
    const fault = passwordFault(password, name);
    if (fault !== undefined) throw new AppError("RS_PASSWORD_WEAK", 400, PASSWORD_ADVICE[fault], "password");
    return hasher.hash(password);
  };
  const insert = async (
    wanted: NewAccount,
    onlyFirst: boolean,
    refused: (named: AccountName) => AppError,
  ): Promise<AccountName> => {
    const named = accountName(wanted.name);
    if (named === undefined) throw new AppError("RS_ACCOUNT_NAME", 400, NAME_ADVICE, "name");
    const password = await hashed(wanted.password, named.name);
    const account = { ...named, role: wanted.role, password, createdAt: wallClock().toISOString() };
    if (!store.add(account, onlyFirst)) throw refused(named);
    return named;
  };
  const setPassword = async (name: string, password: string): Promise<void> => {
    const { key, name: shown } = find(name);
    store.setPassword(key, await hashed(password, shown));
  };

  return {
    list: () => store.all().map(factsOf),
    any: () => store.count() > 0,
    addFirst: (name, password) => insert({ name, password, role: "owner" }, true, alreadyClaimed),
    async addOwner(name, password) {
      const named = accountName(name);
      if (named === undefined || store.get(named.key) === undefined) {
        return insert({ name, password, role: "owner" }, false, alreadyClaimed);
      }
      await setPassword(name, password);
      store.setRole(named.key, "owner");
      return named;
    },
    async add(wanted) {
      if (store.count() >= MOST_ACCOUNTS) {
        throw new AppError(
          "RS_ACCOUNT_TOO_MANY",
          409,
          `There are ${MOST_ACCOUNTS} accounts. Remove one that is not used.`,
        );
      }
      const taken = ({ name }: AccountName): AppError =>
        new AppError("RS_ACCOUNT_EXISTS", 409, `There is an account ${name} already. Choose another name.`, "name");
      const named = accountName(wanted.name);
      if (named !== undefined && store.get(named.key) !== undefined) throw taken(named);
      return factsOf(find((await insert(wanted, false, taken)).name));
    },
    async change(name, { role, password }) {
      const before = find(name);
      if (password !== undefined) await setPassword(name, password);
      if (role !== undefined && !store.setRole(before.key, role)) throw lastOwner(before.name);
      return factsOf(find(name));
    },
    remove(name) {
      const { key, name: shown } = find(name);
      if (!store.remove(key)) throw lastOwner(shown);
    },
    setPassword,
    async check(name, password) {
      const found = store.get(keyOf(name));
      return (await hasher.verify(password, found?.password)) ? found : undefined;
    },
    signedIn: (key) => store.signedIn(key, wallClock().toISOString()),
    keyOf,
  };
}

const keyOf = (name: string): string => accountName(name)?.key ?? "";

const lastOwner = (name: string): AppError =>
  new AppError(
    "RS_ACCOUNT_LAST_OWNER",
    409,
    `${name} is the last owner; without one nobody could let anybody in. Make another account an owner first.`,
  );

const factsOf = ({ name, role, createdAt, lastSignInAt }: StoredAccount): AccountFacts => ({
  name,
  role,
  createdAt,
  ...(lastSignInAt === null ? {} : { lastSignInAt }),
});
