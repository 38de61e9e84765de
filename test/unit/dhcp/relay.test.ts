// What relays add, and the extensions that are switched off: conformance 3.5, 3.6, 3.7, 3.9.
import assert from "node:assert/strict";
import { addr, codes, mac, option, prove, pxe, type Row } from "./scene.ts";

const A = mac(0xa1);
const B = mac(0xb1);

const relay: Record<string, Row> = {
  "R1, R2: option 82 comes back byte for byte and last, or not at all": (scene) => {
    const value = [1, 3, 100, 110, 48, 2, 2, 9, 9];
    const heard = scene.discover(A, [[82, value]], { gi: "10.88.0.1" });
    assert.match(heard.line, /^OFFER 10\.88\.0\.\d+ to 10\.88\.0\.1:67$/);
    assert.deepEqual([codes(heard).at(-1), option(heard, 82)], [82, Buffer.from(value).toString("hex")]);
    assert.equal(option(scene.discover(B, [], { gi: "10.88.0.1" }), 82), undefined);
  },
  "R3: option 82 without a relay is not trusted (3.3 O17: and never echoed)": (scene) => {
    const heard = scene.discover(A, [[82, [1, 1, 1]]]);
    assert.deepEqual(
      [heard.line, heard.events],
      ["ignore untrusted-relay-information", ["RS_DHCP_UNTRUSTED_RELAY_INFORMATION"]],
    );
  },
  "R4, R5: one whose lengths lie, or of 255 bytes, is echoed all the same": (scene) => {
    for (const value of [Buffer.from([1, 200, 3]), Buffer.alloc(255, 7)]) {
      assert.equal(option(scene.discover(A, [[82, value]], { gi: "10.88.0.1" }), 82), value.toString("hex"));
    }
  },
  "R6: with lent fields 82 stays in the options field": (scene) => {
    const heard = scene.discover(A, [...pxe(0), [61, Buffer.alloc(200, 1)], [82, Buffer.alloc(60, 7)]], {
      gi: "10.88.0.1",
    });
    assert.ok(option(heard, 52));
    assert.equal(codes(heard).at(-1), 82);
  },
  "R7: one in two pieces is echoed with the same bytes": (scene) => {
    assert.equal(
      option(
        scene.discover(
          A,
          [
            [82, [1, 1]],
            [82, [9]],
          ],
          { gi: "10.88.0.1" },
        ),
        82,
      ),
      "010109",
    );
  },
  "R8: a relayed NAK carries it too": (scene) => {
    const heard = scene.select(A, "10.77.0.9", [[82, [1, 1, 9]]], { gi: "10.88.0.1" });
    assert.deepEqual([option(heard, 82), heard.reply?.flags], ["010109", 0x8000]);
  },
  "R9: a renewal without it is accepted and the circuit remembered": (scene) => {
    const { address } = scene.boot(A, [[82, [1, 1, 9]]], { gi: "10.88.0.1" });
    assert.match(scene.say("REQUEST", A, { ci: address, xid: 5 }).line, /^ACK/);
    assert.equal(scene.book.lease(A)?.circuitId, "09");
  },
  "R10: link selection chooses the pool, the relay gets the reply": (scene) => {
    const heard = scene.discover(A, [[82, [5, 4, 10, 99, 0, 0]]], { gi: "10.88.0.1" });
    assert.match(heard.line, /^OFFER 10\.99\.0\.\d+ to 10\.88\.0\.1:67$/);
  },
  "R11: the server identifier can be overridden, and then names us": (scene) => {
    const override = [82, [11, 4, 10, 88, 0, 1]] as const;
    assert.equal(option(scene.discover(A, [override], { gi: "10.88.0.1" }), 54), "0a580001");
    assert.match(scene.boot(A, [override], { gi: "10.88.0.1" }).line, /^ACK/);
  },
  "R12: a machine that moves to another port keeps its lease, and is told of": (scene) => {
    const first = scene.boot(A, [[82, [1, 1, 1]]], { gi: "10.88.0.1", xid: 1 });
    const second = scene.boot(A, [[82, [1, 1, 2]]], { gi: "10.88.0.1", xid: 2 });
    assert.deepEqual([second.address, second.events], [first.address, ["RS_DHCP_MOVED_PORT"]]);
  },
  "R13: one that does not fit is left out, and told of": (scene) => {
    const heard = scene.discover(
      A,
      [
        [61, Buffer.alloc(255, 1)],
        [82, Buffer.alloc(255, 7)],
      ],
      { gi: "10.88.0.1" },
    );
    assert.deepEqual([option(heard, 82), heard.events], [undefined, ["RS_DHCP_RELAY_INFORMATION_DROPPED"]]);
  },
  "R14: a relay that cannot be is not answered": (scene) => {
    for (const gi of ["10.66.0.1", "127.0.0.1", "255.255.255.255", "224.0.0.1", "10.77.0.1"]) {
      const heard = scene.say("DISCOVER", A, { gi }, "10.77.0.2");
      assert.deepEqual([heard.line, heard.events], ["ignore unknown-relay", ["RS_DHCP_UNKNOWN_RELAY"]], gi);
    }
  },
};

const off: Record<string, Row> = {
  "3.6 S1: subnet selection is off: a normal OFFER without option 118": (scene) => {
    const heard = scene.discover(A, [[118, addr("10.88.0.0")]]);
    assert.match(heard.address, /^10\.77\.0\./);
    assert.equal(option(heard, 118), undefined);
  },
  "3.6 S4: a damaged one drops the packet": (scene) => {
    for (const length of [0, 3, 5])
      assert.equal(scene.discover(A, [[118, Buffer.alloc(length)]]).line, "ignore malformed");
  },
  "3.7 Q1, Q2, Q11: lease queries and their answers hear nothing": (scene) => {
    for (const type of ["LEASEQUERY", "LEASEUNASSIGNED", "LEASEUNKNOWN", "LEASEACTIVE"] as const) {
      assert.equal(scene.say(type, A, { gi: "10.88.0.1" }).line, "ignore not-for-servers");
      assert.equal(scene.say(type, A).line, "ignore not-for-servers");
    }
  },
  "3.9 T2, T4: option 150 is not configured and so absent, asked for or not": (scene) => {
    assert.equal(option(scene.discover(A, [...pxe(7), [55, [150]]]), 150), undefined);
    assert.equal(option(scene.discover(A, pxe(7)), 150), undefined);
  },
  "3.9 T7: option 150 from a client is ignored": (scene) =>
    assert.match(scene.discover(A, [[150, [1, 2, 3]]]).line, /^OFFER/),
};

prove("conformance 3.5", relay);
prove("conformance", off);
