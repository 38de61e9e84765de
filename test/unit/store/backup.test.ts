import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { copyDatabase, readSecretRows, removeSecretRows, writeSecretRows } from "../../../appliance/store/backup.ts";
import { openDatabase } from "../../../appliance/store/database.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { settingStore } from "../../../appliance/store/settings.ts";

test("the panel's PIN leaves with the secrets only, and comes back with them; other settings stay", () => {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-backup-"));
  const copy = join(folder, "copy.db");
  const db = openDatabase(join(folder, "rackseed.db"), schema);
  const panel = { allowInstalls: true, pinHash: "a-hash-of-few-digits" };
  settingStore(db).write("panel", panel);
  settingStore(db).write("region", { language: "zh" });
  copyDatabase(db, copy);
  db.close();

  const rows = readSecretRows(copy);
  removeSecretRows(copy);
  assert.ok(!readFileSync(copy).includes("a-hash-of-few-digits"));
  const read = (section: string): unknown => {
    const opened = openDatabase(copy, schema);
    const value = settingStore(opened).read(section);
    opened.close();
    return value;
  };
  assert.deepEqual([read("panel"), read("region")], [undefined, { language: "zh" }]);
  writeSecretRows(copy, rows);
  assert.deepEqual(read("panel"), panel);
  rmSync(folder, { recursive: true });
});
