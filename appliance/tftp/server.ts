import type { RemoteInfo } from "node:dgram";
import { type Content, contentSize } from "../bytes/content.ts";
import { MalformedError } from "../bytes/reader.ts";
import { type Ipv4, parseIpv4 } from "../net/ipv4.ts";
import { type BlockSource, bytesBlocks, fileBlocks, netasciiBlocks } from "./blocks.ts";
import { bound, type Conversation, converse, mayAnswer, openPair, openUdp, type Peer } from "./conversation.ts";
import { diskFiles } from "./disk.ts";
import { type Agreement, negotiate } from "./negotiate.ts";
import { toNetascii } from "./netascii.ts";
import { claimsRequest, decodePacket, encodePacket, TFTP_ERROR, type TftpRequest } from "./packet.ts";
import { escapeName, type TftpHappening, type TftpReport, type TftpSignal } from "./report.ts";
import type { Outcome, Transfer } from "./transfer.ts";

/** What the server asks of the rest of the appliance. */
export interface TftpFiles {
  /** The file of this name for this client, made or found now; undefined is a miss. */
  find(name: string, asker: Peer): Promise<Content | undefined>;
  /** "once": no DHCP exchange seen lately, so one packet and no repetition until the client has answered (trust 2.6). */
  mayAsk(address: Ipv4): "yes" | "once" | "no";
}

export interface TftpServer {
  readonly port: number;
  /** Transfers that run now. */
  readonly transfers: number;
  stop(): Promise<void>;
}

const MOST_TRANSFERS = 600;
const MOST_TRANSFERS_OF_ONE = 4;
/** The same request from the same port within this time is the same request (conformance F14). */
const SAME_REQUEST = 100;
/** …or while its transfer makes progress: then a copy of the request was late on the wire. */
const PROGRESS = 1000;
/** A port is not used again for another transfer while packets of the old one may be about (conformance F23). */
const PORT_REST = 60_000;
const TICK = 25;

/** One request between its arrival and the end of its transfer. */
interface Running {
  readonly request: Buffer;
  readonly name: string;
  readonly from: Peer;
  readonly since: number;
  conversation: Conversation | undefined;
  ended: boolean;
}

export async function startTftp(options: {
  address: Ipv4;
  port: number;
  mtu: number;
  files: TftpFiles;
  report: (report: TftpReport) => void;
  /** Hears the packets that steer transfers. */
  signal?: (signal: TftpSignal) => void;
  /** Monotonic milliseconds. */
  now: () => number;
  /** A socket that systemd bound already. */
  fd?: number | undefined;
}): Promise<TftpServer> {
  const { address, mtu, files, report, now } = options;
  const disk = diskFiles();
  const running = new Map<string, Running>();
  const restingPorts = new Map<number, number>();
  const silences = new Map<string, { told: number; times: number }>();
  const socket = openUdp({ reuseAddr: false });

  function receive(datagram: Buffer, info: RemoteInfo): void {
    if (!mayAnswer(info) || !claimsRequest(datagram)) {
      return; // no single host, a port that would answer us back, or no request
    }
    const from = { address: parseIpv4(info.address), port: info.port };
    signal("in", from, datagram);
    const permission = files.mayAsk(from.address);
    if (permission === "no") {
      beSilent(from, "", "outside the served subnets");
      return;
    }
    const request = readRequest(datagram, from);
    if (request === undefined) {
      return;
    }
    const copy = Buffer.from(datagram);
    const entry: Running = {
      request: copy,
      name: request.name,
      from,
      since: now(),
      conversation: undefined,
      ended: false,
    };
    if (enter(entry)) {
      void answer(request, entry, permission === "yes");
    }
  }

  /** A well-formed read in a mode that we have; everything else is answered here. */
  function readRequest(datagram: Buffer, from: Peer): TftpRequest | undefined {
    let request: TftpRequest;
    try {
      request = decodePacket(datagram) as TftpRequest; // claimsRequest looked at the opcode
    } catch (error) {
      if (!(error instanceof MalformedError)) {
        throw error;
      }
      refuse(from, "", TFTP_ERROR.illegalOperation, "this request is damaged", error.message);
      return undefined;
    }
    if (request.kind === "wrq") {
      refuse(from, request.name, TFTP_ERROR.accessViolation, "this server is read-only", "a write");
      return undefined;
    }
    if (request.mode !== "octet" && request.mode !== "netascii") {
      refuse(from, request.name, TFTP_ERROR.illegalOperation, "modes are octet and netascii", `mode ${request.mode}`);
      return undefined;
    }
    return request;
  }

  /** Takes a place for the request, unless it is a copy of one that has a place or there is none left. */
  function enter(entry: Running): boolean {
    const key = keyOf(entry.from);
    const before = running.get(key);
    if (before !== undefined) {
      if (isCopy(before, entry)) {
        return false;
      }
      leave(before, { kind: "gaveUp", reason: "the client asked anew from the same port" });
    }
    const ofThisClient = [...running.values()].filter((other) => other.from.address === entry.from.address).length;
    if (running.size >= MOST_TRANSFERS || ofThisClient >= MOST_TRANSFERS_OF_ONE) {
      const full = ofThisClient >= MOST_TRANSFERS_OF_ONE;
      beSilent(entry.from, entry.name, full ? "4 transfers to this address run" : "600 transfers run");
      return false;
    }
    running.set(key, entry);
    return true;
  }

  function isCopy(before: Running, entry: Running): boolean {
    if (!before.request.equals(entry.request)) {
      return false;
    }
    const progress = before.conversation?.state;
    const moving = progress !== undefined && progress.acked > 0 && now() - progress.sentAt < PROGRESS;
    return moving || before.conversation === undefined || now() - before.since < SAME_REQUEST;
  }

  async function answer(request: TftpRequest, entry: Running, mayResend: boolean): Promise<void> {
    const { from } = entry;
    try {
      const content = await files.find(request.name, from);
      if (content === undefined) {
        sendError(from, TFTP_ERROR.notFound, "no such file");
        forget(entry);
        tell(entry, { kind: "missed" });
        return;
      }
      await serve(request, entry, content, mayResend);
    } catch (error) {
      sendError(from, TFTP_ERROR.undefined, "the file cannot be read");
      forget(entry);
      tell(entry, { kind: "failed", reason: error instanceof Error ? error.message : String(error) });
    }
  }

  async function serve(request: TftpRequest, entry: Running, content: Content, mayResend: boolean): Promise<void> {
    const file = await openContent(content, request.mode === "netascii");
    const negotiation = negotiate(request.options, { size: file.size, mtu });
    if (negotiation.kind === "refused") {
      file.close();
      forget(entry);
      refuse(entry.from, request.name, TFTP_ERROR.optionRefused, negotiation.because, negotiation.because);
      return;
    }
    const { agreement } = negotiation;
    const source = file.cut(agreement);
    const sockets = await openPair(address, entry.from, isTaken).catch((error: unknown) => {
      source.close();
      throw error;
    });
    if (entry.ended) {
      source.close(); // stopped, or asked anew, in the meantime
      sockets.toPeer.close();
      sockets.strangers.close();
      return;
    }
    tell(entry, { kind: "started", size: file.size, blksize: agreement.blksize, windowsize: agreement.windowsize });
    entry.conversation = converse({
      sockets,
      source,
      agreement,
      mayResend,
      now,
      signal: (direction, bytes, length) => signal(direction, entry.from, bytes, length, sockets.port),
      ended: (outcome, state) => conclude(entry, outcome, sentBytes(state, agreement, source.size)),
    });
  }

  /** Bytes as they will go over the wire. Small texts are translated at once, so that even netascii knows its size. */
  async function openContent(
    content: Content,
    netascii: boolean,
  ): Promise<{ size: number | undefined; cut(agreement: Agreement): BlockSource; close(): void }> {
    if (content.kind === "bytes") {
      const bytes = netascii ? toNetascii(content.bytes) : content.bytes;
      return { size: bytes.length, cut: ({ blksize }) => bytesBlocks(bytes, blksize), close: () => undefined };
    }
    const file = await disk.open(content);
    return {
      size: netascii ? undefined : contentSize(content),
      cut: ({ blksize, windowsize }) =>
        netascii ? netasciiBlocks(file, blksize, windowsize) : fileBlocks(file, blksize),
      close: () => file.close(),
    };
  }

  function conclude(entry: Running, outcome: Outcome, bytes: number): void {
    const port = entry.conversation?.port;
    if (port !== undefined) {
      restingPorts.set(port, now() + PORT_REST);
    }
    forget(entry);
    tell(entry, ending(outcome, bytes, now() - entry.since));
  }

  function leave(entry: Running, outcome: Outcome): void {
    entry.conversation?.close();
    entry.ended = true;
    conclude(entry, outcome, 0);
  }

  function forget(entry: Running): void {
    if (running.get(keyOf(entry.from)) === entry) {
      running.delete(keyOf(entry.from));
    }
  }

  function isTaken(port: number): boolean {
    for (const [resting, until] of restingPorts) {
      if (until > now()) {
        break; // in the order of time
      }
      restingPorts.delete(resting);
    }
    return restingPorts.has(port) || [...running.values()].some((other) => other.conversation?.port === port);
  }

  function refuse(from: Peer, name: string, code: number, text: string, reason: string): void {
    sendError(from, code, text);
    report({
      kind: "refused",
      at: now(),
      address: from.address,
      name: escapeName(name),
      code,
      reason: escapeName(reason),
    });
  }

  /** From the main socket: a socket of its own would cost more than the answer, and a ROM causes some 15 misses a boot. */
  function sendError(to: Peer, code: number, text: string): void {
    const packet = encodePacket({ kind: "error", code, text });
    signal("out", to, packet);
    socket.send(packet, to.port, to.address);
  }

  function beSilent(from: Peer, name: string, reason: string): void {
    const silence = silences.get(reason) ?? { told: -Infinity, times: 0 };
    silence.times += 1;
    silences.set(reason, silence);
    if (now() - silence.told >= 1000) {
      report({
        kind: "silent",
        at: now(),
        address: from.address,
        name: escapeName(name),
        reason,
        times: silence.times,
      });
      silences.set(reason, { told: now(), times: 0 });
    }
  }

  function signal(
    direction: TftpSignal["direction"],
    peer: Peer,
    bytes: Buffer,
    length = bytes.length,
    own = port,
  ): void {
    options.signal?.({ direction, peer, port: own, bytes, length });
  }

  function tell(entry: Running, told: TftpHappening): void {
    report({ ...told, at: now(), address: entry.from.address, name: escapeName(entry.name) });
  }

  socket.on("message", receive);
  const port = await bound(socket, options.fd === undefined ? { address, port: options.port } : { fd: options.fd });
  socket.on("error", () => undefined); // ICMP about an ERROR that we sent: nobody waits for it
  socket.setRecvBufferSize(1 << 20); // a rack that is switched on asks at once; the kernel takes what it allows
  const timer = setInterval(() => {
    for (const entry of running.values()) {
      entry.conversation?.tick();
    }
  }, TICK);

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    clearInterval(timer);
    for (const entry of [...running.values()]) {
      leave(entry, { kind: "gaveUp", reason: "the server stops" });
    }
    await new Promise<void>((resolve) => socket.close(resolve));
  }

  return {
    port,
    get transfers() {
      return running.size;
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

function ending(outcome: Outcome, bytes: number, ms: number): TftpHappening {
  switch (outcome.kind) {
    case "finished":
      return { kind: "finished", bytes, ms };
    case "aborted": {
      const reason = `client aborted (${outcome.code}) ${escapeName(outcome.text)}`.trimEnd();
      return { kind: "aborted", reason, probe: outcome.probe, bytes };
    }
    case "gaveUp":
      return { kind: "gaveUp", reason: outcome.reason, bytes };
    case "failed":
      return { kind: "failed", reason: outcome.reason };
  }
}

const keyOf = (peer: Peer): string => `${peer.address}:${peer.port}`;

/** What the client has acknowledged, in bytes. */
const sentBytes = (state: Transfer, agreement: Agreement, size: number | undefined): number =>
  Math.min(state.acked * agreement.blksize, size ?? Infinity);
