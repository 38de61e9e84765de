import { existsSync, readdirSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";

const MARK = "erase-everything";
/** What must be gone even if power fails a second later. */
const SECRETS_FIRST = ["token.key", "claim.txt", "tls", "rackseed.db", "rackseed.db-wal", "leases.db", "leases.db-wal"];

/** Erasing happens at the next start, before anything is open; the mark makes it happen also when power fails in between. */
export async function markForErasing(data: string): Promise<void> {
  const file = await open(join(data, MARK), "w", 0o600);
  await file.sync();
  await file.close();
}

/** Erases what was marked. true when it did. */
export function eraseIfMarked(data: string): boolean {
  if (!existsSync(join(data, MARK))) return false;
  const rest = readdirSync(data).filter((name) => name !== MARK && !SECRETS_FIRST.includes(name));
  for (const name of [...SECRETS_FIRST, ...rest, MARK]) rmSync(join(data, name), { recursive: true, force: true });
  return true;
}
