/**
 * How often the answer files of one run may be fetched by its token (trust 2.3.4). A machine may boot its installer several times
 * before the disk is touched (a ROM retries, a person presses reset), and each boot fetches anew: so the budget is for one boot,
 * and the boots are counted too.
 */
export interface Budget {
  /** Whole fetches of each file since the installer was last handed out. */
  readonly fetches: Readonly<Record<string, number>>;
  /** The installer of this boot has reported that it works: what it fetched it holds. */
  readonly started: boolean;
  readonly boots: number;
}

/**
 * dracut fetches a kickstart once for each card that comes up and keeps it for Anaconda; curl and d-i's wget try again after a
 * broken connection, cloud-init reads its seed in two stages. Five is more than any of them was seen to need in one boot.
 */
export const FETCHES = 5;
/** Beyond this many boots within one armed window it is no ROM that retries. */
export const BOOTS = 20;
const MOST_FILES = 16;

export const freshBudget: Budget = { fetches: {}, started: false, boots: 0 };

/** The installer was handed out to the machine: what it fetches now belongs to a new boot. */
export const booted = (budget: Budget): Budget =>
  budget.boots >= BOOTS ? budget : { fetches: {}, started: false, boots: budget.boots + 1 };

/**
 * From now on nothing is fetched twice. A file that this boot has not fetched stays open: coreos-installer asks for the installed
 * system's Ignition config after the live system has reported.
 */
export const started = (budget: Budget): Budget => (budget.started ? budget : { ...budget, started: true });

export type Spent = { readonly kind: "allowed"; readonly budget: Budget } | { readonly kind: "burnt" };

/** A fetch from the beginning counts. A resume only goes on with one that was counted; HEAD takes nothing with it. */
export function spend(budget: Budget, file: string, how: "whole" | "resume" | "peek"): Spent {
  const spent = Object.hasOwn(budget.fetches, file) ? (budget.fetches[file] ?? 0) : 0;
  const allowed = how === "whole" || spent === 0 ? spent < (budget.started ? 1 : FETCHES) : !budget.started;
  if (!allowed || (spent === 0 && Object.keys(budget.fetches).length >= MOST_FILES)) return { kind: "burnt" };
  if (how === "peek" || (how === "resume" && spent > 0)) return { kind: "allowed", budget };
  return { kind: "allowed", budget: { ...budget, fetches: { ...budget.fetches, [file]: spent + 1 } } };
}
