import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";

import { textContent } from "../../../appliance/bytes/content.ts";
import { AppError } from "../../../appliance/errors.ts";
import type {
  Answer,
  BootFile,
  Event,
  Machine,
  MachineChange,
  Needs,
  Profile,
  Run,
  RunFilter,
} from "../../../appliance/http/needs.ts";
import type { Listing } from "../../../appliance/images/tree.ts";
import { type HttpLimits, type HttpServer, startHttpServer } from "../../../appliance/http/server.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { type Mac, parseMac } from "../../../appliance/net/mac.ts";
import { parseSubnet } from "../../../appliance/net/subnet.ts";

import { memoryMachineTools } from "./memory-machine-tools.ts";

export const TOKEN = "correct-horse-battery-staple";
export const NODE_01 = parseMac("52:54:00:77:00:01");

/** A journal in memory: an event can be read before it is announced, as in the real one. */
export class MemoryJournal {
  readonly events: Event[] = [];
  readonly listeners = new Set<(event: Event) => void>();

  add(code: string, text: string, more: Partial<Event> = {}): Event {
    const event: Event = {
      id: this.lastId() + 1,
      at: "2026-11-21T14:02:11.204Z",
      code,
      severity: "info",
      text,
      ...more,
    };
    this.events.push(event);
    for (const listener of this.listeners) listener(event);
    return event;
  }
  since(id: number, limit: number): Event[] {
    return this.events.filter((event) => event.id > id).slice(0, limit);
  }
  subscribe(listener: (event: Event) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  lastId(): number {
    return this.events.at(-1)?.id ?? 0;
  }
}

/** Everything that HTTP needs, kept in memory and open to the test. */
export class MemoryHouse {
  readonly journal = new MemoryJournal();
  readonly machines = new Map<Mac, Machine>();
  readonly runs = new Map<string, Run>();
  readonly profiles = new Map<string, Profile>();
  readonly files = new Map<string, BootFile>();
  readonly folders = new Map<string, Listing>();
  readonly asked: string[] = [];
  readonly reports: unknown[] = [];
  readonly logged: string[] = [];
  scripts: Answer = { kind: "text", text: "#cloud-config\n", type: "text/yaml" };
  serving = true;
  problems: string[] = [];
  token: string | undefined = TOKEN;
  plainHttp = true;

  machine(mac: Mac, more: Partial<Machine> = {}): Machine {
    const newest = [...this.runs.values()].filter((run) => run.mac === mac).at(-1);
    const machine: Machine = {
      known: false,
      ...this.machines.get(mac),
      ...more,
      mac,
      ...(newest === undefined ? {} : { run: newest }),
    };
    this.machines.set(mac, machine);
    return machine;
  }

  run(id: string, mac: Mac, more: Partial<Run> = {}): Run {
    const fresh = {
      profile: "worker",
      image: "coreos-1010.5.0",
      state: "armed",
      bytes: 0,
      notVerified: false,
    } as const;
    const machine = this.machines.get(mac)?.name;
    const named = machine === undefined ? {} : { machine };
    const run: Run = {
      ...fresh,
      armedAt: "2026-11-21T14:02:11.204Z",
      ...named,
      ...this.runs.get(id),
      ...more,
      id,
      mac,
    };
    this.runs.set(id, run);
    this.machine(mac);
    return run;
  }

  needs(): Needs {
    const { machines, runs, profiles, journal } = this;
    return {
      settings: {
        ownAddresses: [parseIpv4("10.77.0.1")],
        ports: [80, 8080],
        plainHttp: this.plainHttp,
        token: this.token,
        servedSubnets: () => [parseSubnet("10.77.0.0/24")],
        version: "0.1.0",
      },
      machines: {
        list: () => [...machines.values()],
        macs: () => [...machines.values()].map(({ mac }) => mac),
        get: (mac) => machines.get(mac),
        save: (mac, change) => this.#save(mac, change),
        remove: (mac) => void machines.delete(mac),
      },
      runs: {
        list: (filter) => [...runs.values()].reverse().filter((run) => matches(run, filter)),
        get: (id) => runs.get(id),
        arm: (mac) => this.#arm(mac),
        stop: (id) => this.#stop(id),
        rotate: (id) => {
          const { mac } = this.#stop(id);
          return this.#arm(mac);
        },
        log: (id, after) =>
          [
            { id: 1, at: "2026-11-21T14:02:11.204Z", source: "report" as const, severity: "info" as const, text: id },
          ].filter((line) => line.id > after),
      },
      subnets: {
        list: () => [
          {
            cidr: "10.77.0.0/24",
            pool: "10.77.0.100-10.77.0.250",
            dns: ["10.77.0.1"],
            lease: 43200,
            allocation: "dynamic",
            size: 151,
            used: 1,
          },
        ],
      },
      leases: { list: () => [{ address: parseIpv4("10.77.0.100"), mac: NODE_01, state: "active", remaining: 40000 }] },
      images: {
        list: () => [coreos],
        get: (name) => (name === coreos.name ? coreos : undefined),
        add: (wanted) => {
          this.asked.push(`add ${JSON.stringify(wanted)}`);
          return Promise.resolve(coreos);
        },
        remove: (name) => {
          this.asked.push(`remove ${name}`);
          return Promise.resolve();
        },
      },
      media: { list: () => [{ id: "2f1c", name: "SANDISK", path: "/media/SANDISK", files: [], more: false }] },
      uploads: {
        list: () => Promise.resolve([]),
        get: () => Promise.resolve(undefined),
        remove: () => Promise.resolve(false),
        put: async (file, { start, size, body }) => {
          let offset = start;
          for await (const bytes of body) offset += bytes.length;
          return { file, offset, size: size ?? offset };
        },
      },
      profiles: {
        list: () => [...profiles.values()],
        get: (name) => profiles.get(name),
        save: (name, change) => {
          const given = Object.entries(change).filter(([, value]) => value !== null);
          const profile = Object.fromEntries(given) as unknown as Profile;
          profiles.set(name, profile);
          return profile;
        },
        remove: (name) => void profiles.delete(name),
      },
      releases: { offer: () => Promise.resolve({ releases: [], problems: [] }) },
      events: journal,
      boot: {
        cloudConfig: (mac, asker, peek) => this.#ask(`cloud-config ${mac} ${asker} ${peek}`),
        installScript: (asker, mac, peek) => this.#ask(`install.sh ${mac ?? "-"} ${asker} ${peek}`),
        ipxeScript: (asker, mac, peek) => Promise.resolve(this.#ask(`boot.ipxe ${mac ?? "-"} ${asker} ${peek}`)),
        file: (path) => {
          this.asked.push(`file ${path}`);
          return this.files.get(path);
        },
        folder: (path) => this.folders.get(path),
        answerFile: (token, file, { address, provisioningMacs }, fetch) =>
          this.#ask(`answer ${token} ${file} ${address} ${provisioningMacs.join(",")} ${fetch}`),
        seedAnswer: (path, asker, peek) => this.#ask(`seed ${path} ${asker} ${peek}`),
        report: (token, { stage, reason }) => {
          this.reports.push({ token, stage, reason });
          return token === "good" ? "ok" : "refused";
        },
      },
      answers: {
        preview: () => Promise.resolve({ files: [], findings: [], wouldAskFor: [], problems: [] }),
        check: () => Promise.resolve([]),
        import: ({ text }) => Promise.resolve({ text, changes: [], findings: [] }),
      },
      machineTools: memoryMachineTools({
        machines,
        runs,
        profiles,
        save: (mac, change) => this.#save(mac, change),
        arm: (mac) => this.#arm(mac),
        stop: (id) => this.#stop(id),
        said: (code, text) => void journal.add(code, text),
      }),
      hello: () => ({ claimed: true, setUp: true, language: "en" }),
      health: () => ({ ok: true, serving: this.serving, problems: this.problems }),
      metrics: () => Promise.resolve("# TYPE up gauge\nup 1\n"),
    };
  }

  #ask(question: string): Answer {
    this.asked.push(question);
    return this.scripts;
  }
  #save(mac: Mac, change: MachineChange): Machine {
    const merged = Object.entries({ ...this.machines.get(mac), ...change }).filter(([, value]) => value !== null);
    this.machines.delete(mac);
    return this.machine(mac, { ...(Object.fromEntries(merged) as Partial<Machine>), known: true });
  }
  #arm(mac: Mac): Run {
    if (this.machines.get(mac)?.profile === undefined)
      throw new AppError("RS_RUN_NO_PROFILE", 409, "This machine has no profile.");
    const run = this.run(String(this.runs.size + 1), mac, { armedUntil: "2026-11-21T16:02:11.204Z" });
    this.journal.add("RS_RUN_ARMED", `${run.machine ?? mac} was armed.`, { mac, run: run.id });
    return run;
  }
  #stop(id: string): Run {
    const { mac } = this.runs.get(id) ?? { mac: NODE_01 };
    const run = this.run(id, mac, { state: "failed", because: "A person stopped it." });
    this.journal.add("RS_RUN_STOPPED", `${run.machine ?? mac} was stopped.`, { mac, run: id });
    return run;
  }
}

export const coreos = {
  name: "coreos-1010.5.0",
  version: "1010.5.0",
  state: "ready",
  verified: true,
  bytes: 221249536,
  files: [],
  usedBy: [],
} as const;

const matches = (run: Run, filter: RunFilter | undefined): boolean =>
  (filter?.state === undefined || filter.state.includes(run.state)) &&
  (filter?.mac === undefined || filter.mac === run.mac);

export const memoryFile = (text: string, etag = "tag"): BootFile => ({ content: textContent(text), etag });

export interface Running {
  readonly house: MemoryHouse;
  readonly server: HttpServer;
  readonly port: number;
  readonly url: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A real server on loopback over a house in memory. */
export async function serve(
  house = new MemoryHouse(),
  limits: Partial<HttpLimits> = {},
  uiFolder?: string,
): Promise<Running> {
  const server = await startHttpServer({
    needs: house.needs(),
    log: (severity, code, text) => house.logged.push(`${severity} ${code} ${text}`),
    listen: [{ address: "127.0.0.1", port: 0 }],
    uiFolder: uiFolder ?? join(import.meta.dirname, "no-such-folder"),
    limits: { grace: 200, ...limits },
  });
  const port = server.addresses[0]?.port ?? 0;
  return { house, server, port, url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => server.stop() };
}

/** Sends exactly these bytes and gives back all that came until the server closed. */
export async function raw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => undefined);
  socket.write(bytes);
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}

/** One raw request after which the connection closes. */
export const ask = (port: number, line: string, ...fields: string[]): Promise<string> =>
  raw(port, `${[line, ...fields, "Connection: close"].join("\r\n")}\r\n\r\n`);

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
export const bodyOf = (answer: string): string => answer.slice(answer.indexOf("\r\n\r\n") + 4);

export const withToken = (more: RequestInit = {}): RequestInit => ({
  ...more,
  headers: { Authorization: `Bearer ${TOKEN}`, ...(more.headers as Record<string, string> | undefined) },
});

export const sendJson = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit =>
  withToken({
    method,
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  });
