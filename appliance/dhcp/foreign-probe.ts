import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { MalformedError } from "../bytes/reader.ts";
import { ANY, BROADCAST, type Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { type InterfaceAddress, subnetContains } from "../net/subnet.ts";
import { openUdp, sendUdp } from "../net/socket.ts";
import { decode } from "./decode.ts";
import { CLIENT_PORT, SERVER_PORT } from "./destination.ts";
import { type Evidence, evidenceOf, invented, probeMessage } from "./foreign-messages.ts";
import { arpProbe } from "./probe.ts";

/** Asks who else gives addresses, and listens to those who answer others. */
export interface ForeignProbe {
  /** Three DISCOVERs over eight seconds; resolves when the time is over. What is heard is told at once. */
  ask(): Promise<void>;
  macOf(server: Ipv4): Promise<Mac | undefined>;
  close(): void;
}

export interface ForeignProbeOptions {
  readonly interface: string;
  readonly address: InterfaceAddress;
  readonly heard: (evidence: Evidence) => void;
  /** systemd's socket for 255.255.255.255:68 on the rack's interface, if it opened one. */
  readonly descriptor?: number | undefined;
}

/** When each question leaves, after the one before, and how long the last one's answers are waited for. */
const PAUSES_MS = [0, 2000, 2000];
const LAST_MS = 4000;

/**
 * Hears on 255.255.255.255:68: a socket bound to that address takes no unicast away from a DHCP client of this host. The
 * questions leave from our own address, because a broadcast from 0.0.0.0 needs a default route and would follow it to
 * whatever interface that names; the socket they leave from lives for one datagram. systemd's socket is bound to the rack's
 * interface, so the kernel sends from it there, with that interface's address as the source: it is ear and mouth.
 */
export async function openForeignProbe({
  interface: device,
  address,
  heard,
  descriptor,
}: ForeignProbeOptions): Promise<ForeignProbe> {
  const asked = new Set<number>();
  const closing = new AbortController();
  /** Resolves early when the probe is closed. */
  const wait = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
  const arp = await openUdp({ address: ANY, port: 0 });
  const origin = descriptor === undefined ? { address: BROADCAST, port: CLIENT_PORT } : { fd: descriptor };
  const ear = await openUdp(origin).catch((refused: unknown) => {
    arp.close();
    throw refused;
  });
  ear.on("error", () => undefined); // an ICMP error about a question is no reason to stop listening
  ear.on("message", (bytes, { address: source }) => {
    // Other interfaces' broadcasts come here too. Ours is an answer to a question of ours, or comes from our own network.
    const evidence = evidenceIn(bytes, (xid) => asked.has(xid) || subnetContains(address.subnet, source as Ipv4));
    if (evidence !== undefined) heard(evidence);
  });
  const askOnce = async (): Promise<void> => {
    const random = randomBytes(10);
    const xid = random.readUInt32BE(6);
    asked.add(xid);
    const mouth = descriptor === undefined ? await openUdp({ address: address.address, port: CLIENT_PORT }) : undefined;
    try {
      await sendUdp(mouth ?? ear, probeMessage({ xid, mac: invented(random) }), SERVER_PORT, BROADCAST);
    } finally {
      mouth?.close();
    }
  };
  return {
    async ask() {
      asked.clear();
      for (const pause of PAUSES_MS) {
        await wait(pause);
        if (closing.signal.aborted) return;
        await askOnce();
      }
      await wait(LAST_MS);
    },
    macOf: arpProbe(arp, device),
    close() {
      closing.abort();
      ear.close();
      arp.close();
    },
  };
}

function evidenceIn(bytes: Buffer, isOurs: (xid: number) => boolean): Evidence | undefined {
  try {
    const message = decode(bytes);
    return isOurs(message.xid) ? evidenceOf(message) : undefined;
  } catch (damage) {
    if (damage instanceof MalformedError) return undefined; // whoever sends that, it tells nothing
    throw damage;
  }
}
