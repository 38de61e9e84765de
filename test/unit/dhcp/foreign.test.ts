import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../../../appliance/dhcp/decode.ts";
import { encode } from "../../../appliance/dhcp/encode.ts";
import {
  type Circumstances,
  listed,
  probed,
  seen,
  type Sightings,
  standing,
  withMac,
} from "../../../appliance/dhcp/foreign.ts";
import { evidenceOf, invented, probeMessage } from "../../../appliance/dhcp/foreign-messages.ts";
import { exchange } from "../../../appliance/dhcp/report.ts";
import { clientOf } from "../../../appliance/dhcp/client.ts";
import { serve } from "../../../appliance/dhcp/facts.ts";
import { ignore } from "../../../appliance/dhcp/decision.ts";
import { isUnicastMac, parseMac } from "../../../appliance/net/mac.ts";
import { addr, ip, mac, packet, prove, pxe, settings } from "./scene.ts";

const A = mac(0xa1);
const OWN = [ip("10.77.0.1")];
const HOME = ip("192.168.1.1");
const at = (minute: number): string => `2026-11-21T14:${String(minute).padStart(2, "0")}:00.000Z`;
const gives = { server: HOME, offers: "addresses" } as const;
const question = probeMessage({ xid: 0xabcdef01, mac: parseMac("02:11:22:33:44:55") });

test("trust 2.4: a search asks as a PXE ROM would, for a broadcast answer, under a locally administered MAC", () => {
  const message = decode(question);
  const client = clientOf(message);
  assert.deepEqual(
    [client?.type, client?.boot, message.flags, client?.mac],
    ["DISCOVER", "PXEClient", 0x8000, "02:11:22:33:44:55"],
  );
  for (const first of [0x00, 0xff, 0x55, 0xaa]) {
    const made = invented(Buffer.from([first, 1, 2, 3, 4, 5]));
    assert.ok(isUnicastMac(made));
    assert.equal(Number.parseInt(made.slice(0, 2), 16) & 3, 2);
  }
});

prove("trust 2.4: our own search", {
  "is not answered when the kernel gives it back to us, and lists no machine": (scene) => {
    assert.equal(scene.hearBytes(question, "10.77.0.1").line, "ignore own-probe");
  },
  "of another appliance is answered like a machine's, but lists none": (scene) => {
    assert.match(scene.hearBytes(question).line, /^OFFER/);
    const message = decode(question);
    const told = exchange(message, clientOf(message), ignore("pool-full"), serve(settings), 0);
    assert.deepEqual([told.mac, told.pxe], [undefined, false]);
  },
});

test("trust 2.4: an OFFER, ACK or NAK tells which server sent it and what it gives", () => {
  const reply = (type: "OFFER" | "ACK" | "NAK", yiaddr: string, more: [number, string | Buffer][] = []) =>
    evidenceOf(
      decode(
        encode({ ...packet(type, A, { op: 2, options: [[54, addr("192.168.1.1")], ...more] }), yiaddr: ip(yiaddr) }),
      ),
    );
  assert.deepEqual(reply("OFFER", "192.168.1.50"), gives);
  assert.deepEqual(reply("ACK", "192.168.1.50", [[60, "PXEClient"]]), gives);
  assert.deepEqual(reply("NAK", "0.0.0.0"), gives);
  assert.deepEqual(reply("OFFER", "0.0.0.0", [[60, "PXEClient"]]), { server: HOME, offers: "boot" });
  assert.deepEqual(reply("ACK", "0.0.0.0"), gives);
  assert.equal(evidenceOf(packet("DISCOVER", A, { options: [[54, addr("192.168.1.1")]] })), undefined);
  assert.equal(evidenceOf(packet("OFFER", A, { op: 2 })), undefined);
});

test("trust 2.4: a server is found once, stays while it answers, and is gone after two searches without it", () => {
  const found = seen(new Map(), gives, at(2), OWN);
  assert.equal(found.found, HOME);
  const again = seen(withMac(found.sightings, HOME, A), gives, at(12), OWN);
  assert.equal(again.found, undefined);
  assert.deepEqual(listed(again.sightings, []), [
    { address: HOME, mac: A, firstSeenAt: at(2), lastSeenAt: at(12), offers: "addresses", ignored: false },
  ]);
  const answered = probed(again.sightings, at(12));
  assert.deepEqual(answered.gone, []);
  const missedOnce = probed(answered.sightings, at(22));
  assert.deepEqual([missedOnce.gone, listed(missedOnce.sightings, [HOME])[0]?.ignored], [[], true]);
  const back = probed(seen(missedOnce.sightings, gives, at(30), OWN).sightings, at(32));
  assert.deepEqual(back.gone, []);
  const gone = probed(back.sightings, at(42));
  assert.deepEqual([gone.gone, gone.sightings.size], [[HOME], 0]);
});

test("trust 2.4: our own answers are not foreign", () => {
  assert.deepEqual(seen(new Map(), { server: ip("10.77.0.1"), offers: "addresses" }, at(2), OWN).sightings.size, 0);
});

test("a server that gives addresses and says what to boot is listed as one that gives addresses", () => {
  const boots = seen(new Map(), { server: HOME, offers: "boot" }, at(2), OWN).sightings;
  const both = seen(boots, gives, at(3), OWN).sightings;
  assert.equal(listed(seen(both, { server: HOME, offers: "boot" }, at(4), OWN).sightings, [])[0]?.offers, "addresses");
});

test("trust 2.5: invented servers fill the list to 64 and no further", () => {
  let sightings: Sightings = new Map();
  const news: unknown[] = [];
  for (let last = 0; last < 200; last += 1) {
    const change = seen(sightings, { server: ip(`172.16.0.${last}`), offers: "addresses" }, at(2), OWN);
    sightings = change.sightings;
    if (change.found !== undefined) news.push(change.found);
  }
  assert.deepEqual([sightings.size, news.length], [64, 64]);
});

const person: Circumstances = {
  mode: "server",
  saidBy: "person",
  serveAnyway: false,
  foreign: false,
  probed: true,
  admitted: false,
};
const STANDINGS: Record<string, [Partial<Circumstances>, string]> = {
  "trust 2.4: after a clean search this appliance serves": [{}, "serve"],
  "trust 2.4: until the first search is over it waits": [{ probed: false }, "wait"],
  "trust 2.4: where another server was first it stays silent": [{ foreign: true }, "silent"],
  "trust 2.4: “serve anyway” is obeyed": [{ foreign: true, serveAnyway: true }, "serve"],
  "trust 2.4: a server that appears while we serve makes us careful, not silent": [
    { foreign: true, admitted: true },
    "careful",
  ],
  "trust 2.4: with leases that run it serves at once after a restart": [{ probed: false, admitted: true }, "serve"],
  "design §4.11: a configuration file is the answer given in advance": [
    { foreign: true, saidBy: "file", probed: false },
    "serve",
  ],
  "trust 2.4: proxy mode needs no clean search": [{ mode: "proxy", foreign: true, probed: false }, "serve"],
};
for (const [sentence, [circumstances, expected]] of Object.entries(STANDINGS)) {
  test(sentence, () => assert.equal(standing({ ...person, ...circumstances }), expected));
}

prove("trust 2.4: beside a server that appeared while we serve,", {
  "a stranger that does not boot from the network is offered nothing": (scene) => {
    scene.settings = { ...settings, foreign: true, authoritative: true };
    assert.equal(scene.discover(A).line, "ignore foreign-server");
    assert.equal(scene.say("REQUEST", A, { options: [[50, addr("192.168.9.9")]] }).line, "ignore foreign-server");
  },
  "a machine that boots from the network is served as ever, and so is its installer": (scene) => {
    scene.settings = { ...settings, foreign: true };
    assert.match(scene.boot(A, pxe(0)).line, /^ACK/);
    assert.match(scene.boot(A).line, /^ACK/);
  },
  "leases that were given are renewed": (scene) => {
    const { address } = scene.boot(A);
    scene.settings = { ...settings, foreign: true };
    scene.now += 20_000;
    assert.match(scene.say("REQUEST", A, { ci: address }).line, /^ACK/);
  },
  "known machines and reservations are served": (scene) => {
    scene.settings = { ...settings, foreign: true, known: [A] };
    assert.match(scene.discover(A).line, /^OFFER/);
    assert.match(scene.discover(mac(0x11)).line, /^OFFER 10\.77\.0\.11/);
  },
});

prove("while a person has serving stopped,", {
  "a machine that is not installing is offered nothing, known or not": (scene) => {
    scene.settings = { ...settings, known: [A], paused: { except: [] } };
    assert.equal(scene.discover(A, pxe(0)).line, "ignore paused");
  },
  "a machine whose install is under way gets an address at every stage": (scene) => {
    scene.settings = { ...settings, paused: { except: [A] } };
    assert.match(scene.boot(A, pxe(0)).line, /^ACK/);
    assert.match(scene.boot(A).line, /^ACK/);
  },
  "leases that were given are renewed": (scene) => {
    const { address } = scene.boot(A);
    scene.settings = { ...settings, paused: { except: [] } };
    scene.now += 20_000;
    assert.match(scene.say("REQUEST", A, { ci: address }).line, /^ACK/);
  },
});

test("trust 2.4: a REQUEST that names another server on our wire tells of it; one of ours or through a relay does not", () => {
  const other = (server: string, gi = "0.0.0.0"): unknown => {
    const message = packet("REQUEST", A, {
      gi,
      options: [
        [54, addr(server)],
        [50, addr("10.77.0.9")],
      ],
    });
    return exchange(message, clientOf(message), ignore("another-server-chosen"), serve(settings), 0).otherServer;
  };
  assert.equal(other("192.168.1.1"), "192.168.1.1");
  assert.equal(other("10.77.0.1"), undefined);
  assert.equal(other("0.0.0.0"), undefined);
  assert.equal(other("192.168.1.1", "10.88.0.1"), undefined);
});
