import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import type { UpdateCheck, UpdateView } from "../../../appliance/http/needs-updates.ts";
import type { RootAnswer, UpdateService } from "../../../appliance/update/service.ts";
import { MemoryHouse, sendJson, serve, withToken } from "../http/fakes.ts";
import { updatesOn } from "../http/memory-updates.ts";
import { cardHouse, type CardHouse, writeOutcome } from "./card-house.ts";
import { openWorld } from "./world.ts";

const world = await openWorld();
after(() => world[Symbol.asyncDispose]());
const good = await world.bundle("good.raucb");
const older = await world.bundle("older.raucb", { version: "0.0.9" });

interface Scene extends AsyncDisposable, CardHouse {
  readonly url: string;
  readonly service: UpdateService;
  get(): Promise<UpdateView>;
  call(method: string, path: string, body?: unknown): Promise<Response>;
}

let scenes = 0;

async function scene(): Promise<Scene> {
  const made = await cardHouse(world, `card-${++scenes}`);
  const server = await serve(made.house);
  const call: Scene["call"] = (method, path, body) =>
    fetch(`${server.url}/api/v1${path}`, body === undefined ? withToken({ method }) : sendJson(method, body));
  return Object.assign(made, {
    url: server.url,
    service: made.house.updates as UpdateService,
    get: async () => (await (await call("GET", "/update")).json()) as UpdateView,
    call,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  });
}

const send = async (at: Scene, path: string, name: string): Promise<number> => {
  const answer = await fetch(
    `${at.url}/api/v1/update/uploads/${name}`,
    withToken({ method: "PUT", body: await readFile(path) }),
  );
  return answer.status;
};
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`never: ${what}`);
}

test("a newer update is sent, checked, and given to root without any word; the page sees how it ends", async () => {
  await using at = await scene();
  const before = await at.get();
  assert.equal(before.supported, true);
  assert.deepEqual(
    [before.version, before.slot, before.other, before.files],
    ["0.1.0", "A", { slot: "B", version: null }, []],
  );
  assert.equal(await send(at, good, "rackseed-0.2.0.raucb"), 200);
  const id = "upload:rackseed-0.2.0.raucb";
  assert.deepEqual(
    (await at.get()).files.map((file) => [file.id, file.from]),
    [[id, "upload"]],
  );
  const found = (await (await at.call("POST", "/update/check", { id })).json()) as UpdateCheck;
  assert.deepEqual([found.version, found.order, found.needsYes, found.development], ["0.2.0", "newer", false, true]);
  assert.match(found.notes, /更快/);
  const began = await at.call("POST", "/update", { id });
  assert.equal(began.status, 202);
  await until("root was asked", () => at.asked.length === 1);
  assert.deepEqual(
    at.asked.map(({ allowDowngrade }) => allowDowngrade),
    [false],
  );
  assert.ok(at.asked[0]?.file.startsWith(join(at.root, "data/updates/")));
  await until("the file that was sent is gone", async () => (await at.get()).files.length === 0);
  const after = await at.get();
  assert.deepEqual([after.update?.outcome, after.other?.version], ["waiting", "0.2.0"]);
  assert.match(at.events.join("\n"), /RS_UPDATE_INSTALLED .*0\.2\.0/);
});

test("an older version is refused until a person has typed yes (trust 2.10)", async () => {
  await using at = await scene();
  await send(at, older, "older.raucb");
  const id = "upload:older.raucb";
  const found = (await (await at.call("POST", "/update/check", { id })).json()) as UpdateCheck;
  assert.deepEqual([found.order, found.needsYes], ["older", true]);
  for (const confirm of [undefined, "", "Yes!", "no", "YES"]) {
    const answer = await at.call("POST", "/update", { id, ...(confirm === undefined ? {} : { confirm }) });
    assert.equal(answer.status, 409, confirm);
    assert.equal(await codeOf(answer), "RS_UPDATE_OLDER");
  }
  assert.equal(at.asked.length, 0);
  assert.equal((await at.call("POST", "/update", { id, confirm: "yes" })).status, 202);
  await until("root was asked", () => at.asked.length === 1);
  assert.equal(at.asked[0]?.allowDowngrade, true);
});

test("a bad file is told when it is checked and when it is installed, and root is never asked", async () => {
  await using at = await scene();
  const flipped = await world.changed(
    "flipped.raucb",
    good,
    (b) => (b.writeUInt8(b.readUInt8(1_000_000) ^ 1, 1_000_000), b),
  );
  const other = await world.bundle("other.raucb", { keys: world.strangers });
  const kiosk = await world.bundle("kiosk.raucb", { compatible: "rackseed-kiosk-arm64" });
  for (const [path, status, code] of [
    [flipped, 422, "RS_UPDATE_DAMAGED"],
    [other, 422, "RS_UPDATE_OTHER_KEY"],
    [kiosk, 409, "RS_UPDATE_WRONG_DEVICE"],
  ] as const) {
    await send(at, path, "x.raucb");
    for (const where of ["/update/check", "/update"]) {
      const answer = await at.call("POST", where, { id: "upload:x.raucb" });
      assert.equal(answer.status, status, `${code} at ${where}`);
      assert.equal(await codeOf(answer), code);
    }
  }
  assert.deepEqual(at.asked, []);
});

test("a file on a stick, or put into the card's folder, is installed from where it lies; nothing is removed from a stick", async () => {
  await using at = await scene();
  const stick = join(at.root, "run/rackseed/sticks/SANDISK");
  await copyFile(good, join(stick, "new.raucb"));
  await copyFile(good, join(at.root, "data/updates/by-hand.raucb"));
  await mkdir(join(stick, "folder.raucb"));
  const { files } = await at.get();
  assert.deepEqual(files.map(({ id, from, stick: name }) => [id, from, name]).sort(), [
    ["folder:by-hand.raucb", "folder", undefined],
    ["stick:5a/new.raucb", "stick", "SANDISK"],
  ]);
  assert.equal((await at.call("POST", "/update", { id: "stick:5a/new.raucb" })).status, 202);
  await until("root was asked", () => at.asked.length === 1);
  assert.equal(at.asked[0]?.file, join(stick, "new.raucb"));
  const removing = await at.call("DELETE", "/update/file?id=stick%3A5a%2Fnew.raucb");
  assert.equal(await codeOf(removing), "RS_UPDATE_STICK");
  assert.equal((await at.call("DELETE", "/update/file?id=folder%3Aby-hand.raucb")).status, 204);
  await rm(join(stick, "new.raucb"));
  assert.equal(
    await codeOf(await at.call("POST", "/update/check", { id: "stick:5a/new.raucb" })),
    "RS_UPDATE_NOT_FOUND",
  );
  const outside = await at.call("POST", "/update/check", { id: "stick:5a/../../../../../good.raucb" });
  assert.equal(await codeOf(outside), "RS_UPDATE_NOT_FOUND");
});

test("an upload goes on where it was cut, a name that is sent again is another file, and no update is larger than 1 GB", async () => {
  await using at = await scene();
  const bytes = await readFile(good);
  const put = (part: Buffer, start: number, size = bytes.length): Promise<Response> =>
    fetch(
      `${at.url}/api/v1/update/uploads/a.raucb`,
      withToken({
        method: "PUT",
        body: new Uint8Array(part),
        headers: { "Content-Range": `bytes ${start}-${start + part.length - 1}/${size}` },
      }),
    );
  assert.equal((await put(bytes.subarray(0, 1_000_000), 0)).status, 200);
  const known = (await (await at.call("GET", "/update/uploads/a.raucb")).json()) as { offset: number };
  assert.equal(known.offset, 1_000_000);
  assert.equal((await at.get()).files.length, 0, "half a file is none");
  assert.equal((await put(bytes.subarray(1_000_000), 1_000_000)).status, 200);
  assert.equal((await at.call("POST", "/update/check", { id: "upload:a.raucb" })).status, 200);
  assert.equal(await send(at, older, "a.raucb"), 200);
  const found = (await (await at.call("POST", "/update/check", { id: "upload:a.raucb" })).json()) as UpdateCheck;
  assert.equal(found.version, "0.0.9");
  const large = await put(bytes.subarray(0, 1000), 0, 2_000_000_000);
  assert.equal(await codeOf(large), "RS_UPDATE_TOO_LARGE");
});

test("what was sent before a restart of the service is there after it", async () => {
  await using at = await scene();
  await send(at, good, "kept.raucb");
  const again = updatesOn({
    folder: join(at.root, "data/updates"),
    release: at.box.places.release,
    keyring: at.box.places.keyring,
    state: join(at.box.places.told, "state.json"),
    ask: () => Promise.resolve({ ok: true }),
  });
  assert.deepEqual(
    (await again.state()).files.map(({ id }) => id),
    ["upload:kept.raucb"],
  );
  assert.equal((await again.check("upload:kept.raucb")).version, "0.2.0");
});

test("one update at a time; what root refuses is shown until the next wish, and on trial nothing is installed", async () => {
  await using at = await scene();
  await send(at, good, "a.raucb");
  const id = "upload:a.raucb";
  const gate = Promise.withResolvers<RootAnswer>();
  at.answer = () => gate.promise;
  assert.equal((await at.call("POST", "/update", { id })).status, 202);
  assert.deepEqual((await at.get()).doing, { what: "asking", share: 0 });
  assert.equal(await codeOf(await at.call("POST", "/update", { id })), "RS_UPDATE_BUSY");
  gate.resolve({ ok: false, code: "RS_UPDATE_SPACE", error: "There is no room." });
  await until("it is over", async () => (await at.get()).doing === undefined);
  assert.deepEqual((await at.get()).problem, { code: "RS_UPDATE_SPACE", text: "There is no room." });
  assert.match(at.events.join("\n"), /RS_UPDATE_REFUSED .*There is no room/);
  writeOutcome(at.box, "0.1.0", "trial");
  assert.equal(await codeOf(await at.call("POST", "/update", { id })), "RS_UPDATE_ON_TRIAL");
});

test("what became of an update is told once, with its reason", async () => {
  await using at = await scene();
  writeOutcome(at.box, "0.2.0", "waiting");
  at.service.look();
  assert.deepEqual(at.events, []);
  writeOutcome(at.box, "0.2.0", "back", { code: "RS_UPDATE_NO_PAGE", because: "Its page did not answer." });
  at.service.look();
  at.service.look();
  assert.match(at.events.join("\n"), /^RS_UPDATE_BACK .*0\.1\.0 runs again\. Its page did not answer\.$/);
  writeOutcome(at.box, "0.3.0", "lost", { code: "RS_UPDATE_GONE", because: "It did not start any more." });
  at.service.look();
  assert.match(
    at.events.join("\n"),
    /\nRS_UPDATE_LOST .*0\.3\.0 did not start, .*0\.1\.0 runs again\. It did not start any more\.$/,
  );
});

test("only an owner may look at updates or install them, and it is written down", async () => {
  await using at = await scene();
  for (const [method, path] of [
    ["GET", "/update"],
    ["POST", "/update/check"],
    ["POST", "/update"],
    ["PUT", "/update/uploads/x.raucb"],
  ] as const) {
    const answer = await fetch(`${at.url}/api/v1${path}`, { method });
    assert.equal(answer.status, 401, `${method} ${path}`);
  }
});

test("where Rackseed does not run from its card, that is said, and nothing fails", async () => {
  const house = new MemoryHouse();
  await using server = await serve(house);
  const view = (await (await fetch(`${server.url}/api/v1/update`, withToken())).json()) as UpdateView;
  assert.deepEqual(view, { supported: false, version: "0.1.0", files: [] });
  const upload = await fetch(`${server.url}/api/v1/update/uploads/x.raucb`, withToken({ method: "PUT", body: "x" }));
  assert.equal(await codeOf(upload), "RS_UPDATE_NO_CARD");
  const install = await fetch(`${server.url}/api/v1/update`, sendJson("POST", { id: "upload:x.raucb" }));
  assert.equal(await codeOf(install), "RS_UPDATE_NO_CARD");
});

test("a torn word of root's is no state, and the page goes on", async () => {
  await using at = await scene();
  await writeFile(join(at.box.places.told, "state.json"), '{"slot":"C"}');
  assert.equal((await at.get()).version, "0.1.0");
});
