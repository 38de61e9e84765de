import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, bodyOf, MemoryHouse, NODE_01, raw, serve, statusOf } from "./fakes.ts";

// What machines fetch while they boot: design §4.13.

const spellings = [
  "52:54:00:77:00:01.yml",
  "52-54-00-77-00-01.yml",
  "525400770001.yml",
  "5254.0077.0001.yml",
  "52:54:00:77:00:01.YML",
];
for (const file of [...spellings, "52%3A54%3A00%3A77%3A00%3A01.yml"]) {
  test(`design §4.13: /cloud-configs/${file} is this machine's`, async () => {
    await using at = await serve();
    const answer = await ask(at.port, `GET /cloud-configs/${file} HTTP/1.1`, "Host: 127.0.0.1");
    assert.equal(bodyOf(answer), "#cloud-config\n");
    assert.match(answer, /Cache-Control: no-store\r\n/);
    assert.deepEqual(at.house.asked, [`cloud-config ${NODE_01} 127.0.0.1 false`]);
  });
}

test("design §4.13: install.sh and boot.ipxe, with and without a MAC; HEAD is a peek", async () => {
  await using at = await serve();
  await fetch(`${at.url}/cloud-configs/install.sh`);
  await fetch(`${at.url}//cloud-configs//install.sh?mac=52-54-00-77-00-01`, { method: "HEAD" });
  await fetch(`${at.url}/boot.ipxe?mac=525400770001`);
  assert.deepEqual(at.house.asked, [
    "install.sh - 127.0.0.1 false",
    `install.sh ${NODE_01} 127.0.0.1 true`,
    `boot.ipxe ${NODE_01} 127.0.0.1 false`,
  ]);
  assert.equal((await fetch(`${at.url}/boot.ipxe?mac=nonsense`)).status, 400);
});

test("not ready is 503 with Retry-After, refused 403, unknown 404: text, and never cached", async () => {
  const house = new MemoryHouse();
  await using at = await serve(house);
  const get = async (): Promise<(string | number | null)[]> => {
    const answer = await fetch(`${at.url}/cloud-configs/${NODE_01}.yml`);
    return [answer.status, answer.headers.get("retry-after"), answer.headers.get("cache-control"), await answer.text()];
  };
  house.scripts = { kind: "not-ready", retryAfter: 5, because: "The image is still being imported." };
  assert.deepEqual(await get(), [503, "5", "no-store", "The image is still being imported. (RS_BOOT_NOT_READY)\n"]);
  house.scripts = { kind: "refused", because: "No run is armed." };
  assert.deepEqual((await get()).slice(0, 3), [403, null, "no-store"]);
  house.scripts = { kind: "unknown", because: "Never seen." };
  assert.deepEqual((await get()).slice(0, 3), [404, null, "no-store"]);
});

test("folders of answers are not listed", async () => {
  await using at = await serve();
  for (const path of [
    "/cloud-configs",
    "/cloud-configs/",
    "/runs",
    "/runs/good",
    "/cloud-configs/none.yml",
    "/cloud-configs/other.txt",
  ]) {
    assert.equal((await fetch(at.url + path)).status, 404, path);
  }
});

test("a stage is reported by GET or POST with a reason in one line; HEAD reports nothing; the token is never logged", async () => {
  await using at = await serve();
  assert.equal(await (await fetch(`${at.url}/runs/good/installing`)).text(), "ok\n");
  assert.equal(
    (await fetch(`${at.url}/runs/good/failed`, { method: "POST", body: "no space\x1b[2J\nleft" })).status,
    200,
  );
  assert.equal((await fetch(`${at.url}/runs/bad/done`)).status, 403);
  assert.equal((await fetch(`${at.url}/runs/good/done`, { method: "HEAD" })).status, 405);
  assert.equal((await fetch(`${at.url}/runs/good/failed`, { method: "POST", body: "x".repeat(300_000) })).status, 413);
  assert.deepEqual(at.house.reports, [
    { token: "good", stage: "installing", reason: undefined },
    { token: "good", stage: "failed", reason: "no space [2J left" },
    { token: "bad", stage: "done", reason: undefined },
  ]);
  assert.deepEqual(at.house.logged, []);
});

test("a body that nobody read is not taken for the next request", async () => {
  await using at = await serve();
  const smuggled = "GET /v/smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  const answer = await raw(
    at.port,
    `POST /cloud-configs/install.sh HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${smuggled.length}\r\nConnection: close\r\n\r\n${smuggled}`,
  );
  assert.equal(statusOf(answer), 405);
  assert.deepEqual(at.house.asked, []);
});
