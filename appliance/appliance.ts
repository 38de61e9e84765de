import { mkdirSync, realpathSync } from "node:fs";
import { answerTools } from "./wiring/answer-tools.ts";
import { installerFile, ipxeScript } from "./boot/service.ts";
import { ConfigError } from "./config.ts";
import type { Config } from "./config-schema.ts";
import { claimPage, pageUrl, sayClaim } from "./wiring/access.ts";
import { dhcpSettings, httpBase } from "./wiring/dhcp-settings.ts";
import type { DhcpSettings } from "./dhcp/facts.ts";
import { startDhcp } from "./dhcp/service.ts";
import { ftpFiles } from "./wiring/ftp-needs.ts";
import { startFtp } from "./ftp/server.ts";
import { qrSvg } from "./device/qr.ts";
import { deviceProblems } from "./host/device-problems.ts";
import { eraseIfMarked } from "./host/erase.ts";
import type { Needs } from "./http/needs.ts";
import { deviceOf } from "./wiring/device.ts";
import { present } from "./wiring/views.ts";
import { findLink } from "./host/network.ts";
import type { Health } from "./http/needs.ts";
import { openCare } from "./wiring/health.ts";
import { httpNeeds } from "./wiring/http-needs.ts";
import { type HttpServer, startHttpServer } from "./http/server.ts";
import { fetchText } from "./images/fetch-text.ts";
import { releases as openReleases } from "./images/releases.ts";
import { isOpen } from "./machines/run.ts";
import { watch as openWatch } from "./machines/watch.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import type { Mac } from "./net/mac.ts";
import { templateProblem } from "./profiles/service.ts";
import { applyPending, keepRestored, rollBack } from "./backup/pending.ts";
import { backup } from "./wiring/backup.ts";
import { configImport } from "./wiring/import-config.ts";
import { exports } from "./wiring/exports.ts";
import { dhcpReports, ftpReports, tftpReports } from "./wiring/reports.ts";
import { type House, openHouse } from "./wiring/house.ts";
import { problem } from "./wiring/problem.ts";
import { openBox } from "./wiring/box.ts";
import type { Surroundings } from "./wiring/surroundings.ts";
import { isServed, mayAsk } from "./wiring/served.ts";
import { soon } from "./wiring/soon.ts";
import { servingNews } from "./wiring/serving-news.ts";
import { tlsNeeds } from "./wiring/tls.ts";
import { openHouseUpdates } from "./wiring/updates.ts";
import { startTftp } from "./tftp/server.ts";
import { VERSION } from "./version.ts";

export interface Appliance {
  stop(): Promise<void>;
  /** Resolves when the house must be closed and opened anew. */
  readonly wantsRestart: Promise<Restart>;
  /** The event loop and the DHCP thread turn; asked by whoever feeds a watchdog. */
  alive(): Promise<boolean>;
}

/** Why the house is opened anew; for the log. */
export interface Restart {
  readonly because: string;
}

/** The DHCP thread may be at a sync of a slow card. */
const ALIVE_MS = 10_000;
/** Appliance time and "last seen" are stored this often: at most this much is lived twice after a power cut. */
const KEEP_MS = 60_000;
const TICK_MS = 1000;
const LOG_MS = 2000;

/**
 * Starts with what lies in the data folder. A restore that waits is swapped in before; when the house does not come up with
 * it, what was there before is put back and started instead.
 */
export async function startAppliance(config: Config, around: Surroundings): Promise<Appliance> {
  checkTemplates(config);
  if (eraseIfMarked(config.data)) say("rackseed: everything on this box was erased, as a person asked.");
  mkdirSync(config.data, { recursive: true, mode: 0o750 });
  const done = applyPending(config.data);
  if (done === "rolled back")
    say("rackseed: the restored data did not start three times, so what was there before is used again");
  try {
    const appliance = await startParts(config, around);
    keepRestored(config.data);
    return appliance;
  } catch (error) {
    if (done !== "restored" || !rollBack(config.data)) throw error;
    say(`rackseed: the restored backup does not start (${String(error)}), so what was there before is used again`);
    return startParts(config, around);
  }
}

/** The parts list: house (databases → services) → servers. What is started here is stopped in the opposite order. */
async function startParts(config: Config, around: Surroundings): Promise<Appliance> {
  const { descriptors, hostFolder } = around;
  const link = await findLink(config.interface, config.address.address);
  await using parts = new AsyncDisposableStack();
  const { promise: wantsRestart, resolve: wantRestart } = Promise.withResolvers<Restart>();
  const house = await openHouse(config, around, parts);
  const {
    network,
    neighbours,
    foreignServers,
    log,
    inventory,
    runs,
    arming,
    metrics,
    macOf,
    clock,
    boot,
    images,
    profiles,
    side,
    files,
  } = house;
  const { bootPorts, base, loaders, leases, runLog, memory, answers, syslog, media, uploads } = house;

  const { unknownMachines } = config;
  const installUnknown = typeof unknownMachines === "object" ? unknownMachines.install : undefined;
  const watch = openWatch({ inventory, runs, arming, log, installUnknown, problem });
  const reports = { log, metrics, watch, macOf, tracing: house.tracing, say, neighbours, foreignServers };
  const installing = (): Mac[] =>
    runs.list().flatMap(({ run }) => (isOpen(run) && run.state !== "armed" ? [run.mac] : []));
  const dhcpSettingsNow = (): DhcpSettings =>
    dhcpSettings(config, network.plan(), inventory, foreignServers.standing(), installing);
  const dhcp = await startDhcp({
    settings: dhcpSettingsNow(),
    database: house.leasesPath,
    applianceTime: clock.anchor,
    report: dhcpReports(reports),
    descriptor: descriptors.get("dhcp"),
    bootDescriptor: descriptors.get("proxydhcp"),
    lost: () => wantRestart({ because: "the DHCP thread stopped by a fault" }),
  });
  parts.defer(() => dhcp.stop());
  const tellServing = servingNews(dhcpSettingsNow().mode, (mode) =>
    house.log.add("RS_SERVING", "info", `Rackseed ${DOES[mode]} on ${config.interface} now.`, { data: { mode } }),
  );
  const tellDhcp = soon(() => {
    const settings = dhcpSettingsNow();
    dhcp.update(settings);
    tellServing(settings.mode);
  });
  house.onMachinesChanged(tellDhcp);
  parts.defer(network.subscribe(tellDhcp));
  parts.defer(foreignServers.subscribe(tellDhcp));
  foreignServers.start();
  if (config.tftp.enabled) {
    const tftp = await startTftp({
      address: config.address.address,
      port: config.tftp.port,
      mtu: link.mtu,
      files: { find: boot.find, mayAsk: (address) => mayAsk(house, config, address) },
      report: tftpReports(reports),
      signal: (signal) => house.tracing.tftpSignal(signal),
      now: () => performance.now(),
      fd: descriptors.get("tftp"),
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
      mayAsk: (address) => isServed(house, config, address),
      report: ftpReports(reports),
      failed: problem,
      now: () => performance.now(),
    });
    parts.defer(() => ftp.stop());
  }
  const opened: { http?: HttpServer } = {};
  const problems = (): string[] => [
    ...(opened.http?.unopened ?? []),
    ...loaders.missing,
    ...syslog.missing,
    ...(network.plan().saidBy === "nobody" ? [house.access.claimed() ? NOT_SET_UP : NOT_CLAIMED] : []),
    ...foreignServers.problems(),
    ...deviceProblems(hostFolder, house.settings.get("region").language),
  ];
  const serves = (): boolean => dhcpSettingsNow().mode !== "off" && !network.plan().paused;
  const health = (): Health => ({ ok: true, serving: serves(), problems: problems() });
  const data = realpathSync(config.data);
  const care = openCare({ house, data, latencies: metrics.latencies, health, problem }, parts);
  const device = deviceOf({
    config,
    house,
    version: VERSION,
    serves,
    claim: () =>
      present({
        claimed: house.access.claimed(),
        code: house.access.claim.code(),
        words: house.tls.fingerprintWords(),
      }),
    url: pageUrl(config),
    qrCode: qrSvg,
    arm: (mac) => needs.runs.arm(mac),
    leave: () => process.kill(process.pid, "SIGTERM"),
    requests: house.hostRequests,
    concerns: () => care.concerns().map(({ code }) => code),
  });
  const needs: Needs = httpNeeds({
    config,
    network,
    settings: house.settings,
    machineTools: house.machineTools,
    tracing: house.tracing,
    doctor: house.doctor,
    foreign: foreignServers.list,
    version: VERSION,
    inventory,
    runs,
    arming,
    images,
    media,
    uploads,
    profiles,
    leases,
    addressOf: neighbours.addressOf,
    foreignServers,
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
    access: house.access,
    webhooks: house.webhooks,
    device,
    exports: exports({ inventory, profiles, leaseOf: (mac) => leases.byMac(mac)?.address }),
    configImport: configImport({ config, settings: house.settings, network, inventory }),
    updates: openHouseUpdates({ ...house, config, version: VERSION, hostFolder, problem }, parts),
    backup: backup(house, config.data, () => wantRestart({ because: "a backup is put in place" })),
    now: clock.now,
    tls: tlsNeeds({ config, settings: house.settings, log }, house.tls, () => opened.http?.tlsAddresses[0]?.port),
    ipxeScript: (asker, mac, peek) => ({
      kind: "text",
      text: ipxeScript(peek ? { ...bootPorts, served: () => undefined } : bootPorts, mac, asker, base),
      type: "text/plain; charset=utf-8",
    }),
    hello: () => ({
      claimed: house.access.claimed(),
      setUp: network.plan().saidBy !== "nobody",
      language: house.settings.get("region").language,
    }),
    health,
    healthReport: care.report,
    trash: house.trash,
    storage: house.storage,
  });
  const place = (port: number, usual: number, name: string) => ({
    address: config.address.address,
    port,
    fd: port === usual ? descriptors.get(name) : undefined,
  });
  const http = await startHttpServer({
    needs,
    log: problem,
    listen: config.http.ports.map((port) => place(port, 80, "http")),
    tls: {
      listen: config.https.ports.map((port) => place(port, 443, "https")),
      credentials: () => house.tls.credentials(),
      subscribe: (listener) => house.tls.subscribe(listener),
    },
    ...(config.panel.enabled && { panel: { address: "127.0.0.1", port: config.panel.port } }),
  });
  opened.http = http;
  parts.defer(() => http.stop());

  const tick = setInterval(() => runs.tick(), TICK_MS);
  const examination = setInterval(() => house.doctor.tick(), LOG_MS);
  const logKeeper = setInterval(() => runLog.flush(), LOG_MS);
  const keep = (): void => {
    memory.write("second", clock.now());
    inventory.flush();
  };
  const keeper = setInterval(keep, KEEP_MS);
  parts.defer(() => {
    clearInterval(tick);
    clearInterval(examination);
    clearInterval(logKeeper);
    clearInterval(keeper);
    keep();
  });
  if (hostFolder !== undefined) {
    openBox({ folder: hostFolder, config, house, serves, installs: () => installing().length, problem }, parts);
  }
  sayStarted(config, house, dhcpSettingsNow().mode, problems());
  sayClaim(claimPage(config), house.access.claim.code(), say);
  const started = parts.move();
  return { stop: () => started.disposeAsync(), wantsRestart, alive: () => dhcp.answers(ALIVE_MS) };
}

const NOT_CLAIMED =
  "Nobody owns this appliance yet, so it gives no addresses. Open its page and enter the claim code, or write access.token, dhcp.mode and subnets into the configuration file.";
const NOT_SET_UP =
  "Nobody has said yet how this appliance takes part in the network, so it gives no addresses. Choose that on its page, or write dhcp.mode and subnets into the configuration file.";

const DOES = {
  server: "gives addresses",
  proxy: "tells machines what to boot while another server gives the addresses",
  off: "gives no addresses",
} as const;

function sayStarted(config: Config, { log, tls }: House, mode: keyof typeof DOES, problems: readonly string[]): void {
  for (const text of problems) {
    log.add("RS_HEALTH", "warning", text);
    process.stderr.write(`rackseed: ${text}\n`);
  }
  const dhcp = DOES[mode];
  log.add(
    "RS_STARTED",
    "info",
    `Rackseed ${VERSION} started on ${config.interface} (${config.address.address}) and ${dhcp}.`,
  );
  say(
    `rackseed: the six words of this appliance are: ${tls.fingerprintWords().join(" ")} (certificate SHA-256 ${tls.facts().authorityFingerprint})`,
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
