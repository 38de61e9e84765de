import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, MemoryHouse, memoryFile, NODE_01, sendJson, serve, statusOf, TOKEN, withToken } from "./fakes.ts";

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly where?: string;
}
const problem = async (answer: Response): Promise<Problem> => {
  assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
  return (await answer.json()) as Problem;
};
const withNode = (): MemoryHouse => {
  const house = new MemoryHouse();
  house.machine(NODE_01, { name: "node-01", profile: "worker", known: true });
  house.profiles.set("worker", {
    name: "worker",
    image: "coreos-1010.5.0",
    install: "automatic",
    disk: "/dev/sda",
    kernelArgs: [],
  });
  return house;
};
const NODE = `/api/v1/machines/${NODE_01}`;

test("without a token the API says what it needs, and a wrong one is refused", async () => {
  await using at = await serve();
  for (const path of ["/api/v1/machines", "/api/v1/events", "/api/v1/nothing"]) {
    const answer = await fetch(at.url + path);
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get("www-authenticate"), 'Bearer realm="rackseed"');
    assert.equal((await problem(answer)).code, "RS_ACCESS_TOKEN");
  }
  const wrong = await fetch(`${at.url}/api/v1/machines`, { headers: { Authorization: "Bearer wrong" } });
  assert.match(wrong.headers.get("www-authenticate") ?? "", /invalid_token/);
});

test("trust row 66: after ten wrong tokens an address waits, with the right one too", async () => {
  await using at = await serve();
  for (let i = 0; i < 10; i++) {
    assert.equal((await fetch(`${at.url}/api/v1/runs`, { headers: { Authorization: `Bearer ${i}` } })).status, 401);
  }
  const answer = await fetch(`${at.url}/api/v1/runs`, withToken());
  assert.equal(answer.status, 429);
  assert.ok(Number(answer.headers.get("retry-after")) > 0);
  assert.equal((await fetch(`${at.url}/healthz`)).status, 200);
});

test("an appliance that nobody owns has no API", async () => {
  const house = new MemoryHouse();
  house.token = undefined;
  await using at = await serve(house);
  const answer = await fetch(`${at.url}/api/v1/machines`, { headers: { Authorization: "Bearer undefined" } });
  assert.deepEqual([answer.status, (await problem(answer)).code], [403, "RS_ACCESS_NOT_CLAIMED"]);
});

test("without access.plainHttp the person's side is not on this port, and machines still boot", async () => {
  const house = new MemoryHouse();
  house.plainHttp = false;
  house.files.set("v/file", memoryFile("boot"));
  await using at = await serve(house);
  for (const path of ["/api/v1/machines", "/healthz", "/readyz", "/metrics", "/api/openapi.json"]) {
    const answer = await fetch(at.url + path, withToken());
    assert.deepEqual([answer.status, (await problem(answer)).code], [404, "RS_ACCESS_PLAIN_HTTP_OFF"]);
  }
  assert.match(await (await fetch(`${at.url}/`)).text(), /access.plainHttp: true/);
  assert.equal(await (await fetch(`${at.url}/v/file`)).text(), "boot");
});

test("a machine is entered, read, changed with If-Match, and forgotten", async () => {
  await using at = await serve();
  const put = await fetch(
    `${at.url}/api/v1/machines/5254.0077.0001`,
    sendJson("PUT", { name: "node-01", address: "10.77.0.11" }),
  );
  assert.equal(put.status, 201);
  const etag = put.headers.get("etag") ?? "";
  assert.deepEqual(await put.json(), { known: true, name: "node-01", address: "10.77.0.11", mac: NODE_01 });
  const patched = await fetch(at.url + NODE, sendJson("PATCH", { profile: "worker" }, { "If-Match": etag }));
  assert.equal(patched.status, 200);
  const late = await fetch(at.url + NODE, sendJson("PATCH", { name: "other" }, { "If-Match": etag }));
  assert.deepEqual([late.status, (await problem(late)).code], [412, "RS_RECORD_CHANGED"]);
  const replaced = await fetch(at.url + NODE, sendJson("PUT", { name: "node-02" }));
  assert.deepEqual(await replaced.json(), { known: true, name: "node-02", mac: NODE_01 });
  assert.equal((await fetch(at.url + NODE, withToken({ method: "DELETE" }))).status, 204);
  assert.equal((await fetch(at.url + NODE, withToken())).status, 404);
  assert.equal((await fetch(at.url + NODE, sendJson("PATCH", { name: "x" }))).status, 404, "trust row 65");
});

const wrongBodies: Record<string, { body: unknown; type?: string; status?: number; says: RegExp; where?: string }> = {
  "a misspelt field": {
    body: { profil: "worker" },
    says: /"profil" is not a field. Did you mean "profile"\?/,
    where: "profil",
  },
  "trust row 49: __proto__": { body: '{"__proto__":{}}', says: /cannot be the name/ },
  "trust row 50: a field twice": { body: '{"name":"a","name":"b"}', says: /stands twice/, where: "name" },
  "trust row 47: 100,000 levels": { body: "[".repeat(100_000), says: /nested more than 32/ },
  "trust row 48: more than 1 MiB": { body: `{"name":"${"x".repeat(1024 * 1024)}"}`, status: 413, says: /larger than/ },
  "trust row 53: 010.0.0.1": {
    body: { address: "010.0.0.1" },
    says: /Write the address as four numbers 0–255/,
    where: "address",
  },
  "trust row 53: a line break behind": { body: { address: "10.0.0.1\n" }, says: /Write the address as four numbers/ },
  "trust row 53: multicast": { body: { address: "224.0.0.1" }, says: /a single host/ },
  "trust row 61: a..b": { body: { name: "a..b" }, says: /letters, digits and dashes/, where: "name" },
  "trust row 61: localhost": { body: { name: "localhost" }, says: /letters, digits and dashes/ },
  "trust row 61: 64 letters": { body: { name: "a".repeat(64) }, says: /1 to 63/ },
  "trust row 75: a script for a name": { body: { name: "<script>alert(1)</script>" }, says: /letters, digits/ },
  "no body": { body: "", says: /is not right/ },
  "a list": { body: [], says: /expected object/ },
  "not UTF-8 JSON": { body: "{", says: /not valid JSON/ },
  "trust row 69: a form": { body: "name=x", type: "application/x-www-form-urlencoded", status: 415, says: /as JSON/ },
  "trust row 69: text/plain": { body: "{}", type: "text/plain", status: 415, says: /as JSON/ },
};
for (const [sentence, { body, type = "application/json", status = 400, says, where }] of Object.entries(wrongBodies)) {
  test(`a PUT with ${sentence} is ${status} and changes nothing`, async () => {
    await using at = await serve();
    const answer = await fetch(at.url + NODE, sendJson("PUT", body, { "Content-Type": type }));
    const told = await problem(answer);
    assert.equal(answer.status, status);
    assert.match(told.detail, says);
    if (where !== undefined) assert.equal(told.where, where);
    assert.equal(at.house.machines.size, 0);
  });
}

const wrongPaths: Record<string, number> = {
  "/api/v1/machines/00:11:22:33:44": 400,
  "/api/v1/machines/00:11:22:33:44:GG": 400,
  "/api/v1/machines/ff:ff:ff:ff:ff:ff": 400,
  "/api/v1/machines/01:00:5e:00:00:01": 400,
  "/api/v1/machines/00:00:00:00:00:00": 400,
  [`/api/v1/machines/${"a".repeat(300)}`]: 400,
  "/api/v1/machines/a%2fb": 400,
  "/api/v1/machines?limt=3": 400,
  "/api/v1/machines?limit=0": 400,
  "/api/v1/machines?limit=1&limit=2": 400,
  "/api/v1/machines?cursor=bm9uZQ": 400,
  "/api/v1/runs?state=armd": 400,
  "/api/v1/runs/99": 404,
  "/api/v1/images/none": 404,
  "/api/v1/profiles/none": 404,
  "/api/v2/machines": 404,
};
for (const [path, status] of Object.entries(wrongPaths)) {
  test(`GET ${path.slice(0, 60)} is ${status}, as a problem with a code`, async () => {
    await using at = await serve();
    const answer = await fetch(at.url + path, withToken());
    assert.equal(answer.status, status);
    assert.match((await problem(answer)).code, /^RS_/);
  });
}

test("a machine is armed once per Idempotency-Key, and stopped", async () => {
  await using at = await serve(withNode());
  const arm = (key: string): Promise<Response> =>
    fetch(`${at.url + NODE}/arm`, withToken({ method: "POST", headers: { "Idempotency-Key": key } }));
  const [first, again, other] = [await arm("a"), await arm("a"), await arm("b")];
  assert.deepEqual([first.status, again.status, other.status], [201, 201, 201]);
  assert.deepEqual(await again.json(), await first.clone().json());
  assert.equal(at.house.runs.size, 2);
  const elsewhere = await fetch(
    `${at.url}/api/v1/machines/52:54:00:77:00:02/arm`,
    withToken({ method: "POST", headers: { "Idempotency-Key": "a" } }),
  );
  assert.equal(elsewhere.status, 422);
  const stopped = await fetch(`${at.url}/api/v1/runs/1/stop`, withToken({ method: "POST" }));
  assert.equal(((await stopped.json()) as { state: string }).state, "failed");
  const runs = (await (await fetch(`${at.url}/api/v1/runs?state=armed`, withToken())).json()) as {
    items: { id: string }[];
  };
  assert.deepEqual(
    runs.items.map((run) => run.id),
    ["2"],
  );
});

test("a service's own refusal reaches the caller with its code", async () => {
  const house = new MemoryHouse();
  house.machine(NODE_01);
  await using at = await serve(house);
  const answer = await fetch(`${at.url + NODE}/arm`, withToken({ method: "POST" }));
  assert.deepEqual([answer.status, (await problem(answer)).code], [409, "RS_RUN_NO_PROFILE"]);
});

test("a fault inside is 500 with an id; the log says more, the answer does not", async () => {
  const house = new MemoryHouse();
  house.machines.values = () => {
    throw new Error("secret detail");
  };
  await using at = await serve(house);
  const answer = await fetch(`${at.url}/api/v1/machines`, withToken());
  const text = await answer.text();
  assert.equal(answer.status, 500);
  assert.doesNotMatch(text, /secret detail/);
  assert.match(text, /urn:uuid:/);
  assert.match(house.logged.join(), /secret detail/);
});

test("profiles are entered, listed and removed", async () => {
  await using at = await serve();
  const url = `${at.url}/api/v1/profiles/worker`;
  assert.equal(
    (await fetch(url, sendJson("PUT", { image: "coreos-1010.5.0", install: "automatic", disk: "/dev/sda" }))).status,
    201,
  );
  assert.deepEqual(at.house.profiles.get("worker")?.kernelArgs, []);
  const bad = await problem(
    await fetch(url, sendJson("PUT", { image: "x", install: "automatic", kernelArgs: ["quiet\nreboot"] })),
  );
  assert.equal(bad.where, "kernelArgs.0");
  assert.equal((await fetch(url, withToken({ method: "DELETE" }))).status, 204);
});

test("lists come in pages whose cursors lead through everything once", async () => {
  const house = new MemoryHouse();
  for (let i = 16; i < 41; i++) house.machine(`52:54:00:77:00:${i.toString(16)}` as typeof NODE_01);
  await using at = await serve(house);
  const seen: string[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined;) {
    const page = await fetch(
      `${at.url}/api/v1/machines?limit=10${cursor === "" ? "" : `&cursor=${cursor}`}`,
      withToken(),
    );
    const { items, next } = (await page.json()) as { items: { mac: string }[]; next?: string };
    seen.push(...items.map((machine) => machine.mac));
    cursor = next;
  }
  assert.deepEqual(seen, [...house.machines.keys()]);
});

test("every answer carries the headers that browsers heed, and none opens it to other origins", async () => {
  await using at = await serve();
  for (const path of ["/", "/api/v1/machines", "/healthz", "/nothing/here"]) {
    const { headers } = await fetch(at.url + path);
    assert.match(headers.get("content-security-policy") ?? "", /connect-src 'self'.*frame-ancestors 'none'/);
    assert.doesNotMatch(headers.get("content-security-policy") ?? "", /unsafe|\*/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
    assert.deepEqual(
      [...headers.keys()].filter((name) => /access-control|powered|set-cookie/.test(name)),
      [],
    );
  }
});

test("trust row 71: a page of another origin gets nothing", async () => {
  await using at = await serve();
  const own = `Host: 127.0.0.1:${at.port}`;
  const bearer = `Authorization: Bearer ${TOKEN}`;
  const line = "GET /api/v1/machines HTTP/1.1";
  assert.equal(statusOf(await ask(at.port, line, own, bearer, "Origin: http://evil.example")), 403);
  assert.equal(statusOf(await ask(at.port, line, own, bearer, "Sec-Fetch-Site: cross-site")), 403);
  assert.equal(statusOf(await ask(at.port, line, own, bearer, `Origin: http://127.0.0.1:${at.port}`)), 200);
});

test("a known path with a wrong method is 405 and says which work", async () => {
  await using at = await serve();
  const answer = await fetch(`${at.url}/api/v1/machines`, withToken({ method: "DELETE" }));
  assert.equal(answer.status, 405);
  assert.match(answer.headers.get("allow") ?? "", /GET/);
  assert.equal((await fetch(`${at.url}/cloud-configs/install.sh`, { method: "POST" })).status, 405);
});

test("without a built page the root says how to build it", async () => {
  await using at = await serve();
  assert.match(await (await fetch(`${at.url}/`)).text(), /npm run build:ui/);
});

test("status, health, readiness and metrics", async () => {
  const house = new MemoryHouse();
  house.serving = false;
  house.problems = ["Another DHCP server answers on eth0."];
  await using at = await serve(house);
  assert.deepEqual(await (await fetch(`${at.url}/healthz`)).json(), { ok: true, serving: false });
  assert.equal((await fetch(`${at.url}/readyz`)).status, 503);
  const status = (await (await fetch(`${at.url}/api/v1/status`, withToken())).json()) as {
    problems: string[];
    subnets: string[];
  };
  assert.deepEqual([status.problems, status.subnets], [house.problems, ["10.77.0.0/24"]]);
  const metrics = await fetch(`${at.url}/metrics`); // no token: it names no machine
  assert.match(metrics.headers.get("content-type") ?? "", /^text\/plain; version=0.0.4/);
  assert.match(await metrics.text(), /^up 1$/m);
});
