import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { encode } from "../../../appliance/dhcp/encode.ts";
import { serve } from "../../../appliance/dhcp/facts.ts";
import type { DhcpReport } from "../../../appliance/dhcp/report.ts";
import { type Arrival, DhcpServer } from "../../../appliance/dhcp/server.ts";
import type { Ipv4 } from "../../../appliance/net/ipv4.ts";
import type { Mac } from "../../../appliance/net/mac.ts";
import { Inbox } from "../../../appliance/net/socket.ts";
import type { LeaseChange } from "../../../appliance/store/leases.ts";
import { addr, ip, mac, packet, type Packet, pxe, settings } from "./scene.ts";
import { decode } from "../../../appliance/dhcp/decode.ts";
import type { MessageType } from "../../../appliance/dhcp/options/message-type.ts";

/** A server whose world is a list: what was written, sent and asked stands in `story`, in order. */
class Still {
  now = 100;
  readonly story: string[] = [];
  readonly reports: DhcpReport[] = [];
  readonly inbox = new Inbox<Arrival>();
  broken = false;
  readonly squatters = new Map<Ipv4, Mac>();

  start(changes = {}): this {
    const server = new DhcpServer(serve({ ...settings, ...changes }), this.inbox, {
      now: () => this.now,
      send: (bytes) => void this.story.push(this.#line(bytes)),
      report: (report) => void this.reports.push(report),
      probe: (address) => {
        this.story.push(`probe ${address}`);
        return Promise.resolve(this.squatters.get(address));
      },
      store: { leases: () => [], quarantines: () => [], commit: (changes) => this.#commit(changes) },
    });
    void server.run();
    return this;
  }

  #commit(changes: readonly LeaseChange[]): void {
    if (this.broken) throw new Error("disk full");
    this.story.push(`commit ${changes.map((change) => change.kind).join(" ")}`);
  }

  #line(bytes: Buffer): string {
    const reply = decode(bytes);
    return `send ${["", "", "OFFER", "", "", "ACK", "NAK"][reply.options.get(53)?.[0] ?? 0] ?? ""}`;
  }

  push(type: MessageType, who: Mac, rest: Packet = {}): void {
    this.inbox.push({ bytes: encode(packet(type, who, rest)), source: ip("0.0.0.0"), sourcePort: 68 });
  }

  async settle(): Promise<string[]> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return this.story;
  }

  silences(): string[] {
    return this.reports.flatMap((report) =>
      report.kind === "exchange" && report.because !== undefined ? [report.because] : [],
    );
  }

  events(): string[] {
    return this.reports.flatMap((report) => (report.kind === "event" ? [report.code] : []));
  }
}

const select = (address: string): Packet => ({
  options: [
    [54, addr("10.77.0.1")],
    [50, addr(address)],
  ],
});

suite("the DHCP server", () => {
  test("writes the leases of a batch in one transaction and only then sends the ACKs (conformance 3.2 D10)", async () => {
    const still = new Still().start();
    still.push("REQUEST", mac(1), select("10.77.0.101"));
    still.push("DISCOVER", mac(2));
    still.push("REQUEST", mac(3), select("10.77.0.103"));
    assert.deepEqual(await still.settle(), ["send OFFER", "commit bind bind", "send ACK", "send ACK"]);
  });

  test("never writes for a DISCOVER (trust 4, row 27)", async () => {
    const still = new Still().start();
    for (let index = 0; index < 500; index += 1) still.push("DISCOVER", mac(0x100 + index));
    const story = await still.settle();
    assert.equal(story.filter((line) => line.startsWith("commit")).length, 0);
    assert.equal(story.filter((line) => line === "send OFFER").length, 151);
    assert.ok(still.silences().length <= 11, "a flood of packets is no flood of lines");
  });

  test("confirms nothing that the disk refused, not even to the duplicate in the same batch (trust 5, row 5)", async () => {
    const still = new Still().start();
    still.broken = true;
    still.push("REQUEST", mac(1), select("10.77.0.101"));
    still.push("REQUEST", mac(1), select("10.77.0.101"));
    assert.deepEqual(await still.settle(), []);
    assert.deepEqual(still.silences(), ["storage-failed", "storage-failed"]);
    assert.deepEqual(still.events(), ["RS_DHCP_STORAGE_FAILED"]);
    still.broken = false;
    still.push("REQUEST", mac(1), select("10.77.0.101"));
    assert.deepEqual(await still.settle(), ["commit bind", "send ACK"]);
  });

  test("tests an address before it offers it, and takes the next when a device answers (seeds D11; trust 5, row 12)", async () => {
    const still = new Still().start({ probeAddresses: true });
    still.squatters.set(ip("10.77.0.150"), mac(0x99));
    still.push("DISCOVER", mac(1), { options: [[50, addr("10.77.0.150")]] });
    const story = await still.settle();
    assert.deepEqual([story[0], story[1]?.slice(0, 6), story.at(-1)], ["probe 10.77.0.150", "commit", "send OFFER"]);
    assert.equal(story.filter((line) => line.startsWith("probe")).length, 2);
    assert.deepEqual(still.events(), ["RS_DHCP_CONFLICT"]);
  });

  test("gives up after three addresses that answer, and tests none behind a relay", async () => {
    const still = new Still().start({ probeAddresses: true });
    for (let last = 100; last <= 250; last += 1) still.squatters.set(ip(`10.77.0.${last}`), mac(0x99));
    still.push("DISCOVER", mac(1));
    still.push("DISCOVER", mac(2), { gi: "10.88.0.1" });
    const story = await still.settle();
    assert.equal(story.filter((line) => line.startsWith("probe")).length, 3);
    assert.equal(story.filter((line) => line === "send OFFER").length, 0, "a relay's packet comes from an address");
    assert.deepEqual(still.silences().sort(), ["addresses-answer", "source-address"]);
  });

  test("the client's own answer is no conflict", async () => {
    const still = new Still().start({ probeAddresses: true });
    still.squatters.set(ip("10.77.0.150"), mac(1));
    still.push("DISCOVER", mac(1), { options: [[50, addr("10.77.0.150")]] });
    assert.deepEqual(await still.settle(), ["probe 10.77.0.150", "send OFFER"]);
  });

  test("beside another server, what came to port 4011 and its reply are told as they were on the wire", async () => {
    const still = new Still().start({ mode: "proxy" });
    const asked = packet("REQUEST", mac(1), { ci: "10.77.0.55", options: pxe(7) });
    still.inbox.push({ bytes: encode(asked), source: ip("10.77.0.55"), sourcePort: 4011, port: 4011 });
    assert.deepEqual(await still.settle(), ["send ACK"]);
    const [raw] = still.reports.flatMap((report) => (report.kind === "exchange" ? [report.raw] : []));
    assert.equal(raw?.port, 4011);
    assert.deepEqual([raw.received.address, raw.received.port], ["10.77.0.55", 4011]);
    assert.deepEqual(Buffer.from(raw.received.bytes), encode(asked));
    assert.deepEqual([raw.sent?.address, raw.sent?.port], ["10.77.0.55", 4011]);
  });

  test("a damaged datagram is counted and the next one is answered", async () => {
    const still = new Still().start();
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(1), Buffer.alloc(235), Buffer.alloc(65_000)]) {
      still.inbox.push({ bytes, source: ip("10.77.0.9"), sourcePort: 68 });
    }
    still.push("DISCOVER", mac(1));
    assert.deepEqual(await still.settle(), ["send OFFER"]);
    assert.deepEqual(still.silences(), ["malformed", "malformed", "malformed", "malformed"]);
  });
});
