/** owner: everything. operator: machines, runs, images, profiles. viewer: looks. panel: the touch screen of the appliance itself. */
export type Role = "owner" | "operator" | "viewer" | "panel";

/** Who asks. */
export interface Principal {
  /** file: access.token of the configuration file. panel: the listener on 127.0.0.1. */
  readonly kind: "session" | "token" | "file" | "panel";
  /** The account's or the token's name; for the audit trail. */
  readonly name: string;
  readonly role: Role;
}

/** What a caller must be to do something; `open` needs nobody. */
export type Needed = "viewer" | "operator" | "owner";

const RANK = { viewer: 1, operator: 2, owner: 3 } as const;

/** The panel's own rules stand at its endpoints: there it is let in by name, nowhere else. */
export const mayDo = (role: Role, needed: Needed): boolean => role !== "panel" && RANK[role] >= RANK[needed];
