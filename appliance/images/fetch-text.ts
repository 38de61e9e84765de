/** A small text from the internet. Throws a FetchError that says why there is none. */
export type FetchText = (url: string, limit: number) => Promise<string>;

/** `offline`: nobody was reached, so asking elsewhere is no use either. */
export class FetchError extends Error {
  override name = "FetchError";
  readonly offline: boolean;

  constructor(message: string, offline: boolean) {
    super(message);
    this.offline = offline;
  }
}

const PATIENCE_MS = 10_000;
const REDIRECTS = 3;

/** `plain` allows http and is for tests: our own lists are read by https only, also behind a redirect. */
export const fetchText =
  ({ plain = false, patience = PATIENCE_MS } = {}): FetchText =>
  async (url, limit) => {
    const signal = AbortSignal.timeout(patience);
    const answer = await follow(url, plain, signal);
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new FetchError(`${hostOf(url)} answers with status ${answer.status}`, false);
    }
    return readAtMost(answer, limit, hostOf(url), signal);
  };

async function follow(first: string, plain: boolean, signal: AbortSignal): Promise<Response> {
  let url = first;
  for (let hops = 0; hops <= REDIRECTS; hops++) {
    const { protocol } = new URL(url);
    if (protocol !== "https:" && !(plain && protocol === "http:")) {
      throw new FetchError(`${hostOf(url)} is not read by ${protocol.slice(0, -1)}, only by https`, false);
    }
    const answer = await reach(url, signal);
    const location = answer.headers.get("location");
    if (answer.status < 300 || answer.status > 399 || location === null) return answer;
    await answer.body?.cancel();
    if (!URL.canParse(location, url)) throw new FetchError(`${hostOf(url)} sends on to no URL`, false);
    url = new URL(location, url).href;
  }
  throw new FetchError(`${hostOf(first)} sends on more than ${REDIRECTS} times`, false);
}

async function reach(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { redirect: "manual", signal, headers: { "User-Agent": "rackseed" } });
  } catch (error) {
    throw new FetchError(`${hostOf(url)} cannot be reached (${causeOf(error, signal)})`, true);
  }
}

async function readAtMost(answer: Response, limit: number, host: string, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | undefined = answer.body ?? undefined;
  if (body === undefined) return "";
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > limit) break; // leaving the loop closes the connection
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    throw new FetchError(`${host} stopped in the middle (${causeOf(error, signal)})`, true);
  }
  if (size > limit) throw new FetchError(`${host} sends more than ${limit} bytes`, false);
  return Buffer.concat(chunks).toString("utf8");
}

const hostOf = (url: string): string => new URL(url).host;

function causeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return "no answer in time";
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
