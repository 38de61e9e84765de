import assert from "node:assert/strict";
import { test } from "node:test";
import { negotiate } from "../../../appliance/tftp/negotiate.ts";
import { startTransfer, type Step, step, type Transfer, type TransferEvent } from "../../../appliance/tftp/transfer.ts";

/** Runs a transfer by hand on a still clock and writes what it does as text: "OACK", "17-32", "ERROR 0", "finished". */
class Bench {
  state: Transfer;
  now = 0;
  said: string[] = [];

  constructor(options: { size?: number | undefined; ask?: Record<string, number>; mayResend?: boolean } = {}) {
    const asked = Object.entries(options.ask ?? {}).map(([name, value]) => ({ name, value: value.toString() }));
    const size = "size" in options ? options.size : 100_000;
    const negotiation = negotiate(asked, { size, mtu: 1500 });
    assert.ok(negotiation.kind === "agreed");
    const first = startTransfer({
      agreement: negotiation.agreement,
      size,
      mayResend: options.mayResend ?? true,
      now: 0,
    });
    this.state = first.state;
    this.note(first);
  }

  private note(taken: Step): void {
    this.state = taken.state;
    for (const action of taken.actions) {
      switch (action.kind) {
        case "sendOack":
          this.said.push("OACK");
          break;
        case "sendBlocks":
          this.said.push(action.from === action.to ? `${action.from}` : `${action.from}-${action.to}`);
          break;
        case "sendError":
          this.said.push(`ERROR ${action.code}`);
          break;
        case "end":
          this.said.push(action.outcome.kind);
          break;
      }
    }
  }

  /** What this event makes it say, as one text; "" is silence. */
  on(event: TransferEvent): string {
    this.said = [];
    this.note(step(this.state, event));
    return this.said.join(" ");
  }

  ack(block: number, after = 1): string {
    this.now += after;
    return this.on({ kind: "ack", block, now: this.now });
  }

  /** Lets time pass tick by tick; returns when something was said, e.g. ["1000: OACK", "3000: OACK"]. */
  wait(milliseconds: number, since = this.now): string[] {
    const heard: string[] = [];
    for (const end = this.now + milliseconds; this.now < end;) {
      this.now += 25;
      const said = this.on({ kind: "tick", now: this.now });
      if (said !== "") {
        heard.push(`${this.now - since}: ${said}`);
      }
    }
    return heard;
  }
}

test("F1 six blocks in lockstep, the sixth ACK ends it", () => {
  const bench = new Bench({ size: 3000 });
  assert.deepEqual(bench.said, ["1"]);
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map((block) => bench.ack(block)),
    ["2", "3", "4", "5", "6", "finished"],
  );
});

test("F2 1,024 bytes are three blocks", () => {
  const bench = new Bench({ size: 1024 });
  assert.deepEqual(
    [1, 2, 3].map((block) => bench.ack(block)),
    ["2", "3", "finished"],
  );
});

test("F3 an empty file is one block", () => assert.equal(new Bench({ size: 0 }).ack(1), "finished"));

test("F6 three ACKs of block 1 cause one block 2", () => {
  const bench = new Bench();
  assert.deepEqual([bench.ack(1), bench.ack(1), bench.ack(1, 500)], ["2", "", ""]);
});

test("F7 an ACK that comes late is ignored", () => {
  const bench = new Bench();
  bench.ack(1);
  bench.ack(2);
  assert.equal(bench.ack(1), "");
});

test("F8 an ACK from the future is ignored", () => {
  const bench = new Bench();
  assert.deepEqual([bench.ack(2), bench.ack(40_000), bench.ack(65_535)], ["", "", ""]);
  assert.equal(bench.ack(1), "2");
});

test("F10 without an ACK the block is repeated after 1, 2, 4, 8, 8 s, five times, then dropped", () => {
  assert.deepEqual(new Bench().wait(60_000), [
    "1000: 1",
    "3000: 1",
    "7000: 1",
    "15000: 1",
    "23000: 1",
    "31000: gaveUp",
  ]);
});

test("F10 an ACK sets the timer back to one second", () => {
  const bench = new Bench();
  bench.wait(7000);
  assert.equal(bench.ack(1, 0), "2");
  assert.deepEqual(bench.wait(3100), ["1000: 2", "3000: 2"]);
});

test("F11 block 65535 is followed by 0 on the wire and 65536 here", () => {
  const bench = new Bench({ size: 65_536 * 512 });
  for (let block = 1; block < 65_535; block += 1) {
    bench.ack(block & 0xffff);
  }
  assert.deepEqual([bench.ack(65_535), bench.ack(0), bench.ack(1)], ["65536", "65537", "finished"]);
});

test("F12 many roll-overs: 4.1 GB in blocks of 1468", () => {
  const size = 4_100_000_000;
  const bench = new Bench({ size, ask: { blksize: 1468, windowsize: 64 } });
  bench.ack(0);
  let said = "";
  for (let block = 64; said !== "finished"; block += 64) {
    said = bench.ack(Math.min(block, bench.state.last ?? 0) & 0xffff);
    assert.notEqual(said, "");
  }
  assert.equal(bench.state.acked, Math.floor(size / 1468) + 1);
});

test("F13 and Z3 an ERROR after the OACK ends it as a probe, with no reply", () => {
  const bench = new Bench({ ask: { tsize: 0 } });
  const taken = step(bench.state, { kind: "error", code: 8, text: "User aborted the transfer" });
  assert.deepEqual(taken.actions, [
    { kind: "end", outcome: { kind: "aborted", code: 8, text: "User aborted the transfer", probe: true } },
  ]);
  assert.deepEqual(step(taken.state, { kind: "tick", now: 60_000 }).actions, []);
});

test("F13 an ERROR in the middle is the client's, and no probe", () => {
  const bench = new Bench();
  bench.ack(1);
  const [action] = step(bench.state, { kind: "error", code: 3, text: "disk full" }).actions;
  assert.ok(action?.kind === "end" && action.outcome.kind === "aborted" && !action.outcome.probe);
});

test("F20 a read error is ERROR 0 and a failure", () => {
  assert.equal(new Bench().on({ kind: "readFailed", reason: "EIO" }), "ERROR 0 failed");
});

test("F24 ICMP port unreachable ends it", () => assert.equal(new Bench().on({ kind: "unreachable" }), "gaveUp"));

test("N6, N7 and N10: ACK 0 starts block 1 once, ACK 1 before it is ignored", () => {
  const bench = new Bench({ ask: { blksize: 1024 } });
  assert.deepEqual(bench.said, ["OACK"]);
  assert.deepEqual([bench.ack(1), bench.ack(0), bench.ack(0), bench.ack(1)], ["", "1", "", "2"]);
});

test("N8 ERROR 8 after the OACK ends it quietly", () => {
  assert.equal(new Bench({ ask: { blksize: 1024 } }).on({ kind: "error", code: 8, text: "" }), "aborted");
});

test("N9 an OACK without an answer is repeated like a block", () => {
  const heard = new Bench({ ask: { tsize: 0 } }).wait(60_000);
  assert.deepEqual(heard.slice(0, 3), ["1000: OACK", "3000: OACK", "7000: OACK"]);
  assert.deepEqual(heard.slice(5), ["31000: gaveUp"]);
});

test("Z7 a timeout of 255 s is obeyed", () => {
  assert.deepEqual(new Bench({ ask: { timeout: 255 } }).wait(300_000), ["255000: OACK"]);
});

test("Z9 timeout 1: one second, then doubled", () => {
  const bench = new Bench({ ask: { timeout: 1 } });
  bench.ack(0);
  assert.deepEqual(bench.wait(7100), ["1000: 1", "3000: 1", "7000: 1"]);
});

const windowed = (ask: Record<string, number> = {}, size = 100_000): Bench => {
  const bench = new Bench({ size, ask: { windowsize: 16, ...ask } });
  assert.equal(bench.ack(0, 10), "1-16");
  return bench;
};

test("W1 and W2: sixteen blocks, then silence until the sixteenth is acknowledged", () => {
  assert.equal(windowed().ack(16, 10), "17-32");
});

test("W3 an ACK inside the window goes on right behind it", () => assert.equal(windowed().ack(10, 10), "11-26"));

test("W4 ACK 0 again, a round trip later, means that the first block is lost", () => {
  const bench = windowed();
  assert.equal(bench.ack(0, 10), "1-16");
});

test("W4 a plain duplicate within the round trip means nothing", () => assert.equal(windowed().ack(0, 1), ""));

test("a repeated window is not answered by repeating the next one (no apprentice in windows)", () => {
  const bench = windowed();
  bench.ack(0, 10); // the window goes out again
  assert.equal(bench.ack(16, 10), "17-32");
  assert.deepEqual([bench.ack(16, 10), bench.ack(16, 10)], ["", ""], "the echo of the repeated window");
  assert.equal(bench.ack(32, 10), "33-48");
  assert.equal(bench.ack(32, 10), "33-48", "this one is a loss again");
});

test("W7 the last window is shorter, and its ACK ends the transfer", () => {
  const bench = windowed({}, 20 * 512);
  assert.deepEqual([bench.ack(16, 10), bench.ack(21, 10)], ["17-21", "finished"]);
});

test("W8 a timeout repeats the window from the last ACK, half of it from the second loss on, whole after an ACK", () => {
  const bench = windowed();
  bench.ack(16, 10);
  assert.deepEqual(bench.wait(7100), ["1000: 17-32", "3000: 17-24", "7000: 17-20"]);
  assert.equal(bench.ack(20, 10), "21-36");
});

test("W9 a roll-over inside a window", () => {
  const bench = new Bench({ size: 8 * 70_000, ask: { blksize: 8, windowsize: 10 } });
  bench.ack(0, 10);
  for (let block = 10; block < 65_530; block += 10) {
    bench.ack(block, 10);
  }
  assert.equal(bench.ack(65_530, 10), "65531-65540");
  assert.equal(bench.ack(1, 10), "65538-65547", "ACK 1 is the ACK of 65537");
});

test("W12 a window is never sent before ACK 0, however long one waits", () => {
  const heard = new Bench({ ask: { windowsize: 64 } }).wait(60_000);
  assert.ok(heard.every((line) => /OACK|gaveUp/.test(line)));
});

test("trust 2.6 a client without a DHCP exchange gets one packet, and the usual ones once it has answered", () => {
  assert.deepEqual(new Bench({ mayResend: false }).wait(60_000), ["1000: gaveUp"]);
  const bench = new Bench({ mayResend: false });
  bench.ack(1);
  assert.deepEqual(bench.wait(1100), ["1000: 2"]);
});

test("netascii: the end is where the reader finds it", () => {
  const bench = new Bench({ size: undefined, ask: { windowsize: 4 } });
  assert.equal(bench.ack(0, 5), "1-4");
  assert.equal(bench.on({ kind: "ended", block: 3 }), "");
  assert.equal(bench.ack(3, 5), "finished");
});
