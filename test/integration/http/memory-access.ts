import { type Access, openAccess } from "../../../appliance/access/service.ts";
import { accountStore } from "../../../appliance/store/accounts.ts";
import { auditStore } from "../../../appliance/store/audit.ts";
import { openDatabase } from "../../../appliance/store/database.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { sessionStore } from "../../../appliance/store/sessions.ts";
import { tokenStore } from "../../../appliance/store/tokens.ts";
import type { MemoryHouse } from "./fakes.ts";

type Kept = Pick<MemoryHouse, "token" | "claimFile" | "journal" | "seconds" | "logged">;

/** The real one, over a database in memory. */
export function openMemoryAccess(house: Kept): Access {
  const db = openDatabase(":memory:", schema);
  return openAccess({
    accounts: accountStore(db),
    sessions: sessionStore(db),
    tokens: tokenStore(db),
    audit: auditStore(db),
    fileToken: house.token,
    claimFiles: {
      read: () => house.claimFile,
      write: (code) => (house.claimFile = code),
      erase: () => (house.claimFile = undefined),
    },
    log: { add: (code, severity, text, about) => house.journal.add(code, text, { severity, ...about }) },
    now: () => house.seconds,
    wallClock: () => new Date(),
    problem: (error) => house.logged.push(String(error)),
  });
}
