import { z } from "zod";

/** A longer one is refused before anything is computed with it (a hash costs). */
const password = z.string().max(256);
const role = z.enum(["owner", "operator", "viewer"]).meta({
  description: "viewer: looks. operator: machines, runs, images, profiles. owner: everything",
});
const name = z.string().min(1).max(64);

export const accountNameParam = name.meta({ description: "The account's name", examples: ["mei"] });

export const claimInput = z
  .strictObject({
    code: z
      .string()
      .max(64)
      .meta({ description: "As it stands on the appliance's screen; case and dashes do not matter" }),
    name,
    password,
  })
  .meta({ id: "ClaimInput", examples: [{ code: "K7QF-2M9X", name: "mei", password: "seven lamps in the harbour" }] });

export const signInInput = z
  .strictObject({ name, password })
  .meta({ id: "SignInInput", examples: [{ name: "mei", password: "seven lamps in the harbour" }] });

export const signedIn = z
  .object({ you: z.object({ kind: z.literal("session"), name: z.string(), role }) })
  .meta({ id: "SignedIn", examples: [{ you: { kind: "session", name: "mei", role: "owner" } }] });

export const ownPasswordInput = z.strictObject({ current: password, password }).meta({
  id: "OwnPasswordInput",
  examples: [{ current: "seven lamps in the harbour", password: "nine kites over Wuhan" }],
});

export const account = z
  .object({ name: z.string(), role, createdAt: z.string(), lastSignInAt: z.string().optional() })
  .meta({ id: "Account", examples: [{ name: "mei", role: "owner", createdAt: "2026-11-21T14:02:11.204Z" }] });

export const accountInput = z
  .strictObject({ name, password, role })
  .meta({ id: "AccountInput", examples: [{ name: "wei", password: "seven lamps in the harbour", role: "operator" }] });

export const accountChange = z
  .strictObject({ role: role.optional(), password: password.optional() })
  .meta({ id: "AccountChange", examples: [{ role: "viewer" }] });

const tokenFacts = {
  id: z.string(),
  name: z.string(),
  role,
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string().optional(),
  lastUsedAt: z.string().optional(),
};
const tokenExample = {
  id: "2f1c0a9b8d7e",
  name: "monitoring",
  role: "viewer",
  createdAt: "2026-11-21T14:02:11.204Z",
  createdBy: "mei",
} as const;

export const apiToken = z.object(tokenFacts).meta({ id: "ApiToken", examples: [tokenExample] });

export const freshToken = z
  .object({ ...tokenFacts, token: z.string().meta({ description: "Shown this once; only its hash is kept" }) })
  .meta({ id: "FreshApiToken", examples: [{ ...tokenExample, token: "rks_…" }] });

export const tokenInput = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,63}$/u,
        "Use 1 to 64 letters and digits, with spaces, dots, dashes and underscores.",
      ),
    role,
    days: z.int().min(1).max(3650).optional().meta({ description: "Days until it ends; absent: it does not" }),
  })
  .meta({ id: "ApiTokenInput", examples: [{ name: "monitoring", role: "viewer", days: 365 }] });

export const tokenId = z
  .string()
  .max(32)
  .meta({ description: "The token's id", examples: ["2f1c0a9b8d7e"] });

export const auditEntry = z
  .object({
    id: z.number(),
    at: z.string(),
    kind: z.enum(["session", "token", "file", "panel", "nobody"]),
    who: z.string().meta({ description: "The account's or the token's name; empty: nobody had signed in" }),
    what: z.string().meta({ description: "The operationId" }),
    target: z.string().meta({ description: "The path" }),
    status: z.number().nullable(),
    address: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({
    id: "AuditEntry",
    examples: [
      {
        id: 41,
        at: "2026-11-21T14:02:11.204Z",
        kind: "session",
        who: "mei",
        what: "armMachine",
        target: "/api/v1/machines/52:54:00:77:00:01/arm",
        status: 201,
        address: "10.77.0.100",
        detail: null,
      },
    ],
  });
