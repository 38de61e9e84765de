import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import type { AccountStore } from "../store/accounts.ts";
import type { AuditStore } from "../store/audit.ts";
import type { SessionStore } from "../store/sessions.ts";
import type { TokenStore } from "../store/tokens.ts";
import { type Accounts, openAccounts } from "./accounts.ts";
import { Attempts } from "./attempts.ts";
import { type Audit, FAILURES_NOTED, openAudit } from "./audit.ts";
import { openClaim } from "./claim.ts";
import { sameSecret } from "./claim-code.ts";
import type { ClaimFiles } from "./claim-files.ts";
import { passwordHasher } from "./password-hash.ts";
import type { Principal } from "./principal.ts";
import { openSessions } from "./sessions.ts";
import { openTokens, type Tokens } from "./tokens.ts";
import { TooManyTriesError } from "./too-many.ts";

export interface AccessPorts {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly audit: AuditStore;
  /** access.token of the configuration file. */
  readonly fileToken: string | undefined;
  readonly claimFiles: ClaimFiles;
  /** A person who holds the card in the hand asks for a new claim code, because nobody can sign in any more. */
  readonly regain?: { wanted(): boolean; done(): void };
  readonly log: Pick<EventLog, "add">;
  /** Appliance seconds. */
  readonly now: () => number;
  readonly wallClock: () => Date;
  readonly problem: (error: unknown) => void;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Where a request came from, and the session that its cookie names. */
export interface From {
  readonly address: string;
  readonly session: string | undefined;
}

/** `session` goes into the cookie. */
export interface SignedIn {
  readonly who: Principal;
  readonly session: string;
}

export interface Access {
  /** Somebody owns the appliance: there is an account, or the configuration file has a token. */
  claimed(): boolean;
  /** The code that makes its reader the owner; undefined once somebody is. */
  readonly claim: { code(): string | undefined };
  /** Throws unless nobody owns the appliance yet and this is its code. */
  checkClaim(code: string): void;
  claimWith(code: string, wanted: Credentials, from: From): Promise<SignedIn>;
  signIn(given: Credentials, from: From): Promise<SignedIn>;
  signOut(from: From): void;
  /** Ends every session of whoever this is. */
  signOutEverywhere(who: Principal): void;
  /** Ends the account's other sessions; the one that asks gets a new id. */
  changeOwnPassword(who: Principal, change: { current: string; password: string }, from: From): Promise<SignedIn>;
  whoHasSession(id: string): Principal | undefined;
  whoHasToken(token: string): Principal | undefined;
  /** Would the session still be let in? Asking is no use of it. */
  isSessionLive(id: string): boolean;
  readonly accounts: Pick<Accounts, "list" | "add" | "change" | "remove">;
  readonly tokens: Pick<Tokens, "list" | "add" | "remove">;
  audit: Audit["add"];
  readonly trail: Pick<Audit, "list">;
}

/** Wrong passwords: per address, the wait doubling up to a quarter of an hour; and all addresses together. */
const PER_ADDRESS = { most: 5, window: 60, longest: 900 };
const TOGETHER = { most: 50, window: 60, longest: 60 };

export function openAccess(ports: AccessPorts): Access {
  const { now, log, fileToken } = ports;
  const hasher = passwordHasher();
  const audit = openAudit(ports.audit, ports.wallClock, ports.problem);
  const accounts = openAccounts(ports.accounts, hasher, ports.wallClock);
  const sessions = openSessions(ports.sessions, now);
  const tokens = openTokens(ports.tokens, now, ports.wallClock);
  let regaining = accounts.any() && ports.regain?.wanted() === true;
  const claimed = (): boolean => fileToken !== undefined || (accounts.any() && !regaining);
  const claim = openClaim({
    files: ports.claimFiles,
    claimed,
    now,
    changed: () =>
      log.add(
        "RS_CLAIM_CODE_CHANGED",
        "warning",
        "Twenty wrong claim codes were entered, so the appliance made a new one.",
      ),
  });
  const byAddress = new Attempts(PER_ADDRESS);
  const byAnybody = new Attempts(TOGETHER);
  const noted = new Attempts(FAILURES_NOTED);

  const admit = (key: string, name: string, role: Principal["role"], before: string | undefined): SignedIn => {
    accounts.signedIn(key);
    return { who: { kind: "session", name, role }, session: sessions.start(key, before) };
  };

  /** Checks a password as often as guessing is allowed. */
  const check = async ({ name, password }: Credentials, { address }: From) => {
    const wait = Math.max(byAddress.wait(address, now()), byAnybody.wait("", now()));
    if (wait > 0) throw new TooManyTriesError("RS_ACCESS_TOO_MANY", "Too many wrong passwords were entered.", wait);
    byAddress.take(address, now());
    byAnybody.take("", now());
    const account = await accounts.check(name, password);
    if (account === undefined) {
      failed(name, address);
      throw new AppError("RS_ACCESS_PASSWORD", 401, "The name or the password is wrong.");
    }
    byAddress.giveBack(address);
    byAnybody.giveBack("");
    return account;
  };
  const failed = (name: string, address: string): void => {
    if (noted.wait("", now()) > 0) return;
    noted.take("", now());
    audit.add(undefined, "signIn", "/api/v1/session", { status: 401, address, detail: name });
    log.add("RS_ACCESS_WRONG_PASSWORD", "warning", `A sign-in from ${address} failed.`, { data: { address } });
  };

  /** Nothing but the way in changes: other accounts, tokens, machines and images stay. */
  const regain = async (wanted: Credentials, from: From): Promise<SignedIn> => {
    const { key, name } = await accounts.addOwner(wanted.name, wanted.password);
    sessions.endAllOf(key);
    regaining = false;
    ports.regain?.done();
    claim.done();
    const signedIn = admit(key, name, "owner", from.session);
    audit.add(signedIn.who, "regainAccess", "/api/v1/claim", { status: 201, address: from.address });
    log.add("RS_ACCESS_REGAINED", "warning", `Access was regained with a file on the card: ${name} is an owner now.`, {
      data: { by: name },
    });
    return signedIn;
  };
  if (regaining)
    log.add(
      "RS_ACCESS_REGAIN",
      "warning",
      "A file on the card asks for a new claim code. Whoever enters it is an owner.",
    );

  return {
    claimed,
    claim,
    checkClaim: (code) => claim.check(code),
    async claimWith(code, wanted, from) {
      claim.check(code);
      if (regaining) return regain(wanted, from);
      const { key, name } = await accounts.addFirst(wanted.name, wanted.password);
      claim.done();
      const signedIn = admit(key, name, "owner", from.session);
      audit.add(signedIn.who, "claim", "/api/v1/claim", { status: 201, address: from.address });
      log.add("RS_CLAIMED", "info", `This appliance was claimed by ${name}.`, { data: { by: name } });
      return signedIn;
    },
    async signIn(given, from) {
      const { key, name, role } = await check(given, from);
      const signedIn = admit(key, name, role, from.session);
      audit.add(signedIn.who, "signIn", "/api/v1/session", { status: 200, address: from.address });
      return signedIn;
    },
    signOut({ session }) {
      if (session !== undefined) sessions.end(session);
    },
    signOutEverywhere(who) {
      sessions.endAllOf(accounts.keyOf(ofAccount(who)));
    },
    async changeOwnPassword(who, { current, password }, from) {
      const { key, name, role } = await check({ name: ofAccount(who), password: current }, from);
      await accounts.setPassword(name, password);
      sessions.endAllOf(key);
      return admit(key, name, role, undefined);
    },
    whoHasSession: (id) => sessions.who(id),
    isSessionLive: (id) => sessions.isLive(id),
    whoHasToken(token) {
      if (fileToken !== undefined && sameSecret(token, fileToken)) {
        return { kind: "file", name: "access.token", role: "owner" };
      }
      return tokens.who(token);
    },
    accounts: {
      list: () => accounts.list(),
      add: (wanted) => accounts.add(wanted),
      async change(name, change) {
        const changed = await accounts.change(name, change);
        if (change.password !== undefined) sessions.endAllOf(accounts.keyOf(name));
        return changed;
      },
      remove: (name) => accounts.remove(name),
    },
    tokens,
    audit: (...entry) => audit.add(...entry),
    trail: audit,
  };
}

/** A token has no password and no session. */
function ofAccount(who: Principal): string {
  if (who.kind === "session") return who.name;
  throw new AppError(
    "RS_ACCESS_NO_ACCOUNT",
    409,
    `${who.name} is a token, not an account: it has no password and no session.`,
  );
}
