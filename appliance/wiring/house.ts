import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { bootFiles } from "../boot/service.ts";
import { loaderFiles } from "../boot/loader-files.ts";
import type { Config, ProfileConfig, SubnetConfig } from "../config-schema.ts";
import { eventLog } from "../event-log.ts";
import { applianceClock } from "../host/clock.ts";
import { bytesWritten } from "../host/disk-writes.ts";
import { hostRequests } from "../host/requests.ts";
import { tokenKey } from "../host/token-key.ts";
import { internet } from "../images/internet.ts";
import type { ImageConfig } from "../images/catalog.ts";
import { imageService } from "../images/service.ts";
import { arming as openArming } from "../machines/arming.ts";
import { bootSide } from "../machines/boot-side.ts";
import { inventory as openInventory } from "../machines/inventory.ts";
import type { MenuFor } from "../machines/plan.ts";
import { runLog as openRunLog } from "../machines/run-log.ts";
import { runs as openRuns } from "../machines/runs.ts";
import { metrics as openMetrics } from "../metrics.ts";
import { neighbourNow } from "../net/arp.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { formatSubnet, subnetContains } from "../net/subnet.ts";
import { neighbours as openNeighbours } from "../network/neighbours.ts";
import { network as openNetwork } from "../network/plan.ts";
import { profiles as openProfiles } from "../profiles/service.ts";
import { settings as openSettings } from "../settings/service.ts";
import { openDatabase } from "../store/database.ts";
import { eventStore } from "../store/events.ts";
import { imageStore } from "../store/images.ts";
import { isActive, lastSeenSecond, leaseReader, leaseStore } from "../store/leases.ts";
import { machineStore } from "../store/machines.ts";
import { memoryStore } from "../store/memory.ts";
import { profileStore } from "../store/profiles.ts";
import { runLogStore } from "../store/run-log.ts";
import { runStore } from "../store/runs.ts";
import { schema } from "../store/schema.ts";
import { trashStore } from "../store/trash.ts";
import { settingStore } from "../store/settings.ts";
import { openHouseAccess } from "./access.ts";
import { languageOf } from "./answer-tools.ts";
import { answers as openAnswers } from "./answers.ts";
import { applyConfig } from "./apply-config.ts";
import { bootNeeds } from "./boot-needs.ts";
import { whyNotBootable } from "./bootable.ts";
import { httpBase } from "./dhcp-settings.ts";
import { openForeignServers } from "./foreign-servers.ts";
import { doctor as openDoctor } from "./doctor.ts";
import { files as openFiles } from "./files.ts";
import { openUploads, watchSticks } from "./image-sources.ts";
import { machineTools as openMachineTools } from "./machine-tools.ts";
import { problem } from "./problem.ts";
import type { Surroundings } from "./surroundings.ts";
import { imageReports } from "./reports.ts";
import { openHouseTls } from "./tls.ts";
import { storageOf } from "./storage.ts";
import { openTrash } from "./trash.ts";
import { openSyslogPort } from "./syslog-port.ts";
import { tracing as openTracing } from "./traces.ts";
import { openHouseWebhooks } from "./webhooks.ts";

/** Everything that lives behind the servers, by name. */
export type House = Awaited<ReturnType<typeof openHouse>>;

/** Databases → services. What is opened here is given to `parts`, which closes it in the opposite order. */
export async function openHouse(
  config: Config,
  { descriptors, hostFolder }: Surroundings,
  parts: AsyncDisposableStack,
) {
  const loaders = loaderFiles();
  // Databases and time.
  mkdirSync(config.data, { recursive: true, mode: 0o750 });
  const leasesPath = join(config.data, "leases.db");
  leaseStore(leasesPath).close(); // makes the file; from here on only the DHCP thread writes it
  const db = parts.adopt(openDatabase(join(config.data, "rackseed.db"), schema), (open) => void open.close());
  const leases = parts.adopt(leaseReader(leasesPath), (open) => open.close());
  const memory = memoryStore(db);
  const clock = applianceClock(Math.max(memory.read("second") ?? 0, lastSeenSecond(leasesPath)));
  const wallClock = (): Date => new Date();

  const settings = openSettings(settingStore(db), { region: config.region });
  const network = openNetwork(config, settings);
  const neighbours = openNeighbours({
    mode: () => network.plan().mode,
    leases,
    arp: (address) => neighbourNow(address, config.interface),
  });
  const { macOf } = neighbours;

  // Services.
  const log = eventLog(eventStore(db), wallClock, problem);
  parts.defer(() => log.flush());
  const access = openHouseAccess({ db, config, hostFolder, log, now: clock.now, wallClock, problem });
  const tls = await openHouseTls({ config, settings, log, wallClock, problem }, parts);
  const hasLeases = (): boolean => leases.all().some((lease) => isActive(lease, clock.now()));
  const foreignServers = openForeignServers(
    { descriptor: descriptors.get("dhcp-probe"), config, network, settings, log, wallClock, hasLeases, problem },
    parts,
  );
  const storedImages = imageStore<ImageConfig>(db);
  const images = imageService({
    folder: join(config.data, "images"),
    store: storedImages,
    now: wallClock,
    internet,
    report: imageReports(log),
    trash: {
      put: (image, who) => trash.putImage(image, who),
      folders: () => trash.folders(),
      makeRoom: (bytes) => trash.makeRoom(bytes),
    },
    settled: (source) => void (source.from === "upload" && uploads.drop(source.source).catch(problem)),
  });
  parts.defer(() => images.stop());
  const uploads = openUploads(config, images, wallClock, (bytes) => trash.makeRoom(bytes));
  const storedProfiles = profileStore(db);
  const profiles = openProfiles({
    store: storedProfiles,
    now: wallClock,
    discard: (profile, who) => trash.putProfile(profile, who),
    imageExists: (name) => images.get(name) !== undefined,
    languageOf: (name) => languageOf(images.get(name)),
    usedBy: (profile) =>
      inventory.list().flatMap((machine) => (machine.profile === profile ? [machine.name ?? machine.mac] : [])),
  });
  const { trash, stop: stopTrash } = openTrash({
    store: trashStore(db, storedProfiles, storedImages),
    images,
    profiles,
    log,
    folder: join(config.data, "images"),
    now: clock.now,
    wallClock,
    problem,
  });
  parts.defer(stopTrash);
  const machineListeners = new Set<() => void>();
  const inventory = openInventory({
    store: machineStore(db),
    log,
    wallClock,
    config,
    subnets: () => network.plan().subnets,
    profileExists: (name) => profiles.get(name) !== undefined,
    changed() {
      for (const listener of machineListeners) listener();
    },
  });
  const runs = openRuns({
    store: runStore(db),
    log,
    now: clock.now,
    wallClock,
    nameOf: (mac) => inventory.get(mac)?.name ?? mac,
    armedForSeconds: config.armedFor,
    tokenKey: tokenKey(join(config.data, "token.key")),
  });
  const webhooks = openHouseWebhooks({ db, inventory, log, now: clock.now, wallClock, problem }, parts);
  const base = httpBase(config);
  const answers = openAnswers({
    base,
    address: config.address.address,
    image: (name) => images.get(name),
    ...(config.syslog.enabled ? { syslogPort: config.syslog.port } : {}),
    tokenOf: (run) => runs.tokenOf(run),
    leaseOf: ({ mac }) => neighbours.addressOf(mac),
  });
  const notBootable = (profile: ProfileConfig): string | undefined => {
    const release = images.get(profile.image)?.release;
    return release === undefined ? undefined : whyNotBootable(profile.image, release, profile, loaders.files);
  };
  const arming = openArming({
    inventory,
    runs,
    notBootable,
    profile: (name) => profiles.get(name),
    imageRefused(name) {
      const image = images.get(name);
      if (image === undefined) return `there is no image named ${name}.`;
      return image.state === "refused" ? `its image was refused. ${image.reason ?? ""}` : undefined;
    },
    rehearse: answers.rehearse,
  });
  const machineTools = openMachineTools({
    db,
    folder: config.data,
    inventory,
    runs,
    arming,
    log,
    answers,
    now: clock.now,
  });
  const runLog = openRunLog({ store: runLogStore(db), runs, wallClock, problem });
  parts.defer(() => runLog.flush());
  const syslog = await openSyslogPort({
    descriptor: descriptors.get("syslog"),
    config,
    network,
    macOf,
    runLog,
    now: clock.now,
    problem,
  });
  parts.defer(() => syslog.stop());
  const side = bootSide({
    inventory,
    runs,
    runLog,
    log,
    now: clock.now,
    macOf,
    profile: (name) => profiles.get(name),
    imageMissing(name) {
      const state = images.get(name)?.state;
      if (state === "ready") return undefined;
      return state === "refused" ? `the image ${name} was refused` : `the image ${name} is not ready yet`;
    },
    notBootable,
    archOf: (name) => images.get(name)?.release?.arch,
    menu: menuFor(config),
    ...answers,
  });
  const tracing = openTracing({ log, runs, macOf, address: config.address.address, wallClock, now: clock.now });
  const metrics = openMetrics({
    runs: () => countBy(runs.list().map(({ run }) => run.state)),
    leases: () =>
      leases.all().map((lease) => ({
        state: isActive(lease, clock.now()) ? "active" : "ended",
        subnet: subnetNameOf(network.plan().subnets, lease.address),
      })),
    bytesWritten: () => bytesWritten(config.data),
  });
  const doctor = openDoctor({
    traces: tracing.traces,
    heard: tracing.heard,
    runs,
    images,
    inventory,
    network,
    log,
    memory,
    activeLeases: () => leases.all().filter((lease) => isActive(lease, clock.now())),
    interface: config.interface,
    data: config.data,
    wallClock,
    now: clock.now,
    problem,
  });
  const files = openFiles({ images, profiles, inventory, runs, macOf, sentBytes: metrics.httpBytes });
  const bootPorts = bootNeeds({
    side,
    inventory,
    profiles,
    images,
    runs,
    files,
    macOf,
    base,
    loaders: loaders.files,
    menu: config.menu,
    syslog: syslog.target,
  });
  const boot = bootFiles(bootPorts);
  applyConfig(config, { images, profiles, inventory, arming, log });
  await uploads.resume();
  const media = watchSticks(config, images, log, problem);
  if (media !== undefined) parts.defer(() => media.stop());

  return {
    db,
    /** Where root takes requests: on the card's system. */
    hostRequests: hostFolder === undefined ? undefined : hostRequests(hostFolder),
    access,
    leasesPath,
    settings,
    network,
    neighbours,
    foreignServers,
    leases,
    memory,
    clock,
    macOf,
    loaders,
    tls,
    log,
    webhooks,
    images,
    uploads,
    media,
    profiles,
    trash,
    storage: () => storageOf(config.data, { images, uploads, trash }),
    inventory,
    runs,
    base,
    answers,
    arming,
    machineTools,
    runLog,
    syslog,
    side,
    metrics,
    tracing,
    doctor,
    files,
    bootPorts,
    boot,
    /** Reservations or known machines changed. */
    onMachinesChanged: (listener: () => void) => void machineListeners.add(listener),
  };
}

/** A menu is for machines without a profile; unknown ones see it only when the file says so. */
const menuFor = ({ menu, unknownMachines }: Config): MenuFor | undefined => {
  if (menu === undefined) return undefined;
  return unknownMachines === "menu" ? "everybody" : "known";
};

const subnetNameOf = (subnets: readonly SubnetConfig[], address: Ipv4): string => {
  const subnet = subnets.find(({ cidr }) => subnetContains(cidr, address));
  return subnet === undefined ? "none" : formatSubnet(subnet.cidr);
};

const countBy = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
