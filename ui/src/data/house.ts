import type { Event, Machine, Profile, Run, SubnetView } from "../../../appliance/http/needs.ts";
import { type Api, ApiError } from "./api.ts";
import { type Message, readMessages } from "./event-stream.ts";
import { type Finding, listFindings, tellsOfFindings } from "./findings.ts";
import { type Image, isBeingAdded, listImages, listMedia, type MediumView } from "./images.ts";
import { listMachines, someMachines } from "./machines.ts";
import { type Paced, paced } from "./paced.ts";
import { Silence, unlessAborted } from "./silence.ts";
import { Upload } from "./uploads.ts";

export interface Status {
  readonly version: string;
  readonly ok: boolean;
  readonly serving: boolean;
  readonly problems: readonly string[];
  readonly subnets: readonly string[];
}

export type Connection = "connecting" | "live" | "reconnecting" | "refused";

const SHOWN_EVENTS = 200;
/** How often an import's progress, and the sticks, are looked at (ms). */
const LOOK_EVERY = 1000;
/** Stands for the findings among the MACs of what is to be read again. */
const FINDINGS = "findings";
/** Machines that are read in one request. */
const AT_ONCE = 100;
/** Stand for what an event without a machine may have changed. */
const ALL = "all";
const REST = "rest";
/** None of these changes a machine, so ten thousand of them are not read again for it. */
const ABOUT_REST =
  /^RS_(IMAGE|MEDIUM|UPLOAD|PROFILE|HEALTH|STARTED|TFTP|FTP|HTTP|DHCP|SYSLOG|ACCESS|CLAIM|TOKEN|ACCOUNT|TLS|NAMES|FOREIGN|PROXY|NETWORK|SERVING|TRASH|BACKUP|WEBHOOK|PANEL|ZERO_TOUCH|FACTORY|CONFIG)/;
/** The appliance gives a sign of life every 15 s (appliance/http/streams.ts). After so long (ms) without one it is gone. */
const SILENCE = 40_000;
/** Between attempts to connect (ms). The appliance is a cable away and back within seconds: nobody is spared by longer ones. */
const WAITS = [250, 500, 1000, 2000];

/** What the appliance knows, kept up to date by its event stream. Tells its listener when something changed. */
export class House {
  readonly api: Api;
  connection: Connection = "connecting";
  status: Status | undefined;
  /** Changed in place: with ten thousand machines, a copy for each event would be most of the work. */
  readonly machines: ReadonlyMap<string, Machine>;
  profiles: readonly Profile[] = [];
  images: readonly Image[] = [];
  media: readonly MediumView[] = [];
  uploads: readonly Upload[] = [];
  subnets: readonly SubnetView[] = [];
  events: readonly Event[] = [];
  /** What the doctor says just now, worst first. */
  findings: readonly Finding[] = [];

  readonly #machines = new Map<string, Machine>();
  /** The listener hears of many changes at once, when the browser is about to draw. */
  readonly #changed: Paced;
  readonly #stop = new AbortController();
  readonly #stale = new Set<string>();
  #lastId: string | undefined;
  #refreshing = false;
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, changed: () => void) {
    this.api = api;
    this.machines = this.#machines;
    this.#changed = paced(changed);
  }

  /** Stays connected until closed, or until nobody lets us in any more. */
  async follow(): Promise<void> {
    for (let failures = 0; !this.#closed(); failures++) {
      try {
        await this.#listen(() => (failures = 0));
      } catch (error) {
        if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
          this.#become("refused");
          return;
        }
      }
      if (this.#closed()) return;
      this.#become("reconnecting");
      await new Promise((resolve) => setTimeout(resolve, WAITS[Math.min(failures, WAITS.length - 1)]));
    }
  }

  /** Signed out, or replaced: whoever asks in its name now is refused. */
  get isClosed(): boolean {
    return this.#closed();
  }

  close(): void {
    this.#stop.abort();
    clearTimeout(this.#looking);
    for (const upload of this.uploads) upload.pause();
  }

  /** Sends a file in the background, whatever page is shown. */
  upload(file: File): void {
    const upload = new Upload(this.api, file, () => this.#uploadMoved(upload));
    this.uploads = [...this.uploads.filter((other) => other.file.name !== file.name), upload];
    this.#changed();
  }

  /** Cancels it, or takes a finished one from the list. */
  dropUpload(upload: Upload): void {
    if (upload.state !== "done") void upload.cancel();
    this.uploads = this.uploads.filter((other) => other !== upload);
    this.#changed();
  }

  /** After a change of ours: the page shows it without waiting for the stream. */
  async lookAtMachine(mac: string): Promise<void> {
    await this.#loadMachines([mac]);
    this.#changed();
  }

  /** The profiles as they are now. */
  async lookAtProfiles(): Promise<void> {
    this.profiles = await this.api.list<Profile>("/profiles");
    this.#changed();
  }

  /** Images and sticks as they are now; then again while something moves. */
  async lookAtImages(): Promise<void> {
    if (this.#closed()) return;
    try {
      const [images, media] = await Promise.all([listImages(this.api), listMedia(this.api)]);
      Object.assign(this, { images, media });
      this.#changed();
    } catch {
      // The stream notices a lost connection by itself, and then everything is read again.
    }
    this.#lookAgain();
  }

  #closed(): boolean {
    return this.#stop.signal.aborted;
  }

  async #listen(connected: () => void): Promise<void> {
    const headers = {
      Accept: "text/event-stream",
      ...(this.#lastId === undefined ? {} : { "Last-Event-ID": this.#lastId }),
    };
    const silence = new Silence(SILENCE);
    const signal = AbortSignal.any([this.#stop.signal, silence.signal]);
    try {
      const answer = await this.api.send("GET", "/events", undefined, headers, signal);
      if (answer.body === null) return;
      // The stream is open before the lists are read, so nothing can happen unseen in between.
      await unlessAborted(this.#loadAll(), signal);
      connected();
      this.#become("live");
      for await (const message of readMessages(answer.body, () => silence.heard())) this.#told(message);
    } finally {
      silence.end();
    }
  }

  #told({ id, name, data }: Message): void {
    if (id !== undefined) this.#lastId = id;
    if (name === "run") this.#runMoved(JSON.parse(data) as Run);
    if (name === "seen") this.#seen(JSON.parse(data) as string[]);
    if (name === "event") this.#happened(JSON.parse(data) as Event);
  }

  async #loadAll(): Promise<void> {
    const [machines] = await Promise.all([listMachines(this.api), this.#loadRest()]);
    const there = new Set(machines.map(({ mac }) => mac as string));
    for (const mac of this.#machines.keys()) if (!there.has(mac)) this.#machines.delete(mac);
    for (const machine of machines) this.#machines.set(machine.mac, machine);
  }

  /** Everything but the machines. */
  async #loadRest(): Promise<void> {
    const [status, profiles, images, media, subnets, events, findings] = await Promise.all([
      this.api.get<Status>("/status"),
      this.api.list<Profile>("/profiles"),
      listImages(this.api),
      listMedia(this.api),
      this.api.list<SubnetView>("/subnets"),
      this.api.get<{ items: Event[] }>(`/events?last=${SHOWN_EVENTS}`),
      listFindings(this.api),
    ]);
    Object.assign(this, { status, profiles, images, media, subnets, findings });
    this.#remember(events.items);
    this.#lookAgain();
  }

  #lookAgain(): void {
    if (this.#looking !== undefined || this.#closed() || !this.images.some(isBeingAdded)) return;
    this.#looking = setTimeout(() => {
      this.#looking = undefined;
      void this.lookAtImages();
    }, LOOK_EVERY);
  }

  #uploadMoved(upload: Upload): void {
    if (upload.state === "done") void this.lookAtImages();
    this.#changed();
  }

  #happened(event: Event): void {
    this.#remember([event]);
    this.#stale.add(tellsOfFindings(event.code) ? FINDINGS : (event.mac ?? (ABOUT_REST.test(event.code) ? REST : ALL)));
    void this.#refresh();
    this.#changed();
  }

  /** A list that was asked for may be older than what the stream has brought since, so neither replaces the other. */
  #remember(events: readonly Event[]): void {
    const known = new Map([...this.events, ...events].map((event) => [event.id, event]));
    this.events = [...known.values()].sort((a, b) => a.id - b.id).slice(-SHOWN_EVENTS);
  }

  #runMoved(run: Run): void {
    const machine = this.machines.get(run.mac);
    if (machine === undefined) return;
    this.#machines.set(run.mac, { ...machine, run });
    this.#changed();
  }

  #seen(macs: readonly string[]): void {
    for (const mac of macs) this.#stale.add(mac);
    void this.#refresh();
  }

  /** Reads again what events named. However many machines a storm of events names, they are read a hundred at a time. */
  async #refresh(): Promise<void> {
    if (this.#refreshing) return;
    this.#refreshing = true;
    try {
      while (this.#stale.size > 0) {
        const stale = [...this.#stale];
        if (this.#stale.has(ALL)) {
          this.#stale.clear();
          await this.#loadAll();
        } else if (this.#stale.delete(FINDINGS)) {
          this.findings = await listFindings(this.api);
        } else if (this.#stale.delete(REST)) {
          await this.#loadRest();
        } else {
          const macs = stale.slice(0, AT_ONCE);
          for (const mac of macs) this.#stale.delete(mac);
          await this.#loadMachines(macs);
        }
        this.#changed();
      }
    } catch {
      // The stream notices a lost connection by itself, and then everything is read again.
    } finally {
      this.#refreshing = false;
    }
  }

  async #loadMachines(macs: readonly string[]): Promise<void> {
    const found = new Map((await someMachines(this.api, macs)).map((machine) => [machine.mac as string, machine]));
    for (const mac of macs) {
      const machine = found.get(mac);
      if (machine === undefined) this.#machines.delete(mac);
      else this.#machines.set(mac, machine);
    }
  }

  #become(connection: Connection): void {
    this.connection = connection;
    this.#changed();
  }
}
