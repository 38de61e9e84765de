// Images from URLs: a real TLS server on the loopback, and servers that lie. What stands in for the internet are the names
// and that 127.0.0.1 counts as a public address; every other address is judged as always.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, statfsSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer as createPlain } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { before } from "node:test";
import type { TestContext } from "node:test";
import { addressPolicy } from "../../../appliance/images/address-policy.ts";
import type { Image } from "../../../appliance/images/catalog.ts";
import { WHOLE_ISO } from "../../../appliance/images/locate.ts";
import type { Internet } from "../../../appliance/images/origin.ts";
import type { ImageConfig } from "../../../appliance/images/service.ts";
import { makeReleaseIso } from "../../fakes/release-iso.ts";
import { rocky94 } from "../../unit/systems/media.ts";
import { life, root } from "./world.ts";

export const HOST = "mirror.test";
const tls = mkdtempSync(join(root, "tls-"));
const isoPath = join(root, "rocky.iso");
export let iso = Buffer.alloc(0);
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

export async function serve(t: TestContext, answer: RequestListener, plain = false): Promise<number> {
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
export const internet = (more: Partial<Internet> = {}): Internet => ({
  policy: { refusal: (address, mirror) => (address === "127.0.0.1" ? undefined : real.refusal(address, mirror)) },
  lookup: () => Promise.resolve(["127.0.0.1"]),
  ca: readFileSync(join(tls, "cert"), "utf8"),
  patience: 2000,
  pause: 10,
  ...more,
});

export interface Came {
  readonly image: Partial<Image>;
  readonly left: string[];
  readonly one: ReturnType<typeof life>;
}

export async function fetched(
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
export async function refuses(
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

export const sendIso = (_request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { "Content-Length": iso.length }).end(iso);
};
export const to =
  (location: string): RequestListener =>
  (_request, response) =>
    response.writeHead(302, { Location: location }).end();

export function assertWhole({ image, one }: Came): void {
  assert.deepEqual([image.state, image.release?.family], ["ready", "rhel"], image.reason);
  const content = one.service.content("rocky", WHOLE_ISO);
  assert.ok(content !== undefined && content.kind !== "bytes" && readFileSync(content.path).equals(iso));
}
