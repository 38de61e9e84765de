import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { type Ipv4, ipv4FromNumber, ipv4ToNumber, parseIpv4 } from "../../../appliance/net/ipv4.ts";
import {
  formatRange,
  isHostOf,
  parseSubnet,
  rangeContains,
  rangeSize,
  subnetAround,
} from "../../../appliance/net/subnet.ts";
import { suggestPool } from "../../../appliance/network/suggest-pool.ts";

const at = (text: string): Ipv4 => parseIpv4(text);
const rack = parseSubnet("10.77.0.0/24");
const suggested = (live: readonly string[], taken: readonly string[] = []): string => {
  const found = suggestPool(rack, at("10.77.0.1"), taken.map(at), live.map(at));
  return found === undefined ? "none" : `${formatRange(found.range)} without ${found.leftOut}`;
};

test("a suggested pool never holds our own address, the gateway, a live host, or anything outside the subnet's hosts (trust 4.57)", () => {
  const wire = fc.record({
    prefix: fc.integer({ min: 8, max: 30 }),
    base: fc.nat({ max: 2 ** 32 - 1 }),
    own: fc.nat(),
    gateway: fc.nat(),
    live: fc.array(fc.nat({ max: 300 }), { maxLength: 300 }),
  });
  fc.assert(
    fc.property(wire, ({ prefix, base, own, gateway, live }) => {
      const subnet = subnetAround(ipv4FromNumber(base), prefix);
      const start = ipv4ToNumber(subnet.network);
      const host = (number: number): Ipv4 => ipv4FromNumber(start + 1 + (number % (2 ** (32 - prefix) - 2)));
      const ours = host(own);
      const window = ipv4ToNumber(subnetAround(ours, Math.max(24, prefix)).network);
      const hosts = live.map((number) => ipv4FromNumber(window + (number % 256)));
      const found = suggestPool(subnet, ours, [host(gateway)], hosts);
      if (found === undefined) return;
      const { range } = found;
      for (const closed of [ours, host(gateway), ...hosts]) assert.ok(!rangeContains(range, closed), closed);
      assert.ok(isHostOf(subnet, range.first) && isHostOf(subnet, range.last), formatRange(range));
      assert.ok(rangeSize(range) >= 1 && rangeSize(range) <= 100);
    }),
  );
});

test("a pool is suggested whenever one address is free, and twenty or more where so many lie side by side", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 2, max: 254 }), { maxLength: 253 }), (closed) => {
      const live = closed.map((last) => at(`10.77.0.${last}`));
      const found = suggestPool(rack, at("10.77.0.1"), [], live);
      const free = Array.from({ length: 253 }, (_, index) => (closed.includes(index + 2) ? "x" : ".")).join("");
      const longest = Math.max(...free.split("x").map((run) => run.length));
      assert.ok((found === undefined ? 0 : rangeSize(found.range)) >= Math.min(20, longest));
    }),
  );
});

test("in a /24 it is 100 to 199, cut so that answering hosts lie outside, and they are counted", () => {
  assert.equal(suggested([]), "10.77.0.100-10.77.0.199 without 0");
  assert.equal(suggested(["10.77.0.3"]), "10.77.0.100-10.77.0.199 without 0");
  assert.equal(suggested(["10.77.0.120", "10.77.0.121"]), "10.77.0.122-10.77.0.199 without 2");
  assert.equal(suggested([], ["10.77.0.190"]), "10.77.0.100-10.77.0.189 without 0");
});

test("where 100 to 199 is busy the whole subnet is searched, and where nothing is free nothing is suggested", () => {
  const every = (from: number, to: number, step: number): string[] =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => `10.77.0.${from + index * step}`);
  assert.equal(suggested(every(100, 199, 10)), "10.77.0.2-10.77.0.99 without 10");
  assert.equal(suggested(every(2, 254, 1)), "none");
});
