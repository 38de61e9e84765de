import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { Book, changesOf } from "../../../appliance/dhcp/book.ts";
import { parseArpTable } from "../../../appliance/net/arp.ts";
import { systemdDescriptors } from "../../../appliance/net/socket.ts";
import { lastSeenSecond, leaseReader, leaseStore, type Lease } from "../../../appliance/store/leases.ts";
import { addr, ip, mac, type Outcome, Scene, settings } from "./scene.ts";
import type { Mac } from "../../../appliance/net/mac.ts";
import { parseRange } from "../../../appliance/net/subnet.ts";

function withFile(run: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-leases-"));
  try {
    run(join(folder, "leases.db"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lease = (last: number, more: Partial<Lease> = {}): Lease => ({
  client: mac(last),
  mac: mac(last),
  address: ip(`10.77.0.${last}`),
  startedAt: 50,
  seconds: 3600,
  endsAt: 3650,
  released: false,
  ...more,
});

test("what is committed is what another connection and the next start read", () => {
  withFile((path) => {
    const store = leaseStore(path);
    const quarantine = { address: ip("10.77.0.9"), until: 86_400, because: "declined" };
    store.commit(
      [
        { kind: "bind", lease: lease(1, { hostname: "node-01", endsAt: null }) },
        { kind: "quarantine", quarantine },
      ],
      60,
    );
    const reader = leaseReader(path);
    assert.deepEqual(reader.byMac(mac(1)), lease(1, { hostname: "node-01", endsAt: null }));
    assert.deepEqual(reader.byAddress(ip("10.77.0.1"))?.client, mac(1));
    store.commit([{ kind: "release", client: mac(1), at: 70.9 }], 71);
    assert.deepEqual([reader.byMac(mac(1))?.released, reader.byMac(mac(1))?.endsAt], [true, 70]);
    reader.close();
    store.close();
    const again = leaseStore(path);
    assert.deepEqual([again.leases().length, again.quarantines(), again.lastSeenSecond()], [1, [quarantine], 71]);
    again.close();
  });
});

test("a new owner of an address takes its record over", () => {
  withFile((path) => {
    const store = leaseStore(path);
    store.commit([{ kind: "bind", lease: lease(1) }], 1);
    store.commit([{ kind: "bind", lease: lease(2, { address: ip("10.77.0.1") }) }], 2);
    assert.deepEqual(
      store.leases().map(({ client }) => client),
      [mac(2)],
    );
    store.close();
  });
});

test("the last seen second never runs backwards and is 0 without a file", () => {
  withFile((path) => {
    assert.equal(lastSeenSecond(path), 0);
    const store = leaseStore(path);
    store.keepTime(500);
    store.keepTime(400);
    store.close();
    assert.equal(lastSeenSecond(path), 500);
  });
});

test("the book refuses two owners of one address, whatever the rules decided", () => {
  const book = new Book().load([lease(1)], []);
  assert.throws(
    () => book.apply([{ kind: "bind", lease: lease(2, { address: ip("10.77.0.1"), startedAt: 60 }) }]),
    /must not be given/,
  );
});

const DEEDS = ["DISCOVER", "SELECT", "REBOOT", "RENEW", "RELEASE", "DECLINE"] as const;

/** What a client can do about one address. */
function act(scene: Scene, deed: (typeof DEEDS)[number], who: Mac, wish: string): Outcome {
  const us = [54, addr("10.77.0.1")] as const;
  const xid = scene.now * 100 + Number.parseInt(who.at(-1) ?? "0", 16);
  return {
    DISCOVER: () => scene.discover(who, [[50, addr(wish)]], { xid }),
    SELECT: () => scene.select(who, wish, [], { xid }),
    REBOOT: () => scene.say("REQUEST", who, { xid, options: [[50, addr(wish)]] }),
    RENEW: () => scene.say("REQUEST", who, { xid, ci: wish }),
    RELEASE: () => scene.say("RELEASE", who, { xid, ci: wish, options: [us] }),
    DECLINE: () => scene.say("DECLINE", who, { xid, options: [us, [50, addr(wish)]] }),
  }[deed]();
}

const promisedSeconds = (heard: Outcome): number => heard.reply?.options.get(51)?.readUInt32BE(0) ?? 0;

test("whatever clients do, no promise is broken: no address has two owners before its time is over (trust 5 b)", () => {
  const step = fc.record({
    who: fc.integer({ min: 1, max: 12 }),
    what: fc.constantFrom(...DEEDS),
    address: fc.integer({ min: 98, max: 108 }),
    wait: fc.constantFrom(0, 0, 1, 50, 4000, 50_000),
    restart: fc.boolean(),
  });
  const [subnet] = settings.subnets;
  assert.ok(subnet);
  const tight = { ...subnet, pool: parseRange("10.77.0.100-10.77.0.106") };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, authoritative) => {
      const scene = new Scene({ authoritative, subnets: [tight] });
      const promised = new Map<string, { who: number; until: number }>();
      const onDisk = new Book();
      for (const { who, what, address, wait, restart } of steps) {
        scene.now += wait;
        if (restart) scene.book.load([...onDisk.leases()], []);
        const wish = `10.77.0.${address}`;
        const heard = act(scene, what, mac(who), wish);
        onDisk.apply(changesOf(heard.decision?.effects ?? []));
        if (/^freed|^declined/.test(heard.line)) promised.delete(wish);
        if (!heard.line.startsWith("ACK")) continue;
        const owner = promised.get(heard.address) ?? { who, until: 0 };
        assert.ok(owner.who === who || owner.until <= scene.now, `${heard.address} has two owners`);
        promised.set(heard.address, { who, until: scene.now + promisedSeconds(heard) });
        const kept = onDisk.lease(mac(who));
        assert.equal(kept?.address, heard.address, "acknowledged and not on disk");
      }
    }),
    { numRuns: 300 },
  );
});

test("the kernel's ARP table shows only neighbours that answered", () => {
  const table = `IP address       HW type     Flags       HW address            Mask     Device
10.77.0.9        0x1         0x2         52:54:00:77:00:09     *        eth0
10.77.0.10       0x1         0x0         00:00:00:00:00:00     *        eth0
`;
  assert.deepEqual(parseArpTable(table), [{ address: "10.77.0.9", mac: "52:54:00:77:00:09", device: "eth0" }]);
});

test("systemd's descriptors are found by name, and only when they are ours", () => {
  const env = { LISTEN_PID: "7", LISTEN_FDS: "2", LISTEN_FDNAMES: "dhcp:tftp" };
  assert.deepEqual(
    [...systemdDescriptors(env, 7)],
    [
      ["dhcp", 3],
      ["tftp", 4],
    ],
  );
  assert.equal(systemdDescriptors(env, 8).size, 0);
  assert.equal(systemdDescriptors({}, 8).size, 0);
});
