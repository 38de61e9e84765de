import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, as text. */
export const freshSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of a secret that is random and long: whoever reads the database cannot use it. */
export const digestOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();
