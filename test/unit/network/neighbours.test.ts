import assert from "node:assert/strict";
import { test } from "node:test";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { type Neighbours, neighbours } from "../../../appliance/network/neighbours.ts";

const [A, B, C] = ["52:54:00:00:00:0a", "52:54:00:00:00:0b", "52:54:00:00:00:0c"].map(parseMac) as [
  ReturnType<typeof parseMac>,
  ReturnType<typeof parseMac>,
  ReturnType<typeof parseMac>,
];
const LEASED = parseIpv4("10.77.0.100");
const HEARD = parseIpv4("10.77.0.55");
const SILENT = parseIpv4("10.77.0.66");

const place = (mode: "server" | "proxy" | "off"): Neighbours =>
  neighbours({
    mode: () => mode,
    leases: {
      byAddress: (address) => (address === LEASED ? { mac: A } : undefined),
      byMac: (mac) => (mac === A ? { address: LEASED } : undefined),
    },
    arp: (address) => (address === SILENT ? C : undefined),
  });

test("while we give the addresses, our leases say who has which, and nothing else does", () => {
  const all = place("server");
  all.hear(B, HEARD);
  assert.deepEqual([all.macOf(LEASED), all.macOf(HEARD), all.macOf(SILENT)], [A, undefined, undefined]);
  assert.deepEqual([all.met(LEASED), all.met(HEARD), all.addressOf(A)], [true, false, LEASED]);
});

test("beside another server it is what was heard, then ARP; leases of a former time do not count", () => {
  const all = place("proxy");
  all.hear(B, HEARD);
  assert.deepEqual([all.macOf(HEARD), all.macOf(SILENT), all.macOf(LEASED)], [B, C, undefined]);
  assert.deepEqual([all.addressOf(B), all.addressOf(A)], [HEARD, undefined]);
});

test("trust 2.6: an exchange that was heard counts as met, an entry in the ARP table does not", () => {
  const all = place("proxy");
  all.hear(B, HEARD);
  assert.deepEqual([all.met(HEARD), all.met(SILENT)], [true, false]);
});

test("a machine that takes another address leaves its former one, and an address has one machine", () => {
  const all = place("proxy");
  all.hear(B, HEARD);
  all.hear(B, LEASED);
  assert.deepEqual([all.macOf(HEARD), all.macOf(LEASED)], [undefined, B]);
  all.hear(C, LEASED);
  assert.deepEqual([all.macOf(LEASED), all.addressOf(B)], [C, undefined]);
});

test("trust 2.5: invented clients do not fill the memory", () => {
  const all = place("proxy");
  all.hear(B, HEARD);
  for (let index = 0; index < 10_000; index += 1) {
    const mac = parseMac(
      `02:00:00:00:${(index >> 8).toString(16).padStart(2, "0")}:${(index & 255).toString(16).padStart(2, "0")}`,
    );
    all.hear(mac, parseIpv4(`10.1.${index >> 8}.${index & 255}`));
  }
  assert.equal(all.macOf(HEARD), undefined);
  assert.notEqual(all.macOf(parseIpv4("10.1.39.15")), undefined);
});
