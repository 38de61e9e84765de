// Both kinds of port, asked by strangers: curl, wget and OpenSSL.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { connect as connectTls } from "node:tls";
import { promisify } from "node:util";

import { startHttpServer } from "../../../appliance/http/server.ts";
import { ask, bodyOf, MemoryHouse, memoryFile, statusOf, TOKEN } from "./fakes.ts";
import { type Secure, serveSecure } from "./secure.ts";

const run = promisify(execFile);

const plainOff = (): MemoryHouse => {
  const house = new MemoryHouse();
  house.plainHttp = false;
  house.files.set("v/file", memoryFile("boot"));
  return house;
};

const curl = async ({ authority }: Secure, ...more: string[]): Promise<string> =>
  (await run("curl", ["-sS", "--cacert", authority, "-w", "\n%{http_code}", ...more])).stdout;

/** What OpenSSL's client sees of the server when it takes only these signature algorithms. */
async function shake({ port, authority }: Secure, ...more: string[]): Promise<string> {
  const client = run("openssl", [
    "s_client",
    "-connect",
    `127.0.0.1:${port}`,
    "-CAfile",
    authority,
    "-verify_return_error",
    ...more,
  ]);
  client.child.stdin?.end();
  const { stdout, stderr } = await client.catch((error: unknown) => error as { stdout: string; stderr: string });
  return stdout + stderr;
}

/** Bytes over TLS, and all that came back. */
async function rawSecure(port: number, bytes: string): Promise<string> {
  const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
  socket.write(bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("latin1");
}
const line = (text: string, ...fields: string[]): string =>
  `${[text, ...fields, "Connection: close"].join("\r\n")}\r\n\r\n`;

test("trust 2.7: curl and wget, trusting only the authority, reach the page, the API and the boot files by TLS", async () => {
  await using at = await serveSecure(plainOff());
  assert.match(await curl(at, `${at.secure}/`), /Rackseed[\s\S]*\n200$/);
  assert.match(
    await curl(at, "-H", `Authorization: Bearer ${TOKEN}`, `${at.secure}/api/v1/machines`),
    /"items".*\n200$/,
  );
  assert.equal(await curl(at, `${at.secure}/v/file`), "boot\n200");
  const { stdout } = await run("wget", ["-qO-", `--ca-certificate=${at.authority}`, `${at.secure}/healthz`]);
  assert.deepEqual(JSON.parse(stdout), { ok: true, serving: true });
  await assert.rejects(run("curl", ["-sS", `${at.secure}/`]), /certificate/);
});

for (const [algorithms, kind] of [
  ["ecdsa_secp256r1_sha256", "id-ecPublicKey"],
  ["rsa_pss_rsae_sha256", "rsaEncryption"],
  ["RSA+SHA256", "rsaEncryption"],
] as const) {
  test(`trust 2.7: a client that takes ${algorithms} is shown the ${kind === "rsaEncryption" ? "RSA" : "EC"} certificate`, async () => {
    await using at = await serveSecure();
    const said = await shake(at, "-tls1_2", "-sigalgs", algorithms);
    assert.match(said, new RegExp(`0 s:.*\\n.*\\n *a:PKEY: ${kind}`));
    assert.match(said, /Verify return code: 0 \(ok\)/);
  });
}

test("TLS 1.3 and 1.2 are spoken, 1.1 is refused, and HTTP/2 is not offered", async () => {
  await using at = await serveSecure();
  assert.match(await shake(at, "-tls1_3"), /TLSv1\.3/);
  assert.match(await shake(at, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), /alert protocol version/);
  assert.match(await shake(at, "-alpn", "h2,http/1.1"), /ALPN protocol: http\/1\.1/);
});

test("without access.plainHttp the plain port has one page, the authority's certificate and boot files, and nothing else", async () => {
  await using at = await serveSecure(plainOff());
  for (const path of ["/api/v1/hello", "/api/v1/machines", "/healthz", "/metrics", "/api/openapi.json"]) {
    const answer = await fetch(at.plain + path, { headers: { Authorization: `Bearer ${TOKEN}` } });
    assert.equal(answer.status, 404, path);
    assert.match(await answer.text(), new RegExp(`They are on https, port ${at.port}`));
  }
  const page = await (await fetch(`${at.plain}/`)).text();
  for (const word of at.tls.fingerprintWords()) assert.ok(page.includes(`<li>${word}</li>`));
  assert.ok(page.includes(`href="https://127.0.0.1:${at.port}/"`));
  assert.doesNotMatch(page, /<script|style=|\son\w+=/);
  assert.equal(await (await fetch(`${at.plain}/v/file`)).text(), "boot");
});

test("the page links to the name by which it was reached, and puts the reader's language first", async () => {
  await using at = await serveSecure(plainOff());
  const page = async (...fields: string[]): Promise<string> =>
    bodyOf(await ask(at.plainPort, "GET / HTTP/1.1", ...fields));
  assert.match(await page("Host: rackseed.local"), new RegExp(`href="https://rackseed.local:${at.port}/"`));
  assert.match(await page("Host: 10.77.0.1"), /^<!doctype html>\n<html lang="en">/);
  assert.match(
    await page("Host: 10.77.0.1", "Accept-Language: zh-CN,zh;q=0.9"),
    /^<!doctype html>\n<html lang="zh-CN">/,
  );
});

test("the authority's certificate is the same on both kinds of port, with the type that systems install", async () => {
  await using at = await serveSecure(plainOff());
  const answer = await fetch(`${at.plain}/rackseed-ca.crt`);
  assert.equal(answer.headers.get("content-type"), "application/x-x509-ca-cert");
  assert.equal(await answer.text(), at.tls.caPem);
  assert.equal(await curl(at, `${at.secure}/rackseed-ca.crt`), `${at.tls.caPem}\n200`);
});

test("no cookie ever leaves on plain http", async () => {
  await using at = await serveSecure(plainOff());
  for (const path of ["/", "/rackseed-ca.crt", "/trust", "/v/file", "/api/v1/hello", "/nothing"]) {
    assert.equal((await fetch(at.plain + path)).headers.get("set-cookie"), null, path);
  }
});

test("no answer holds a browser to https for later: a new card has a new authority", async () => {
  await using at = await serveSecure(plainOff());
  const { stdout } = await run("curl", ["-sSi", "--cacert", at.authority, `${at.secure}/`]);
  assert.doesNotMatch(stdout, /strict-transport-security/i);
});

const hosts: [by: "TLS" | "plain", path: string, host: string, status: number][] = [
  ["TLS", "/", "rackseed", 200],
  ["TLS", "/", "rackseed.local:443", 200],
  ["TLS", "/", "10.77.0.1", 200],
  ["TLS", "/", "rackseed.local:80", 421],
  ["TLS", "/", "evil.example", 421],
  ["TLS", "/api/v1/hello", "evil.example", 421],
  ["plain", "/", "rackseed.local", 200],
  ["plain", "/", "evil.example", 421],
  ["plain", "/v/file", "10.77.0.1", 200],
  ["plain", "/v/file", "rackseed.local", 421],
  ["plain", "/v/file", "10.77.0.2", 421],
  ["plain", "/api/v1/hello", "evil.example", 421],
];
for (const [by, path, host, status] of hosts) {
  test(`trust 4.70: ${path} by ${by} with Host ${host} is ${status}${status === 421 ? ", with nothing in it" : ""}`, async () => {
    await using at = await serveSecure(plainOff());
    const sent = line(`GET ${path} HTTP/1.1`, `Host: ${host}`);
    const answer =
      by === "TLS" ? await rawSecure(at.port, sent) : await ask(at.plainPort, `GET ${path} HTTP/1.1`, `Host: ${host}`);
    assert.equal(statusOf(answer), status);
    if (status === 421) {
      assert.equal(bodyOf(answer), "");
      assert.deepEqual(at.house.asked, []);
    }
  });
}

test("trust 4.70: a name that the owner adds is let in at once, and the certificate covers it without a restart", async () => {
  await using at = await serveSecure(plainOff());
  const get = (): Promise<string> =>
    curl(
      at,
      "--resolve",
      `rack.lan:${at.port}:127.0.0.1`,
      "-H",
      "Host: rack.lan",
      `https://rack.lan:${at.port}/healthz`,
    );
  await assert.rejects(get(), /no alternative certificate subject name matches/);
  at.house.names = ["rack.lan"];
  await at.tls.refresh();
  assert.match(await get(), /"ok":true.*\n200$/);
});

test("trust 2.7: the pages and the API speak HTTP/1.1 only; boot firmware with HTTP/1.0 is served", async () => {
  await using at = await serveSecure(plainOff());
  const own = "Host: 10.77.0.1";
  assert.equal(statusOf(await rawSecure(at.port, line("GET / HTTP/1.0", own))), 505);
  assert.equal(statusOf(await rawSecure(at.port, line("GET /v/file HTTP/1.0", own))), 505);
  assert.equal(statusOf(await ask(at.plainPort, "GET /api/v1/hello HTTP/1.0", own)), 505);
  assert.equal(statusOf(await ask(at.plainPort, "GET /v/file HTTP/1.0", own)), 200);
});

for (const [sentence, sent, status] of [
  ["two Hosts", "GET / HTTP/1.1\r\nHost: 10.77.0.1\r\nHost: evil\r\nConnection: close\r\n\r\n", 400],
  ["no Host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ["an absolute target", line("GET https://10.77.0.1/ HTTP/1.1", "Host: 10.77.0.1"), 400],
] as const) {
  test(`trust 2.7: by TLS too, ${sentence} is ${status}`, async () => {
    await using at = await serveSecure();
    assert.equal(statusOf(await rawSecure(at.port, sent)), status);
  });
}

test("by TLS the own origin is https: a page that came by plain http is a stranger", async () => {
  await using at = await serveSecure();
  const from = (origin: string): Promise<string> =>
    rawSecure(at.port, line("GET /api/v1/hello HTTP/1.1", "Host: 10.77.0.1", `Origin: ${origin}`));
  assert.equal(statusOf(await from("https://10.77.0.1")), 200);
  assert.equal(statusOf(await from("http://10.77.0.1")), 403);
  assert.equal(statusOf(await from("https://evil.example")), 403);
  assert.equal(statusOf(await from("null")), 403);
});

test("a TLS port that another program has is said in a sentence, and machines boot all the same", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await using at = await serveSecure();
  const server = await startHttpServer({
    needs: plainOff().needs(),
    log: () => undefined,
    listen: [{ address: "127.0.0.1", port: 0 }],
    tls: {
      listen: [{ address: "127.0.0.1", port }],
      credentials: () => at.tls.credentials(),
      subscribe: () => () => undefined,
    },
  });
  assert.deepEqual(server.unopened, [
    `https does not answer on port ${port} of 127.0.0.1: another program has the port. Stop it, or set https.ports.`,
  ]);
  assert.equal((await fetch(`http://127.0.0.1:${server.addresses[0]?.port ?? 0}/v/file`)).status, 200);
  await server.stop();
  await new Promise((resolve) => other.close(resolve));
});

test("trust 2.7: connections beyond the limit of the TLS port are closed, and the plain port does not notice", async () => {
  await using at = await serveSecure(plainOff(), { tlsConnections: 2 });
  const held = [connect(at.port, "127.0.0.1"), connect(at.port, "127.0.0.1")];
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  await assert.rejects(curl(at, `${at.secure}/healthz`), /curl/);
  assert.equal((await fetch(`${at.plain}/v/file`)).status, 200);
  for (const socket of held) socket.destroy();
});

test("plain words on the TLS port, and TLS on the plain port, end without harm", async () => {
  await using at = await serveSecure(plainOff());
  const socket = connect(at.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.end("GET / HTTP/1.1\r\nHost: 10.77.0.1\r\n\r\n");
  await new Promise((resolve) => socket.once("close", resolve));
  await assert.rejects(run("curl", ["-sSk", at.plain.replace("http:", "https:")]), /curl/);
  assert.match(await curl(at, `${at.secure}/healthz`), /200$/);
  assert.deepEqual(at.house.logged, []);
});
