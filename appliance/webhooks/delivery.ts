import { request as plainRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import { isIP } from "node:net";

import type { AddressRefusal } from "./address.ts";
import { verdictOf } from "./verdict.ts";
import type { Outgoing, Verdict, Webhook } from "./webhook.ts";

/** What is read of an answer. */
const MOST_BYTES = 64 * 1024;

export interface Wire {
  readonly refusal: AddressRefusal;
  /** All addresses of a host. */
  lookup(host: string): Promise<readonly string[]>;
  /** ms for the whole of it: looking up, connecting, sending, the answer. */
  readonly patience: number;
}

/** A message cannot be sent there. */
class UndeliverableError extends Error {
  override name = "UndeliverableError";
}

/**
 * Sends one message to an address that was looked at first and is kept for the connection: a name that points elsewhere a
 * moment later changes nothing. Failures are verdicts; it throws only when `signal` ends it.
 */
export async function deliver(
  { url: given, headers, body }: Outgoing,
  template: Webhook["template"],
  wire: Wire,
  signal: AbortSignal,
): Promise<Verdict> {
  const late = AbortSignal.timeout(wire.patience);
  const both = AbortSignal.any([signal, late]);
  try {
    const url = new URL(given);
    const address = await inTime(pin(url, wire), both);
    const answer = await ask(url, address, { headers, body }, both);
    return verdictOf(template, answer.statusCode ?? 0, await readSome(answer));
  } catch (thrown) {
    signal.throwIfAborted();
    if (late.aborted) return failed(`There was no whole answer within ${wire.patience / 1000} seconds.`);
    return failed(whyNot(thrown));
  }
}

const failed = (because: string): Verdict => ({ ok: false, because });

function whyNot(thrown: unknown): string {
  if (thrown instanceof UndeliverableError) return thrown.message;
  if (!(thrown instanceof Error)) throw thrown;
  const { code } = thrown as NodeJS.ErrnoException;
  if (code === undefined) throw thrown; // ours, not the network's
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: "Nothing listens there (the connection was refused).",
    ECONNRESET: "The connection was cut.",
    EHOSTUNREACH: "The host cannot be reached.",
    ENETUNREACH: "There is no way to that network from here.",
    ERR_TLS_CERT_ALTNAME_INVALID: "Its certificate belongs to another host.",
  };
  return known[code] ?? `The connection failed (${code}).`;
}

async function pin(url: URL, { refusal, lookup }: Wire): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) === 0 ? await lookup(host).catch(() => []) : [host];
  for (const address of addresses) {
    const because = refusal(address);
    if (because !== undefined)
      throw new UndeliverableError(
        `Nothing is sent to ${host === address ? host : `${host} (${address})`}: ${because}.`,
      );
  }
  const [address] = addresses;
  if (address === undefined) throw new UndeliverableError(`The name ${host} has no address.`);
  return address;
}

/** The resolver cannot be ended; it is not waited for. */
const inTime = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });

function ask(
  url: URL,
  address: string,
  { headers, body }: Pick<Outgoing, "headers" | "body">,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const family = isIP(address);
  const options = {
    method: "POST",
    agent: false as const,
    signal,
    headers: { ...headers, "User-Agent": "Rackseed", "Content-Length": String(Buffer.byteLength(body)) },
    lookup: (
      _host: string,
      { all }: { all?: boolean },
      done: (error: null, address: string | { address: string; family: number }[], family?: number) => void,
    ): void => {
      if (all === true) done(null, [{ address, family }]);
      else done(null, address, family);
    },
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? tlsRequest : plainRequest)(url, options as never);
    request.once("response", resolve);
    request.once("error", reject);
    request.end(body);
  });
}

async function readSome(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MOST_BYTES) break; // leaving the loop ends the connection
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString("utf8");
}
