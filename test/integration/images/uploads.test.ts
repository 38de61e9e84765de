// What becomes of uploads over days and power cuts: real files, the clock is the test's.
import assert from "node:assert/strict";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { AppError } from "../../../appliance/errors.ts";
import { uploads } from "../../../appliance/images/uploads.ts";

const root = mkdtempSync(join(tmpdir(), "rackseed-uploads-"));
after(() => rmSync(root, { recursive: true, force: true }));

const DAY = 86_400_000;
const START = Date.parse("2026-10-01T00:00:00Z");

/** One life of the uploads over a folder. */
function life(folder = mkdtempSync(join(root, "data-")), now = START, reserveBytes = 0) {
  const whole: string[] = [];
  const states = new Map<string, "wanted" | "settled">();
  const service = uploads({
    folder,
    reserveBytes,
    now: () => new Date(now),
    stateOf: (path) => states.get(path) ?? "unknown",
    whole(path, file) {
      whole.push(file);
      states.set(path, "wanted");
      return file;
    },
  });
  return { folder, service, whole, states, files: () => readdirSync(folder) };
}

async function* bodyOf(...chunks: (string | Error)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield Buffer.from(chunk);
    await Promise.resolve();
  }
}
const cut = new Error("aborted");
const half = (file: string, one: ReturnType<typeof life>): Promise<unknown> =>
  assert.rejects(one.service.put(file, { start: 0, size: 10, body: bodyOf("12345", cut) }), cut);
const codeOf = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

test("what nobody has sent to for a week goes at the next start, what is younger stays", async () => {
  const first = life();
  await half("old.iso", first);
  await half("young.iso", first);
  const old = first.files().filter((name) => name.endsWith(".part"));
  for (const name of old) {
    const isOld = readFileSync(join(first.folder, name.replace(".part", ".json")), "utf8").includes("old.iso");
    const at = new Date(START - (isOld ? 7.1 : 6.9) * DAY);
    utimesSync(join(first.folder, name), at, at);
  }
  const next = life(first.folder);
  await next.service.resume();
  assert.deepEqual(await next.service.list(), [{ file: "young.iso", offset: 5, size: 10 }]);
  assert.equal(next.files().length, 2);
});

test("trust 4.92: after a power cut a whole file becomes an image, one whose import is over goes, and torn notes do not stop the start", async () => {
  const first = life();
  for (const file of ["whole.iso", "over.iso"])
    await first.service.put(file, { start: 0, size: 3, body: bodyOf("abc") });
  await half("torn.iso", first);
  await half("empty.iso", first);
  const note = (file: string): string =>
    first
      .files()
      .find((name) => name.endsWith(".json") && readFileSync(join(first.folder, name), "utf8").includes(file)) ?? "";
  const [torn, empty, over] = [note("torn.iso"), note("empty.iso"), note("over.iso")];
  writeFileSync(join(first.folder, torn), '{"file":"torn');
  truncateSync(join(first.folder, empty), 0);
  writeFileSync(join(first.folder, "a stranger's"), "stays");

  const next = life(first.folder);
  next.states.set(join(first.folder, over.replace(".json", ".iso")), "settled");
  await next.service.resume();
  assert.deepEqual(next.whole, ["whole.iso"]);
  assert.deepEqual(await next.service.list(), []);
  const left = next.files().filter((name) => name !== "a stranger's");
  assert.deepEqual(
    left.map((name) => name.slice(name.indexOf("."))).sort(),
    [".iso", ".json"],
    "nothing is left of files that nobody knows the name of",
  );
});

test("the same file is not taken again while its first copy is being imported", async () => {
  const one = life();
  await one.service.put("x.iso", { start: 0, size: 3, body: bodyOf("abc") });
  const again = one.service.put("x.iso", { start: 0, size: 3, body: bodyOf("xyz") });
  await assert.rejects(again, codeOf("RS_UPLOAD_BUSY"));
  const [path = ""] = one.states.keys();
  assert.equal(readFileSync(path, "utf8"), "abc");
  await one.service.drop(path);
  assert.deepEqual(one.files(), []);
  assert.equal((await one.service.put("x.iso", { start: 0, size: 3, body: bodyOf("xyz") })).image, "x.iso");
});

test("more bytes than were announced are refused, and fewer wait for the rest", async () => {
  const one = life();
  const more = one.service.put("x.iso", { start: 0, size: 3, body: bodyOf("abcd") });
  await assert.rejects(more, codeOf("RS_UPLOAD_LENGTH"));
  const fewer = await one.service.put("y.iso", { start: 0, size: 3, body: bodyOf("ab") });
  assert.deepEqual(fewer, { upload: { file: "y.iso", offset: 2, size: 3 } });
  assert.equal((await one.service.put("y.iso", { start: 2, size: 3, body: bodyOf("c") })).image, "y.iso");
  assert.deepEqual(one.whole, ["y.iso"]);
});

test("a body that does not say how long it is ends when the room does (trust 4.91)", async () => {
  const folder = mkdtempSync(join(root, "data-"));
  const { bavail, bsize } = statfsSync(folder);
  const one = life(folder, START, bavail * bsize - 200 * 2 ** 20);
  const endless = async function* (): AsyncGenerator<Buffer> {
    for (let chunks = 0; chunks < 100; chunks++) yield await Promise.resolve(Buffer.alloc(8 * 2 ** 20));
  };
  const put = one.service.put("x.iso", { start: 0, size: undefined, body: endless() });
  await assert.rejects(put, codeOf("RS_UPLOAD_SPACE"));
  const { offset = 0 } = (await one.service.get("x.iso")) ?? {};
  assert.ok(offset > 0 && offset <= 400 * 2 ** 20, `${offset} bytes came`);
  assert.deepEqual([await one.service.remove("x.iso"), one.files()], [true, []]);
});
