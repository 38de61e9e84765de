import type { installerFile } from "../boot/service.ts";
import { type Config, profileSchema, type SubnetConfig } from "../config-schema.ts";
import { dnsOf } from "./dhcp-settings.ts";
import type { Answers } from "./answers.ts";
import type { EventLog } from "../event-log.ts";
import type { Files } from "./files.ts";
import type { OtherServer } from "../http/needs-network.ts";
import type { Answer, BootFile, Health, Image as ImageView, LeaseView, Needs, Run as RunView } from "../http/needs.ts";
import type { ForeignServers } from "../http/needs-foreign-servers.ts";
import type { Image } from "../images/catalog.ts";
import type { ImageService } from "../images/service.ts";
import type { Arming } from "../machines/arming.ts";
import type { BootSide } from "../machines/boot-side.ts";
import type { Releases } from "../images/releases.ts";
import type { Inventory } from "../machines/inventory.ts";
import type { RunLog } from "../machines/run-log.ts";
import type { Runs } from "../machines/runs.ts";
import type { machineTools } from "./machine-tools.ts";
import { mediaNeeds } from "./media-needs.ts";
import { networkNeeds, regionNeeds } from "./network-needs.ts";
import type { Media } from "../images/media.ts";
import type { Uploads } from "../images/uploads.ts";
import type { Metrics } from "../metrics.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Network } from "../network/plan.ts";
import { formatSubnet, rangeContains, subnetContains } from "../net/subnet.ts";
import type { Profiles } from "../profiles/service.ts";
import type { Settings } from "../settings/service.ts";
import { isActive, type Lease, type LeaseReader } from "../store/leases.ts";
import type { StoredRun } from "../store/runs.ts";
import { unsignedLink } from "../systems/secure-boot.ts";
import { OWN_NAMES } from "../tls/names.ts";
import { doctorNeeds } from "./doctor-needs.ts";
import type { Doctor } from "./doctor.ts";
import type { Tracing } from "./traces.ts";
import { restoreVersion } from "./profile-versions.ts";
import { machineView, present, runView, subnetView } from "./views.ts";

export interface HttpPorts {
  readonly config: Config;
  readonly network: Network;
  readonly settings: Settings;
  /** DHCP servers that were heard on the wire. */
  readonly foreign: () => readonly OtherServer[];
  readonly version: string;
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly arming: Arming;
  readonly images: ImageService;
  readonly media: Media | undefined;
  readonly uploads: Uploads;
  readonly profiles: Profiles;
  readonly trash: Needs["trash"];
  readonly storage: Needs["storage"];
  readonly healthReport: Needs["healthReport"];
  readonly leases: LeaseReader;
  readonly releases: Releases;
  readonly addressOf: (mac: Mac) => Ipv4 | undefined;
  readonly foreignServers: ForeignServers;
  readonly log: EventLog;
  readonly side: BootSide;
  readonly files: Files;
  /** Debian's installer for the network, by its virtual path. */
  readonly installerFile: (path: string) => ReturnType<typeof installerFile>;
  readonly runLog: RunLog;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly doctor: Doctor;
  readonly answers: Needs["answers"];
  readonly access: Needs["access"];
  readonly webhooks: Needs["webhooks"];
  readonly validateAnswers: Answers["validate"];
  readonly machineTools: ReturnType<typeof machineTools>;
  /** Appliance seconds. */
  readonly now: () => number;
  readonly ipxeScript: (asker: Ipv4, mac: Mac | undefined, peek: boolean) => Promise<Answer> | Answer;
  readonly tls: Needs["tls"];
  readonly device: Needs["device"];
  readonly exports: Needs["exports"];
  readonly configImport: Needs["configImport"];
  readonly backup: Needs["backup"];
  readonly updates: Needs["updates"];
  readonly hello: Needs["hello"];
  readonly health: () => Health;
}

/** The house as HTTP sees it. */
export function httpNeeds(ports: HttpPorts): Needs {
  const { config, network, inventory, runs, images, profiles, leases, log, side, files, now } = ports;

  const viewOf = (stored: StoredRun): RunView => {
    const image = images.get(stored.run.image);
    return runView(
      stored,
      inventory.get(stored.run.mac),
      image === undefined ? undefined : imageView(image, []),
      now(),
    );
  };
  const machineOf = (mac: Mac) => {
    const machine = inventory.get(mac);
    if (machine === undefined) return undefined;
    const newest = runs.newestOf(mac);
    return machineView(machine, ports.addressOf(mac), newest === undefined ? undefined : viewOf(newest));
  };

  const viewOfImage = (image: Image): ImageView => imageView(image, profiles.list());
  const imageNamed = (name: string): ImageView | undefined => optional(images.get(name), viewOfImage);
  const sources = mediaNeeds({ ...ports, configured: config.images.map(({ name }) => name) }, imageNamed);
  const installer = (path: string): BootFile | undefined => {
    const content = ports.installerFile(path);
    if (content === undefined) return undefined;
    return { content, etag: `${content.size}-${content.modified}`, type: "application/octet-stream" };
  };

  return {
    settings: {
      ownAddresses: [config.address.address],
      names: () => [...OWN_NAMES, ...ports.tls.fileNames, ...ports.tls.personNames()],
      ports: config.http.ports,
      httpsPorts: config.https.ports,
      plainHttp: config.access.plainHttp,
      servedSubnets: () => network.plan().subnets.map(({ cidr }) => cidr),
      version: ports.version,
    },
    machines: {
      list: () => inventory.list().flatMap(({ mac }) => machineOf(mac) ?? []),
      macs: () => inventory.list().map(({ mac }) => mac),
      get: machineOf,
      save(mac, change) {
        inventory.save(mac, change);
        return machineOf(mac) ?? { mac, known: true };
      },
      remove(mac) {
        const open = runs.openOf(mac);
        if (open !== undefined) runs.stop(open.id);
        inventory.remove(mac);
      },
      subscribe: (seen) => inventory.subscribe(seen),
    },
    runs: {
      list: (filter = {}) =>
        runs
          .list()
          .filter(({ run }) => filter.mac === undefined || run.mac === filter.mac)
          .filter(({ run }) => filter.state === undefined || filter.state.includes(run.state))
          .reverse()
          .map(viewOf),
      get: (id) => optional(runs.get(id), viewOf),
      async arm(mac, more) {
        const machine = inventory.get(mac);
        const profile = machine?.profile === undefined ? undefined : profiles.get(machine.profile);
        if (machine !== undefined && profile !== undefined) await ports.validateAnswers(machine, profile);
        return viewOf(ports.arming.arm(mac, more));
      },
      stop: (id) => viewOf(runs.stop(id)),
      rotate(id) {
        const found = runs.get(id);
        return found === undefined ? undefined : viewOf(ports.arming.rotate(found.run));
      },
      log: (id, after, limit) => ports.runLog.after(id, after, limit).map(present),
    },
    subnets: {
      list() {
        const active = leases.all().filter((lease) => stateOf(lease, now()) === "active");
        return network.plan().subnets.map((subnet) => {
          const { pool } = subnet;
          const used = pool === undefined ? 0 : active.filter((lease) => rangeContains(pool, lease.address)).length;
          return subnetView(subnet, dnsOf(subnet, config.address.address), used);
        });
      },
    },
    foreignServers: ports.foreignServers,
    leases: { list: () => leases.all().flatMap((lease) => leaseView(lease, network.plan().subnets, now()) ?? []) },
    network: networkNeeds(ports),
    region: regionNeeds(ports.settings),
    images: { list: () => images.list().map(viewOfImage), get: imageNamed, add: sources.add, remove: sources.remove },
    media: sources.media,
    uploads: sources.uploads,
    profiles: {
      list: () => profiles.list().map(present),
      get: (name) => optional(profiles.get(name), present),
      // Through the file's own schema, so that the API cannot say what the file may not. What the API does not show stays.
      save(name, { answerFile, settings, vars, repos, kernel, initrd, ...profile }, who) {
        const before = profiles.get(name);
        const kept = { installScript: before?.installScript };
        const change = { answerFile, settings, vars, repos, kernel, initrd };
        return present(
          profiles.save(profileSchema.parse(present({ ...profile, name, ...kept, ...merged(before, change) })), who),
        );
      },
      remove: (name, who) => profiles.remove(name, who),
    },
    history: {
      newest: () => profiles.newest(),
      of: (name) => profiles.versions(name),
      get: (name, number) => optional(profiles.version(name, number), present),
      restore: (name, number, who) => present(restoreVersion(profiles, name, number, who)),
    },
    trash: ports.trash,
    storage: ports.storage,
    healthReport: ports.healthReport,
    releases: ports.releases,
    ...doctorNeeds(ports),
    events: {
      since: (id, limit) => log.since(id, limit),
      before: (id, limit) => log.before(id, limit),
      subscribe: (listener) => log.subscribe(listener),
      lastId: () => log.lastId(),
    },
    boot: {
      cloudConfig: (mac, asker, peek) => side.cloudConfig(mac, asker, peek),
      installScript: (asker, mac, peek) => side.installScript(asker, mac, peek),
      answerFile: (token, name, asker, fetch) => side.answerFile(token, name, asker, fetch),
      seedAnswer: (path, asker, peek) => side.seedAnswer(path, asker, peek),
      ipxeScript: ports.ipxeScript,
      folder: (path) => files.folder(path),
      file(path, asker) {
        const found = installer(path) ?? files.file(path, asker);
        if (found === undefined && files.folder(path) === undefined) side.missed(path, asker);
        return found;
      },
      report: (token, report, asker) => side.report(token, report, asker),
      asked: (request) => ports.tracing.asked(request),
    },
    answers: ports.answers,
    access: ports.access,
    webhooks: ports.webhooks,
    tls: ports.tls,
    device: ports.device,
    machineTools: ports.machineTools(viewOf),
    exports: ports.exports,
    configImport: ports.configImport,
    backup: ports.backup,
    updates: ports.updates,
    hello: ports.hello,
    health: ports.health,
    metrics: () => ports.metrics.text(),
  };
}

/** Absent stays as it was, null is taken away. */
const merged = <T extends object>(before: Partial<Record<keyof T, unknown>> | undefined, change: T): object =>
  Object.fromEntries(
    (Object.entries(change) as [keyof T, unknown][]).map(([key, value]) => [
      key,
      value === undefined ? before?.[key] : (value ?? undefined),
    ]),
  );

const optional = <T, U>(value: T | undefined, make: (value: T) => U): U | undefined =>
  value === undefined ? undefined : make(value);

const imageView = (image: Image, profiles: readonly { readonly name: string; readonly image: string }[]): ImageView =>
  present({
    name: image.name,
    version: image.version,
    state: image.state,
    because: image.reason ?? image.detail,
    verified: image.verified === "verified",
    bytes: image.bytes,
    files: image.files,
    ...(image.release !== undefined && {
      title: image.release.title,
      family: image.release.family,
      arch: image.release.arch,
      major: image.release.major || undefined,
      boots: image.release.boots,
      memory: image.release.memory || undefined,
    }),
    phase: image.phase,
    share: image.progress,
    rate: image.rate,
    secondsLeft: image.secondsLeft,
    usedBy: profiles.filter((profile) => profile.image === image.name).map(({ name }) => name),
    source: image.source,
    detail: image.detail,
    tree: image.state === "ready" && image.release?.extras["iso"] !== undefined ? `/${image.name}/` : undefined,
    unsigned: image.release === undefined ? undefined : unsignedLink(image.release),
  });

function stateOf(lease: Lease, now: number): LeaseView["state"] {
  if (lease.released) return "released";
  return isActive(lease, now) ? "active" : "expired";
}

function leaseView(lease: Lease, subnets: readonly SubnetConfig[], now: number): LeaseView | undefined {
  if (lease.mac === undefined) return undefined;
  const subnet = subnets.find(({ cidr }) => subnetContains(cidr, lease.address));
  return present({
    address: lease.address,
    mac: lease.mac,
    state: stateOf(lease, now),
    subnet: subnet === undefined ? undefined : formatSubnet(subnet.cidr),
    hostname: lease.hostname,
    remaining: lease.endsAt === null ? undefined : Math.max(0, Math.floor(lease.endsAt - now)),
  });
}
