import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { httpApp } from "../../../appliance/http/app.ts";
import { readPage } from "../../../appliance/http/page.ts";
import { API_RATE } from "../../../appliance/http/rate-limit.ts";
import { SEND_LIMITS } from "../../../appliance/http/send.ts";
import { eventStreams, STREAM_LIMITS, type StreamLimits } from "../../../appliance/http/streams.ts";
import { MemoryHouse } from "./fakes.ts";

export const COOKIE = "__Host-rackseed";
export const PASSWORD = "seven lamps in the harbour";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body, as JSON. */
  readonly json: Record<string, unknown>;
  /** What Set-Cookie put into the session's cookie. */
  readonly session: string | undefined;
}

export interface Tls {
  readonly house: MemoryHouse;
  readonly port: number;
  readonly url: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>, kind?: "text"): Promise<Answer>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The app behind node:https, with a certificate made for this test by OpenSSL. */
export async function serveTls(
  house = new MemoryHouse(),
  uiFolder = "no-such-folder",
  limits: Partial<StreamLimits> = {},
): Promise<Tls> {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const fresh = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", [...fresh, ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });

  const needs = house.needs();
  const streams = eventStreams(needs, { ...STREAM_LIMITS, ...limits });
  const app = httpApp({
    needs,
    log: (severity, code, sentence) => house.logged.push(`${severity} ${code} ${sentence}`),
    streams,
    page: readPage(uiFolder),
    sending: SEND_LIMITS,
    rate: API_RATE,
    now: () => performance.now(),
  });
  const handle = app.callback();
  const server = createServer(
    { ...pair, requireHostHeader: false },
    (incoming, outgoing) => void handle(incoming, outgoing),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const ask: Tls["ask"] = async (method, path, body, headers = {}, kind) => {
    const sent = request({
      host: "127.0.0.1",
      port,
      path,
      method,
      ca: pair.cert,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
    });
    sent.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once("response", resolve).once("error", reject);
    });
    const words = await text(answer);
    const cookie = answer.headers["set-cookie"]?.find((line) => line.startsWith(`${COOKIE}=`));
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      body: words,
      json: words === "" || kind === "text" ? {} : (JSON.parse(words) as Record<string, unknown>),
      session: cookie?.slice(COOKIE.length + 1).split(";")[0],
    };
  };
  return {
    house,
    port,
    url: `https://127.0.0.1:${port}`,
    ask,
    async [Symbol.asyncDispose]() {
      streams.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a browser on our own page sends along. */
export const ownPage = (at: Tls, session: string | undefined): Record<string, string> => ({
  Origin: at.url,
  "Sec-Fetch-Site": "same-origin",
  ...(session === undefined ? {} : { Cookie: `${COOKIE}=${session}` }),
});

export const unclaimed = (): MemoryHouse => {
  const house = new MemoryHouse();
  house.token = undefined;
  return house;
};

/** An appliance that mei owns, and mei's session. */
export async function claimed(
  house = unclaimed(),
  uiFolder?: string,
  limits: Partial<StreamLimits> = {},
): Promise<Tls & { readonly mei: string }> {
  const at = await serveTls(house, uiFolder, limits);
  const code = house.claimFile ?? "";
  const { session = "" } = await at.ask("POST", "/api/v1/claim", { code, name: "mei", password: PASSWORD });
  return { ...at, mei: session, [Symbol.asyncDispose]: () => at[Symbol.asyncDispose]() };
}
