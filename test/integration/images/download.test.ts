// What is fetched from a URL, and what is not (trust 4.101).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { addressPolicy } from "../../../appliance/images/address-policy.ts";
import type { Internet } from "../../../appliance/images/origin.ts";
import type { ImageConfig } from "../../../appliance/images/service.ts";
import { assertWhole, fetched, HOST, iso, refuses, sendIso, serve, to } from "./mirror.ts";
import { FILES } from "./release.ts";

test("an ISO by https becomes an image; redirects are followed, their names looked at too", async (t) => {
  const asked: string[] = [];
  const lookup = (host: string): Promise<string[]> => Promise.resolve((asked.push(host), ["127.0.0.1"]));
  const port = await serve(t, (request, response) => {
    if (request.url === "/iso") sendIso(request, response);
    else to(`//${HOST}:${port}/iso`)(request, response);
  });
  assertWhole(await fetched(t, `https://${HOST}:${port}/latest`, { internet: { lookup } }));
  assert.deepEqual(asked, [HOST, HOST]);
});

test("trust 4.101: a certificate of another host, or of nobody we know, is refused", async (t) => {
  const port = await serve(t, sendIso);
  const other = await fetched(t, `https://other.test:${port}/Rocky.iso`);
  assert.equal(other.image.code, "RS_URL_TLS");
  assert.match(other.image.reason ?? "", /its certificate belongs to another host/);
  const ca = execFileSync("cat", ["/etc/ssl/certs/ca-certificates.crt"], { encoding: "utf8" });
  const unknown = await fetched(t, `https://${HOST}:${port}/Rocky.iso`, { internet: { ca } });
  assert.equal(unknown.image.code, "RS_URL_TLS", unknown.image.reason);
});

test("trust 4.101: chunks without end stop where the room ends", async (t) => {
  let sent = 0;
  await refuses(
    t,
    (_request, response) => {
      const more = (): void => {
        do sent += 1 << 20;
        while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
      };
      response.on("drain", more);
      more();
    },
    "RS_IMAGE_SPACE",
    /goes on and on, and there is room for \d+ MB/,
    { room: 40_000_000 },
  );
  assert.ok(sent > 1e6 && sent < 200e6, `${sent} bytes were sent`);
});

test("trust 4.101: a Content-Length that is too large for the room is refused before the first byte", (t) =>
  refuses(
    t,
    (_request, response) => {
      response.writeHead(200, { "Content-Length": 5e12 });
      response.flushHeaders();
    },
    "RS_IMAGE_SPACE",
    /has 5000\.0 GB/,
  ));

test("trust 4.101: a Content-Length that lies is found out: more was said than comes, or less than the ISO has", async (t) => {
  await refuses(
    t,
    (_request, response) => {
      response.writeHead(200, { "Content-Length": iso.length + 1000 });
      response.write(iso, () => setTimeout(() => response.destroy(), 500));
    },
    "RS_URL_FAILED",
    new RegExp(`the server said ${iso.length + 1000} bytes and sent ${iso.length}`),
  );
  const port = await serve(t, (_request, response) => {
    response.writeHead(200, { "Content-Length": 1_000_000 }).end(iso.subarray(0, 1_000_000));
  });
  const { image, left } = await fetched(t, `https://${HOST}:${port}/Rocky.iso`);
  assert.deepEqual([image.code, left], ["RS_ISO_TRUNCATED", []]);
});

test("trust 4.101: a web page with status 200 is no image, whatever it calls itself", async (t) => {
  const page = "\n <!DOCTYPE html><title>Log in</title>";
  for (const [type, body] of [
    ["text/html; charset=utf-8", "Please log in."],
    ["application/octet-stream", page],
  ] as const) {
    await refuses(
      t,
      (_request, response) => response.writeHead(200, { "Content-Type": type }).end(body),
      "RS_URL_HTML",
      /a web page in its place/,
    );
  }
});

const REDIRECTS: readonly (readonly [string, string, RegExp])[] = [
  ["https://169.254.169.254/latest/meta-data/", "RS_URL_ADDRESS", /169\.254\.169\.254 it is a link-local address/],
  ["https://[::ffff:169.254.169.254]/", "RS_URL_ADDRESS", /link-local/],
  ["https://[fd00:ec2::254]/", "RS_URL_ADDRESS", /link-local/],
  ["https://127.0.0.2/api/v1/machines", "RS_URL_ADDRESS", /the appliance itself/],
  ["https://2130706434/api/v1/machines", "RS_URL_ADDRESS", /the appliance itself/],
  ["https://[::1]/api/v1/machines", "RS_URL_ADDRESS", /the appliance itself/],
  ["https://10.77.0.1/api/v1/machines", "RS_URL_ADDRESS", /private network/],
  ["https://0.0.0.0/", "RS_URL_ADDRESS", /no address of a server/],
  ["http://mirror.test/Rocky.iso", "RS_URL_PLAIN", /http is taken only with/],
  ["file:///etc/shadow", "RS_URL_SCHEME", /file: is not fetched/],
  ["ftp://mirror.test/Rocky.iso", "RS_URL_SCHEME", /ftp: is not fetched/],
  ["gopher://mirror.test/", "RS_URL_SCHEME", /gopher: is not fetched/],
  ["https://", "RS_URL_INVALID", /no URL/],
];
for (const [location, code, reason] of REDIRECTS) {
  test(`trust 4.101: a redirect to ${location} is refused`, (t) => refuses(t, to(location), code, reason));
}

test("trust 4.101: a redirect to one of our own addresses is refused by that name", (t) =>
  refuses(
    t,
    to("https://own.test/api/v1/machines"),
    "RS_URL_ADDRESS",
    /own\.test is 192\.0\.2\.77: it is the appliance itself/,
    {
      internet: {
        policy: {
          refusal: (address) =>
            address === "127.0.0.1" ? undefined : addressPolicy(["192.0.2.77"]).refusal(address, true),
        },
        lookup: (host) => Promise.resolve([host === "own.test" ? "192.0.2.77" : "127.0.0.1"]),
      },
    },
  ));

test("trust 4.101: redirects that go round and round end at five", async (t) => {
  let asked = 0;
  await refuses(
    t,
    (request, response) => {
      asked++;
      to("/again")(request, response);
    },
    "RS_URL_REDIRECTS",
    /more than five times/,
  );
  assert.equal(asked, 6);
});

test("trust 4.101: a name that points elsewhere after it was looked at changes nothing, and is looked at again for a redirect", async (t) => {
  const answers = [["127.0.0.1"], ["127.0.0.2"]];
  const rebinding = (): Partial<Internet> => {
    let asked = 0;
    return { lookup: () => Promise.resolve(answers[asked++] ?? []) };
  };
  const port = await serve(t, sendIso);
  assertWhole(await fetched(t, `https://${HOST}:${port}/Rocky.iso`, { internet: rebinding() }));
  await refuses(t, to("/again"), "RS_URL_ADDRESS", /is 127\.0\.0\.2: it is the appliance itself/, {
    internet: rebinding(),
  });
  const both = { lookup: () => Promise.resolve(["127.0.0.1", "10.0.0.1"]) };
  await refuses(t, sendIso, "RS_URL_ADDRESS", /is 10\.0\.0\.1: it is an address of a private network/, {
    internet: both,
  });
});

test("http is taken with the right sum, refused with a wrong one, and not asked without", async (t) => {
  let asked = 0;
  const port = await serve(
    t,
    (request, response) => {
      asked++;
      sendIso(request, response);
    },
    true,
  );
  const url = `http://${HOST}:${port}/Rocky.iso`;
  assert.equal((await fetched(t, url)).image.code, "RS_URL_PLAIN");
  assert.equal(asked, 0);
  const sha256 = createHash("sha256").update(iso).digest("hex");
  const good = await fetched(t, url, { config: { sha256 } });
  assertWhole(good);
  assert.equal(good.image.verified, "verified");
  const bad = await fetched(t, url, { config: { sha256: "0".repeat(64) } });
  assert.deepEqual([bad.image.code, bad.left], ["RS_IMAGE_SUM", []]);
});

test("the files of a release by their URLs become one image; one wrong sum, and nothing is added", async (t) => {
  const port = await serve(t, (request, response) => response.end(`bytes of ${request.url ?? ""}`));
  const base = `https://${HOST}:${port}/1010.5.0`;
  const sum = (name: string): string => createHash("sha256").update(`bytes of /1010.5.0/${name}`).digest("hex");
  const urls = FILES.map((name) => ({ url: `${base}/${name}`, sha256: sum(name) }));
  const config = { name: "coreos", fileName: undefined, urls } as unknown as Partial<ImageConfig>;
  const good = await fetched(t, base, { config });
  assert.deepEqual([good.image.state, good.image.verified], ["ready", "verified"], good.image.reason);
  assert.deepEqual(readdirSync(join(good.one.folder, good.left[0] ?? "")).sort(), [...FILES].sort());
  const wrong = urls.map((one, at) => (at === 2 ? { ...one, sha256: "0".repeat(64) } : one));
  const bad = await fetched(t, base, { config: { ...config, urls: wrong } });
  assert.deepEqual([bad.image.code, bad.left], ["RS_IMAGE_SUM", []]);
});
