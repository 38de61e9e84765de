// Images from URLs: a real TLS server on the loopback, and servers that lie. What stands in for the internet are the names
// and that 127.0.0.1 counts as a public address; every other address is judged as always.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, statfsSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer as createPlain } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { before, test } from "node:test";
import type { TestContext } from "node:test";
import { addressPolicy } from "../../../appliance/images/address-policy.ts";
import type { Image } from "../../../appliance/images/catalog.ts";
import { WHOLE_ISO } from "../../../appliance/images/locate.ts";
import type { Internet } from "../../../appliance/images/origin.ts";
import type { ImageConfig } from "../../../appliance/images/service.ts";
import { makeReleaseIso } from "../../fakes/release-iso.ts";
import { rocky94 } from "../../unit/systems/media.ts";
import { FILES } from "./release.ts";
import { life, root } from "./world.ts";

const HOST = "mirror.test";
const tls = mkdtempSync(join(root, "tls-"));
const isoPath = join(root, "rocky.iso");
let iso = Buffer.alloc(0);
before(() => {
  makeReleaseIso(isoPath, rocky94, { "big.bin": randomBytes(3_000_000) });
  iso = readFileSync(isoPath);
  const names = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
  const make = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    "30",
    ...names,
  ];
  execFileSync("openssl", [...make, "-keyout", join(tls, "key"), "-out", join(tls, "cert")], { stdio: "ignore" });
});

async function serve(t: TestContext, answer: RequestListener, plain = false): Promise<number> {
  const files = { key: readFileSync(join(tls, "key")), cert: readFileSync(join(tls, "cert")) };
  const server = plain ? createPlain(answer) : createServer(files, answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const real = addressPolicy([]);
const internet = (more: Partial<Internet> = {}): Internet => ({
  policy: { refusal: (address, mirror) => (address === "127.0.0.1" ? undefined : real.refusal(address, mirror)) },
  lookup: () => Promise.resolve(["127.0.0.1"]),
  ca: readFileSync(join(tls, "cert"), "utf8"),
  patience: 2000,
  pause: 10,
  ...more,
});

interface Came {
  readonly image: Partial<Image>;
  readonly left: string[];
  readonly one: ReturnType<typeof life>;
}

async function fetched(
  t: TestContext,
  url: string,
  more: { config?: Partial<ImageConfig>; internet?: Partial<Internet>; room?: number } = {},
): Promise<Came> {
  const { bavail, bsize } = statfsSync(root);
  const room = more.room === undefined ? {} : { reserveBytes: bavail * bsize - more.room };
  const one = life(t, { internet: internet(more.internet), ...room });
  const config = {
    name: "rocky",
    source: url,
    verify: "none",
    from: "url",
    fileName: "Rocky.iso",
    ...more.config,
  } as const;
  const image = await one.apply(config);
  return { image, left: one.folders(), one };
}

/** Refused with this code and reason, and nothing is left on the card. */
async function refuses(
  t: TestContext,
  answer: RequestListener,
  code: string,
  reason: RegExp,
  more: Parameters<typeof fetched>[2] = {},
): Promise<void> {
  const port = await serve(t, answer);
  const { image, left } = await fetched(t, `https://${HOST}:${port}/Rocky.iso`, more);
  assert.equal(image.code, code, image.reason);
  assert.match(image.reason ?? "", reason);
  assert.match(image.reason ?? "", /Nothing was added\./);
  assert.deepEqual(left, []);
}

const sendIso = (_request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { "Content-Length": iso.length }).end(iso);
};
const to =
  (location: string): RequestListener =>
  (_request, response) =>
    response.writeHead(302, { Location: location }).end();

function assertWhole({ image, one }: Came): void {
  assert.deepEqual([image.state, image.release?.family], ["ready", "rhel"], image.reason);
  const content = one.service.content("rocky", WHOLE_ISO);
  assert.ok(content !== undefined && content.kind !== "bytes" && readFileSync(content.path).equals(iso));
}

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
      response.write(iso, () => setTimeout(() => response.destroy(), 200));
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
  for (const type of ["text/html; charset=utf-8", "application/octet-stream"]) {
    await refuses(
      t,
      (_request, response) => response.writeHead(200, { "Content-Type": type }).end(page),
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

/** Sends a megabyte and cuts the connection, for so many times; then what is asked for. */
function breaking(
  times: number,
  etag: (request: number) => string | undefined,
): { answer: RequestListener; ranges: (string | undefined)[] } {
  const ranges: (string | undefined)[] = [];
  const answer: RequestListener = (request, response) => {
    const tag = etag(ranges.length);
    ranges.push(request.headers.range);
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
    const goesOn = asked !== null && request.headers["if-range"] === tag;
    const start = goesOn ? Number(asked[1]) : 0;
    response.writeHead(goesOn ? 206 : 200, {
      "Content-Length": iso.length - start,
      ...(tag !== undefined && { ETag: tag }),
      ...(goesOn && { "Content-Range": `bytes ${start}-${iso.length - 1}/${iso.length}` }),
    });
    if (ranges.length > times) response.end(iso.subarray(start));
    else response.write(iso.subarray(start, start + 1_000_000), () => setTimeout(() => response.destroy(), 100));
  };
  return { answer, ranges };
}

test("a connection that breaks goes on where it was, when the file has a strong tag", async (t) => {
  const { answer, ranges } = breaking(2, () => '"one"');
  const port = await serve(t, answer);
  assertWhole(await fetched(t, `https://${HOST}:${port}/Rocky.iso`));
  assert.deepEqual(ranges, [undefined, "bytes=1000000-", "bytes=2000000-"]);
});

for (const [what, etag] of [
  ["no tag", () => undefined],
  ["a weak tag", () => 'W/"one"'],
  ["another tag than before", (request: number) => `"${request}"`],
] as const) {
  test(`a connection that breaks begins anew, when the file has ${what}`, async (t) => {
    const { answer, ranges } = breaking(1, etag);
    const port = await serve(t, answer);
    assertWhole(await fetched(t, `https://${HOST}:${port}/Rocky.iso`));
    assert.equal(ranges.length, 2);
  });
}

test("a server that resumes at another place than it was asked to is refused", async (t) => {
  let first = true;
  await refuses(
    t,
    (_request, response) => {
      response.writeHead(first ? 200 : 206, {
        "Content-Length": iso.length,
        ETag: '"one"',
        ...(!first && { "Content-Range": `bytes 5-${iso.length + 4}/${iso.length}` }),
      });
      first = false;
      response.write(iso.subarray(0, 1_000_000), () => setTimeout(() => response.destroy(), 100));
    },
    "RS_URL_RANGE",
    /resumed at another place/,
  );
});

test("a server that says nothing more is given up", (t) =>
  refuses(
    t,
    (_request, response) => void response.writeHead(200, { "Content-Length": iso.length }).write(iso.subarray(0, 1000)),
    "RS_URL_FAILED",
    /the server said \d+ bytes and sent 1000/,
    { internet: { patience: 300 } },
  ));

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
