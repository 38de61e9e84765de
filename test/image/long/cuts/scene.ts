// An appliance that is kept busy by a whole rack, and whose plug is pulled again and again.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { Client } from "../../../integration/appliance/scene.ts";
import { makeNamespace, Namespace as Place, plug } from "../../../integration/namespace.ts";
import { TOKEN } from "../../../rack/config.ts";
import { openDoor } from "../../../rack/door.ts";
import { BRIDGE, type Namespace, openNamespace } from "../../../rack/namespace.ts";
import type { Body } from "../../harness/body.ts";
import { APPLIANCE_ADDRESS, type PluggedIn, plugIn } from "../../harness/plugged-in.ts";
import { type Api, apiThrough } from "./api.ts";
import { checkChanges, checkJournal, checkLeases } from "./check.ts";
import { checkImages, newIso, sendIso, type SentIso } from "./imports.ts";
import { checkRuns, installMachines, type Node } from "./installs.ts";
import { Ledger } from "./ledger.ts";
import type { Random } from "./random.ts";
import { changeThings, readAlong, readOnce, type Shift } from "./work.ts";

export interface CutsOptions {
  /** Makes the machine below the rack's folder. */
  readonly body: (rack: Namespace) => Promise<Body>;
  readonly random: Random;
  /** How long a boot may take. */
  readonly bootMs: number;
  /** SQLite is told not to sync: what the test must notice. */
  readonly unsafe?: boolean;
  readonly say: (text: string) => void;
}

/** One kind at a time reaches deeper into it than all at once; all at once is what a rack does. */
export const WORK = ["imports", "installs", "changes", "everything"] as const;
export type Work = (typeof WORK)[number];

const KEPT_IMAGES = 4;
const CONTROL = "sync-off.mjs";

export const CONFIG = {
  data: "/data/rackseed",
  interface: "eth0",
  address: `${APPLIANCE_ADDRESS}/16`,
  access: { token: TOKEN, plainHttp: true },
  // Without the search for an address's user first: a slow guest would spend its time on that.
  dhcp: { mode: "server", answer: "everyone", authoritative: true, probeAddresses: false },
  subnets: [{ cidr: "10.77.0.0/16", pool: "10.77.16.0-10.77.250.255", lease: "7d" }],
};

/** Loaded before the program by the control alone: the same program, whose databases do not ask for a sync. */
const SYNC_OFF = `import { createRequire } from "node:module";
const Database = createRequire("/opt/rackseed/package.json")("better-sqlite3");
const { pragma } = Database.prototype;
Database.prototype.pragma = function (words, options) {
  return pragma.call(this, words.replace(/^synchronous = FULL$/, "synchronous = OFF"), options);
};
`;

export class Cuts implements AsyncDisposable {
  readonly ledger = new Ledger();
  readonly #rack: Namespace;
  readonly #machine: PluggedIn;
  readonly #options: CutsOptions;
  readonly #stack: AsyncDisposableStack;
  readonly #sums: ReadonlyMap<string, string>;
  readonly #sent: SentIso[] = [];
  readonly #nodes: Node[] = [];
  readonly #seen = { event: 0 };
  #api: Api;
  #endOfWork: Promise<unknown> = Promise.resolve();
  #isos = 0;

  private constructor(
    rack: Namespace,
    machine: PluggedIn,
    options: CutsOptions,
    stack: AsyncDisposableStack,
    sums: ReadonlyMap<string, string>,
    api: Api,
  ) {
    this.#rack = rack;
    this.#machine = machine;
    this.#options = options;
    this.#stack = stack;
    this.#sums = sums;
    this.#api = api;
  }

  static async open(options: CutsOptions): Promise<Cuts> {
    await using stack = new AsyncDisposableStack();
    const rack = stack.use(await openNamespace({ address: "10.77.0.2/16" }));
    await rack.exec(["ip", "route", "add", "default", "dev", BRIDGE]); // or a send to 255.255.255.255 fails
    const body = await options.body(rack);
    await body.prepare(stringify(CONFIG), { [CONTROL]: SYNC_OFF });
    const machine = await plugIn(rack, body);
    const sums = await sumsOf(body);
    const api = apiThrough(await openDoor(rack, 80, APPLIANCE_ADDRESS));
    return new Cuts(rack, machine, options, stack.move(), sums, api);
  }

  /** The first start: a medium, a profile, machines. Nothing is cut before that is done. */
  async begin(): Promise<void> {
    await this.powerOn();
    const base = await this.#newIso("base");
    await sendIso(this.#shift(), base);
    await this.#imageReady("base");
    const profile = { image: "base", install: "automatic", disk: "/dev/sda", kernelArgs: ["console=ttyS0"] };
    await this.#must("/api/v1/profiles/worker", "PUT", profile);
    for (const number of [1, 2, 3]) {
      const mac = `52:54:00:77:00:0${number}`;
      await this.#must(`/api/v1/machines/${mac}`, "PUT", { name: `node-0${number}`, profile: "worker" });
      const place = this.#stack.use(await makeNamespace("c"));
      await plug(new Place(this.#rack.name), BRIDGE, place, "eth0", mac);
      this.#nodes.push({ mac, name: `node-0${number}`, client: new Client(place, this.#rack.folder) });
    }
    const { timeZone } = await this.#api.get<{ timeZone: string }>("/api/v1/settings/region");
    this.ledger.answered("region", timeZone);
    const crowd = await this.#rack.spawn([process.execPath, `${import.meta.dirname}/crowd.ts`, "20"]);
    let rest = "";
    crowd.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.#heard(line);
    });
    let complained = "";
    crowd.stderr.setEncoding("utf8").on("data", (text: string) => (complained += text));
    void crowd.ended.then((end) => {
      if (complained !== "") this.#options.say(`the crowd of DHCP clients ended (${end}): ${complained}`);
    });
  }

  #heard(line: string): void {
    const [what, mac = "", address = ""] = line.split(" ");
    if (what === "ACK") this.ledger.acknowledged(mac, address);
    if (what === "NAK" && this.ledger.leases.has(mac))
      this.ledger.complaints.push(`5a: ${mac} asked for its ${address} and was told no`);
  }

  /** Work for so long, then the plug. DHCP's clients never rest. */
  async workAndCut(kind: Work, milliseconds: number): Promise<void> {
    let over = false;
    const shift = { ...this.#shift(), over: () => over };
    const work = Promise.all([readAlong(shift, this.#seen), ...this.#workOf(kind, shift)]);
    await Promise.race([sleep(milliseconds), work]);
    await this.#machine.pullThePlug();
    over = true;
    this.#api.hangUp();
    // curl and udhcpc find out by themselves; the machine starts meanwhile.
    this.#endOfWork = work;
  }

  #workOf(kind: Work, shift: Shift): Promise<void>[] {
    switch (kind) {
      case "imports":
        return [this.#importThings(shift)];
      case "installs":
        return [installMachines(shift, this.#nodes)];
      case "changes":
        return [changeThings(shift), changeThings(shift)];
      case "everything":
        return [changeThings(shift), installMachines(shift, this.#nodes), this.#importThings(shift)];
    }
  }

  /** Cut before it serves: a cut during the check of the file system, or while the databases are opened. */
  async startAndCut(milliseconds: number): Promise<void> {
    await this.#machine.powerOn(this.#words());
    await sleep(milliseconds);
    await this.#machine.pullThePlug();
  }

  async powerOn(): Promise<void> {
    await this.#machine.powerOn(this.#words());
    await this.#machine.up(this.#options.bootMs);
    await this.#endOfWork;
  }

  /** Everything of trust 5, into the ledger's complaints. */
  async check(): Promise<{ leases: number; images: number; unready: number; told: number; runs: number }> {
    const { body, console } = this.#machine;
    const fsck = body.filesChecked === undefined ? 0 : Number((await console.waitFor(body.filesChecked, 5000))[1]);
    if (fsck > 1) this.ledger.complaints.push(`boot: e2fsck ended with ${fsck}`);
    for (const [name, sum] of await sumsOf(body))
      if (sum !== this.#sums.get(name)) this.ledger.complaints.push(`boot: ${name} is not what it was`);
    const [api, ledger] = [this.#api, this.ledger];
    const images = await checkImages(this.#shift(), this.#sent, this.#gone);
    await checkLeases(api, ledger);
    await checkChanges(api, ledger);
    await checkJournal(api, ledger);
    await checkRuns(this.#shift(), this.#nodes);
    await readOnce(api, ledger, this.#seen);
    return {
      leases: ledger.leases.size,
      images: images.ready,
      unready: images.unready,
      told: ledger.told.size,
      runs: ledger.runs.size,
    };
  }

  get console(): string {
    return this.#machine.console.text();
  }

  async #importThings(shift: Shift): Promise<void> {
    while (!shift.over()) {
      const half = this.#sent.find(({ image }) => image === undefined);
      const iso = half ?? (await this.#newIso(`cut-${(this.#isos += 1)}`));
      if ((await sendIso(shift, iso)) !== 201) await sleep(200);
      else await this.#makeRoom(shift);
    }
  }

  async #makeRoom({ api }: Shift): Promise<void> {
    while (this.#sent.length > KEPT_IMAGES) {
      const [oldest] = this.#sent.splice(1, 1); // the first is the machines' own
      if (oldest?.image === undefined) return;
      await api.ask(`/api/v1/images/${oldest.image}`, { method: "DELETE" });
      await api.ask("/api/v1/trash", { method: "DELETE" });
      this.#gone.push(oldest);
      await rm(oldest.path, { force: true });
    }
  }
  /** Asked to be removed: they may be there still, with the bytes they had. */
  readonly #gone: SentIso[] = [];

  async #newIso(name: string): Promise<SentIso> {
    const iso = await newIso(this.#rack.folder, name);
    this.#sent.push(iso);
    return iso;
  }

  async #imageReady(name: string): Promise<void> {
    for (const end = performance.now() + 120_000; performance.now() < end;) {
      const answer = await this.#api.ask(`/api/v1/images/${name}`);
      if (answer?.status === 200 && (JSON.parse(answer.text) as { state: string }).state === "ready") return;
      await sleep(300);
    }
    throw new Error(`${name} is not ready`);
  }

  async #must(path: string, method: string, body: unknown): Promise<void> {
    const answer = await this.#api.ask(path, { method, body });
    if (answer === undefined || answer.status >= 300)
      throw new Error(`${method} ${path} was answered ${answer?.status ?? "nothing"}: ${answer?.text ?? ""}`);
  }

  #shift(): Shift {
    return { api: this.#api, ledger: this.ledger, random: this.#options.random, over: () => false };
  }

  #words(): string[] {
    const { body } = this.#machine;
    return this.#options.unsafe === true ? [body.environment("NODE_OPTIONS", `--import=/data/${CONTROL}`)] : [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#machine.pullThePlug();
    await this.#endOfWork;
    await this.#stack.disposeAsync();
  }
}

async function sumsOf(body: Body): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  for (const { name, from, to } of body.untouched) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(body.disk, { start: from, end: to - 1 }), hash);
    sums.set(name, hash.digest("hex"));
  }
  return sums;
}
