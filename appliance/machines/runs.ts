import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import type { Mac } from "../net/mac.ts";
import type { RunStore, RunTimes, StoredRun } from "../store/runs.ts";
import { type Budget, booted, freshBudget, spend, started } from "./budget.ts";
import { effortOf } from "./progress.ts";
import { reasonOf } from "./reason.ts";
import { isOpen, type Run, type RunEvent, step } from "./run.ts";
import { Stretches } from "./stretches.ts";

export interface RunsNeeds {
  readonly store: RunStore;
  readonly log: EventLog;
  /** Appliance seconds. */
  readonly now: () => number;
  readonly wallClock: () => Date;
  readonly armedForSeconds: number;
  /** What people call the machine. */
  readonly nameOf: (mac: Mac) => string;
  /** 32 random bytes that stay in this appliance; tokens are derived from them. */
  readonly tokenKey: Buffer;
}

/** All runs, and the only place that changes them. */
export interface Runs {
  list(): StoredRun[];
  get(id: string): StoredRun | undefined;
  newestOf(mac: Mac): StoredRun | undefined;
  openOf(mac: Mac): Run | undefined;
  byToken(token: string): Run | undefined;
  tokenOf(run: Run): string;
  wasArmed(mac: Mac, profile: string, image: string): boolean;
  /** Begins a run. The caller has checked that it may. */
  begin(mac: Mac, profile: string, image: string, why: string, more?: More): StoredRun;
  /** Begins many, all or none, together with what `alongside` stores. The caller has checked each. */
  beginMany(wanted: readonly Wanted[], why: string, more: More, alongside: () => void): StoredRun[];
  /** Tells the newest run of a machine what the servers saw. */
  see(mac: Mac, event: RunEvent): void;
  /** A stretch of a file of the run's tree left. What left before, at another try, counts once. */
  sentOfTree(mac: Mac, sent: TreeStretch): void;
  /** Counts a fetch of an answer file before it is given; false when the budget is spent. */
  spend(run: Run, file: string, how: "whole" | "resume" | "peek"): boolean;
  stop(id: string): StoredRun;
  /** Lets time pass for every open run. */
  tick(): void;
}

/** What may be said of a run when it begins. */
export interface More {
  /** Seconds for which the machine stays armed; without it what the configuration says. */
  readonly window?: number | undefined;
  /** Who armed it. */
  readonly by?: string | undefined;
}

export interface Wanted {
  readonly mac: Mac;
  readonly profile: string;
  readonly image: string;
}

export interface TreeStretch {
  readonly role: "packages" | "other";
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Progress is stored at most this often; a state change always at once. */
const SAVE_EVERY_SECONDS = 2;

interface Kept {
  stored: StoredRun;
  savedAt: number;
  /** Of the tree's files, since this appliance started. */
  readonly sent: Stretches;
}

export function runs(needs: RunsNeeds): Runs {
  const { store, log, now, wallClock } = needs;
  const byId = new Map<string, Kept>();
  const newest = new Map<Mac, Kept>();
  const byHash = new Map<string, Kept>();

  const keep = (stored: StoredRun): void => {
    const kept: Kept = { stored, savedAt: 0, sent: new Stretches() };
    byId.set(stored.run.id, kept);
    newest.set(stored.run.mac, kept);
    byHash.set(stored.tokenHash.toString("hex"), kept);
  };
  store.all().forEach(keep);

  const tokenOf = (run: Run): string =>
    createHmac("sha256", needs.tokenKey).update(run.id).digest().subarray(0, 20).toString("hex");

  const apply = (kept: Kept, event: RunEvent): void => {
    const before = kept.stored.run;
    const after = step(before, event, now());
    if (event.kind === "offered" && isOpen(after)) keepBudget(kept, booted(kept.stored.budget));
    if (after === before) return;
    const stateChanged = after.state !== before.state;
    kept.stored = { ...kept.stored, run: after, times: timesAfter(kept.stored.times, before, after, wallClock()) };
    const reported = event.kind === "callback" && after.stage !== before.stage;
    if (reported) keepBudget(kept, started(kept.stored.budget));
    if (stateChanged && isOpen(before)) calibrate(after);
    const durable = stateChanged || after.stage !== before.stage || after.sentWhole !== before.sentWhole;
    if (durable || now() - kept.savedAt >= SAVE_EVERY_SECONDS) {
      store.save(after, kept.stored.times);
      kept.savedAt = now();
    }
    announce(before, after);
  };

  const keepBudget = (kept: Kept, budget: Budget): void => {
    if (budget === kept.stored.budget) return;
    store.saveBudget(kept.stored.run.id, budget);
    kept.stored = { ...kept.stored, budget };
  };

  /** What a good run took is the measure for the next one of its kind. */
  const calibrate = (run: Run): void => {
    const effort = effortOf(run, now());
    if (effort !== undefined) store.calibrate(run.image, run.profile, effort);
  };

  /** Bytes are no event: whoever watches a run reads them from the run itself. */
  const announce = (before: Run, after: Run): void => {
    const about = { mac: after.mac, run: after.id };
    if (after.state !== before.state) {
      const severity = after.state === "failed" ? "error" : after.state === "unknown" ? "warning" : "info";
      log.add("RS_RUN_STATE", severity, `${needs.nameOf(after.mac)}: ${stateSentence(after)}`, {
        ...about,
        data: { from: before.state, to: after.state },
      });
    } else if (after.stage !== before.stage && after.stage !== undefined) {
      log.add("RS_RUN_STAGE", "info", `${needs.nameOf(after.mac)}: the installer reported ${after.stage}.`, {
        ...about,
        data: { stage: after.stage },
      });
    }
    if (isOpen(after) && after.reason !== before.reason && after.reason !== undefined) {
      const text = `${needs.nameOf(after.mac)}: the installer's log says: ${after.reason}`;
      log.add("RS_RUN_COMPLAINT", "error", text, { ...about, data: { reason: after.reason } });
    }
  };

  const settled = (kept: Kept | undefined): Kept | undefined => {
    if (kept !== undefined) apply(kept, { kind: "timePassed" });
    return kept;
  };

  const fresh = ({ mac, profile, image }: Wanted, { window, by }: More, batch?: string): StoredRun => {
    const run: Run = {
      id: randomUUID(),
      mac,
      profile,
      image,
      state: "armed",
      because: undefined,
      reason: undefined,
      stage: undefined,
      bytes: 0,
      bytesTotal: undefined,
      sentWhole: false,
      armedUntil: now() + (window ?? needs.armedForSeconds),
      lastSign: now(),
      bootingSince: undefined,
      installingSince: undefined,
      expected: store.expected(image, profile),
      batch,
      armedBy: by,
    };
    const times: RunTimes = {
      armedAt: wallClock().toISOString(),
      bootedAt: undefined,
      installingAt: undefined,
      endedAt: undefined,
      stageAt: undefined,
    };
    return { run, times, budget: freshBudget, tokenHash: hashOf(tokenOf(run)) };
  };

  /** A warning, so that it is stored at once: nobody may wonder later who allowed a disk to be wiped. */
  const sayArmed = ({ id, mac, profile, image }: Run, why: string): void => {
    const text = `${needs.nameOf(mac)} is armed ${why}: its disk may be wiped at its next boot from the network.`;
    log.add("RS_RUN_ARMED", "warning", text, { mac, run: id, data: { profile, image } });
  };

  return {
    list: () => [...byId.values()].map((kept) => (settled(kept), kept.stored)),
    get: (id) => settled(byId.get(id))?.stored,
    newestOf: (mac) => settled(newest.get(mac))?.stored,
    openOf(mac) {
      const run = settled(newest.get(mac))?.stored.run;
      return run !== undefined && isOpen(run) ? run : undefined;
    },
    byToken(token) {
      const kept = settled(byHash.get(hashOf(token).toString("hex")));
      if (kept === undefined) return undefined;
      return timingSafeEqual(Buffer.from(tokenOf(kept.stored.run)), Buffer.from(token)) ? kept.stored.run : undefined;
    },
    tokenOf,
    wasArmed: (mac, profile, image) => store.wasArmed(mac, profile, image),
    begin(mac, profile, image, why, more = {}) {
      const stored = fresh({ mac, profile, image }, more);
      store.begin(stored);
      keep(stored);
      sayArmed(stored.run, why);
      return stored;
    },
    beginMany(wanted, why, more, alongside) {
      const batch = randomUUID();
      const all = wanted.map((one) => fresh(one, more, batch));
      store.beginAll(all, alongside);
      for (const stored of all) keep(stored);
      for (const { run } of all) sayArmed(run, why);
      return all;
    },
    see(mac, event) {
      const kept = newest.get(mac);
      if (kept !== undefined) apply(kept, event);
    },
    sentOfTree(mac, { role, path, start, end }) {
      const kept = newest.get(mac);
      if (kept === undefined || !isOpen(kept.stored.run)) return;
      apply(kept, { kind: "treeSent", role, bytes: kept.sent.add(path, start, end) });
    },
    spend(run, file, how) {
      const kept = byId.get(run.id);
      if (kept === undefined) return false;
      const spent = spend(kept.stored.budget, file, how);
      if (spent.kind === "burnt") return false;
      keepBudget(kept, spent.budget);
      return true;
    },
    stop(id) {
      const kept = byId.get(id);
      if (kept === undefined) throw new AppError("RS_RUN_NOT_FOUND", 404, "There is no run with this id.");
      apply(kept, { kind: "stopped" });
      return kept.stored;
    },
    tick() {
      for (const kept of newest.values()) if (isOpen(kept.stored.run)) apply(kept, { kind: "timePassed" });
    },
  };
}

const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

function timesAfter(earlier: RunTimes, before: Run, after: Run, at: Date): RunTimes {
  const iso = at.toISOString();
  const times = after.stage === before.stage ? earlier : { ...earlier, stageAt: iso };
  if (after.state === before.state) return times;
  switch (after.state) {
    case "armed":
      return times;
    case "booting":
      return { ...times, bootedAt: iso };
    case "installing":
      return { ...times, bootedAt: times.bootedAt ?? iso, installingAt: iso };
    case "done":
    case "failed":
    case "unknown":
      return { ...times, endedAt: iso };
  }
}

function stateSentence(run: Run): string {
  switch (run.state) {
    case "armed":
      return "Armed.";
    case "booting":
      return "It boots the installer from the network.";
    case "installing":
      return "Its disk is being written; from now on the installer is not offered again.";
    case "done":
      return "Installed. It boots its own disk from now on.";
    case "failed":
    case "unknown":
      return reasonOf(run) ?? run.state;
  }
}
