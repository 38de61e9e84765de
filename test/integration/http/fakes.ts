import { TOKEN } from "./requests.ts";
import { join } from "node:path";

import type { Access } from "../../../appliance/access/service.ts";
import { textContent } from "../../../appliance/bytes/content.ts";
import type { Device } from "../../../appliance/http/needs-device.ts";
import { settings as openSettings } from "../../../appliance/settings/service.ts";
import { AppError } from "../../../appliance/errors.ts";
import type {
  Answer,
  BootFile,
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
import { coreos } from "./coreos.ts";
import { HEALTHY } from "./healthy.ts";
import { concernsOf, type HealthFacts } from "../../../appliance/health/report.ts";
import type { ProfileVersion, TrashItem } from "../../../appliance/http/needs-trash.ts";
import type { Listing } from "../../../appliance/images/tree.ts";
import { type HttpLimits, type HttpServer, startHttpServer } from "../../../appliance/http/server.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { type Mac, parseMac } from "../../../appliance/net/mac.ts";
import { parseSubnet } from "../../../appliance/net/subnet.ts";
import { openMemoryAccess } from "./memory-access.ts";
import { memoryBoot } from "./memory-boot.ts";
import { memoryDevice, memorySettings } from "./memory-device.ts";
import { memoryBackup, memoryConfigImport } from "./memory-exchange.ts";
import { MemoryJournal } from "./memory-journal.ts";
import { memoryMachineTools } from "./memory-machine-tools.ts";
import { MemoryNetwork } from "./memory-network.ts";
import { memoryMedia } from "./memory-media.ts";
import { memoryTls } from "./memory-tls.ts";
import { noCard } from "./memory-updates.ts";
import { openMemoryWebhooks } from "./memory-webhooks.ts";

export const NODE_01 = parseMac("52:54:00:77:00:01");

/** Everything that HTTP needs, kept in memory and open to the test. */
export class MemoryHouse {
  readonly journal = new MemoryJournal();
  readonly network = new MemoryNetwork();
  readonly machines = new Map<Mac, Machine>();
  /** Says that a machine was seen on the wire. */
  onSight: (mac: Mac) => void = () => undefined;
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
  /** The real service; a test gives it a card. */
  updates: Needs["updates"] = noCard();
  readonly device: Device = memoryDevice(
    this,
    (mac) => this.#arm(mac),
    (code, text) => void this.journal.add(code, text, { severity: "warning" }),
  );

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
      armedAt: new Date().toISOString(),
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
        subscribe: (seen) => {
          this.onSight = seen;
          return () => (this.onSight = () => undefined);
        },
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
            { id: 1, at: new Date().toISOString(), source: "report" as const, severity: "info" as const, text: id },
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
      ...memoryMedia(),
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
      boot: memoryBoot(this, (question) => this.#ask(question)),
      answers: {
        preview: () => Promise.resolve({ files: [], findings: [], wouldAskFor: [], problems: [] }),
        check: () => Promise.resolve([]),
        import: ({ text }) => Promise.resolve({ text, changes: [], findings: [] }),
      },
      access: this.access,
      webhooks: openMemoryWebhooks(this),
      tls: memoryTls(this),
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
      configImport: memoryConfigImport(),
      updates: this.updates,
      backup: memoryBackup(),
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
    const run = this.run(String(this.runs.size + 1), mac, {
      armedUntil: new Date(Date.now() + 7_200_000).toISOString(),
    });
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

export { coreos } from "./coreos.ts";
export { MemoryJournal } from "./memory-journal.ts";
export { ask, bodyOf, raw, statusOf } from "./raw.ts";
export { sendJson, TOKEN, withToken } from "./requests.ts";
