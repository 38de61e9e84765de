import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type BlockSource, bytesBlocks } from "../../../appliance/tftp/blocks.ts";
import { negotiate } from "../../../appliance/tftp/negotiate.ts";
import { startTransfer, type Step, step } from "../../../appliance/tftp/transfer.ts";

type Packet = { kind: "oack" } | { kind: "data"; block: number; bytes: Buffer } | { kind: "ack"; block: number };
type Fate = "arrives" | "lost" | "twice" | "late";

interface Run {
  received: Buffer | undefined;
  outcome: string;
  sent: number;
  took: number;
}

/**
 * A transfer between the real state machine and a client by RFC 1350 and 7440 on a simulated wire: each packet takes
 * 1 ms, and the list says what happens to it. When the list is used up, everything arrives.
 */
function transmit(options: { size: number; windowsize: number; blksize: number; fates: readonly Fate[] }): Run {
  const bytes = Buffer.from(Uint8Array.from({ length: options.size }, (_, index) => (index * 7 + (index >> 8)) & 0xff));
  const asked = { blksize: options.blksize, windowsize: options.windowsize };
  const negotiation = negotiate(
    Object.entries(asked).map(([name, value]) => ({ name, value: `${value}` })),
    { size: bytes.length, mtu: 1500 },
  );
  assert.ok(negotiation.kind === "agreed");
  const { agreement } = negotiation;
  const source: BlockSource = bytesBlocks(bytes, agreement.blksize);
  const wire: { at: number; to: "server" | "client"; packet: Packet }[] = [];
  const run: Run = { received: undefined, outcome: "", sent: 0, took: 0 };
  let now = 0;
  let fate = 0;

  const put = (to: "server" | "client", packet: Packet): void => {
    const delays = { arrives: [1], lost: [], twice: [1, 3], late: [40] }[options.fates[fate++] ?? "arrives"];
    wire.push(...delays.map((delay) => ({ at: now + delay, to, packet })));
  };
  const carryOut = (taken: Step): void => {
    server = taken.state;
    for (const action of taken.actions) {
      if (action.kind === "sendOack") {
        put("client", { kind: "oack" });
      } else if (action.kind === "sendBlocks") {
        for (let block = action.from; block <= action.to; block += 1) {
          run.sent += 1;
          put("client", { kind: "data", block: block & 0xffff, bytes: source.block(block) ?? Buffer.alloc(0) });
        }
      } else if (action.kind === "end") {
        run.outcome = action.outcome.kind;
      }
    }
  };

  // The client: blocks in order, an ACK per full window, at a gap, at a timeout and for what it has seen already.
  const client = { parts: [] as Buffer[], unacked: 0, quiet: 0, whole: false };
  const sendAck = (): void => {
    client.unacked = 0;
    client.quiet = now;
    put("server", { kind: "ack", block: client.parts.length & 0xffff });
  };
  const hear = (packet: Packet): void => {
    if (packet.kind === "oack") {
      if (client.parts.length === 0) {
        sendAck();
      }
    } else if (packet.kind === "data" && packet.block === ((client.parts.length + 1) & 0xffff) && !client.whole) {
      client.parts.push(packet.bytes);
      client.unacked += 1;
      client.quiet = now;
      client.whole = packet.bytes.length < agreement.blksize;
      if (client.whole || client.unacked === agreement.windowsize) {
        sendAck();
      }
    } else {
      sendAck();
    }
  };

  let server = startTransfer({ agreement, size: bytes.length, mayResend: true, now }).state;
  carryOut(startTransfer({ agreement, size: bytes.length, mayResend: true, now }));
  for (; run.outcome === "" && now < 600_000; now += 1) {
    for (
      let index = wire.findIndex((each) => each.at <= now);
      index >= 0;
      index = wire.findIndex((each) => each.at <= now)
    ) {
      const [{ to, packet }] = wire.splice(index, 1) as [(typeof wire)[number]];
      if (to === "client") {
        hear(packet);
      } else if (packet.kind === "ack") {
        carryOut(step(server, { kind: "ack", block: packet.block, now }));
      }
    }
    if (!client.whole && now - client.quiet >= 3000) {
      sendAck();
    }
    if (now % 25 === 0) {
      carryOut(step(server, { kind: "tick", now }));
    }
  }
  run.took = now;
  run.received = client.whole ? Buffer.concat(client.parts) : undefined;
  if (client.whole) {
    assert.ok(run.received?.equals(bytes), "wrong bytes");
  }
  return run;
}

const fates = (weights: Record<Fate, number>, length: number): fc.Arbitrary<Fate[]> =>
  fc.array(
    fc.oneof(...Object.entries(weights).map(([fate, weight]) => ({ weight, arbitrary: fc.constant(fate as Fate) }))),
    { maxLength: length },
  );
const windowsize = fc.constantFrom(1, 2, 4, 16, 64);

test("whatever a wire loses, doubles and reorders: the right bytes or a clean end, never a hang", () => {
  const harsh = fates({ arrives: 3, lost: 3, twice: 2, late: 2 }, 200);
  fc.assert(
    fc.property(fc.nat(3000), windowsize, fc.constantFrom(8, 100, 512), harsh, (size, window, blksize, list) => {
      const run = transmit({ size, windowsize: window, blksize, fates: list });
      assert.ok(run.outcome === "finished" || run.outcome === "gaveUp", `outcome "${run.outcome}"`);
      assert.ok(run.outcome !== "finished" || run.received !== undefined, "finished without the bytes");
    }),
    { numRuns: 300 },
  );
});

test("a wire that loses little never ends a transfer", () => {
  const mild = fates({ arrives: 96, lost: 2, twice: 1, late: 1 }, 400);
  fc.assert(
    fc.property(fc.nat(20_000), windowsize, mild, (size, window, list) => {
      assert.ok(transmit({ size, windowsize: window, blksize: 100, fates: list }).received !== undefined);
    }),
    { numRuns: 200 },
  );
});

test("a duplicated packet never doubles the rest of the transfer (Sorcerer's Apprentice)", () => {
  for (const window of [1, 4, 16]) {
    const clean = transmit({ size: 60_000, windowsize: window, blksize: 100, fates: [] });
    for (let at = 0; at < 40; at += 1) {
      const fate = Array.from({ length: at + 1 }, (_, index): Fate => (index === at ? "twice" : "arrives"));
      const run = transmit({ size: 60_000, windowsize: window, blksize: 100, fates: fate });
      assert.ok(run.sent <= clean.sent + 2 * window, `window ${window}, packet ${at}: ${run.sent} blocks`);
    }
  }
});

test("W11 where one packet in a hundred is lost, windows are faster than lockstep", () => {
  const list = Array.from({ length: 20_000 }, (_, index): Fate => (index % 100 === 37 ? "lost" : "arrives"));
  const [lockstep, windows] = [1, 16].map((window) =>
    transmit({ size: 300_000, windowsize: window, blksize: 512, fates: list }),
  );
  assert.ok(lockstep?.received !== undefined && windows?.received !== undefined);
  assert.ok(windows.took < lockstep.took, `${windows.took} ms against ${lockstep.took} ms`);
});
