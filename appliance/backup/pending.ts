import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/**
 * A restore is put together in restore-incoming, becomes restore-pending by one rename, and is swapped in before any database
 * is opened. Each step is a rename and can be repeated: a power cut in the middle is gone on with at the next start. What was
 * there before lies in before-restore-<n>.
 */
export const INCOMING = "restore-incoming";
const PENDING = "restore-pending";
const TRIED = "restore-tried";
/** A start that ends by a power cut is no proof that the data is bad; three are. */
const MOST_TRIES = 3;

/** What a restore replaces, each with what SQLite may have left beside it. */
const REPLACED = ["rackseed.db", "leases.db", "token.key", "tls"] as const;
const beside = (name: string): string[] => (name.endsWith(".db") ? [`${name}-wal`, `${name}-shm`, name] : [name]);

/** From now on the next start uses what lies in restore-incoming. */
export function makePending(data: string): void {
  rmSync(join(data, PENDING), { recursive: true, force: true });
  renameSync(join(data, INCOMING), join(data, PENDING));
  sync(data);
}

/** Swaps a pending restore in, or takes one back whose starts failed. Says what it did. */
export function applyPending(data: string): "restored" | "rolled back" | undefined {
  if (existsSync(join(data, PENDING))) {
    swapIn(data);
    return "restored";
  }
  const tried = join(data, TRIED);
  if (!existsSync(tried)) return undefined;
  const { number, count } = JSON.parse(readFileSync(tried, "utf8")) as { number: number; count: number };
  if (count >= MOST_TRIES) {
    rollBack(data);
    return "rolled back";
  }
  writeFileSync(tried, JSON.stringify({ number, count: count + 1 }));
  return undefined;
}

function swapIn(data: string): void {
  const pending = join(data, PENDING);
  const mark = join(pending, "number");
  if (!existsSync(mark)) writeFileSync(mark, String(nextNumber(data)));
  const number = Number(readFileSync(mark, "utf8"));
  const before = join(data, `before-restore-${number}`);
  mkdirSync(before, { recursive: true, mode: 0o700 });
  for (const name of REPLACED) {
    if (!existsSync(join(pending, name))) continue; // not part of it, or swapped already
    for (const part of beside(name)) move(join(data, part), join(before, part));
    move(join(pending, name), join(data, name));
  }
  writeFileSync(join(data, TRIED), JSON.stringify({ number, count: 1 }));
  sync(data);
  rmSync(pending, { recursive: true });
  sync(data);
}

/** The start went well: what was restored stays. */
export function keepRestored(data: string): void {
  rmSync(join(data, TRIED), { force: true });
}

/** Puts back what was there before; what was restored is kept aside in failed-restore-<n>. False when there is nothing to take back. */
export function rollBack(data: string): boolean {
  const tried = join(data, TRIED);
  if (!existsSync(tried)) return false;
  const { number } = JSON.parse(readFileSync(tried, "utf8")) as { number: number };
  const [before, failed] = [join(data, `before-restore-${number}`), join(data, `failed-restore-${number}`)];
  mkdirSync(failed, { recursive: true, mode: 0o700 });
  for (const name of REPLACED) {
    if (!existsSync(join(before, name))) continue;
    for (const part of beside(name)) {
      move(join(data, part), join(failed, part));
      move(join(before, part), join(data, part));
    }
  }
  rmSync(tried);
  sync(data);
  return true;
}

function nextNumber(data: string): number {
  const numbers = readdirSync(data).flatMap((name) => /^(?:before|failed)-restore-(\d+)$/.exec(name)?.[1] ?? []);
  return Math.max(0, ...numbers.map(Number)) + 1;
}

function move(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

function sync(folder: string): void {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}
