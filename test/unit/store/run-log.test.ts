import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openDatabase } from "../../../appliance/store/database.ts";
import { type LogLimits, type RunLogStore, runLogStore } from "../../../appliance/store/run-log.ts";
import { runStore } from "../../../appliance/store/runs.ts";
import { schema } from "../../../appliance/store/schema.ts";

const line = (run: string, text: string) => ({
  run,
  at: "2026-11-21T07:00:00.000Z",
  source: "syslog" as const,
  severity: "info" as const,
  program: undefined,
  text,
});

function withStore(limits: Partial<LogLimits>, work: (store: RunLogStore) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-log-"));
  const db = openDatabase(join(folder, "x.db"), schema);
  try {
    const insert = db.prepare(
      "INSERT INTO run (id, mac, profile, image, state, bytes, sent_whole, armed_until, last_sign, token_hash, armed_at) VALUES (?, 'm', 'p', 'i', 'done', 0, 0, 0, 0, ?, 't')",
    );
    for (const id of ["one", "two", "three"]) insert.run(id, Buffer.from(id));
    work(runLogStore(db, { lines: 100, bytes: 1e6, kept: 10, runs: 10, ...limits }));
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
}

const texts = (store: RunLogStore, run: string): string[] => store.after(run, 0, 10_000).map(({ text }) => text);

test("a log that grows too long loses its middle: how it began and how it ended stay", () => {
  withStore({}, (store) => {
    for (let batch = 0; batch < 10; batch++) {
      store.append(Array.from({ length: 50 }, (_, index) => line("one", String(batch * 50 + index))));
    }
    const kept = texts(store, "one").map(Number);
    assert.equal(kept.length, 100);
    assert.deepEqual(kept.slice(0, 10), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual(
      kept.slice(10),
      Array.from({ length: 90 }, (_, index) => 410 + index),
    );
  });
});

test("a log of long lines is bounded in bytes too", () => {
  withStore({ bytes: 50_000 }, (store) => {
    for (let batch = 0; batch < 5; batch++) {
      store.append(Array.from({ length: 20 }, () => line("one", "é".repeat(500))));
    }
    const bytes = texts(store, "one").reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    assert.ok(bytes > 30_000 && bytes <= 50_000, String(bytes));
  });
});

test("one run's flood takes nothing from another's log, and only the newest runs have one", () => {
  withStore({ runs: 2 }, (store) => {
    store.append([line("one", "old"), line("two", "kept")]);
    store.append(Array.from({ length: 300 }, (_, index) => line("three", String(index))));
    assert.deepEqual([texts(store, "one"), texts(store, "two"), texts(store, "three").length], [[], ["kept"], 100]);
  });
});

test("the measure of a run is the last good one of the same profile, else of the same image", () => {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-log-"));
  const db = openDatabase(join(folder, "x.db"), schema);
  try {
    const store = runStore(db);
    assert.equal(store.expected("rocky", "worker"), undefined);
    store.calibrate("rocky", "other", { bytes: 1, seconds: 10 });
    assert.deepEqual(store.expected("rocky", "worker"), { bytes: 1, seconds: 10 });
    store.calibrate("rocky", "worker", { bytes: 2, seconds: 20 });
    store.calibrate("rocky", "worker", { bytes: 3, seconds: 30 });
    store.calibrate("rocky", "third", { bytes: 4, seconds: 40 });
    assert.deepEqual(store.expected("rocky", "worker"), { bytes: 3, seconds: 30 });
    assert.deepEqual(store.expected("rocky", "fourth"), { bytes: 4, seconds: 40 });
    assert.equal(store.expected("debian", "worker"), undefined);
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
});
