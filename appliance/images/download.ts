import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { request as plainRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import { isIP } from "node:net";
import { setTimeout } from "node:timers/promises";
import { gigabytes, ImageRefusedError } from "./catalog.ts";
import { bodyRefusal, lengthOf, nextUrl, refusedUrl, startsAt, whyNot } from "./download-rules.ts";
import type { Internet } from "./origin.ts";
import { cardFull, isFull, writeAll } from "./source.ts";

const MOST_REDIRECTS = 5;
const MOST_TRIES = 5;
/** Gigabytes come from the beginning each time when the server has no strong tag for them. */
const MOST_WHOLE_TRIES = 2;

export interface Fetch {
  readonly url: string;
  /** Where it goes; the file must not be there yet. */
  readonly into: string;
  /** Most bytes that there is room for. */
  readonly room: number;
  /** Makes room for a file that is larger than that, if it can; says how much there is then. */
  makeRoom?(bytes: number): Promise<number>;
  readonly internalMirror: boolean;
  /** http without TLS: the bytes are proved by a sum. */
  readonly plainAllowed: boolean;
  progress(done: number, total: number): void;
}

interface State {
  readonly file: FileHandle;
  hash: Hash;
  at: number;
  total: number;
  room: number;
  /** A strong tag: the rest belongs to the same bytes. */
  etag: string | undefined;
}

/** Fetches one file, by a connection to an address that was looked at first (trust 2.8, 4.101). Throws an ImageRefusedError with the reason. */
export async function download(
  job: Fetch,
  internet: Internet,
  signal: AbortSignal,
): Promise<{ size: number; sha256: string }> {
  await using file = await open(job.into, "wx", 0o644);
  const state: State = { file, hash: createHash("sha256"), at: 0, total: 0, room: job.room, etag: undefined };
  for (let tries = 1; ; tries++) {
    try {
      await fetchRest(job, internet, state, signal);
      break;
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof ImageRefusedError) throw thrown;
      if (isFull(thrown)) throw cardFull(job.url, percentOf(state));
      if (tries >= (state.etag === undefined ? MOST_WHOLE_TRIES : MOST_TRIES))
        throw refusedUrl(job.url, whyNot(thrown, state), "RS_URL_FAILED");
      await setTimeout(internet.pause * 2 ** (tries - 1), undefined, { signal });
    }
  }
  await file.sync();
  return { size: state.at, sha256: state.hash.digest("hex") };
}

const percentOf = ({ at, total }: State): number => (total === 0 ? 0 : Math.floor((100 * at) / total));

async function fetchRest(job: Fetch, internet: Internet, state: State, signal: AbortSignal): Promise<void> {
  const { at, etag } = state;
  const range = at === 0 || etag === undefined ? {} : { Range: `bytes=${at}-`, "If-Range": etag };
  const answer = await follow(job, internet, range, signal);
  try {
    const { status } = await begin(job, state, answer);
    if (status === "complete") return;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      const refusal = state.at === 0 ? bodyRefusal(job.url, chunk) : undefined;
      if (refusal !== undefined) throw refusal;
      if (state.at + chunk.length > state.room) throw tooLarge(job, state.room, undefined);
      await writeAll(state.file, chunk, state.at);
      state.hash.update(chunk);
      state.at += chunk.length;
      job.progress(state.at, state.total);
    }
    if (state.total !== 0 && state.at !== state.total) throw new Error("the connection ended early");
  } finally {
    answer.destroy();
  }
}

/** Makes the state fit what the server is about to send. */
async function begin(job: Fetch, state: State, answer: IncomingMessage): Promise<{ status: "complete" | "more" }> {
  if (answer.statusCode === 206 && state.at > 0) {
    const { start, total } = startsAt(answer);
    if (start !== state.at || (state.total !== 0 && total !== state.total))
      throw refusedUrl(job.url, "the server resumed at another place than it was asked to", "RS_URL_RANGE");
    return { status: "more" };
  }
  if (answer.statusCode !== 200)
    throw refusedUrl(job.url, `the server answered ${answer.statusCode ?? "nothing"}`, "RS_URL_STATUS");
  state.hash = createHash("sha256"); // whole again: other bytes than before, or the first try
  await state.file.truncate(0);
  state.at = 0;
  state.total = lengthOf(answer);
  const tag = answer.headers.etag;
  state.etag = tag?.startsWith('"') === true && answer.headers["accept-ranges"] !== "none" ? tag : undefined;
  const refusal = bodyRefusal(job.url, undefined, answer.headers);
  if (refusal !== undefined) throw refusal;
  await refuseTooLarge(job, state);
  return { status: state.total === 0 && answer.headers["content-length"] === "0" ? "complete" : "more" };
}

async function refuseTooLarge(job: Fetch, state: State): Promise<void> {
  if (state.total <= state.room) return;
  state.room = (await job.makeRoom?.(state.total)) ?? state.room;
  if (state.total > state.room) throw tooLarge(job, state.room, state.total);
}

const tooLarge = ({ url }: Fetch, room: number, size: number | undefined): ImageRefusedError =>
  new ImageRefusedError(
    "RS_IMAGE_SPACE",
    `${url} ${size === undefined ? "goes on and on" : `has ${gigabytes(size)}`}, and there is room for ${gigabytes(Math.max(0, room))} (some is kept for leases). Nothing was added. Remove an image that is not used, or use a larger card.`,
  );

/** The answer at the end of at most five redirects, each looked at like the first URL. */
async function follow(
  job: Fetch,
  internet: Internet,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let url = nextUrl(job.url, undefined, job.plainAllowed);
  for (let redirects = 0; ; redirects++) {
    const answer = await ask(url, await pin(url, job, internet), internet, headers, signal);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined) return answer;
    answer.destroy();
    if (redirects === MOST_REDIRECTS)
      throw refusedUrl(job.url, "it is redirected more than five times", "RS_URL_REDIRECTS");
    url = nextUrl(location, url, job.plainAllowed);
  }
}

/** The address to connect to, looked up once: a name that points elsewhere a moment later (DNS rebinding) changes nothing. */
async function pin(url: URL, { internalMirror }: Fetch, { policy, lookup }: Internet): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses =
    isIP(host) === 0
      ? await lookup(host).catch(() => {
          throw refusedUrl(url.href, `the name ${host} has no address`, "RS_URL_NAME");
        })
      : [host];
  for (const address of addresses) {
    const because = policy.refusal(address, internalMirror);
    if (because !== undefined)
      throw refusedUrl(url.href, `${host === address ? host : `${host} is ${address}:`} ${because}`, "RS_URL_ADDRESS");
  }
  const [address] = addresses;
  if (address === undefined) throw refusedUrl(url.href, `the name ${host} has no address`, "RS_URL_NAME");
  return address;
}

function ask(
  url: URL,
  address: string,
  { ca, patience }: Internet,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const family = isIP(address);
  const options = {
    agent: false as const,
    signal,
    timeout: patience,
    headers: { "User-Agent": "Rackseed", "Accept-Encoding": "identity", ...headers },
    lookup: (
      _host: string,
      { all }: { all?: boolean },
      done: (error: null, address: string | { address: string; family: number }[], family?: number) => void,
    ): void => {
      if (all === true) done(null, [{ address, family }]);
      else done(null, address, family);
    },
    ...(ca !== undefined && { ca }),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? tlsRequest : plainRequest)(url, options as never);
    request.once("response", resolve);
    request.once("error", (error) => reject(refusedTls(url, error) ?? error));
    request.once("timeout", () => request.destroy(new Error(`nothing came for ${patience / 1000} seconds`)));
    request.end();
  });
}

/** A certificate that does not hold will not hold on the next try either. */
function refusedTls(url: URL, error: NodeJS.ErrnoException): ImageRefusedError | undefined {
  const { code = "" } = error;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return refusedUrl(url.href, "its certificate belongs to another host", "RS_URL_TLS");
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_SSL|ERR_TLS|EPROTO/.test(code))
    return refusedUrl(url.href, `its certificate or its TLS is not good (${code})`, "RS_URL_TLS");
  return undefined;
}
