import assert from "node:assert/strict";
import { test } from "node:test";

import { type MemoryHouse, NODE_01, sendJson, serve, TOKEN, withToken } from "./fakes.ts";
import { claimed, COOKIE, ownPage, PASSWORD, serveTls, unclaimed } from "./tls.ts";

const CLAIM = "/api/v1/claim";
const SESSION = "/api/v1/session";
const codes = (house: MemoryHouse): string[] => house.journal.events.map(({ code }) => code);

test("whoever knows the claim code becomes the owner and is signed in; the code is dead and its file too", async () => {
  const house = unclaimed();
  await using at = await serveTls(house);
  assert.equal((await at.ask("GET", "/api/v1/hello")).json["claimed"], false);
  const code = house.claimFile ?? "";
  const typed = code.toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "l");
  const wanted = { code: typed, name: "mei", password: PASSWORD };
  const answer = await at.ask("POST", CLAIM, wanted, ownPage(at, undefined));
  assert.deepEqual([answer.status, answer.json], [201, { you: { kind: "session", name: "mei", role: "owner" } }]);
  const hello = await at.ask("GET", "/api/v1/hello", undefined, ownPage(at, answer.session));
  assert.equal(hello.json["claimed"], true);
  assert.deepEqual(hello.json["you"], { kind: "session", name: "mei", role: "owner" });
  assert.equal(house.claimFile, undefined);
  const again = await at.ask("POST", CLAIM, { ...wanted, name: "eve" });
  assert.deepEqual([again.status, again.json["code"]], [409, "RS_CLAIM_DONE"]);
  assert.ok(codes(house).includes("RS_CLAIMED"));
});

test("two who claim at the same moment: one is the owner, the other hears that it is too late", async () => {
  const house = unclaimed();
  await using at = await serveTls(house);
  const wanted = { code: house.claimFile ?? "", password: PASSWORD };
  const both = await Promise.all(["mei", "eve"].map((name) => at.ask("POST", CLAIM, { ...wanted, name })));
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409]);
  assert.equal(house.access.accounts.list().length, 1);
});

test("trust 2.7: five wrong claim codes in a minute, then none is looked at; twenty, and the code is another", async () => {
  const house = unclaimed();
  await using at = await serveTls(house);
  const first = house.claimFile ?? "";
  const wrong = { code: "0000-0000", name: "eve", password: PASSWORD };
  const tries: number[] = [];
  for (let minute = 0; minute < 4; minute++) {
    for (let i = 0; i < 6; i++) tries.push((await at.ask("POST", CLAIM, wrong)).status);
    const right = await at.ask("POST", CLAIM, { ...wrong, code: first });
    assert.deepEqual([right.status, right.json["code"]], [429, "RS_CLAIM_TOO_MANY"]);
    assert.ok(Number(right.headers["retry-after"]) > 0);
    house.seconds += 61;
  }
  assert.deepEqual(tries, Array.from({ length: 4 }, () => [403, 403, 403, 403, 403, 429]).flat());
  assert.notEqual(house.claimFile, first);
  assert.ok(codes(house).includes("RS_CLAIM_CODE_CHANGED"));
  assert.equal((await at.ask("POST", CLAIM, { ...wrong, code: first })).status, 403);
  assert.equal((await at.ask("POST", CLAIM, { ...wrong, code: house.claimFile ?? "" })).status, 201);
});

test("a token in the configuration file is the claim: there is no code", async () => {
  await using at = await serveTls();
  assert.equal((await at.ask("GET", "/api/v1/hello")).json["claimed"], true);
  assert.equal(at.house.claimFile, undefined);
  const answer = await at.ask("POST", CLAIM, { code: "0000-0000", name: "eve", password: PASSWORD });
  assert.deepEqual([answer.status, answer.json["code"]], [409, "RS_CLAIM_DONE"]);
});

test("a weak password claims nothing, and says why", async () => {
  const house = unclaimed();
  await using at = await serveTls(house);
  for (const [password, says] of [
    ["short", /too short/],
    ["password123456", /list of common/],
    ["mei-2026-2026", /account's name/],
    ["aaaaaaaaaaaa", /too few different/],
  ] as const) {
    const name = password.startsWith("mei") ? "mei" : "owner-1";
    const answer = await at.ask("POST", CLAIM, { code: house.claimFile, name, password });
    assert.deepEqual([answer.status, answer.json["code"]], [400, "RS_PASSWORD_WEAK"], password);
    assert.match(String(answer.json["detail"]), says);
  }
  assert.equal(house.access.claimed(), false);
});

test("trust 2.7: the cookie is __Host-, Secure, HttpOnly, SameSite=Strict, and a new one at every sign-in", async () => {
  await using at = await claimed();
  const given = { name: "MEI", password: PASSWORD };
  const first = await at.ask("POST", SESSION, given);
  assert.equal(first.status, 200);
  const line = first.headers["set-cookie"]?.[0] ?? "";
  assert.match(line, /^__Host-rackseed=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=604800$/);
  const second = await at.ask("POST", SESSION, given, ownPage(at, first.session));
  assert.notEqual(second.session, first.session);
  const withOld = await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, first.session));
  assert.equal(withOld.status, 401, "the session that signed in again is over");
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, second.session))).status, 200);
});

test("trust 4.68: a session id that somebody else chose is not taken over by signing in", async () => {
  await using at = await claimed();
  const planted = "A".repeat(43);
  const answer = await at.ask("POST", SESSION, { name: "mei", password: PASSWORD }, ownPage(at, planted));
  assert.equal(answer.status, 200);
  assert.notEqual(answer.session, planted);
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, planted))).status, 401);
  const two = { Cookie: `${COOKIE}=${planted}; ${COOKIE}=${at.mei}` };
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, two)).status, 401, "two cookies are nobody's");
});

test("trust 4.68: over plain http no session begins, and none counts", async () => {
  const house = unclaimed();
  await using at = await claimed(house);
  await using plain = await serve(house);
  const signIn = { name: "mei", password: PASSWORD };
  const post = (body: unknown): RequestInit => {
    const init = sendJson("POST", body);
    return { ...init, headers: { "Content-Type": "application/json" } };
  };
  for (const [path, body] of [
    [SESSION, signIn],
    [CLAIM, { code: "0000-0000", ...signIn }],
  ] as const) {
    const answer = await fetch(plain.url + path, post(body));
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get("set-cookie"), null);
    assert.equal(((await answer.json()) as { code: string }).code, "RS_ACCESS_NEEDS_HTTPS");
  }
  const stolen = await fetch(`${plain.url}/api/v1/machines`, { headers: { Cookie: `${COOKIE}=${at.mei}` } });
  assert.equal(stolen.status, 401);
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, at.mei))).status, 200);
});

test("a session ends after 12 idle hours and after 7 days of appliance time", async () => {
  await using at = await claimed();
  const look = async (): Promise<number> =>
    (await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, at.mei))).status;
  for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
    assert.equal(await look(), 200, `after ${hours} hours`);
    at.house.seconds += 11 * 3600;
  }
  at.house.seconds += 11 * 3600;
  assert.equal(await look(), 401, "7 days are over although it was never idle");
  const { session } = await at.ask("POST", SESSION, { name: "mei", password: PASSWORD });
  at.house.seconds += 12 * 3600 + 1;
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, session))).status, 401);
});

test("sign-out ends the session and its cookie; everywhere ends all of them", async () => {
  await using at = await claimed();
  const others = await Promise.all([1, 2].map(() => at.ask("POST", SESSION, { name: "mei", password: PASSWORD })));
  const [first, second] = others.map(({ session }) => session);
  const out = await at.ask("DELETE", SESSION, undefined, ownPage(at, first));
  assert.equal(out.status, 204);
  assert.match(out.headers["set-cookie"]?.[0] ?? "", /^__Host-rackseed=; .*Max-Age=0$/);
  const look = async (session?: string): Promise<number> =>
    (await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, session))).status;
  assert.deepEqual([await look(first), await look(second)], [401, 200]);
  assert.equal((await at.ask("POST", `${SESSION}/everywhere`, undefined, ownPage(at, second))).status, 204);
  assert.deepEqual([await look(second), await look(at.mei)], [401, 401]);
});

test("a new password of one's own ends the other sessions, and needs the old one", async () => {
  await using at = await claimed();
  const { session: other } = await at.ask("POST", SESSION, { name: "mei", password: PASSWORD });
  const change = (current: string) =>
    at.ask("POST", "/api/v1/accounts/me/password", { current, password: "nine kites over Wuhan" }, ownPage(at, at.mei));
  assert.equal((await change("not my password")).status, 401);
  const { status, session } = await change(PASSWORD);
  assert.equal(status, 200);
  const look = async (id: string | undefined): Promise<number> =>
    (await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, id))).status;
  assert.deepEqual([await look(other), await look(at.mei), await look(session)], [401, 401, 200]);
  assert.equal((await at.ask("POST", SESSION, { name: "mei", password: PASSWORD })).status, 401);
  assert.equal((await at.ask("POST", SESSION, { name: "mei", password: "nine kites over Wuhan" })).status, 200);
});

test("trust 4.66: after five wrong passwords an address waits, each time twice as long, with the right one too", async () => {
  await using at = await claimed();
  const waits: number[] = [];
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 5; i++) {
      assert.equal((await at.ask("POST", SESSION, { name: "mei", password: `guess ${i}` })).status, 401);
    }
    const right = await at.ask("POST", SESSION, { name: "mei", password: PASSWORD });
    assert.deepEqual([right.status, right.json["code"]], [429, "RS_ACCESS_TOO_MANY"]);
    waits.push(Number(right.headers["retry-after"]));
    at.house.seconds += waits.at(-1) ?? 0;
  }
  assert.deepEqual(waits, [60, 120, 240]);
  assert.equal((await at.ask("POST", SESSION, { name: "mei", password: PASSWORD })).status, 200);
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, ownPage(at, at.mei))).status, 200);
});

test("trust 4.67: a password of one megabyte is refused before anything is computed with it", async () => {
  await using at = await claimed();
  const given = { name: "mei", password: "x".repeat(1_000_000) };
  for (let i = 0; i < 8; i++) assert.equal((await at.ask("POST", SESSION, given)).status, 400);
  assert.equal((await at.ask("POST", SESSION, { name: "mei", password: PASSWORD })).status, 200, "none was a guess");
});

test("a name that nobody has is answered like a wrong password", async () => {
  await using at = await claimed();
  const wrong = await at.ask("POST", SESSION, { name: "mei", password: "not the password" });
  const nobody = await at.ask("POST", SESSION, { name: "nobody", password: "not the password" });
  assert.deepEqual([nobody.status, nobody.body], [wrong.status, wrong.body]);
});

const arm = `/api/v1/machines/${NODE_01}`;
const foreign: Record<string, { method?: string; path?: string; body?: string; headers: Record<string, string> }> = {
  "from another site": { headers: { "Sec-Fetch-Site": "cross-site" } },
  "from another port of this host": { headers: { "Sec-Fetch-Site": "same-site" } },
  "from another origin": { headers: { Origin: "https://evil.example" } },
  "from the plain http page": { headers: { Origin: "http://127.0.0.1" } },
  "with neither Origin nor Sec-Fetch-Site": { headers: {} },
  "as a form's text/plain": {
    method: "POST",
    path: "/api/v1/runs/1/stop",
    body: "{}",
    headers: { "Sec-Fetch-Site": "none", "Content-Type": "text/plain" },
  },
};
for (const [sentence, { method = "PUT", path = arm, body = "{}", headers }] of Object.entries(foreign)) {
  test(`trust 4.69: a change with the cookie ${sentence} is 403 and changes nothing`, async () => {
    const house = unclaimed();
    house.run("1", NODE_01, { state: "installing" });
    await using at = await claimed(house);
    house.machines.clear();
    const answer = await at.ask(method, path, body, { Cookie: `${COOKIE}=${at.mei}`, ...headers });
    assert.deepEqual([answer.status, answer.json["code"]], [403, "RS_HTTP_FOREIGN_ORIGIN"]);
    assert.deepEqual([house.machines.size, house.runs.get("1")?.state], [0, "installing"]);
  });
}

test("trust 4.69: another port of this host cannot read with the cookie either", async () => {
  await using at = await claimed();
  const headers = { Cookie: `${COOKIE}=${at.mei}`, "Sec-Fetch-Site": "same-site" };
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, headers)).status, 403);
});

test("an API token works until it is revoked or its days are over, and is shown once", async () => {
  await using at = await claimed();
  const headers = ownPage(at, at.mei);
  const made = await at.ask("POST", "/api/v1/tokens", { name: "ci", role: "operator", days: 2 }, headers);
  const token = String(made.json["token"]);
  assert.match(token, /^rks_[A-Za-z0-9_-]{43}$/);
  const list = await at.ask("GET", "/api/v1/tokens", undefined, headers);
  assert.ok(!list.body.includes(token));
  const bearer = { Authorization: `Bearer ${token}` };
  assert.equal((await at.ask("PUT", arm, { name: "node-01" }, bearer)).status, 201);
  const [{ lastUsedAt, createdBy } = {}] = (await at.ask("GET", "/api/v1/tokens", undefined, headers)).json[
    "items"
  ] as Record<string, unknown>[];
  assert.deepEqual([typeof lastUsedAt, createdBy], ["string", "mei"]);
  assert.equal((await at.ask("POST", "/api/v1/tokens", { name: "ci", role: "viewer" }, headers)).status, 409);
  at.house.seconds += 2 * 86_400 + 1;
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, bearer)).status, 401);

  const { session } = await at.ask("POST", SESSION, { name: "mei", password: PASSWORD });
  const second = await at.ask("POST", "/api/v1/tokens", { name: "ci-2", role: "viewer" }, ownPage(at, session));
  const again = { Authorization: `Bearer ${String(second.json["token"])}` };
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, again)).status, 200);
  const gone = await at.ask("DELETE", `/api/v1/tokens/${String(second.json["id"])}`, undefined, ownPage(at, session));
  assert.equal(gone.status, 204);
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, again)).status, 401);
});

test("the last owner cannot be removed or made less; another account can", async () => {
  await using at = await claimed();
  const headers = ownPage(at, at.mei);
  const wei = { name: "魏", password: "nine kites over Wuhan", role: "operator" };
  assert.equal((await at.ask("POST", "/api/v1/accounts", wei, headers)).status, 201);
  assert.equal((await at.ask("POST", "/api/v1/accounts", wei, headers)).status, 409);
  for (const [method, body] of [["DELETE"], ["PATCH", { role: "viewer" }]] as const) {
    const answer = await at.ask(method, "/api/v1/accounts/mei", body, headers);
    assert.deepEqual([answer.status, answer.json["code"]], [409, "RS_ACCOUNT_LAST_OWNER"]);
  }
  const path = `/api/v1/accounts/${encodeURIComponent("魏")}`;
  const { session } = await at.ask("POST", SESSION, { name: "魏", password: wei.password });
  assert.equal((await at.ask("PATCH", path, { role: "owner" }, headers)).status, 200);
  const asOwner = await at.ask("DELETE", "/api/v1/accounts/mei", undefined, ownPage(at, session));
  assert.equal(asOwner.status, 204, "the new role counts at once");
  assert.equal((await at.ask("GET", "/api/v1/machines", undefined, headers)).status, 401, "mei's session went along");
});

test("every change, sign-in and failed sign-in stands in the audit trail with who, what, where and how it ended", async () => {
  await using at = await claimed();
  const headers = ownPage(at, at.mei);
  await at.ask("PUT", arm, { name: "node-01" }, headers);
  await at.ask("PUT", arm, { name: "localhost" }, headers);
  await at.ask("POST", "/api/v1/answers/check", { text: "text", image: "coreos-1010.5.0" }, headers);
  await at.ask("GET", "/api/v1/machines", undefined, headers);
  await at.ask("POST", SESSION, { name: "eve", password: "guess guess guess" });
  const { items } = (await at.ask("GET", "/api/v1/audit?limit=3", undefined, headers)).json as unknown as {
    items: { id: number; who: string; what: string; target: string; status: number; address: string; detail: string }[];
  };
  assert.deepEqual(
    items.map(({ who, what, target, status, address }) => [who, what, target, status, address]),
    [
      ["", "signIn", SESSION, 401, "127.0.0.1"],
      ["mei", "putMachine", arm, 400, "127.0.0.1"],
      ["mei", "putMachine", arm, 201, "127.0.0.1"],
    ],
  );
  const rest = await at.ask("GET", `/api/v1/audit?cursor=${items[2]?.id ?? 0}`, undefined, headers);
  assert.deepEqual(
    (rest.json["items"] as typeof items).map(({ who, what }) => [who, what]),
    [["mei", "claim"]],
  );
});

test("whoever guesses passwords for hours does not push the changes out of the audit trail", async () => {
  await using at = await claimed();
  for (let minute = 0; minute < 20; minute++) {
    for (let i = 0; i < 5; i++) await at.ask("POST", SESSION, { name: `eve${i}`, password: "guess guess guess" });
    at.house.seconds += 150;
  }
  const failures = at.house.access.trail.list(undefined, 1000).filter(({ status }) => status === 401);
  assert.ok(failures.length > 20 && failures.length <= 60, `${failures.length} entries`);
});

test("a wrong token is told at an open endpoint too, and a token is still a token over plain http", async () => {
  await using at = await serve();
  const wrong = await fetch(`${at.url}/api/v1/hello`, { headers: { Authorization: "Bearer rks_wrong" } });
  assert.equal(wrong.status, 401);
  const { you } = (await (await fetch(`${at.url}/api/v1/hello`, withToken())).json()) as { you: unknown };
  assert.deepEqual(you, { kind: "file", name: "access.token", role: "owner" });
  assert.equal(TOKEN.startsWith("rks_"), false);
});

for (const way of ["session", "token"] as const) {
  test(`an open event stream ends when its ${way} does`, async () => {
    await using at = await claimed(unclaimed(), undefined, { heartbeat: 20 });
    const { id, token } = at.house.access.tokens.add({ name: "ci", role: "viewer" }, "mei");
    const headers = way === "session" ? ownPage(at, at.mei) : { Authorization: `Bearer ${token}` };
    const stream = at.ask("GET", "/api/v1/events", undefined, { ...headers, Accept: "text/event-stream" }, "text");
    await at.ask("GET", "/api/v1/events", undefined, headers); // the stream is open by now, and stays so
    assert.equal(await Promise.race([stream, new Promise((resolve) => setTimeout(resolve, 100, "open"))]), "open");
    if (way === "session") at.house.access.signOutEverywhere({ kind: "session", name: "mei", role: "owner" });
    else at.house.access.tokens.remove(id);
    const { body } = await stream;
    assert.match(body, /still here/);
  });
}
