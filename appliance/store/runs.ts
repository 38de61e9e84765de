import { type Budget, freshBudget } from "../machines/budget.ts";
import type { Because, Effort, Run, RunState } from "../machines/run.ts";
import type { Mac } from "../net/mac.ts";
import type { Db } from "./database.ts";

export const runMigrations = [
  `CREATE TABLE run (
     id TEXT PRIMARY KEY,
     mac TEXT NOT NULL,
     profile TEXT NOT NULL,
     image TEXT NOT NULL,
     state TEXT NOT NULL,
     because TEXT,
     reason TEXT,
     stage TEXT,
     bytes INTEGER NOT NULL,
     bytes_total INTEGER,
     sent_whole INTEGER NOT NULL,
     armed_until REAL NOT NULL,
     last_sign REAL NOT NULL,
     token_hash BLOB NOT NULL UNIQUE,
     armed_at TEXT NOT NULL,
     booted_at TEXT,
     installing_at TEXT,
     ended_at TEXT
   ) STRICT;
   CREATE INDEX run_mac ON run (mac, armed_at);
   -- "armed: true" in a file arms once; the memory outlives runs and machines.
   CREATE TABLE armed_once (mac TEXT, profile TEXT, image TEXT, PRIMARY KEY (mac, profile, image)) STRICT;`,
];

/** What a run needs to know of the last good one of its kind, and how often its answers were fetched. */
export const runEffortMigrations = [
  `ALTER TABLE run ADD COLUMN booting_since REAL;
   ALTER TABLE run ADD COLUMN installing_since REAL;
   ALTER TABLE run ADD COLUMN expected_bytes INTEGER;
   ALTER TABLE run ADD COLUMN expected_seconds REAL;
   ALTER TABLE run ADD COLUMN stage_at TEXT;
   ALTER TABLE run ADD COLUMN budget TEXT;
   CREATE TABLE calibration (
     image TEXT NOT NULL,
     profile TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     seconds REAL NOT NULL,
     at INTEGER PRIMARY KEY AUTOINCREMENT,
     UNIQUE (image, profile)
   ) STRICT;`,
];

/** Which runs were armed together, and by whom. */
export const runBatchMigrations = [
  `ALTER TABLE run ADD COLUMN batch TEXT;
   ALTER TABLE run ADD COLUMN armed_by TEXT;`,
];

/** When things happened by the wall clock, for showing only. */
export interface RunTimes {
  readonly armedAt: string;
  readonly bootedAt: string | undefined;
  readonly installingAt: string | undefined;
  readonly endedAt: string | undefined;
  /** When `stage` was reported. */
  readonly stageAt: string | undefined;
}

export interface StoredRun {
  readonly run: Run;
  readonly times: RunTimes;
  readonly budget: Budget;
  /** SHA-256 of the run's token; the token itself is stored nowhere. */
  readonly tokenHash: Buffer;
}

interface Row {
  id: string;
  mac: string;
  profile: string;
  image: string;
  state: string;
  because: string | null;
  reason: string | null;
  stage: string | null;
  bytes: number;
  bytes_total: number | null;
  sent_whole: number;
  armed_until: number;
  last_sign: number;
  token_hash: Buffer;
  armed_at: string;
  booted_at: string | null;
  installing_at: string | null;
  ended_at: string | null;
  booting_since: number | null;
  installing_since: number | null;
  expected_bytes: number | null;
  expected_seconds: number | null;
  stage_at: string | null;
  budget: string | null;
  batch: string | null;
  armed_by: string | null;
}

/** What a run is made of after it began. */
type Changing = Omit<Row, "token_hash" | "budget">;

export interface RunStore {
  all(): StoredRun[];
  /** Stores a new run and remembers for ever that this machine, profile and image were armed. */
  begin(stored: StoredRun): void;
  /** All or none, together with what `alongside` stores. */
  beginAll(stored: readonly StoredRun[], alongside: () => void): void;
  save(run: Run, times: RunTimes): void;
  /** Stored before the answer leaves, so that no restart gives a fetch back. */
  saveBudget(id: string, budget: Budget): void;
  /** What the last good run of this image and profile took, else that of this image with any profile. */
  expected(image: string, profile: string): Effort | undefined;
  calibrate(image: string, profile: string, effort: Effort): void;
  wasArmed(mac: Mac, profile: string, image: string): boolean;
}

export function runStore(db: Db): RunStore {
  const all = db.prepare<[], Row>("SELECT * FROM run ORDER BY armed_at, rowid");
  const insert = db.prepare<[Row]>(
    `INSERT INTO run (id, mac, profile, image, state, because, reason, stage, bytes, bytes_total, sent_whole, armed_until, last_sign,
       token_hash, armed_at, booted_at, installing_at, ended_at, booting_since, installing_since, expected_bytes, expected_seconds,
       stage_at, budget, batch, armed_by)
     VALUES (@id, @mac, @profile, @image, @state, @because, @reason, @stage, @bytes, @bytes_total, @sent_whole, @armed_until, @last_sign,
       @token_hash, @armed_at, @booted_at, @installing_at, @ended_at, @booting_since, @installing_since, @expected_bytes,
       @expected_seconds, @stage_at, @budget, @batch, @armed_by)`,
  );
  const remember = db.prepare<[Mac, string, string]>(
    "INSERT OR IGNORE INTO armed_once (mac, profile, image) VALUES (?, ?, ?)",
  );
  const update = db.prepare<[Changing]>(
    `UPDATE run SET state = @state, because = @because, reason = @reason, stage = @stage, bytes = @bytes, bytes_total = @bytes_total,
       sent_whole = @sent_whole, armed_until = @armed_until, last_sign = @last_sign, armed_at = @armed_at, booted_at = @booted_at,
       installing_at = @installing_at, ended_at = @ended_at, booting_since = @booting_since, installing_since = @installing_since,
       stage_at = @stage_at WHERE id = @id`,
  );
  const saveBudget = db.prepare<[string, string]>("UPDATE run SET budget = ? WHERE id = ?");
  const expected = db.prepare<[string, string], Effort>(
    "SELECT bytes, seconds FROM calibration WHERE image = ? ORDER BY profile = ? DESC, at DESC LIMIT 1",
  );
  const calibrate = db.prepare<[string, string, number, number]>(
    "INSERT OR REPLACE INTO calibration (image, profile, bytes, seconds) VALUES (?, ?, ?, ?)",
  );
  const wasArmed = db.prepare<[Mac, string, string], { one: number }>(
    "SELECT 1 AS one FROM armed_once WHERE mac = ? AND profile = ? AND image = ?",
  );
  const begin = db.transaction((stored: StoredRun): void => {
    insert.run({ ...toRow(stored.run, stored.times), token_hash: stored.tokenHash, budget: null });
    remember.run(stored.run.mac, stored.run.profile, stored.run.image);
  });
  return {
    all: () => all.all().map(fromRow),
    begin,
    beginAll: db.transaction((all: readonly StoredRun[], alongside: () => void): void => {
      alongside();
      all.forEach(begin);
    }),
    save: (run, times) => void update.run(toRow(run, times)),
    saveBudget: (id, budget) => void saveBudget.run(JSON.stringify(budget), id),
    expected: (image, profile) => expected.get(image, profile),
    calibrate: (image, profile, { bytes, seconds }) => void calibrate.run(image, profile, bytes, seconds),
    wasArmed: (mac, profile, image) => wasArmed.get(mac, profile, image) !== undefined,
  };
}

const fromRow = (row: Row): StoredRun => ({
  run: {
    id: row.id,
    mac: row.mac as Mac,
    profile: row.profile,
    image: row.image,
    state: row.state as RunState,
    because: (row.because as Because | null) ?? undefined,
    reason: row.reason ?? undefined,
    stage: row.stage ?? undefined,
    bytes: row.bytes,
    bytesTotal: row.bytes_total ?? undefined,
    sentWhole: row.sent_whole === 1,
    armedUntil: row.armed_until,
    lastSign: row.last_sign,
    bootingSince: row.booting_since ?? undefined,
    installingSince: row.installing_since ?? undefined,
    expected: expectedOf(row),
    batch: row.batch ?? undefined,
    armedBy: row.armed_by ?? undefined,
  },
  times: {
    armedAt: row.armed_at,
    bootedAt: row.booted_at ?? undefined,
    installingAt: row.installing_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    stageAt: row.stage_at ?? undefined,
  },
  budget: row.budget === null ? freshBudget : (JSON.parse(row.budget) as Budget),
  tokenHash: row.token_hash,
});

const expectedOf = ({ expected_bytes: bytes, expected_seconds: seconds }: Row): Effort | undefined =>
  bytes === null || seconds === null ? undefined : { bytes, seconds };

const batchToRow = ({ batch, armedBy }: Run): Pick<Row, "batch" | "armed_by"> => ({
  batch: batch ?? null,
  armed_by: armedBy ?? null,
});

const toRow = (run: Run, times: RunTimes): Changing => ({
  id: run.id,
  mac: run.mac,
  profile: run.profile,
  image: run.image,
  state: run.state,
  because: run.because ?? null,
  reason: run.reason ?? null,
  stage: run.stage ?? null,
  bytes: run.bytes,
  bytes_total: run.bytesTotal ?? null,
  sent_whole: run.sentWhole ? 1 : 0,
  armed_until: run.armedUntil,
  last_sign: run.lastSign,
  booting_since: run.bootingSince ?? null,
  installing_since: run.installingSince ?? null,
  expected_bytes: run.expected?.bytes ?? null,
  expected_seconds: run.expected?.seconds ?? null,
  ...batchToRow(run),
  ...timesToRow(times),
});

const timesToRow = (times: RunTimes) => ({
  armed_at: times.armedAt,
  booted_at: times.bootedAt ?? null,
  installing_at: times.installingAt ?? null,
  ended_at: times.endedAt ?? null,
  stage_at: times.stageAt ?? null,
});
