import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { AppError } from "../../../appliance/errors.ts";
import { fetchText } from "../../../appliance/images/fetch-text.ts";
import { listUrl, readList } from "../../../appliance/images/release-lists.ts";
import { releases } from "../../../appliance/images/releases.ts";
import { MemoryHouse, serve, withToken } from "../http/fakes.ts";

const BUILDS = "https://builds.coreos.fedoraproject.org/prod/streams/stable/builds/43.20260413.3.2/x86_64";
const artifact = (file: string) => ({
  location: `${BUILDS}/fedora-coreos-43.20260413.3.2-${file}`,
  signature: `${BUILDS}/fedora-coreos-43.20260413.3.2-${file}.sig`,
  sha256: "AB".repeat(32),
});
/** The structure of the true document, without the clouds' images. */
const stream = (name: string) => ({
  stream: name,
  metadata: { "last-modified": "2026-05-01T10:00:00Z", generator: "fedora-coreos-stream-generator v0.2.11" },
  architectures: {
    aarch64: { artifacts: {} },
    x86_64: {
      artifacts: {
        metal: {
          release: "43.20260413.3.2",
          formats: {
            "4k.raw.xz": { disk: artifact("metal4k.x86_64.raw.xz") },
            iso: { disk: artifact("live-iso.x86_64.iso") },
            pxe: {
              initramfs: artifact("live-initramfs.x86_64.img"),
              kernel: artifact("live-kernel.x86_64"),
              rootfs: artifact("live-rootfs.x86_64.img"),
            },
          },
        },
        qemu: { release: "43.20260413.3.2", formats: {} },
      },
      images: {},
    },
  },
});
const VERSION_TXT = `FLATCAR_BUILD=4230
FLATCAR_BRANCH=2
FLATCAR_PATCH=3
FLATCAR_VERSION=4230.2.3
FLATCAR_VERSION_ID=4230.2.3
FLATCAR_BUILD_ID="2025-08-07-0000"
FLATCAR_SDK_VERSION=4230.0.0
`;

/** A stand-in for the makers' servers, on loopback. */
async function makers(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const reader = (base: string, patience = 2000) =>
  releases({
    fetchText: fetchText({ plain: true, patience }),
    listUrl: (family, name) => `${base}/${family}/${name}`,
  });

test("beyond J.53: the names of Fedora CoreOS's files are taken from its list, dots and all", () => {
  const release = readList("fedora-coreos", "stable", JSON.stringify(stream("stable")));
  assert.deepEqual(release, {
    family: "fedora-coreos",
    stream: "stable",
    version: "43.20260413.3.2",
    arch: "x86_64",
    files: ["live-kernel.x86_64", "live-initramfs.x86_64.img", "live-rootfs.x86_64.img"].map((file) => ({
      url: `${BUILDS}/fedora-coreos-43.20260413.3.2-${file}`,
      name: `fedora-coreos-43.20260413.3.2-${file}`,
      sha256: "ab".repeat(32),
    })),
  });
  assert.equal(listUrl("fedora-coreos", "next"), "https://builds.coreos.fedoraproject.org/streams/next.json");
});

test("beyond 21: Flatcar's release comes from its version.txt, each file beside its signature", () => {
  const { version, files } = readList("flatcar", "beta", VERSION_TXT);
  assert.equal(version, "4230.2.3");
  assert.equal(listUrl("flatcar", "beta"), "https://beta.release.flatcar-linux.net/amd64-usr/current/version.txt");
  assert.deepEqual(
    files.map(({ url }) => url.replace("https://beta.release.flatcar-linux.net/amd64-usr/4230.2.3/", "")),
    [
      "flatcar_production_pxe.vmlinuz",
      "flatcar_production_pxe.vmlinuz.sig",
      "flatcar_production_pxe_image.cpio.gz",
      "flatcar_production_pxe_image.cpio.gz.sig",
      "flatcar_production_image.bin.bz2",
      "flatcar_production_image.bin.bz2.sig",
      "version.txt",
    ],
  );
});

const DAMAGED: Record<string, [family: "fedora-coreos" | "flatcar", text: string, sentence: RegExp]> = {
  "a login page": ["fedora-coreos", "<html>", /it is not JSON/],
  "another stream's list": ["fedora-coreos", JSON.stringify(stream("next")), /the list of the stream "next"/],
  "a list without PXE files": ["fedora-coreos", JSON.stringify(stream("stable")).replaceAll('"pxe"', '"px"'), /pxe/],
  "files by plain http": [
    "fedora-coreos",
    JSON.stringify(stream("stable")).replaceAll("https://", "http://"),
    /location/,
  ],
  "a file without a sum": ["fedora-coreos", JSON.stringify(stream("stable")).replaceAll("sha256", "md5"), /sha256/],
  "a version that leads elsewhere": ["flatcar", "FLATCAR_VERSION=../../evil\n", /no FLATCAR_VERSION/],
  "an empty version.txt": ["flatcar", "", /no FLATCAR_VERSION/],
};
for (const [what, [family, text, sentence]] of Object.entries(DAMAGED)) {
  test(`a damaged list is refused: ${what}`, () => {
    assert.throws(() => readList(family, "stable", text), sentence);
  });
}

test("each stream is asked, and a broken one does not hide the others (a stand-in for the makers' servers)", async (t) => {
  const base = await makers(t, (request, response) => {
    if (request.url === "/flatcar/lts") response.writeHead(500).end();
    else if (request.url === "/flatcar/beta") response.writeHead(302, { Location: "/flatcar/moved" }).end();
    else response.end(VERSION_TXT);
  });
  const { releases: found, problems } = await reader(base).offer("flatcar");
  assert.deepEqual(
    found.map((release) => release.stream),
    ["stable", "beta", "alpha"],
  );
  assert.match(problems.join(), /^The list of flatcar lts cannot be used: 127\.0\.0\.1:\d+ answers with status 500\.$/);
});

test("without internet there is a clear answer", async () => {
  await assert.rejects(reader("http://127.0.0.1:9").offer("fedora-coreos"), (error) => {
    assert.ok(error instanceof AppError);
    assert.deepEqual([error.code, error.status], ["RS_RELEASES_OFFLINE", 503]);
    assert.match(error.message, /^No internet: .* cannot be reached \(.+\)\. Put a release on a stick instead;/);
    return true;
  });
});

test("a server that says nothing is given up in time, before and after its head", async (t) => {
  const silent = await makers(t, () => undefined);
  const stalling = await makers(t, (_, response) => void response.write("FLATCAR"));
  for (const [base, reason] of [
    [silent, /cannot be reached \(no answer in time\)/],
    [stalling, /stopped in the middle \(no answer in time\)/],
  ] as const) {
    const start = Date.now();
    await assert.rejects(reader(base, 300).offer("flatcar"), reason);
    assert.ok(Date.now() - start < 5000);
  }
});

test("a list is read by https only, also behind a redirect, and only so much of it", async (t) => {
  const base = await makers(t, (request, response) => {
    if (request.url === "/endless") {
      const timer = setInterval(() => response.write("x".repeat(1000)), 5);
      response.on("close", () => clearInterval(timer));
    } else if (request.url === "/away") response.writeHead(302, { Location: "file:///etc/passwd" }).end();
    else if (request.url === "/round") response.writeHead(302, { Location: "/round" }).end();
    else response.end("x".repeat(200_000));
  });
  await assert.rejects(fetchText()(`${base}/a`, 100), /is not read by http, only by https/);
  const plain = fetchText({ plain: true });
  await assert.rejects(plain(`${base}/away`, 100), /is not read by file/);
  await assert.rejects(plain(`${base}/round`, 100), /sends on more than 3 times/);
  await assert.rejects(plain(`${base}/a`, 1000), /sends more than 1000 bytes/);
  await assert.rejects(fetchText({ plain: true, patience: 3000 })(`${base}/endless`, 5000), /sends more than 5000/);
  assert.equal((await plain(`${base}/a`, 200_000)).length, 200_000);
});

test("GET /api/v1/releases shows what can be fetched, and needs to know whose", async () => {
  const house = new MemoryHouse();
  await using at = await serve(house);
  const list = await fetch(`${at.url}/api/v1/releases?family=flatcar`, withToken());
  assert.deepEqual([list.status, await list.json()], [200, { items: [], problems: [] }]);
  for (const query of ["", "?family=plan9"]) {
    assert.equal((await fetch(`${at.url}/api/v1/releases${query}`, withToken())).status, 400);
  }
});
