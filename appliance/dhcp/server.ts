import { MalformedError } from "../bytes/reader.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Datagram, Inbox } from "../net/socket.ts";
import type { Lease, LeaseChange, Quarantine } from "../store/leases.ts";
import { Book, changesOf, quarantineEffect } from "./book.ts";
import type { Client } from "./client.ts";
import { decide } from "./decide.ts";
import { type Decision, ignore } from "./decision.ts";
import { decode } from "./decode.ts";
import { type Destination, SERVER_PORT } from "./destination.ts";
import { encode } from "./encode.ts";
import { type DhcpEvent, event } from "./events.ts";
import type { Facts, LocalPort, Served } from "./facts.ts";
import { Limit } from "./limit.ts";
import type { Message } from "./message.ts";
import type { Reason } from "./reasons.ts";
import { type DhcpReport, exchange, type Raw } from "./report.ts";

/** What the server needs of the world; tests hand in a still clock, a wire that is a list, and a store that breaks. */
export interface World {
  now(): number;
  send(bytes: Buffer, to: Destination): void;
  probe(address: Ipv4): Promise<Mac | undefined>;
  report(report: DhcpReport): void;
  readonly store: {
    leases(): Lease[];
    quarantines(): Quarantine[];
    commit(changes: readonly LeaseChange[], second: number): void;
  };
}

/** A datagram on its way, possibly for the second time after its candidate address was tested. */
export interface Arrival extends Datagram {
  readonly probes?: number;
  /** Which of our ports it came to; 67 unless said. */
  readonly port?: LocalPort;
  /** When the wire gave it to us; without it nothing is timed. */
  readonly heardAt?: number;
}

interface Handled {
  readonly arrival: Arrival;
  readonly message: Message;
  readonly client: Client | undefined;
  readonly decision: Decision;
}

/** Each test takes 0.3 s at most, and a ROM waits a second for its OFFER. */
const MOST_PROBES = 3;
const TESTED_SECONDS = 30;

/** Port 67: each batch of datagrams is decided, made durable with one sync, and answered. */
export class DhcpServer {
  served: Served;
  readonly silences: Partial<Record<Reason, number>> = {};
  readonly #world: World;
  readonly #inbox: Inbox<Arrival>;
  readonly #book: Book;
  readonly #tested = new Map<Ipv4, number>();
  readonly #found: LeaseChange[] = [];
  readonly #lines = new Limit(10, 1);
  readonly #events = new Limit(1, 60);
  readonly #allEvents = new Limit(20, 1);

  constructor(served: Served, inbox: Inbox<Arrival>, world: World) {
    this.served = served;
    this.#inbox = inbox;
    this.#world = world;
    this.#book = new Book().load(world.store.leases(), world.store.quarantines());
  }

  async run(): Promise<void> {
    for await (const batch of this.#inbox) {
      const handled = batch.map((arrival) => this.#handle(arrival)).filter((one) => one !== undefined);
      this.#send(handled.filter((one) => !promises(one))); // an OFFER or NAK need not wait for the disk
      const before = this.#world.now();
      const kept = this.#commit(handled);
      const sync = this.#world.now() - before;
      const acks = kept.filter(promises);
      this.#send(acks); // an ACK leaves only now, after the sync
      this.#timed(acks, sync);
      this.#probe(kept);
      this.#tell(kept);
    }
  }

  /** Bytes → message → decision, whose effects the next packet of the batch already sees. Damage is counted, never fatal. */
  #handle(arrival: Arrival): Handled | undefined {
    const facts = this.#facts(arrival);
    try {
      const message = decode(arrival.bytes);
      const { client, decision } = decide(message, facts);
      const settled =
        decision.kind === "probe" && (arrival.probes ?? 0) >= MOST_PROBES ? ignore("addresses-answer") : decision;
      this.#book.apply(settled.effects);
      return { arrival, message, client, decision: settled };
    } catch (thrown) {
      if (thrown instanceof MalformedError) this.#malformed(arrival, thrown);
      else this.#fault(arrival, thrown);
      return undefined;
    }
  }

  #facts({ source, sourcePort, port = SERVER_PORT }: Arrival): Facts {
    const now = this.#world.now();
    const tested = (address: Ipv4): boolean => (this.#tested.get(address) ?? -Infinity) > now - TESTED_SECONDS;
    return { now, source, sourcePort, port, served: this.served, book: this.#book, tested };
  }

  /** One transaction for the batch. If it fails, no address that it would have promised is promised. */
  #commit(handled: readonly Handled[]): readonly Handled[] {
    const changes = [...this.#found.splice(0), ...handled.flatMap((one) => changesOf(one.decision.effects))];
    if (changes.length === 0) return handled;
    try {
      this.#world.store.commit(changes, this.#world.now());
      return handled;
    } catch (failed) {
      this.#book.load(this.#world.store.leases(), this.#world.store.quarantines());
      const text = `Leases cannot be written to disk, so no address is confirmed: ${String(failed)}`;
      this.#raise(event("RS_DHCP_STORAGE_FAILED", text));
      return handled.map((one) => (promises(one) ? { ...one, decision: ignore("storage-failed") } : one));
    }
  }

  #send(handled: readonly Handled[]): void {
    for (const { decision } of handled) {
      if (decision.kind === "reply") this.#world.send(encode(decision.reply.message), decision.reply.destination);
    }
  }

  #timed(sent: readonly Handled[], sync: number): void {
    const at = this.#world.now();
    const acks = sent.flatMap(({ arrival: { heardAt } }) => (heardAt === undefined ? [] : [at - heardAt]));
    if (acks.length > 0) this.#world.report({ kind: "timings", at, acks, sync });
  }

  /** Tests the candidate addresses, all at once; each packet then comes around again. Nobody else waits for it. */
  #probe(handled: readonly Handled[]): void {
    for (const { arrival, client, decision } of handled) {
      if (decision.kind !== "probe") continue;
      void this.#world.probe(decision.address).then((found) => {
        this.#probed(decision.address, found, client);
        this.#inbox.push({ ...arrival, probes: (arrival.probes ?? 0) + 1 });
      });
    }
  }

  #probed(address: Ipv4, found: Mac | undefined, client: Client | undefined): void {
    const now = this.#world.now();
    // The kernel's table remembers former owners for long after they left: theirs is no conflict.
    if (found === undefined || found === client?.mac || found === this.#book.leaseOn(address)?.mac) {
      if (this.#tested.size > 4096) this.#tested.clear();
      this.#tested.set(address, now);
      return;
    }
    const quarantine = quarantineEffect(address, now, "in use", found);
    this.#book.apply([quarantine]);
    this.#found.push(...changesOf([quarantine]));
    const text = `${found} uses ${address} although it has no lease for it; the address is set aside for 24 hours.`;
    this.#raise(event("RS_DHCP_CONFLICT", text, { mac: found, address }));
  }

  #tell(handled: readonly Handled[]): void {
    for (const { arrival, message, client, decision } of handled) {
      decision.events.forEach((one) => this.#raise(one));
      if (decision.kind === "probe") continue;
      const report = exchange(message, client, decision, this.served, this.#world.now());
      if (decision.kind === "ignore" && !this.#silent(decision.because)) continue;
      this.#world.report({ ...report, raw: rawOf(arrival, decision) });
    }
  }

  #malformed(arrival: Arrival, damage: MalformedError): void {
    if (!this.#silent("malformed")) return;
    const summary = `${arrival.bytes.length} bytes from ${arrival.source}: no answer (malformed), ${damage.message}`;
    const rest = { message: "damaged", outcome: "silence", because: "malformed", pxe: false, ipxe: false } as const;
    this.#world.report({ kind: "exchange", at: this.#world.now(), ...rest, summary });
  }

  /** A fault of ours on one packet must not silence the rack. The book may be half changed, so the file says what holds. */
  #fault(arrival: Arrival, thrown: unknown): void {
    this.#book.load(this.#world.store.leases(), this.#world.store.quarantines());
    const text = `A packet from ${arrival.source} met a fault in the DHCP server and was dropped: ${String(thrown)}`;
    this.#raise(event("RS_DHCP_FAULT", text));
  }

  /** Counts a silence; true while it may have a log line of its own. */
  #silent(because: Reason): boolean {
    this.silences[because] = (this.silences[because] ?? 0) + 1;
    return this.#lines.allows(because, this.#world.now());
  }

  #raise(one: DhcpEvent): void {
    const at = this.#world.now();
    const about = `${one.code} ${one.mac ?? ""} ${one.address ?? ""}`;
    if (this.#events.allows(about, at) && this.#allEvents.allows("all", at))
      this.#world.report({ kind: "event", at, ...one });
  }
}

function rawOf({ bytes, source, sourcePort, port = SERVER_PORT }: Arrival, decision: Decision): Raw {
  const received = { bytes, address: source, port: sourcePort };
  if (decision.kind !== "reply") return { port, received };
  const { message, destination } = decision.reply;
  return { port, received, sent: { bytes: encode(message), ...destination } };
}

/** Replies that tell a client "this address is yours": they wait for the disk. */
function promises({ decision }: Handled): boolean {
  return decision.kind === "reply" && (decision.reply.type === "ACK" || decision.reply.type === "BOOTP");
}
