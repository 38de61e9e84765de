// Asks a server what a machine asks that installs el6 to el10: dracut's requests, then Anaconda's and dnf's, in their
// order, with their headers and their retries. Any server, any tree; what came back is the result.
import { createHash } from "node:crypto";
import { Agent, request, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";

export interface ReplayOptions {
  readonly el: 6 | 7 | 8 | 9 | 10;
  /** inst.repo= as the kernel is told it; el6 calls it method=. */
  readonly repo: string;
  /** inst.ks= */
  readonly ks?: string;
  /** "Rocky Linux", as the medium's own initramfs knows it. */
  readonly product: string;
  readonly version: string;
  readonly mac: string;
  readonly serial: string;
  /** curl waits 1 s before the first retry and twice as long before each next one. */
  readonly retryDelayMs?: number;
  /** What Anaconda does between its second stage and the first repository: the kickstart's %pre. */
  readonly beforeRepositories?: (kickstart: string) => Promise<void>;
}

export interface Got {
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface Replay {
  /** "200 http://…" for every request, in order. */
  readonly requests: readonly string[];
  readonly kickstart: string | undefined;
  readonly treeinfo: string | undefined;
  readonly stage2: { readonly path: string; readonly sha256: string; readonly size: number };
  readonly repositories: readonly { readonly name: string; readonly url: string }[];
  /** Every package, whole and with the checksum that the metadata gives. */
  readonly packages: readonly { readonly url: string; readonly size: number }[];
  /** How many connections the packages took. */
  readonly connections: number;
}

const RETRIED = new Set([408, 429, 500, 502, 503, 504]); // curl --retry; a 404 is an answer
const WAYS = 3; // dnf's max_parallel_downloads

export async function replayAnaconda(options: ReplayOptions): Promise<Replay> {
  const client = new Client(options);
  const repo = options.el >= 9 ? options.repo.replace(/\/$/, "") : options.repo;
  const kickstart = options.ks === undefined ? undefined : whole(await client.dracut(options.ks)).body.toString();
  const stage2 = await fetchStage2(client, repo, options.el);
  await options.beforeRepositories?.(kickstart ?? "");
  const treeinfo = await client.first([`${repo}/.treeinfo`, `${repo}/treeinfo`]);
  const info = parseIni(treeinfo ?? "");
  const repositories = repositoriesOf(info, repo, options.el);
  const packages: Wanted[] = [];
  const seen = new Map<string, string>();
  for (const { url } of repositories) {
    const repomd = whole(await client.anaconda(`${url}/repodata/repomd.xml`)).body;
    seen.set(url, sha256(repomd));
    packages.push(...(await readRepository(client, url, repomd.toString())));
  }
  for (const { url } of repositories) {
    const again = sha256(whole(await client.anaconda(`${url}/repodata/repomd.xml`)).body);
    if (again !== seen.get(url)) throw new Error(`${url}/repodata/repomd.xml changed between two readings`);
  }
  const fetched = await client.packages(packages);
  return { requests: client.requests, kickstart, treeinfo, stage2, repositories, ...fetched };
}

async function fetchStage2(client: Client, repo: string, el: number): Promise<Replay["stage2"]> {
  const optional = async (): Promise<void> => {
    for (const name of ["updates", "product"]) await client.dracut(`${repo}/images/${name}.img`);
  };
  if (el === 6) await optional();
  const info = el === 6 ? undefined : await client.dracut(`${repo}/.treeinfo`);
  const named = info?.status === 200 ? parseIni(info.body.toString()).get("stage2")?.get("mainimage") : undefined;
  const paths = el === 6 ? ["images/install.img"] : [named ?? "images/install.img", "LiveOS/squashfs.img"];
  for (const path of paths) {
    const { status, body } = await client.dracut(`${repo}/${path}`);
    if (status !== 200) continue;
    if (el !== 6) await optional();
    return { path, sha256: sha256(body), size: body.length };
  }
  throw new Error(`no second stage below ${repo}: tried ${paths.join(", ")}`);
}

type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

function parseIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of text.split("\n")) {
    const name = /^\[(.+)\]\s*$/.exec(line)?.[1];
    if (name !== undefined) sections.set(name, (section = new Map<string, string>()));
    const [, key, value] = /^([^;#=[]+?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined) section.set(key, value ?? "");
  }
  return sections;
}

/** From el8 on the variants of .treeinfo; before it the tree itself, and el7's add-ons. */
function repositoriesOf(info: Ini, repo: string, el: number): { name: string; url: string }[] {
  const sections = (pattern: RegExp): { name: string; url: string }[] =>
    [...info].flatMap(([section, facts]) => {
      const name = pattern.exec(section)?.[1];
      const path = (facts.get("repository") ?? ".").replace(/\/$/, "");
      return name === undefined ? [] : [{ name, url: path === "." ? repo : `${repo}/${path}` }];
    });
  const variants = el >= 8 ? sections(/^variant-(.+)$/) : [];
  if (variants.length > 0) return variants;
  return [{ name: "main", url: repo }, ...(el === 7 ? sections(/^addon-(.+)$/) : [])];
}

interface Wanted {
  readonly url: string;
  readonly sum: string;
}

async function readRepository(client: Client, url: string, repomd: string): Promise<Wanted[]> {
  const data = (type: string): { href: string; sum: string } | undefined => {
    const block = new RegExp(`<data type="${type}">([\\s\\S]*?)</data>`).exec(repomd)?.[1] ?? "";
    const href = /<location href="([^"]+)"/.exec(block)?.[1];
    return href === undefined ? undefined : { href, sum: /<checksum type="sha256">(\w+)</.exec(block)?.[1] ?? "" };
  };
  let primary: Buffer | undefined;
  for (const type of ["primary", "filelists", "group"]) {
    const wanted = data(type);
    if (wanted === undefined) continue;
    const { body } = whole(await client.anaconda(`${url}/${wanted.href}`));
    if (sha256(body) !== wanted.sum) throw new Error(`${url}/${wanted.href} is not what repomd.xml says`);
    if (type === "primary") primary = body;
  }
  if (primary === undefined) throw new Error(`${url}/repodata/repomd.xml names no primary`);
  const xml = gunzipSync(primary).toString();
  return [...xml.matchAll(/<package type="rpm">[\s\S]*?<\/package>/g)].map(([block]) => ({
    url: `${url}/${/<location href="([^"]+)"/.exec(block)?.[1] ?? ""}`,
    sum: /<checksum type="sha256" pkgid="YES">(\w+)</.exec(block)?.[1] ?? "",
  }));
}

const sha256 = (body: Buffer): string => createHash("sha256").update(body).digest("hex");

function whole(got: Got): Got {
  if (got.status !== 200) throw new Error(`${got.url} was answered ${got.status}`);
  const length = got.headers["content-length"];
  if (length !== undefined && Number(length) !== got.body.length) {
    throw new Error(`${got.url} promised ${length} bytes and sent ${got.body.length}`);
  }
  return got;
}

class Client {
  readonly requests: string[] = [];
  readonly #options: ReplayOptions;

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  /** curl --globoff --location --retry 3 --fail, one connection for each call. */
  async dracut(url: string): Promise<Got> {
    const { el, product, mac, serial } = this.#options;
    const sends = el === 6 ? { "User-Agent": "anaconda/13.21.263" } : { "User-Agent": "curl/7.76.1" };
    return this.#retrying(url, {
      ...sends,
      Accept: "*/*",
      "X-Anaconda-Architecture": "x86_64",
      "X-Anaconda-System-Release": product,
      "X-RHN-Provisioning-MAC-0": `eth0 ${mac}`,
      "X-System-Serial-Number": serial,
    });
  }

  anaconda(url: string): Promise<Got> {
    return this.#retrying(url, this.#agentHeader());
  }

  async first(urls: readonly string[]): Promise<string | undefined> {
    for (const url of urls) {
      const got = await this.anaconda(url);
      if (got.status === 200) return whole(got).body.toString();
    }
    return undefined;
  }

  /**
   * Several at a time, connections kept. The first one breaks off after its first bytes and is gone on with by Range, as librepo
   * does after a lost connection.
   */
  async packages(wanted: readonly Wanted[]): Promise<Pick<Replay, "packages" | "connections">> {
    const agent = new Agent({ keepAlive: true, maxSockets: WAYS });
    const sockets = new Set<unknown>();
    try {
      const queue = [...wanted];
      const packages: { url: string; size: number }[] = [];
      const [first] = queue.splice(0, 1);
      if (first !== undefined) packages.push({ url: first.url, size: await this.#inTwo(first) });
      const worker = async (): Promise<void> => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const got = whole(await this.#get(next.url, this.#agentHeader(), { agent, sockets }));
          if (sha256(got.body) !== next.sum) throw new Error(`${next.url} does not match its checksum`);
          packages.push({ url: next.url, size: got.body.length });
        }
      };
      await Promise.all(Array.from({ length: WAYS }, worker));
      return { packages, connections: sockets.size };
    } finally {
      agent.destroy();
    }
  }

  async #inTwo({ url, sum }: Wanted): Promise<number> {
    const start = await this.#get(url, this.#agentHeader(), { stopAfter: 1000 });
    const rest = await this.#get(url, { ...this.#agentHeader(), Range: `bytes=${start.body.length}-` });
    if (rest.status !== 206) throw new Error(`${url} with a Range was answered ${rest.status}, not 206`);
    const body = Buffer.concat([start.body, rest.body]);
    const range = `bytes ${start.body.length}-${body.length - 1}/${body.length}`;
    if (rest.headers["content-range"] !== range) throw new Error(`${url}: Content-Range is not ${range}`);
    if (sha256(body) !== sum) throw new Error(`${url} in two parts does not match its checksum`);
    return body.length;
  }

  #agentHeader(): Record<string, string> {
    const { product, version } = this.#options;
    return { "User-Agent": `${product} (anaconda)/${version}`, Accept: "*/*" };
  }

  async #retrying(url: string, headers: Record<string, string>): Promise<Got> {
    let delay = this.#options.retryDelayMs ?? 1000;
    for (let tries = 1; ; tries++, delay *= 2) {
      const got = await this.#get(url, headers);
      if (!RETRIED.has(got.status) || tries === 4) return got;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }

  /** The path goes on the wire as it is: a doubled slash stays one. */
  #get(url: string, headers: Record<string, string>, more: Extra = {}): Promise<Got> {
    const [, host = "", path = "/"] = /^http:\/\/([^/]+)(\/.*)$/.exec(url) ?? [];
    const { hostname, port } = new URL(`http://${host}`);
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path, headers, agent: more.agent ?? false }, (response) => {
        const chunks: Buffer[] = [];
        const finish = (): void => {
          this.requests.push(`${response.statusCode} ${url}`);
          resolve({ url, status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
        };
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          const { stopAfter } = more;
          if (stopAfter === undefined || Buffer.concat(chunks).length < stopAfter) return;
          response.removeAllListeners();
          response.on("error", () => undefined); // our own doing
          response.destroy();
          finish();
        });
        response.on("end", finish);
        response.on("error", reject);
      });
      asked.on("socket", (socket) => more.sockets?.add(socket));
      asked.on("error", reject);
      asked.end();
    });
  }
}

interface Extra {
  readonly agent?: Agent;
  readonly sockets?: Set<unknown>;
  readonly stopAfter?: number;
}
