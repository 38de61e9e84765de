import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { inSlices, macOf, openStock, type Stock } from "./stock.ts";

const csv = (stock: Stock, text: string, dryRun = false) => stock.tools.import(inSlices(Buffer.from(text)), dryRun);
const lines = (count: number): string =>
  `mac,name\n${Array.from({ length: count }, (_, index) => `${macOf(index + 1)},node-${index + 1}`).join("\n")}\n`;

test("trust 4.62: every faulty line is named with its number, column and a sentence, and then nothing is stored", async () => {
  using stock = openStock();
  stock.inventory.save(macOf(99), { name: "old", rack: "A", unit: 3 });
  const text = [
    "mac,name,address,profile,rack,unit,vars.role",
    `${macOf(1)},node-01,10.77.0.11,worker,A,1,db`,
    "not-a-mac,node-02,,,,,",
    `${macOf(3)},-x,300.1.1.1,,,,`,
    `${macOf(4)},old,,,,,`,
    `${macOf(5)},node-05,,nowhere,,,`,
    `${macOf(6)},node-06,,,A,61,`,
    `${macOf(7)},node-01,,,,,`,
    `${macOf(8)},node-08,,,A,1,`,
    `${macOf(9)},node-09,,,A,3,`,
    ",node-10,,,,,",
    `${macOf(11)},,,,,,,,`,
  ].join("\r\n");
  const { errors, errorCount, undo } = await csv(stock, text);
  assert.equal(undo, undefined);
  assert.equal(errorCount, errors.length);
  const told = errors.map(({ line, column, text: sentence }) => `${line} ${column ?? "-"}: ${sentence}`);
  for (const [index, wanted] of [
    /^3 mac: .*MAC address/,
    /^4 name: .*letters, digits/,
    /^4 address: /,
    /^5 name: The name old belongs to old/,
    /^6 profile: There is no profile named nowhere/,
    /^7 unit: The unit must be a whole number from 1 to 60/,
    /^8 name: Line 2 has this name already/,
    /^9 unit: Line 2 has this unit already/,
    /^10 unit: The unit 3 of rack A belongs to old/,
    /^11 mac: The MAC address is missing/,
    /^12 -: This line has 9 cells/,
  ].entries())
    assert.match(told[index] ?? "", wanted);
  assert.equal(told.length, 11);
  assert.deepEqual(
    stock.inventory.list().map(({ mac }) => mac),
    [macOf(99)],
  );
});

test("trust 4.62: a good file is stored in thousands, tells how far it is, and is undone as a whole", async () => {
  using stock = openStock();
  stock.inventory.save(macOf(1), { profile: "worker" });
  const dry = await csv(stock, lines(2500), true);
  assert.deepEqual([dry.rows, dry.entered, dry.changed, dry.undo], [2500, 2499, 1, undefined]);
  assert.equal(stock.inventory.list().length, 1);
  const seen = new Set<string>();
  const watching = setInterval(() => {
    const progress = stock.tools.importProgress();
    if (progress !== undefined) seen.add(`${progress.phase} ${progress.stored}`);
  });
  const done = await stock.tools.import(inSlices(Buffer.from(lines(2500)), 1000), false);
  clearInterval(watching);
  assert.ok(seen.has("storing 1000") && seen.has("storing 2000"), [...seen].join(", "));
  assert.equal(stock.inventory.get(macOf(2500))?.name, "node-2500");
  assert.equal(stock.inventory.get(macOf(1))?.profile, "worker", "what the file does not name stays");
  assert.ok(stock.codes().includes("RS_MACHINES_IMPORTED"));
  assert.deepEqual(await stock.tools.undo(done.undo ?? ""), { machines: 2500, left: [] });
  assert.deepEqual(
    stock.inventory.list().map(({ mac, name }) => [mac, name]),
    [[macOf(1), undefined]],
  );
  const folder = dirname(stock.db.name);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith("import-")),
    [],
    "its rows are gone from the disk",
  );
});

test("trust 4.62: when storing fails half way, what was stored of the file is taken back", async () => {
  using stock = openStock();
  stock.db.exec(`CREATE TRIGGER full BEFORE INSERT ON machine WHEN NEW.mac = '${macOf(1500)}'
    BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  await assert.rejects(stock.tools.import(inSlices(Buffer.from(lines(2000)), 1000), false), /disk is full/);
  assert.equal(stock.inventory.list().length, 0);
  assert.equal(stock.tools.importProgress(), undefined);
});

const AWKWARD = 'mac;name;notes;rack\r\n52-54-00-00-00-01;node-01;"said ""hello""; then\r\nleft";A\r\n';
for (const [what, bytes] of Object.entries({
  "UTF-8 with a byte order mark": Buffer.from(`\ufeff${AWKWARD}`),
  "UTF-16 little endian": Buffer.from(`\ufeff${AWKWARD}`, "utf16le"),
  "UTF-16 big endian": Buffer.from(`\ufeff${AWKWARD}`, "utf16le").swap16(),
  "tabs and bare returns": Buffer.from(
    AWKWARD.replaceAll("; then", "§").replaceAll(";", "\t").replaceAll("§", "; then"),
  ),
})) {
  test(`trust 4.63: CSV with quoted cells, CRLF, semicolons, in ${what}, is read right in slices of any size`, async () => {
    for (const size of [1, 3, 64, 4096]) {
      using stock = openStock();
      const { rows, errors } = await stock.tools.import(inSlices(bytes, size), false);
      assert.deepEqual([rows, errors], [1, []]);
      const machine = stock.inventory.get(macOf(1));
      assert.deepEqual([machine?.name, machine?.notes, machine?.rack], ["node-01", 'said "hello"; then\r\nleft', "A"]);
    }
  });
}

test("trust 4.63: the mark that an export puts before a formula is no part of the value", async () => {
  using stock = openStock();
  await csv(stock, `mac,notes\n${macOf(1)},'=cmd|' /C calc'!A0\n`);
  assert.equal(stock.inventory.get(macOf(1))?.notes, "=cmd|' /C calc'!A0");
});

test("what is no CSV is named: an unknown column, an open quote, bytes that are no text, nothing at all", async () => {
  using stock = openStock();
  const first = async (bytes: Buffer | string) =>
    (await stock.tools.import(inSlices(Buffer.from(bytes), 5000), false)).errors[0]?.text ?? "";
  assert.match(await first("mac,nmae\n"), /"nmae" is not a column. Did you mean name/);
  assert.match(await first("name\nx\n"), /one of them must be mac/);
  assert.match(await first(`mac,name\n${macOf(1)},"open\n`), /never closed/);
  assert.match(await first(`mac\n"${"x".repeat(70_000)}`), /longer than 65536/);
  assert.match(await first(Buffer.from([0x6d, 0x61, 0x63, 0x0a, 0xff, 0xff])), /not text in UTF-8/);
  assert.match(await first(""), /empty/);
});

test("trust 4.62: a million lines are read and checked in less than 150 MB of memory", async () => {
  const child = new URL("import-million.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ["--max-semi-space-size=16", child, "1000000"]);
  const { rows, errorCount, grown } = JSON.parse(stdout) as { rows: number; errorCount: number; grown: number };
  assert.deepEqual([rows, errorCount], [1_000_000, 1]);
  assert.ok(grown < 150e6, `${Math.round(grown / 1e6)} MB`);
});
