import type { AccountFacts, NewAccount } from "../../../appliance/access/accounts.ts";
import type { Principal } from "../../../appliance/access/principal.ts";
import type { NewToken, TokenFacts } from "../../../appliance/access/tokens.ts";
import type { AuditEntry } from "../../../appliance/store/audit.ts";
import type { Api } from "./api.ts";

export type { AccountFacts, AuditEntry, NewAccount, NewToken, TokenFacts };
export type AccountRole = AccountFacts["role"];
export const ACCOUNT_ROLES: readonly AccountRole[] = ["viewer", "operator", "owner"];

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

const you = async (answer: Promise<Response>): Promise<Principal> =>
  ((await (await answer).json()) as { you: Principal }).you;

/** Signs in, too. */
export const claim = (api: Api, wanted: Credentials & { readonly code: string }): Promise<Principal> =>
  you(api.send("POST", "/claim", wanted));
export const signIn = (api: Api, given: Credentials): Promise<Principal> => you(api.send("POST", "/session", given));
export const signOut = (api: Api): Promise<unknown> => api.send("DELETE", "/session");
export const signOutEverywhere = (api: Api): Promise<unknown> => api.send("POST", "/session/everywhere");
export const changeOwnPassword = (api: Api, current: string, password: string): Promise<unknown> =>
  api.send("POST", "/accounts/me/password", { current, password });

const account = (name: string): string => `/accounts/${encodeURIComponent(name)}`;

export const listAccounts = async (api: Api): Promise<AccountFacts[]> =>
  (await api.get<{ items: AccountFacts[] }>("/accounts")).items;
export const addAccount = (api: Api, wanted: NewAccount): Promise<unknown> => api.send("POST", "/accounts", wanted);
export const changeAccount = (
  api: Api,
  name: string,
  change: { readonly role?: AccountRole; readonly password?: string },
): Promise<unknown> => api.send("PATCH", account(name), change);
export const removeAccount = (api: Api, name: string): Promise<unknown> => api.send("DELETE", account(name));

export const listTokens = async (api: Api): Promise<TokenFacts[]> =>
  (await api.get<{ items: TokenFacts[] }>("/tokens")).items;
export const addToken = async (api: Api, wanted: NewToken): Promise<TokenFacts & { readonly token: string }> =>
  (await (await api.send("POST", "/tokens", wanted)).json()) as TokenFacts & { token: string };
export const revokeToken = (api: Api, id: string): Promise<unknown> => api.send("DELETE", `/tokens/${id}`);

export interface AuditPage {
  readonly items: readonly AuditEntry[];
  /** For the page of older ones. */
  readonly next?: string;
}
export const listAudit = (api: Api, cursor?: string): Promise<AuditPage> =>
  api.get(`/audit?limit=100${cursor === undefined ? "" : `&cursor=${cursor}`}`);
