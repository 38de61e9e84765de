import { join } from "node:path";
import { Readable } from "node:stream";

import { type Access, openAccess } from "../../../appliance/access/service.ts";
import { textContent } from "../../../appliance/bytes/content.ts";
import { qrSvg } from "../../../appliance/device/qr.ts";
import { device as openDevice } from "../../../appliance/device/service.ts";
import type { Device } from "../../../appliance/http/needs-device.ts";
import { settings as openSettings } from "../../../appliance/settings/service.ts";
import type { SettingStore } from "../../../appliance/store/settings.ts";
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
import type { ForeignServer } from "../../../appliance/http/needs-foreign-servers.ts";
import type { Finding } from "../../../appliance/doctor/examine.ts";
import { Traces } from "../../../appliance/trace/traces.ts";
import { doctorNeeds } from "../../../appliance/wiring/doctor-needs.ts";
import { HEALTHY } from "./healthy.ts";
import { concernsOf, type HealthFacts } from "../../../appliance/health/report.ts";
import type { ProfileVersion, TrashItem } from "../../../appliance/http/needs-trash.ts";
import type { Listing } from "../../../appliance/images/tree.ts";
import { type HttpLimits, type HttpServer, startHttpServer } from "../../../appliance/http/server.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { type Mac, parseMac } from "../../../appliance/net/mac.ts";
import { MemoryNetwork } from "./memory-network.ts";
import { parseSubnet } from "../../../appliance/net/subnet.ts";
import { accountStore } from "../../../appliance/store/accounts.ts";
import { auditStore } from "../../../appliance/store/audit.ts";
import { openDatabase } from "../../../appliance/store/database.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { sessionStore } from "../../../appliance/store/sessions.ts";
import { tokenStore } from "../../../appliance/store/tokens.ts";

/** Sections in memory. */
function memorySettings(): SettingStore {
  const kept = new Map<string, unknown>();
  return { read: (section) => kept.get(section), write: (section, value) => void kept.set(section, value) };
}

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
  before(id: number, limit: number): Event[] {
    return this.events.filter((event) => event.id < id).slice(-limit);
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
  readonly network = new MemoryNetwork();
  readonly machines = new Map<Mac, Machine>();
  readonly runs = new Map<string, Run>();
  readonly profiles = new Map<string, Profile>();
  readonly files = new Map<string, BootFile>();
  readonly folders = new Map<string, Listing>();
  readonly traces = new Traces();
  findings: Finding[] = [];
  readonly asked: string[] = [];
  readonly reports: unknown[] = [];
  readonly logged: string[] = [];
  foreign: ForeignServer[] = [];
  readonly versions: (ProfileVersion & { readonly profile: Profile })[] = [];
  trash: (TrashItem & { readonly profile?: Profile })[] = [];
  health: HealthFacts = HEALTHY;
  scripts: Answer = { kind: "text", text: "#cloud-config\n", type: "text/yaml" };
  serving = true;
  problems: string[] = [];
  token: string | undefined = TOKEN;
  plainHttp = true;
  /** Appliance seconds. */
  seconds = 1000;
  /** What lies in claim.txt. */
  claimFile: string | undefined;
  #access: Access | undefined;
  /** Further names, as a person gave them. */
  names: readonly string[] = [];
  httpsPort: number | undefined;
  /** What was asked of the box itself. */
  readonly power: string[] = [];
  code: string | undefined;
  readonly settings = openSettings(memorySettings());
  /** The appliance's own service; only the operating system beneath it is the test's. */
  readonly device: Device = openDevice({
    settings: this.settings,
    facts: () => ({
      claimed: this.code === undefined,
      ...(this.code === undefined
        ? {}
        : { code: this.code, words: ["abandon", "ability", "able", "zone", "zoo", "absent"] }),
      setUp: true,
      language: "en",
      version: "0.1.0",
      name: "rackseed",
      address: "10.77.0.1",
      interface: "eth0",
      url: "https://10.77.0.1",
      serving: this.serving && !this.settings.get("serving").paused,
    }),
    qrCode: qrSvg,
    power: (what) => Promise.resolve(void this.power.push(what)),
    erase: () => Promise.resolve(void this.power.push("erase")),
    arm: (mac) => this.#arm(mac),
    tell: (code, text) => void this.journal.add(code, text, { severity: "warning" }),
    now: () => performance.now(),
  });

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

  /** The real one, over a database in memory. */
  get access(): Access {
    return (this.#access ??= openMemoryAccess(this));
  }

  needs(): Needs {
    const { machines, runs, profiles, journal } = this;
    return {
      settings: {
        ownAddresses: [parseIpv4("10.77.0.1")],
        names: () => ["rackseed", "rackseed.local", ...this.names],
        ports: [80, 8080],
        httpsPorts: [443],
        plainHttp: this.plainHttp,
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
      ...this.network.needs(),
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
        save: (_name, change, who) => {
          const given = Object.entries(change).filter(([, value]) => value !== null);
          return this.#keep(Object.fromEntries(given) as unknown as Profile, who);
        },
        remove: (name, who) => this.#discard(name, who),
      },
      foreignServers: {
        list: () => this.foreign,
        probe: () => Promise.resolve(this.foreign),
        ignore: (address) => {
          this.foreign = this.foreign.map((one) => (one.address === address ? { ...one, ignored: true } : one));
        },
        standing: () => (this.foreign.every(({ ignored }) => ignored) ? "serve" : "careful"),
      },
      history: {
        newest: () => [...profiles.keys()].flatMap((name) => this.versions.findLast((one) => one.name === name) ?? []),
        of: (name) => this.versions.filter((one) => one.name === name).reverse(),
        get: (name, number) => this.versions.find((one) => one.name === name && one.number === number)?.profile,
        restore: (name, number, who) => this.#restore(name, number, who),
      },
      trash: {
        list: () => this.trash.toReversed(),
        restore: (id) => this.#takeBack(id),
        remove: (id) => {
          this.trash = this.trash.filter((one) => one.id !== id);
          return Promise.resolve();
        },
        empty: (kind) => {
          this.trash = this.trash.filter((one) => kind !== undefined && one.kind !== kind);
          return Promise.resolve();
        },
      },
      storage: () => Promise.resolve(this.health.storage),
      healthReport: () => Promise.resolve({ ...this.health, concerns: concernsOf(this.health) }),
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
        asked: () => () => undefined,
      },
      answers: {
        preview: () => Promise.resolve({ files: [], findings: [], wouldAskFor: [], problems: [] }),
        check: () => Promise.resolve([]),
        import: ({ text }) => Promise.resolve({ text, changes: [], findings: [] }),
      },
      access: this.access,
      tls: {
        words: ["junior", "blast", "benefit", "local", "test", "frown"],
        caPem: () => "-----BEGIN CERTIFICATE-----\n",
        port: () => this.httpsPort,
        certificate: () => ({
          names: ["rackseed", "rackseed.local", ...this.names],
          addresses: ["10.77.0.1"],
          notBefore: "2026-11-01T00:00:00.000Z",
          notAfter: "2028-10-31T00:00:00.000Z",
          authorityFingerprint: "0B:C7:62:EF",
        }),
        fileNames: [],
        personNames: () => this.names,
        setNames: (names) => {
          this.names = names;
          return Promise.resolve();
        },
      },
      device: this.device,
      hello: () => ({ claimed: this.access.claimed(), setUp: this.network.view.saidBy !== "nobody", language: "en" }),
      ...doctorNeeds({
        tracing: { traces: this.traces },
        doctor: { findings: () => this.findings },
      }),
      machineTools: memoryMachineTools({
        machines,
        runs,
        profiles,
        save: (mac, change) => this.#save(mac, change),
        arm: (mac) => this.#arm(mac),
        stop: (id) => this.#stop(id),
        said: (code, text) => void journal.add(code, text),
      }),
      exports: { text: (format) => `# ${format}\n` },
      configImport: {
        dhcp: ({ dryRun }) => ({
          format: "dnsmasq",
          applied: !dryRun,
          authoritative: false,
          subnets: [],
          machines: [],
          taken: [],
          notNeeded: [],
          skipped: [],
        }),
      },
      backup: {
        make: () => Promise.resolve(Readable.from([Buffer.from("backup")])),
        async receive(body) {
          let size = 0;
          for await (const chunk of body) size += chunk.length;
          return {
            created: "2026-11-21T14:02:11.204Z",
            rackseed: "0.1.0",
            machines: size,
            profiles: 0,
            secrets: false,
            sameDevice: true,
          };
        },
        restore: () => Promise.resolve(),
      },
      health: () => ({
        ok: true,
        serving: this.serving && !this.settings.get("serving").paused,
        problems: this.problems,
      }),
      metrics: () => Promise.resolve("# TYPE up gauge\nup 1\n"),
    };
  }

  #keep(profile: Profile, who: string): Profile {
    const { name } = profile;
    const number = this.versions.filter((one) => one.name === name).length + 1;
    this.versions.push({ name, number, at: new Date().toISOString(), who, profile });
    this.profiles.set(name, profile);
    return profile;
  }
  #discard(name: string, who: string): void {
    const profile = this.profiles.get(name);
    if (profile === undefined) return;
    const id = String(this.trash.length + 1);
    const at = new Date().toISOString();
    this.trash.push({ id, kind: "profile", name, at, who, bytes: 0, daysLeft: 30, profile });
    this.profiles.delete(name);
  }
  #restore(name: string, number: number, who: string): Profile {
    const found = this.versions.find((one) => one.name === name && one.number === number);
    if (found === undefined) throw new AppError("RS_PROFILE_VERSION_NOT_FOUND", 404, "There is no such version.");
    return this.#keep(found.profile, who);
  }
  #takeBack(id: string): TrashItem {
    const found = this.trash.find((one) => one.id === id);
    if (found === undefined) throw new AppError("RS_TRASH_NOT_FOUND", 404, "This is not in the trash any more.");
    this.trash = this.trash.filter((one) => one !== found);
    if (found.profile !== undefined) this.profiles.set(found.name, found.profile);
    return found;
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

function openMemoryAccess(house: MemoryHouse): Access {
  const db = openDatabase(":memory:", schema);
  return openAccess({
    accounts: accountStore(db),
    sessions: sessionStore(db),
    tokens: tokenStore(db),
    audit: auditStore(db),
    fileToken: house.token,
    claimFiles: {
      read: () => house.claimFile,
      write: (code) => (house.claimFile = code),
      erase: () => (house.claimFile = undefined),
    },
    log: { add: (code, severity, text, about) => house.journal.add(code, text, { severity, ...about }) },
    now: () => house.seconds,
    wallClock: () => new Date(),
    problem: (error) => house.logged.push(String(error)),
  });
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

export { ask, bodyOf, raw, statusOf } from "./raw.ts";

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
