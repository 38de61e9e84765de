import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { answerTools, languageOf } from "./wiring/answer-tools.ts";
import { answers as openAnswers } from "./wiring/answers.ts";
import { applyConfig } from "./wiring/apply-config.ts";
import { bootNeeds } from "./wiring/boot-needs.ts";
import { whyNotBootable } from "./wiring/bootable.ts";
import { loaderFiles } from "./boot/loader-files.ts";
import { bootFiles, installerFile, ipxeScript } from "./boot/service.ts";
import { ConfigError } from "./config.ts";
import type { Config, ProfileConfig } from "./config-schema.ts";
import { dhcpSettings, httpBase, isClaimed } from "./wiring/dhcp-settings.ts";
import { startDhcp } from "./dhcp/service.ts";
import { type EventLog, eventLog } from "./event-log.ts";
import { files as openFiles } from "./wiring/files.ts";
import { ftpFiles } from "./wiring/ftp-needs.ts";
import { startFtp } from "./ftp/server.ts";
import { applianceClock } from "./host/clock.ts";
import { findLink } from "./host/network.ts";
import { tokenKey } from "./host/token-key.ts";
import { httpNeeds } from "./wiring/http-needs.ts";
import { startHttpServer } from "./http/server.ts";
import { fetchText } from "./images/fetch-text.ts";
import { releases as openReleases } from "./images/releases.ts";
import { internet } from "./images/internet.ts";
import { imageService } from "./images/service.ts";
import { arming as openArming } from "./machines/arming.ts";
import { bootSide } from "./machines/boot-side.ts";
import { openUploads, watchSticks } from "./wiring/image-sources.ts";
import { inventory as openInventory } from "./machines/inventory.ts";
import type { MenuFor } from "./machines/plan.ts";
import { runLog as openRunLog } from "./machines/run-log.ts";
import { runs as openRuns } from "./machines/runs.ts";
import { watch as openWatch } from "./machines/watch.ts";
import { metrics as openMetrics } from "./metrics.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import type { Mac } from "./net/mac.ts";
import { subnetContains } from "./net/subnet.ts";
import { profiles as openProfiles, templateProblem } from "./profiles/service.ts";
import { dhcpReports, ftpReports, imageReports, tftpReports } from "./wiring/reports.ts";
import { openDatabase } from "./store/database.ts";
import { eventStore } from "./store/events.ts";
import { imageStore } from "./store/images.ts";
import { isActive, lastSeenSecond, leaseReader, leaseStore } from "./store/leases.ts";
import { machineStore } from "./store/machines.ts";
import { memoryStore } from "./store/memory.ts";
import { profileStore } from "./store/profiles.ts";
import { runLogStore } from "./store/run-log.ts";
import { runStore } from "./store/runs.ts";
import { schema } from "./store/schema.ts";
import { openSyslogPort } from "./wiring/syslog-port.ts";
import { startTftp } from "./tftp/server.ts";
import { VERSION } from "./version.ts";

export interface Appliance {
  stop(): Promise<void>;
}

/** Appliance time and "last seen" are stored this often: at most this much is lived twice after a power cut. */
const KEEP_MS = 60_000;
const TICK_MS = 1000;
const LOG_MS = 2000;

/** The parts list: databases → services → servers. What is started here is stopped in the opposite order. */
export async function startAppliance(config: Config): Promise<Appliance> {
  checkTemplates(config);
  const link = await findLink(config.interface, config.address.address);
  const loaders = loaderFiles();
  await using parts = new AsyncDisposableStack();

  // Databases and time.
  mkdirSync(config.data, { recursive: true, mode: 0o750 });
  const leasesPath = join(config.data, "leases.db");
  leaseStore(leasesPath).close(); // makes the file; from here on only the DHCP thread writes it
  const db = parts.adopt(openDatabase(join(config.data, "rackseed.db"), schema), (open) => void open.close());
  const leases = parts.adopt(leaseReader(leasesPath), (open) => open.close());
  const memory = memoryStore(db);
  const clock = applianceClock(Math.max(memory.read("second") ?? 0, lastSeenSecond(leasesPath)));
  const wallClock = (): Date => new Date();
  const macOf = (address: Ipv4): Mac | undefined => leases.byAddress(address)?.mac;

  // Services.
  const log = eventLog(eventStore(db), wallClock, problem);
  parts.defer(() => log.flush());
  const images = imageService({
    folder: join(config.data, "images"),
    store: imageStore(db),
    now: wallClock,
    internet,
    report: imageReports(log),
    settled: (source) => void (source.from === "upload" && uploads.drop(source.source).catch(problem)),
  });
  parts.defer(() => images.stop());
  const uploads = openUploads(config, images, wallClock);
  const profiles = openProfiles({
    store: profileStore(db),
    imageExists: (name) => images.get(name) !== undefined,
    languageOf: (name) => languageOf(images.get(name)),
    usedBy: (profile) =>
      inventory.list().flatMap((machine) => (machine.profile === profile ? [machine.name ?? machine.mac] : [])),
  });
  let tellDhcp = (): void => undefined; // until DHCP runs there is nobody to tell
  const inventory = openInventory({
    store: machineStore(db),
    log,
    wallClock,
    config,
    profileExists: (name) => profiles.get(name) !== undefined,
    changed: () => tellDhcp(),
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
  const base = httpBase(config);
  const answers = openAnswers({
    base,
    address: config.address.address,
    image: (name) => images.get(name),
    ...(config.syslog.enabled ? { syslogPort: config.syslog.port } : {}),
    tokenOf: (run) => runs.tokenOf(run),
    leaseOf: ({ mac }) => leases.byMac(mac)?.address,
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
  const runLog = openRunLog({ store: runLogStore(db), runs, wallClock, problem });
  parts.defer(() => runLog.flush());
  const syslog = await openSyslogPort({ config, macOf, runLog, now: clock.now, problem });
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
  const metrics = openMetrics({
    runs: () => countBy(runs.list().map(({ run }) => run.state)),
    leases: () => countBy(leases.all().map((lease) => (isActive(lease, clock.now()) ? "active" : "ended"))),
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

  // Servers.
  const { unknownMachines } = config;
  const installUnknown = typeof unknownMachines === "object" ? unknownMachines.install : undefined;
  const watch = openWatch({ inventory, runs, arming, log, installUnknown, problem });
  const reports = { log, metrics, watch, macOf, say };
  const dhcp = await startDhcp({
    settings: dhcpSettings(config, inventory),
    database: leasesPath,
    applianceTime: clock.anchor,
    report: dhcpReports(reports),
  });
  parts.defer(() => dhcp.stop());
  tellDhcp = soon(() => dhcp.update(dhcpSettings(config, inventory)));
  if (config.tftp.enabled) {
    const tftp = await startTftp({
      address: config.address.address,
      port: config.tftp.port,
      mtu: link.mtu,
      files: { find: boot.find, mayAsk: (address) => mayAsk(config, macOf(address) !== undefined, address) },
      report: tftpReports(reports),
      now: () => performance.now(),
    });
    parts.defer(() => tftp.stop());
  }
  if (config.ftp.enabled) {
    const imageOf = (asker: Ipv4): string | undefined => {
      const mac = macOf(asker);
      const profile = mac === undefined ? undefined : inventory.get(mac)?.profile;
      return profile === undefined ? undefined : profiles.get(profile)?.image;
    };
    const ftp = await startFtp({
      address: config.address.address,
      port: config.ftp.port,
      files: ftpFiles({
        images,
        files,
        imageOf,
        folder: (image, path) => images.folder(image.name, path),
        answer(path, asker) {
          const given = side.seedAnswer(path, asker, false);
          return given?.kind === "text" ? given.text : undefined;
        },
      }),
      mayAsk: (address) => isServed(config, address),
      report: ftpReports(reports),
      failed: problem,
      now: () => performance.now(),
    });
    parts.defer(() => ftp.stop());
  }
  const problems = [...loaders.missing, ...syslog.missing, ...(isClaimed(config) ? [] : [NOT_CLAIMED])];
  const http = await startHttpServer({
    needs: httpNeeds({
      config,
      version: VERSION,
      inventory,
      runs,
      arming,
      images,
      media,
      uploads,
      profiles,
      leases,
      releases: openReleases({ fetchText: fetchText() }),
      log,
      side,
      runLog,
      files,
      installerFile: (path) => installerFile(loaders.files, path),
      metrics,
      validateAnswers: answers.validate,
      answers: answerTools({
        base,
        machine: (mac) => inventory.get(mac),
        profile: (name) => profiles.get(name),
        image: (name) => images.get(name),
        preview: answers.preview,
      }),
      now: clock.now,
      ipxeScript: (asker, mac, peek) => ({
        kind: "text",
        text: ipxeScript(peek ? { ...bootPorts, served: () => undefined } : bootPorts, mac, asker, base),
        type: "text/plain; charset=utf-8",
      }),
      health: () => ({ ok: true, serving: isClaimed(config) && config.dhcp.mode !== "off", problems }),
    }),
    log: problem,
    listen: config.http.ports.map((port) => ({ address: config.address.address, port })),
  });
  parts.defer(() => http.stop());

  const tick = setInterval(() => runs.tick(), TICK_MS);
  const logKeeper = setInterval(() => runLog.flush(), LOG_MS);
  const keep = (): void => {
    memory.write("second", clock.now());
    inventory.flush();
  };
  const keeper = setInterval(keep, KEEP_MS);
  parts.defer(() => {
    clearInterval(tick);
    clearInterval(logKeeper);
    clearInterval(keeper);
    keep();
  });
  sayStarted(config, log, problems);
  const started = parts.move();
  return { stop: () => started.disposeAsync() };
}

const NOT_CLAIMED =
  "This appliance is not claimed, so it gives no addresses. A configuration file with access.token, dhcp.mode and subnets claims it.";

/** A menu is for machines without a profile; unknown ones see it only when the file says so. */
const menuFor = ({ menu, unknownMachines }: Config): MenuFor | undefined => {
  if (menu === undefined) return undefined;
  return unknownMachines === "menu" ? "everybody" : "known";
};

/** Whom TFTP serves: clients with a lease; others of our subnets get one packet and must answer first (trust 2.6). */
function mayAsk(config: Config, hasLease: boolean, address: Ipv4): "yes" | "once" | "no" {
  if (hasLease) return "yes";
  return isServed(config, address) ? "once" : "no";
}

function isServed(config: Config, address: Ipv4): boolean {
  const served = [config.address.subnet, ...config.subnets.map(({ cidr }) => cidr)];
  return served.some((subnet) => subnetContains(subnet, address));
}

function sayStarted(config: Config, log: EventLog, problems: readonly string[]): void {
  for (const text of problems) {
    log.add("RS_HEALTH", "warning", text);
    process.stderr.write(`rackseed: ${text}\n`);
  }
  const dhcp = isClaimed(config) && config.dhcp.mode === "server" ? "gives addresses" : "gives no addresses";
  log.add(
    "RS_STARTED",
    "info",
    `Rackseed ${VERSION} started on ${config.interface} (${config.address.address}) and ${dhcp}.`,
  );
  say(`rackseed ${VERSION}: ready on ${httpBase(config)} (${config.interface}), ${dhcp}`);
}

function checkTemplates(config: Config): void {
  const problems = config.profiles.flatMap((profile) => templateProblem(profile)?.message ?? []);
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
}

/** One line for whoever watches the console; systemd keeps it in the journal. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A fault of ours: it is written down and nobody else is harmed. */
function problem(error: unknown): void {
  process.stderr.write(`rackseed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** Many changes in one turn become one message. */
function soon(act: () => void): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    setImmediate(() => {
      pending = false;
      act();
    });
  };
}

const countBy = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
