// Hostile and bad input at the API, by the numbers of the trust document. Most requests go by both kinds of port.
import assert from "node:assert/strict";
import { test } from "node:test";

import { parseSubnet } from "../../../appliance/net/subnet.ts";
import type { MemoryHouse } from "./fakes.ts";
import { ask, bodyOf, NODE_01, raw, sendJson, serve, statusOf, TOKEN, withToken } from "./fakes.ts";

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly where?: string;
}
const NODE = `/api/v1/machines/${NODE_01}`;
const BEARER = `Authorization: Bearer ${TOKEN}`;

/** Puts this body to a machine and gives back status and problem. */
async function put(body: unknown, path = NODE): Promise<{ status: number; told: Problem; house: MemoryHouse }> {
  await using at = await serve();
  const answer = await fetch(at.url + path, sendJson("PUT", body));
  return { status: answer.status, told: (await answer.json()) as Problem, house: at.house };
}

for (const [sentence, fields] of Object.entries({
  "Content-Length beside Transfer-Encoding": ["Content-Length: 6", "Transfer-Encoding: chunked"],
  "Transfer-Encoding twice": ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
  "a Transfer-Encoding with a space before the colon": ["Transfer-Encoding : chunked"],
  "a folded Transfer-Encoding": ["Transfer-Encoding:\r\n chunked"],
  "two Content-Lengths": ["Content-Length: 0", "Content-Length: 44"],
  "a Content-Length with a sign": ["Content-Length: +44"],
})) {
  test(`trust 4.45: ${sentence} is 400, and what is hidden behind it is never a request`, async () => {
    await using at = await serve();
    const hidden = "GET /boot.ipxe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    const answer = await raw(
      at.port,
      `POST /runs/good/done HTTP/1.1\r\nHost: 127.0.0.1\r\n${fields.join("\r\n")}\r\n\r\n0\r\n\r\n${hidden}`,
    );
    assert.equal(statusOf(answer), 400);
    assert.equal(answer.match(/HTTP\/1\.1/g)?.length, 1);
    assert.deepEqual([at.house.asked, at.house.reports], [[], []]);
  });
}

test("trust 4.47: a hundred thousand levels of JSON are 400 and name the limit", async () => {
  const { status, told } = await put(`{"vars":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
  assert.deepEqual([status, told.code], [400, "RS_JSON_INVALID"]);
  assert.match(told.detail, /more than 32 levels/);
});

test("trust 4.48: a body that announces 1 GB is 413 before a byte of it is read", async () => {
  await using at = await serve();
  const answer = await ask(
    at.port,
    `PUT ${NODE} HTTP/1.1`,
    "Host: 127.0.0.1",
    BEARER,
    "Content-Type: application/json",
    "Content-Length: 1000000000",
  );
  assert.equal(statusOf(answer), 413);
});

for (const name of ["__proto__", "constructor", "prototype"]) {
  test(`trust 4.49: the field ${name} is 400 and changes no object`, async () => {
    const { status, told } = await put(`{"vars":{"${name}":{"polluted":true}}}`);
    assert.deepEqual([status, told.where], [400, name]);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
}

test("trust 4.50: a field twice is 400 and named", async () => {
  const { status, told } = await put('{"name":"node-01","name":"node-02"}');
  assert.deepEqual([status, told.where], [400, "name"]);
});

for (const number of ["1e400", "-1e400", "9007199254740993"]) {
  test(`trust 4.51: the number ${number} is 400 with its place`, async () => {
    const { status, told } = await put(`{"vars":{"vlan":${number}}}`);
    assert.deepEqual([status, told.where], [400, "vlan"]);
  });
}
for (const number of ["NaN", "Infinity", "0x10", "01", "1.", "+1"]) {
  test(`trust 4.51: ${number} is no number in JSON and is 400`, async () => {
    assert.equal((await put(`{"vars":{"vlan":${number}}}`)).status, 400);
  });
}

for (const [mac, status] of Object.entries({
  "00:11:22:33:44": 400,
  "00:11:22:33:44:GG": 400,
  "00:11:22:33:44:55:66": 400,
  "0011.2233.4455": 201,
  "00-11-22-33-44-55": 201,
  "001122334455": 201,
  "01:00:5e:00:00:01": 400,
  "ff:ff:ff:ff:ff:ff": 400,
  "00:00:00:00:00:00": 400,
})) {
  test(`trust 4.52: the MAC ${mac} is ${status === 201 ? "taken, in one spelling" : "refused"}`, async () => {
    const { status: got, house } = await put({ name: "node-01" }, `/api/v1/machines/${encodeURIComponent(mac)}`);
    assert.equal(got, status);
    assert.deepEqual([...house.machines.keys()], status === 201 ? ["00:11:22:33:44:55"] : []);
  });
}

for (const address of [
  "010.0.0.1",
  "127.1",
  "1",
  "0x7f.1",
  "10.0.0.256",
  " 10.0.0.1",
  "10.0.0.1\n",
  "::ffff:10.0.0.1",
  "１０.0.0.1",
  "10.0.0.1.",
  "",
]) {
  test(`trust 4.53: the address ${JSON.stringify(address)} is refused with the way to write one`, async () => {
    const { status, told } = await put({ address });
    assert.deepEqual([status, told.where], [400, "address"]);
    assert.match(told.detail, /Write the address as four numbers 0–255, e\.g\. 10\.0\.0\.5\./);
  });
}

for (const cidr of [
  "10.0.0.0/33",
  "0.0.0.0/0",
  "10.0.0.0/31",
  "10.0.0.1/32",
  "10.0.0.5/24",
  "10.0.0.0/255.0.255.0",
  "10.0.0.0",
  "10.0.0.0/024",
  "10.0.0.0/24/24",
]) {
  test(`trust 4.54: the subnet ${cidr} is refused with a remedy`, () => {
    assert.throws(
      () => parseSubnet(cidr),
      /is not a valid .*\. (Write|Bits behind the prefix are set; did you mean 10\.0\.0\.0\/24\?)/,
    );
  });
}

for (const name of [
  "a..b",
  "a".repeat(64),
  "-x",
  "x-",
  "localhost",
  "服务器",
  "💾",
  "a b",
  "a\u0000",
  "a\u202eb",
  "node_01",
]) {
  test(`trust 4.61: the host name ${JSON.stringify(name).slice(0, 20)} is refused with what one may hold`, async () => {
    const { status, told } = await put({ name });
    assert.deepEqual([status, told.where], [400, "name"]);
    assert.match(told.detail, /letters, digits and dashes/);
  });
}

for (const [method, path] of [
  ["PATCH", NODE],
  ["POST", `${NODE}/arm`],
  ["GET", "/api/v1/runs/999"],
  ["POST", "/api/v1/runs/999/stop"],
  ["GET", "/api/v1/profiles/gone"],
] as const) {
  test(`trust 4.65: ${method} ${path} of what is not there is 404, not 500`, async () => {
    await using at = await serve();
    const answer = await fetch(at.url + path, method === "GET" ? withToken() : sendJson(method, {}));
    assert.equal(answer.status, 404);
    assert.deepEqual(at.house.logged, []);
  });
}

test("trust 4.69: a form that a stranger's page posts changes nothing, by origin and by type", async () => {
  await using at = await serve();
  const post = (type: string, ...more: string[]): Promise<string> =>
    raw(
      at.port,
      [
        `PUT ${NODE} HTTP/1.1`,
        "Host: 127.0.0.1",
        BEARER,
        `Content-Type: ${type}`,
        "Content-Length: 17",
        "Connection: close",
        ...more,
        "",
        '{"name":"node-9"}',
      ].join("\r\n"),
    );
  assert.equal(statusOf(await post("text/plain", "Origin: http://evil.example")), 403);
  assert.equal(statusOf(await post("application/json", "Sec-Fetch-Site: cross-site")), 403);
  assert.equal(statusOf(await post("application/json", "Origin: null")), 403);
  assert.equal(statusOf(await post("text/plain")), 415);
  assert.equal(statusOf(await post("application/x-www-form-urlencoded")), 415);
  assert.equal(at.house.machines.size, 0);
});

for (const host of [
  "evil.example",
  "rackseed.local.evil.example",
  "10.77.0.1.nip.example",
  "169.254.169.254",
  "rackseed.",
  "rackseed.local:22",
]) {
  test(`trust 4.70: a rebound Host ${host} is 421 with nothing in it, for page, API and boot files`, async () => {
    await using at = await serve();
    for (const path of ["/", "/api/v1/hello", "/boot.ipxe", "/v/file"]) {
      const answer = await ask(at.port, `GET ${path} HTTP/1.1`, `Host: ${host}`, BEARER);
      assert.deepEqual([statusOf(answer), bodyOf(answer)], [421, ""], path);
    }
    assert.deepEqual(at.house.asked, []);
  });
}

test("trust 4.71: an event stream that a foreign page opens is 403, and nobody is subscribed", async () => {
  await using at = await serve();
  const line = "GET /api/v1/events HTTP/1.1";
  const stream = [BEARER, "Accept: text/event-stream", "Host: 127.0.0.1"];
  assert.equal(statusOf(await ask(at.port, line, ...stream, "Origin: http://evil.example")), 403);
  assert.equal(statusOf(await ask(at.port, line, ...stream, "Sec-Fetch-Site: cross-site")), 403);
  assert.equal(at.house.journal.listeners.size, 0);
});

test("trust 4.74: no parameter leads a browser to another place", async () => {
  await using at = await serve();
  for (const path of ["/", "/api/v1/hello", "/api/v1/machines", "/trust", "/nothing"]) {
    for (const name of ["next", "url", "redirect", "return_to", "continue"]) {
      const answer = await fetch(`${at.url}${path}?${name}=https://evil.example`, withToken({ redirect: "manual" }));
      assert.ok(answer.status < 300 || answer.status >= 400, `${path} ${name}`);
      assert.equal(answer.headers.get("location"), null);
    }
  }
  const slashes = await ask(at.port, "GET //evil.example/%2e%2e HTTP/1.1", "Host: 127.0.0.1");
  assert.equal(statusOf(slashes), 400);
  assert.doesNotMatch(slashes, /location:/i);
});

test("trust 4.75: what is thrown back in an error is text, never a page", async () => {
  await using at = await serve();
  const script = encodeURIComponent("<img src=x onerror=alert(1)>");
  for (const path of [`/${script}`, `/api/v1/profiles/${script}`, `/api/v1/machines?x=${script}`]) {
    const answer = await fetch(at.url + path, withToken());
    assert.ok(answer.status >= 400);
    assert.match(answer.headers.get("content-type") ?? "", /^(application\/problem\+json|text\/plain)/);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  }
});

for (const [name, status] of Object.entries({
  "%2f": 400,
  "..": 400,
  "%2e%2e": 400,
  "a%2fb": 400,
  "a%00": 400,
  "a%0d%0aX: y": 400,
  "%ff%fe": 400,
  ["a".repeat(300)]: 400,
  ["a".repeat(3000)]: 414,
})) {
  test(`trust 4.76: a path with ${name.slice(0, 20)} is ${status}`, async () => {
    await using at = await serve();
    const answer = await ask(at.port, `GET /api/v1/profiles/${name} HTTP/1.1`, "Host: 127.0.0.1", BEARER);
    assert.equal(statusOf(answer), status);
    assert.deepEqual(at.house.logged, []);
  });
}
