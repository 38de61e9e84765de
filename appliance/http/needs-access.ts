import type { Access } from "../access/service.ts";

/** What HTTP asks of the house about persons, tokens, and what they did. */
export type AccessNeeds = Omit<Access, "claim">;
