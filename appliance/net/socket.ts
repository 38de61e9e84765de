import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { Ipv4 } from "./ipv4.ts";

export interface Datagram {
  readonly bytes: Buffer;
  readonly source: Ipv4;
  readonly sourcePort: number;
}

/** Where a UDP socket comes from: bound here, or opened by systemd and handed over as a descriptor. */
export type UdpOrigin = { readonly address: Ipv4; readonly port: number } | { readonly fd: number };

/** 500 machines ask within a second after a power cut; the kernel's default buffer holds some 200 DHCP packets. */
const RECEIVE_BUFFER = 256 * 1024;

/** A bound socket that may broadcast. It is ready when the promise resolves; a refused bind rejects. */
export async function openUdp(origin: UdpOrigin): Promise<Socket> {
  const socket = createSocket({ type: "udp4", reuseAddr: true, recvBufferSize: RECEIVE_BUFFER });
  const ready = once(socket, "listening");
  socket.bind("fd" in origin ? { fd: origin.fd, exclusive: true } : { ...origin, exclusive: true });
  try {
    await ready;
  } catch (refused) {
    socket.close();
    throw refused;
  }
  socket.setBroadcast(true);
  return socket;
}

/** Resolves when the kernel took the datagram. */
export function sendUdp(socket: Socket, bytes: Buffer, port: number, address: Ipv4): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(bytes, port, address, (failed) => (failed === null ? resolve() : reject(failed)));
  });
}

/** Sockets that systemd handed over, by the names of its units. A socket that is closed takes its descriptor with it. */
export type Descriptors = ReadonlyMap<string, number>;

/** systemd hands sockets over from descriptor 3 on, named in LISTEN_FDNAMES.                             sd_listen_fds(3) */
export function systemdDescriptors(env: Readonly<Record<string, string | undefined>>, pid: number): Descriptors {
  if (env["LISTEN_PID"] !== undefined && Number(env["LISTEN_PID"]) !== pid) return new Map();
  const count = Number(env["LISTEN_FDS"] ?? 0);
  const names = (env["LISTEN_FDNAMES"] ?? "").split(":");
  return new Map(Array.from({ length: count }, (_, index) => [names[index] ?? `unknown-${index}`, 3 + index]));
}

/**
 * Datagrams as they come, in batches: all that one turn of the event loop read from the kernel belong together, so that one
 * sync to disk can serve them all. What nobody has time for is dropped, as the kernel would.
 */
export class Inbox<T> implements AsyncIterable<readonly T[]> {
  #waiting: T[] = [];
  #wake: (() => void) | undefined;
  #closed = false;
  dropped = 0;
  readonly #most: number;

  constructor(most = 4096) {
    this.#most = most;
  }

  push(one: T): void {
    if (this.#waiting.length >= this.#most) {
      this.dropped += 1;
      return;
    }
    this.#waiting.push(one);
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly T[]> {
    for (;;) {
      if (this.#waiting.length === 0 && !this.#closed) await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
      await new Promise((resolve) => setImmediate(resolve)); // let the rest of this turn's datagrams in
      const batch = this.#waiting;
      this.#waiting = [];
      if (batch.length > 0) yield batch;
      else if (this.#closed) return;
    }
  }
}
