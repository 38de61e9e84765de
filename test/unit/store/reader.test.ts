import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import * as z from "zod";

import { openDatabase, schemaOfFile } from "../../../appliance/store/database.ts";
import { leaseSteps } from "../../../appliance/store/leases.ts";
import { parseStored } from "../../../appliance/store/parse-stored.ts";
import { leastReader, type Migration } from "../../../appliance/store/reader.ts";
import { schema } from "../../../appliance/store/schema.ts";

const folder = mkdtempSync(join(tmpdir(), "rackseed-reader-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const fresh = (): string => join(folder, `${++files}.db`);
const open = (path: string, steps: readonly Migration[]): void => void openDatabase(path, steps).close();

/** The step that lets databases say who may read them. */
const RULE = leastReader(schema);
const ADDS: Migration = "CREATE TABLE later (key TEXT PRIMARY KEY) STRICT; ALTER TABLE machine ADD COLUMN later TEXT;";
const BREAKS: Migration = { sql: "ALTER TABLE later RENAME TO renamed;", readableFrom: "itself" };

test("an older program opens what a newer one wrote, and the newer one goes on with it (trust 5.27)", () => {
  const path = fresh();
  open(path, [...schema, ADDS]);
  const older = openDatabase(path, schema);
  older.exec("INSERT INTO machine (mac, known) VALUES ('52:54:00:77:00:01', 1)");
  older.close();
  assert.deepEqual(schemaOfFile(path), { writes: schema.length + 1, least: RULE }, "its steps stay as they are");
  const newer = openDatabase(path, [...schema, ADDS]);
  assert.deepEqual(newer.prepare("SELECT mac, later FROM machine").all(), [{ mac: "52:54:00:77:00:01", later: null }]);
  newer.close();
});

test("a step that older programs cannot live with keeps them out, and those that were prepared for it in", () => {
  const path = fresh();
  open(path, [...schema, ADDS, BREAKS]);
  assert.deepEqual(schemaOfFile(path), { writes: schema.length + 2, least: schema.length + 2 });
  assert.throws(() => open(path, [...schema, ADDS]), /written by a newer Rackseed/);
  const prepared = fresh();
  const drop: Migration = { sql: "DROP TABLE later;", readableFrom: schema.length + 1 };
  open(prepared, [...schema, ADDS, drop]);
  open(prepared, [...schema, ADDS]);
  assert.throws(() => open(prepared, schema), /written by a newer Rackseed/);
});

test("every schema since the rule is opened by every later program, and by every earlier one that it allows", () => {
  for (const steps of [schema, leaseSteps]) {
    const rule = leastReader(steps);
    for (let from = rule; from <= steps.length; from++) {
      for (let to = 0; to <= steps.length; to++) {
        const path = fresh();
        open(path, steps.slice(0, from));
        const allowed = to >= leastReader(steps.slice(0, from));
        if (allowed) assert.doesNotThrow(() => open(path, steps.slice(0, to)), `${from} by ${to}`);
        else assert.throws(() => open(path, steps.slice(0, to)), `${from} by ${to}`);
      }
    }
  }
});

test("each step from every schema before it leads to the same tables", () => {
  const tables = (path: string): unknown => {
    const db = openDatabase(path, schema);
    try {
      return db.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();
    } finally {
      db.close();
    }
  };
  const whole = fresh();
  const wanted = tables(whole);
  for (let from = 0; from < schema.length; from++) {
    const path = fresh();
    open(path, schema.slice(0, from));
    assert.deepEqual(tables(path), wanted, `from ${from}`);
  }
});

test("a step adds, or says from which schema on programs can live with it", () => {
  const adds = /^(CREATE (TABLE|INDEX|UNIQUE INDEX)|ALTER TABLE \w+ ADD COLUMN|INSERT INTO)\b/;
  const outside = (steps: readonly Migration[]): string[] =>
    steps.slice(leastReader(steps) - 1).flatMap((step) =>
      typeof step === "string"
        ? step
            .split(";")
            .map((statement) => statement.trim())
            .filter((statement) => statement !== "" && !adds.test(statement))
        : [],
    );
  assert.deepEqual(outside(schema), []);
  assert.deepEqual(outside(leaseSteps), []);
  assert.equal(outside([...schema, "DROP TABLE setting;"]).length, 1, "the test sees one that does not");
});

test("keys of a newer program are left out of what it stored, and all else is as strict as ever", () => {
  const shape = z.strictObject({
    mode: z.enum(["a", "b"]),
    subnets: z.array(z.strictObject({ pool: z.string() })).default([]),
  });
  const stored = { mode: "a", later: 1, subnets: [{ pool: "x", tag: { deep: true } }, { pool: "y" }] };
  assert.deepEqual(parseStored(shape, stored), { mode: "a", subnets: [{ pool: "x" }, { pool: "y" }] });
  assert.ok("later" in stored, "what was read stays as it is");
  assert.throws(() => parseStored(shape, { mode: "c", later: 1 }));
  assert.throws(() => parseStored(shape, { later: 1 }));
});
