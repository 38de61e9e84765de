import type { HealthReport } from "../health/report.ts";
import type { Content } from "../bytes/content.ts";
import type { Listing } from "../images/tree.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Subnet } from "../net/subnet.ts";
import type { ForeignServers } from "./needs-foreign-servers.ts";
import type { DoctorNeeds } from "./needs-doctor.ts";
import type { ReleaseLists } from "./needs-releases.ts";
import type { TlsNeeds } from "./needs-tls.ts";
import type { ImageChanges, ImageFacts, Media, Uploads } from "./needs-media.ts";
import type { Device } from "./needs-device.ts";
import type { Vars } from "../machines/machine.ts";
import type { AccessNeeds } from "./needs-access.ts";
import type { AnswerTools } from "./needs-answers.ts";
import type { MachineTools } from "./needs-machines.ts";
import type { Backups } from "./needs-backup.ts";
import type { ConfigImport, Exports } from "./needs-exchange.ts";
import type { Updates } from "./needs-updates.ts";
import type { WebhookNeeds } from "./needs-webhooks.ts";
import type { ProfileAnswers } from "./schemas-profile.ts";
import type { NetworkNeeds, RegionNeeds } from "./needs-network.ts";
import type { ProfileHistory, Storage, TrashPort } from "./needs-trash.ts";
import type { AnswerBoot, RunLogs } from "./needs-runs.ts";

/** What HTTP asks of the rest of the house. The services fit these shapes; HTTP has never heard of SQLite or DHCP. */
export interface Needs extends DoctorNeeds {
  readonly settings: Settings;
  readonly machines: {
    list(): Machine[];
    /** Of all, in the order of the list: a page looks at its own machines only. */
    macs(): Mac[];
    get(mac: Mac): Machine | undefined;
    /** Enters the machine if it is new. */
    save(mac: Mac, change: MachineChange): Machine;
    remove(mac: Mac): void;
    /** Tells of each machine that was seen on the wire. Returns the function that ends it. */
    subscribe(seen: (mac: Mac) => void): () => void;
  };
  readonly runs: {
    /** Newest first. */
    list(filter?: RunFilter): Run[];
    get(id: string): Run | undefined;
    arm(
      mac: Mac,
      more?: { readonly window?: number | undefined; readonly by?: string | undefined },
    ): Promise<Run> | Run;
    stop(id: string): Run;
    rotate: RunLogs["rotate"];
    log: RunLogs["log"];
  };
  readonly subnets: { list(): SubnetView[] };
  readonly leases: { list(): LeaseView[] };
  readonly foreignServers: ForeignServers;
  readonly network: NetworkNeeds;
  readonly region: RegionNeeds;
  readonly images: { list(): Image[]; get(name: string): Image | undefined } & ImageChanges;
  readonly media: Media;
  readonly uploads: Uploads;
  readonly profiles: {
    list(): Profile[];
    get(name: string): Profile | undefined;
    save(name: string, profile: ProfileChange, who: string): Profile;
    /** Into the trash. */
    remove(name: string, who: string): void;
  };
  readonly history: ProfileHistory;
  readonly trash: TrashPort;
  storage(): Promise<Storage>;
  healthReport(): Promise<HealthReport>;
  readonly events: {
    /** Events with a higher id than `id`, oldest first, at most `limit`. An event is readable here before it is announced. */
    since(id: number, limit: number): Event[];
    /** The newest events with a lower id than `id`, oldest first, at most `limit`. */
    before(id: number, limit: number): Event[];
    subscribe(listener: (event: Event) => void): () => void;
    lastId(): number;
  };
  readonly releases: ReleaseLists;
  readonly webhooks: WebhookNeeds;
  readonly boot: Boot;
  readonly answers: AnswerTools;
  readonly access: AccessNeeds;
  readonly tls: TlsNeeds;
  readonly device: Device;
  readonly machineTools: MachineTools;
  readonly exports: Exports;
  readonly configImport: ConfigImport;
  readonly backup: Backups;
  readonly updates: Updates;
  hello(): Hello;
  health(): Health;
  /** Prometheus text. */
  metrics(): Promise<string>;
}

export interface Settings {
  readonly ownAddresses: readonly Ipv4[];
  /** Host names that are ours, in lower case. */
  readonly names: () => readonly string[];
  readonly ports: readonly number[];
  readonly httpsPorts: readonly number[];
  readonly plainHttp: boolean;
  readonly servedSubnets: () => readonly Subnet[];
  readonly version: string;
}

/**
 * The boot side: who asks is known by address only. `peek` is true for HEAD, which counts for nothing: no fetch is
 * noted, no stage is reached.
 */
export interface Boot {
  /** /cloud-configs/<mac>.yml */
  cloudConfig(mac: Mac, asker: Ipv4, peek: boolean): Answer;
  answerFile: AnswerBoot["answerFile"];
  seedAnswer: AnswerBoot["seedAnswer"];
  /** /cloud-configs/install.sh[?mac=] */
  installScript(asker: Ipv4, mac: Mac | undefined, peek: boolean): Answer;
  /** /boot.ipxe[?mac=] */
  ipxeScript(asker: Ipv4, mac: Mac | undefined, peek: boolean): Promise<Answer> | Answer;
  /**
   * /<version>/<file>, /<image>/<file>, version.txt, current/version.txt. The path is decoded, has no leading slash, and
   * no segment of it is empty, "." or "..".
   */
  file(path: string, asker: Ipv4): BootFile | undefined;
  /** What lies in /<image>/ or a folder in it; the path as for `file`. */
  folder(path: string): Listing | undefined;
  report: AnswerBoot["report"];
  /** Told of every request of a machine when it comes; what is returned is told how it ended. */
  asked(request: AskedFor): (ended: Ended) => void;
}

export interface AskedFor {
  readonly method: string;
  /** As it came, with its token if it has one. */
  readonly path: string;
  readonly asker: Ipv4;
}

export interface Ended {
  readonly status: number;
  /** Of the body, that left. */
  readonly bytes: number;
  /** The client went away, or the file was lost. */
  readonly cut: boolean;
}

export interface BootFile {
  readonly content: Content;
  /** Opaque and strong: other bytes, other tag (a SHA-256 is best). Without quotes. */
  readonly etag: string;
  readonly type?: string;
  readonly lastModified?: Date;
  /** Who may keep it. Everybody who asks again each time, unless said otherwise. */
  readonly cache?: "no-store";
  /**
   * Told what left: the stretch [start, end) of the content that was handed to the socket since the last call. Stretches
   * of one request follow each other and never overlap; a request that is resumed goes on where its range begins.
   */
  readonly track?: (sent: { readonly start: number; readonly end: number }) => void;
  /** The file could not be opened or ended early (a stick was pulled out). */
  readonly lost?: (because: string) => void;
}

/** not-ready → 503 + Retry-After, refused → 403, unknown → 404; none is ever cached. */
export type Answer =
  | { readonly kind: "text"; readonly text: string; readonly type: string }
  | { readonly kind: "not-ready"; readonly retryAfter: number; readonly because: string }
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "unknown"; readonly because: string };

/** What the page must know before anybody has signed in. */
export interface Hello {
  /** Somebody owns it: an account was made, or the configuration file has a token. */
  readonly claimed: boolean;
  /** The network was set up, by a person or the file. */
  readonly setUp: boolean;
  readonly language: "en" | "zh";
}

export interface Health {
  readonly ok: boolean;
  readonly serving: boolean;
  readonly problems: readonly string[];
}

export interface Machine {
  readonly mac: Mac;
  readonly name?: string;
  /** Reservation. */
  readonly address?: Ipv4;
  readonly lease?: Ipv4;
  readonly profile?: string;
  readonly vars?: Vars;
  /** Entered by a person or the configuration, not only seen on the wire. */
  readonly known: boolean;
  /** "bios", "uefi-x64", "uefi-arm64", … */
  readonly firmware?: string;
  readonly vendorClass?: string;
  readonly uuid?: string;
  readonly hostname?: string;
  readonly firstSeenAt?: string;
  readonly lastSeenAt?: string;
  /** A sentence: what it did last. */
  readonly lastSeen?: string;
  readonly rack?: string;
  /** Its lowest height unit; 1 is at the bottom. */
  readonly unit?: number;
  readonly height?: number;
  readonly notes?: string;
  /** The newest. */
  readonly run?: Run;
}

/** Absent: stays as it is. null: is taken away. */
export interface MachineChange {
  readonly name?: string | null;
  readonly address?: Ipv4 | null;
  readonly profile?: string | null;
  /** As a whole. */
  readonly vars?: Vars | null;
  readonly rack?: string | null;
  readonly unit?: number | null;
  readonly height?: number | null;
  readonly notes?: string | null;
}

export type RunState = "armed" | "booting" | "installing" | "done" | "failed" | "unknown";

export interface RunFilter {
  readonly state?: readonly RunState[];
  readonly mac?: Mac;
}

/** Times are ISO 8601. */
export interface Run {
  readonly id: string;
  readonly mac: Mac;
  readonly machine?: string;
  readonly profile: string;
  readonly image: string;
  readonly state: RunState;
  /** A sentence. */
  readonly because?: string;
  readonly stage?: string;
  readonly stageAt?: string;
  readonly percent?: number;
  readonly secondsLeft?: number;
  readonly bytes: number;
  readonly bytesTotal?: number;
  readonly armedAt: string;
  readonly armedUntil?: string;
  readonly bootedAt?: string;
  readonly installingAt?: string;
  readonly endedAt?: string;
  /** The image has no good signature and a person allowed that. */
  readonly notVerified: boolean;
  readonly waitingFor?: string;
  /** The same for all that were armed in one go. */
  readonly batch?: string;
  /** Who armed it. */
  readonly armedBy?: string;
}

export interface Event {
  readonly id: number;
  readonly at: string;
  readonly code: string;
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  readonly mac?: Mac;
  readonly run?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Profile {
  readonly name: string;
  readonly image: string;
  readonly install: "automatic" | "manual";
  readonly disk?: string;
  readonly kernelArgs: readonly string[];
  readonly cloudConfig?: string;
  readonly answerFile?: string | undefined;
  readonly settings?: ProfileAnswers["settings"];
  readonly vars?: Vars | undefined;
  readonly repos?: ProfileAnswers["repos"];
  readonly kernel?: string | undefined;
  readonly initrd?: string | undefined;
}

/** Of what stands here, absent stays as it was, and null is taken away. */
export type ProfileChange = {
  readonly [K in keyof Profile]: K extends "answerFile" | "settings" | "vars" | "repos" | "kernel" | "initrd"
    ? Profile[K] | null
    : Profile[K];
};

export interface Image extends ImageFacts {
  readonly name: string;
  readonly version: string;
  readonly state: "waiting" | "importing" | "ready" | "refused";
  /** A sentence: why it is not ready, or a remark on its signature ("key expired since …"). */
  readonly because?: string;
  readonly verified: boolean;
  /** Why Secure Boot refuses it, when it does. */
  readonly unsigned?: string;
  readonly bytes?: number;
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256?: string }[];
}

export interface SubnetView {
  readonly cidr: string;
  readonly pool?: string;
  readonly router?: string;
  readonly dns: readonly string[];
  /** Seconds. */
  readonly lease: number;
  readonly allocation: "dynamic" | "automatic";
  /** Addresses in the pool, and how many of them are promised. */
  readonly size: number;
  readonly used: number;
}

export interface LeaseView {
  readonly address: Ipv4;
  readonly mac: Mac;
  readonly state: "active" | "expired" | "released" | "quarantined";
  readonly subnet?: string;
  readonly hostname?: string;
  /** Seconds of appliance time that are left. Absent: for ever. */
  readonly remaining?: number;
}
