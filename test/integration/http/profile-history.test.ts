import assert from "node:assert/strict";
import { test } from "node:test";

import { sendJson, serve, withToken } from "./fakes.ts";

const PROFILE = { image: "coreos-1010.5.0", install: "automatic", disk: "/dev/sda", kernelArgs: [] };
type Answer = Record<string, unknown>;
const read = async (answer: Response): Promise<Answer> => (await answer.json()) as Answer;

test("two people save the same profile: the second gets 409 with the difference, and may save over it (trust 4.64)", async () => {
  await using at = await serve();
  const path = `${at.url}/api/v1/profiles/worker`;
  const etag = (await fetch(path, sendJson("PUT", PROFILE))).headers.get("etag") ?? "";
  assert.equal((await fetch(path, sendJson("PUT", { ...PROFILE, disk: "/dev/a" }, { "If-Match": etag }))).status, 200);
  const late = await fetch(path, sendJson("PUT", { ...PROFILE, disk: "/dev/b" }, { "If-Match": etag }));
  const problem = await read(late);
  assert.deepEqual([late.status, problem["code"]], [409, "RS_PROFILE_CHANGED"]);
  assert.equal((problem["theirs"] as Answer)["disk"], "/dev/a");
  assert.deepEqual(
    (problem["diff"] as { kind: string; text: string }[]).filter(({ kind }) => kind !== "same"),
    [
      { kind: "removed", text: "disk: /dev/a" },
      { kind: "added", text: "disk: /dev/b" },
    ],
  );
  const current = problem["current"] as string;
  assert.equal(current, late.headers.get("etag"));
  assert.equal(
    (await fetch(path, sendJson("PUT", { ...PROFILE, disk: "/dev/b" }, { "If-Match": current }))).status,
    200,
  );
});

test("a change to a profile that is gone is 404, and does not make it anew (trust 4.65)", async () => {
  await using at = await serve();
  const path = `${at.url}/api/v1/profiles/worker`;
  const etag = (await fetch(path, sendJson("PUT", PROFILE))).headers.get("etag") ?? "";
  assert.equal((await fetch(path, withToken({ method: "DELETE" }))).status, 204);
  const late = await fetch(path, sendJson("PUT", PROFILE, { "If-Match": etag }));
  assert.deepEqual([late.status, (await read(late))["code"]], [404, "RS_PROFILE_NOT_FOUND"]);
  assert.equal(at.house.profiles.has("worker"), false);
});

test("versions are listed newest first, compared, and restored", async () => {
  await using at = await serve();
  const path = `${at.url}/api/v1/profiles/worker`;
  await fetch(path, sendJson("PUT", PROFILE));
  await fetch(path, sendJson("PUT", { ...PROFILE, disk: "/dev/vda" }));
  const list = (await read(await fetch(`${path}/versions`, withToken())))["items"] as Answer[];
  assert.deepEqual(
    list.map(({ number }) => number),
    [2, 1],
  );
  const second = await read(await fetch(`${path}/versions/2?against=1`, withToken()));
  assert.deepEqual(
    (second["diff"] as Answer[]).filter(({ kind }) => kind !== "same").map(({ text }) => text),
    ["disk: /dev/sda", "disk: /dev/vda"],
  );
  assert.equal((await fetch(`${path}/versions/9`, withToken())).status, 404);
  assert.equal((await fetch(`${path}/versions/0`, withToken())).status, 400);
  const restored = await fetch(`${path}/versions/1/restore`, withToken({ method: "POST" }));
  assert.equal((await read(restored))["disk"], "/dev/sda");
  assert.equal((await fetch(`${at.url}/api/v1/profiles/nobody/versions`, withToken())).status, 404);
});

test("what was removed is in the trash, comes back, and a second time is 404", async () => {
  await using at = await serve();
  const path = `${at.url}/api/v1/profiles/worker`;
  await fetch(path, sendJson("PUT", PROFILE));
  await fetch(path, withToken({ method: "DELETE" }));
  const [item] = (await read(await fetch(`${at.url}/api/v1/trash`, withToken())))["items"] as Answer[];
  assert.deepEqual([item?.["kind"], item?.["name"]], ["profile", "worker"]);
  const back = `${at.url}/api/v1/trash/${String(item?.["id"])}/restore`;
  assert.equal((await fetch(back, withToken({ method: "POST" }))).status, 200);
  assert.equal((await fetch(back, withToken({ method: "POST" }))).status, 404);
  assert.equal((await fetch(`${at.url}/api/v1/trash?kind=profile`, withToken({ method: "DELETE" }))).status, 204);
});

test("the health report and the storage need a token, and say what the schemas say", async () => {
  await using at = await serve();
  assert.equal((await fetch(`${at.url}/api/v1/health-report`)).status, 401);
  const report = await read(await fetch(`${at.url}/api/v1/health-report`, withToken()));
  assert.deepEqual([report["version"], report["concerns"]], ["0.1.0", []]);
  const storage = await read(await fetch(`${at.url}/api/v1/storage`, withToken()));
  assert.deepEqual(storage, report["storage"]);
});
