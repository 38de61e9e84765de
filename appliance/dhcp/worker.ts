import type { Socket } from "node:dgram";
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { Ipv4 } from "../net/ipv4.ts";
import { ANY } from "../net/ipv4.ts";
import { InvalidValueError } from "../net/invalid-value.ts";
import { type Mac, parseMac } from "../net/mac.ts";
import { Inbox, openUdp, sendUdp, type UdpOrigin } from "../net/socket.ts";
import { leaseStore } from "../store/leases.ts";
import { BOOT_SERVER_PORT, SERVER_PORT } from "./destination.ts";
import { event } from "./events.ts";
import { type DhcpSettings, type LocalPort, serve } from "./facts.ts";
import { arpProbe, type Probe } from "./probe.ts";
import type { DhcpReport } from "./report.ts";
import { type Arrival, DhcpServer } from "./server.ts";
import type { FromWorker, StartData, ToWorker } from "./service.ts";

// The DHCP thread: it owns the sockets of port 67 and leases.db, and does nothing that could make an ACK wait.

const KEEP_TIME_MS = 60_000;
const COUNTERS_MS = 10_000;
const REOPEN_MS = 2_000;

interface Wire {
  readonly reply: Socket;
  /** Port 4011. */
  readonly boot: Socket | undefined;
  readonly probe: Probe;
  close(): void;
}

const { settings: first, database, applianceTime, descriptor, bootDescriptor } = workerData as StartData;
const tell = (message: FromWorker): void => parentPort?.postMessage(message);
const report = (one: DhcpReport): void => tell({ kind: "report", report: one });

const store = leaseStore(database);
// Appliance time never runs backwards: not behind what the leases in this file bear witness to.
const base = Math.max(applianceTime.seconds, store.lastSeenSecond());
const now = (): number => base + Number(process.hrtime.bigint() - BigInt(applianceTime.atHrtime)) / 1e9;

let settings = first;
let wire: Wire | undefined;
/** systemd's sockets are opened once and for all: while the mode needs one of them not, it is emptied and not listened to. */
let handedOver: Pick<Wire, "boot"> & { readonly reply: Socket | undefined } = { reply: undefined, boot: undefined };
const inbox = new Inbox<Arrival>();
const server = new DhcpServer(serve(settings, ownMac(settings)), inbox, {
  now,
  store,
  report,
  send(bytes, to) {
    if (wire === undefined) return;
    const socket = to.from === BOOT_SERVER_PORT ? wire.boot : wire.reply;
    if (socket === undefined) return; // the mode has just changed
    sendUdp(socket, bytes, to.port, to.address).catch((failed: unknown) => {
      report({
        kind: "event",
        at: now(),
        ...event("RS_DHCP_STOPPED", `A reply to ${to.address} could not be sent: ${String(failed)}`),
      });
    });
  },
  probe: (address: Ipv4) => wire?.probe(address) ?? Promise.resolve(undefined),
});

/** From the kernel's own list: os.networkInterfaces() leaves out interfaces whose cable is not plugged in. */
function ownMac({ interface: name }: DhcpSettings): Mac | undefined {
  try {
    return parseMac(readFileSync(`/sys/class/net/${name}/address`, "ascii"));
  } catch (error) {
    if (error instanceof InvalidValueError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined; // no Ethernet
    throw error;
  }
}

/**
 * With systemd: its one socket, bound to the rack's interface. Without: one socket hears broadcasts, one hears what is sent
 * to our address and sends everything, because a send to 255.255.255.255 from 0.0.0.0 needs a default route. Only proxyDHCP
 * needs port 4011: a server that gives addresses says "download the file" (43.6) in the OFFER itself, so nobody comes to ask
 * again.
 */
async function openWire({ address, interface: device, mode }: DhcpSettings): Promise<Wire> {
  const opened: Socket[] = [];
  const open = async (origin: UdpOrigin): Promise<Socket> => {
    const socket = await openUdp(origin);
    opened.push(socket);
    return socket;
  };
  const close = (): void => opened.forEach((socket) => socket.close());
  try {
    const reply = handedOver.reply ?? (await open({ address, port: SERVER_PORT }));
    if (handedOver.reply === undefined) {
      hear(reply, SERVER_PORT);
      hear(await open({ address: ANY, port: SERVER_PORT }), SERVER_PORT);
    }
    let boot = mode === "proxy" ? handedOver.boot : undefined;
    if (mode === "proxy" && boot === undefined) {
      boot = await open({ address, port: BOOT_SERVER_PORT });
      hear(boot, BOOT_SERVER_PORT);
    }
    return { reply, boot, probe: arpProbe(await open({ address: ANY, port: 0 }), device), close };
  } catch (refused) {
    close();
    throw refused;
  }
}

function hear(socket: Socket, port: LocalPort): void {
  socket.on("message", (bytes, { address: source, port: sourcePort }) => {
    const wanted = port === BOOT_SERVER_PORT ? settings.mode === "proxy" : settings.mode !== "off";
    if (wanted) inbox.push({ bytes, source: source as Ipv4, sourcePort, port, heardAt: now() });
  });
  socket.on("error", () => undefined); // an ICMP error about one reply is no reason to stop
}

/** Heard from the start: what came while nobody listened would be answered late, when serving begins. */
async function adopt(fd: number | undefined, port: LocalPort): Promise<Socket | undefined> {
  if (fd === undefined) return undefined;
  const socket = await openUdp({ fd });
  hear(socket, port);
  return socket;
}

const sameWire = (a: DhcpSettings, b: DhcpSettings): boolean =>
  a.mode === b.mode && a.interface === b.interface && a.address === b.address;

async function reopen(): Promise<void> {
  wire?.close();
  wire = undefined;
  if (settings.mode !== "off") wire = await openWire(settings);
}

/** A changed address may not be on the interface yet: keep trying, and say so. */
function reopenUntilItWorks(wanted: DhcpSettings): void {
  reopen().catch((refused: unknown) => {
    report({
      kind: "event",
      at: now(),
      ...event("RS_DHCP_STOPPED", `Port 67 on ${wanted.address} cannot be opened: ${String(refused)}`),
    });
    setTimeout(() => (settings === wanted ? reopenUntilItWorks(wanted) : undefined), REOPEN_MS);
  });
}

function update(changed: DhcpSettings): void {
  const before = settings;
  settings = changed;
  server.served = serve(changed, ownMac(changed));
  if (!sameWire(before, changed)) reopenUntilItWorks(changed);
}

function stop(): void {
  wire?.close();
  wire = undefined;
  handedOver.reply?.close();
  handedOver.boot?.close();
  inbox.close();
}

parentPort?.on("message", (message: ToWorker) => {
  switch (message.kind) {
    case "update":
      update(message.settings);
      break;
    case "ping":
      tell({ kind: "pong" });
      break;
    case "stop":
      stop();
  }
});

const keepTime = setInterval(() => {
  try {
    store.keepTime(now());
  } catch {
    // A full disk: the next lease that cannot be written says so.
  }
}, KEEP_TIME_MS);
let told = "";
const counters = setInterval(() => {
  const silences = JSON.stringify(server.silences);
  if (silences !== told) report({ kind: "counters", at: now(), silences: { ...server.silences } });
  told = silences;
}, COUNTERS_MS);

handedOver = { reply: await adopt(descriptor, SERVER_PORT), boot: await adopt(bootDescriptor, BOOT_SERVER_PORT) };
await reopen();
tell({ kind: "ready" });
await server.run();
clearInterval(keepTime);
clearInterval(counters);
store.keepTime(now());
store.close();
parentPort?.close();
