import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { isIP } from "node:net";
import type { Ipv4 } from "../net/ipv4.ts";
import type { BlockSource } from "./blocks.ts";
import type { Agreement } from "./negotiate.ts";
import { ackedBlock, dataHead, decodePacket, encodePacket, TFTP_ERROR } from "./packet.ts";
import { type Outcome, startTransfer, type Step, step, type Transfer, type TransferEvent } from "./transfer.ts";

export interface Peer {
  readonly address: Ipv4;
  readonly port: number;
}

/** The two sockets of one transfer; see `openPair`. */
export interface SocketPair {
  readonly port: number;
  readonly toPeer: Socket;
  readonly strangers: Socket;
}

/** One running transfer: it feeds the pure state machine with packets, ticks and read errors, and carries out its actions. */
export interface Conversation {
  readonly port: number;
  readonly state: Transfer;
  tick(): void;
  /** Ends without a word to the client and without a report. */
  close(): void;
}

/** A port for which somebody knocks at random hears a few times that it is the wrong one, then nothing. */
const MOST_STRANGERS = 16;

export function converse(needs: {
  sockets: SocketPair;
  source: BlockSource;
  agreement: Agreement;
  mayResend: boolean;
  now: () => number;
  /** Hears the packets that steer the transfer, and of what flows the first of each direction; of DATA only the head. */
  signal: (direction: "in" | "out", bytes: Buffer, length?: number) => void;
  ended: (outcome: Outcome, state: Transfer) => void;
}): Conversation {
  const { sockets, source, agreement, now } = needs;
  const oack = encodePacket({ kind: "oack", options: agreement.answer });
  let saidData = false;
  let saidAck = false;
  let next = 1; // the block to send now, up to `to`
  let to = 0;
  let loading = false;
  let parting = false; // an ERROR is on its way out; the sockets close behind it
  let closed = false;

  function close(): void {
    if (!closed) {
      closed = true;
      sockets.toPeer.close();
      sockets.strangers.close();
      source.close();
    }
  }

  function apply(taken: Step): void {
    state = taken.state;
    for (const action of taken.actions) {
      switch (action.kind) {
        case "sendOack":
          needs.signal("out", oack);
          sockets.toPeer.send(oack, failed);
          break;
        case "sendBlocks":
          next = action.from;
          to = action.to;
          sendBlocks();
          break;
        case "sendError":
          parting = true;
          sendError(encodePacket({ kind: "error", code: action.code, text: action.text }));
          break;
        case "end":
          if (!parting) {
            close();
          }
          needs.ended(action.outcome, state);
          break;
      }
    }
  }

  function sendError(packet: Buffer): void {
    needs.signal("out", packet);
    sockets.toPeer.send(packet, close);
  }

  const happen = (event: TransferEvent): void => apply(step(state, event));

  function sendBlocks(): void {
    while (!loading && !closed && next <= to) {
      const number = next;
      const bytes = source.block(number);
      if (bytes === undefined) {
        load(number);
        return;
      }
      next += 1;
      const head = dataHead(number & 0xffff);
      if (!saidData) needs.signal("out", head, head.length + bytes.length);
      saidData = true;
      sockets.toPeer.send([head, bytes], failed);
      if (bytes.length < agreement.blksize) {
        to = Math.min(to, number);
        if (state.last === undefined) {
          happen({ kind: "ended", block: number });
        }
      }
    }
  }

  /**
   * ICMP port unreachable: the client closed its port (conformance F24). The kernel reports it once, to whichever call
   * comes next: on loopback that is the second send of a window, and dgram says nothing of it unless asked by a callback.
   * Anything else (no route for a moment, a full queue) is one lost packet, and the timer repeats it.
   */
  function failed(error: NodeJS.ErrnoException | null): void {
    if (error?.code === "ECONNREFUSED") {
      happen({ kind: "unreachable" });
    }
  }

  function load(number: number): void {
    loading = true;
    source.load(number).then(
      () => {
        loading = false;
        sendBlocks();
      },
      (error: unknown) => {
        loading = false;
        happen({ kind: "readFailed", reason: error instanceof Error ? error.message : String(error) });
      },
    );
  }

  function receive(datagram: Buffer): void {
    const block = ackedBlock(datagram);
    if (block !== undefined) {
      if (!saidAck) needs.signal("in", datagram);
      saidAck = true;
      happen({ kind: "ack", block, now: now() });
      return;
    }
    try {
      const packet = decodePacket(datagram);
      if (packet.kind === "error") {
        needs.signal("in", datagram);
        happen(packet);
      }
    } catch {
      // Rubbish from the client's own port: not an ACK, so it changes nothing, and the timer goes on.
    }
  }

  sockets.toPeer.on("message", receive);
  sockets.toPeer.on("error", failed);
  answerStrangers(sockets.strangers);

  const first = startTransfer({ agreement, size: source.size, mayResend: needs.mayResend, now: now() });
  let state = first.state;
  apply(first);
  return {
    port: sockets.port,
    get state() {
      return state;
    },
    tick: () => happen({ kind: "tick", now: now() }),
    close,
  };
}

/** RFC 1350 §4: who knocks at a transfer that is not his gets ERROR 5, and the transfer goes on. An ERROR gets nothing. */
function answerStrangers(socket: Socket): void {
  const text = "this port serves another transfer";
  const wrongPort = encodePacket({ kind: "error", code: TFTP_ERROR.unknownTransfer, text });
  let answered = 0;
  socket.on("message", (datagram, from) => {
    const isError = datagram.length >= 2 && datagram.readUInt16BE(0) === 5;
    if (!isError && answered < MOST_STRANGERS && mayAnswer(from)) {
      answered += 1;
      socket.send(wrongPort, from.port, from.address);
    }
  });
  socket.on("error", () => undefined);
}

/** Ports whose owners answer whatever they get: DNS, DHCP, TFTP, NTP. An answer from us would start a loop (trust 2.6). */
const LOOP_PORTS = new Set([0, 53, 67, 69, 123]);

/** No answer to such a port, nor to a source that is no single host: 0/8, multicast, broadcast. */
export function mayAnswer(from: RemoteInfo): boolean {
  const first = Number(from.address.split(".")[0]);
  return !LOOP_PORTS.has(from.port) && first > 0 && first < 224;
}

/** dgram asks the resolver even about addresses; we only ever have addresses. */
type Lookup = (
  name: string,
  options: unknown,
  found: (error: Error | null, address: string, family: number) => void,
) => void;
const literal: Lookup = (name, _options, found) =>
  found(isIP(name) === 4 ? null : new Error("not an address"), name, 4);

export const openUdp = (options: { reuseAddr: boolean }): Socket =>
  createSocket({ type: "udp4", lookup: literal, ...options });

export function bound(socket: Socket, options: { address?: string; port?: number; fd?: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(options, () => {
      socket.off("error", reject);
      resolve(socket.address().port);
    });
  });
}

/**
 * A transfer has two sockets on one port. The one connected to the client gets the client's packets (Linux prefers the
 * better match) and learns of ICMP port unreachable, which an unconnected socket never does; the other one gets
 * everybody else's, who must hear ERROR 5 and not the kernel's ICMP. `taken` says which ports must not come again.
 */
export async function openPair(address: Ipv4, peer: Peer, taken: (port: number) => boolean): Promise<SocketPair> {
  const toPeer = openUdp({ reuseAddr: true });
  const strangers = openUdp({ reuseAddr: true });
  try {
    const port = await bound(toPeer, { address, port: 0 });
    if (!taken(port)) {
      await bound(strangers, { address, port });
      await new Promise<void>((resolve) => toPeer.connect(peer.port, peer.address, resolve));
      return { port, toPeer, strangers };
    }
  } catch (error) {
    toPeer.close();
    strangers.close();
    throw error;
  }
  toPeer.close(); // with reuseAddr the kernel may give a port that another transfer has
  strangers.close();
  return openPair(address, peer, taken);
}
