import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import type { Child } from "./child.ts";
import { TOKEN } from "./config.ts";
import { type Answer, ask, type Door, openDoor } from "./door.ts";
import type { Namespace } from "./namespace.ts";

/** The fields of a run that the rack's tests and `npm start` look at; the whole is in appliance/http/schemas.ts. */
export interface RunSeen {
  readonly id: string;
  readonly mac: string;
  readonly image: string;
  readonly state: "armed" | "booting" | "installing" | "done" | "failed" | "unknown";
  readonly because?: string;
  readonly stage?: string;
  readonly waitingFor?: string;
  readonly bytes: number;
  readonly bytesTotal?: number;
}

export interface Appliance {
  readonly door: Door;
  readonly running: boolean;
  /** GET with the token; the JSON, or an error that quotes what came instead. */
  api<T = unknown>(path: string): Promise<T>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  /** Newest first. */
  runs(mac?: string): Promise<readonly RunSeen[]>;
  /** Waits until the machine's newest run has this state; any other final state is an error at once, but for one that it may pass. */
  waitForRun(mac: string, state: RunSeen["state"], timeoutMs: number, passing?: RunSeen["state"]): Promise<RunSeen>;
  waitForImage(name: string, timeoutMs?: number): Promise<void>;
  /** Ends it by a signal, and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same data; stops it before if it runs. */
  restart(): Promise<void>;
  /** What it wrote, over all its lives. */
  log(): string;
}

export interface ApplianceOptions {
  /** The configuration file's text, or a value to be written as YAML. `data` and `access` are added when missing. */
  readonly config: string | Record<string, unknown>;
  readonly data?: string;
  /** The token in `config`; the tests all use the same. */
  readonly token?: string;
  /** What answers 200 on port 80 once it is up: without access.plainHttp only the landing page, "/". */
  readonly upWhen?: "/healthz" | "/";
}

const MAIN = join(import.meta.dirname, "../../appliance/main.ts");
const FINAL = new Set(["done", "failed", "unknown"]);

export async function startAppliance(rack: Namespace, options: ApplianceOptions): Promise<Appliance> {
  const data = options.data ?? join(rack.folder, "data");
  await mkdir(data, { recursive: true });
  const file = join(rack.folder, "rackseed.yaml");
  const token = options.token ?? TOKEN;
  await writeFile(file, yamlOf(options.config, data, token));
  const door = await openDoor(rack);
  const authorization = { authorization: `Bearer ${token}` };
  let log = "";
  let child: Child | undefined;
  const readLog = (): string => log;

  const send = (method: string, path: string, body: unknown): Promise<Answer> =>
    ask(door, {
      method,
      path,
      headers: { ...authorization, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const get: Appliance["get"] = (path) => ask(door, { path, headers: authorization });
  const appliance: Appliance = {
    door,
    get running() {
      return child?.running ?? false;
    },
    get,
    post: (path, body) => send("POST", path, body ?? {}),
    put: (path, body) => send("PUT", path, body),
    async api<T>(path: string) {
      const answer = await get(path);
      if (answer.status !== 200) throw new Error(`GET ${path} was answered ${answer.status}: ${answer.text}`);
      return JSON.parse(answer.text) as T;
    },
    async runs(mac) {
      const query = mac === undefined ? "" : `?mac=${encodeURIComponent(mac)}`;
      return (await appliance.api<{ items: RunSeen[] }>(`/api/v1/runs${query}`)).items;
    },
    waitForRun: (mac, state, timeoutMs, passing) =>
      until(`${mac}'s run is ${state}`, timeoutMs, readLog, async () => {
        const [run] = await appliance.runs(mac);
        if (run?.state !== state && run !== undefined && FINAL.has(run.state) && run.state !== passing) {
          throw new Error(
            `${mac}'s run ended as ${run.state}, not ${state}: ${run.because ?? "no reason given"}\n${tail(log)}`,
          );
        }
        return { found: run?.state === state ? run : undefined, seen: run };
      }),
    async waitForImage(name, timeoutMs = 60_000) {
      await until(`the image ${name} is ready`, timeoutMs, readLog, async () => {
        const image = await appliance.api<{ state: string; because?: string }>(`/api/v1/images/${name}`);
        if (image.state === "refused")
          throw new Error(`the image ${name} was refused: ${image.because ?? "no reason given"}`);
        return { found: image.state === "ready" ? image : undefined, seen: image };
      });
    },
    async kill(signal) {
      child?.signal(signal);
      await child?.ended;
    },
    async restart() {
      await child?.stop(10_000);
      child = await rack.spawn([process.execPath, MAIN, "--config", file]);
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => (log += text));
      }
      await answering(door, child, readLog, options.upWhen ?? "/healthz");
    },
    log: readLog,
  };
  await appliance.restart();
  return appliance;
}

function yamlOf(config: ApplianceOptions["config"], data: string, token: string): string {
  if (typeof config === "string") return config;
  return stringify({ data, access: { token, plainHttp: true }, ...config });
}

async function answering(door: Door, child: Child, log: () => string, path: string): Promise<void> {
  await until(`the appliance answers at ${path}`, 30_000, log, async () => {
    if (!child.running) throw new Error(`the appliance ended (${await child.ended}):\n${tail(log())}`);
    const status = await ask(door, { path }).then(
      (answer) => answer.status,
      () => undefined, // nobody listens yet
    );
    return { found: status === 200 ? true : undefined, seen: status ?? "no answer" };
  });
}

interface Look<T> {
  readonly found: T | undefined;
  readonly seen: unknown;
}

async function until<T>(what: string, timeoutMs: number, log: () => string, look: () => Promise<Look<T>>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const { found, seen } = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      throw new Error(`not within ${timeoutMs / 1000} s: ${what}; last seen: ${JSON.stringify(seen)}\n${tail(log())}`);
    }
    await sleep(250);
  }
}

export const tail = (log: string): string =>
  `the appliance's last lines:\n${log
    .trimEnd()
    .split("\n")
    .slice(-30)
    .map((line) => `  | ${line}`)
    .join("\n")}`;
