// A backup is restored before anybody owns the appliance: by its claim code, and by nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";

import { type MemoryHouse, serve } from "./fakes.ts";
import { claimed, ownPage, serveTls, type Tls, unclaimed } from "./tls.ts";

const FILE = { "Content-Type": "application/octet-stream" };
const send = async (at: Tls, headers: Record<string, string>): Promise<[number, unknown]> => {
  const { status, json } = await at.ask("PUT", "/api/v1/restore", "bytes", { ...FILE, ...headers });
  return [status, json["code"] ?? json["machines"]];
};
const put = (at: Tls, headers: Record<string, string> = {}) =>
  at.ask("POST", "/api/v1/restore", { confirm: "restore" }, headers);
const codeOf = (house: MemoryHouse): Record<string, string> => ({ "X-Claim-Code": house.claimFile ?? "" });

test("an appliance without an owner takes a backup from whoever knows its claim code, and notes it", async () => {
  const house = unclaimed();
  await using at = await serveTls(house);
  assert.deepEqual(await send(at, codeOf(house)), [200, 5]);
  assert.equal((await put(at, codeOf(house))).status, 202);
  const noted = house.access.trail.list(undefined, 10);
  assert.match(JSON.stringify(noted), /restoreBackup/);
});

test("without the code, with a wrong one, or in the clear nothing is taken (trust 2.7)", async () => {
  const house = unclaimed();
  await using at = await serveTls(house);
  assert.deepEqual(await send(at, {}), [403, "RS_ACCESS_NOT_CLAIMED"]);
  assert.equal((await put(at)).json["code"], "RS_ACCESS_NOT_CLAIMED");
  assert.deepEqual(await send(at, { "X-Claim-Code": "AAAA-AAAA" }), [403, "RS_CLAIM_CODE"]);
  await using plain = await serve(house);
  const clear = await fetch(`${plain.url}/api/v1/restore`, {
    method: "PUT",
    headers: { ...FILE, ...codeOf(house) },
    body: "bytes",
  });
  assert.equal(clear.status, 403);
  assert.equal(((await clear.json()) as { code: string }).code, "RS_ACCESS_NEEDS_HTTPS");
});

test("codes are guessed here no faster than at the claim itself: five wrong ones in a minute, together", async () => {
  const house = unclaimed();
  await using at = await serveTls(house);
  for (let tries = 0; tries < 5; tries++) await send(at, { "X-Claim-Code": "AAAA-AAAA" });
  assert.deepEqual(await send(at, codeOf(house)), [429, "RS_CLAIM_TOO_MANY"]);
  const claim = { code: house.claimFile, name: "mei", password: "seven lamps in the harbour" };
  assert.equal((await at.ask("POST", "/api/v1/claim", claim)).status, 429);
});

test("once somebody owns it no code helps: signed in and an owner, or not at all", async () => {
  const house = unclaimed();
  const code = (house.access.claim.code(), codeOf(house));
  await using at = await claimed(house);
  assert.deepEqual(await send(at, code), [401, "RS_ACCESS_TOKEN"]);
  assert.equal((await put(at, code)).status, 401);
  assert.deepEqual(await send(at, ownPage(at, at.mei)), [200, 5]);
});
