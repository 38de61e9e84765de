import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { arrange, split } from "../../../appliance/dhcp/arrange.ts";
import { decode } from "../../../appliance/dhcp/decode.ts";
import { encode } from "../../../appliance/dhcp/encode.ts";
import { OPTION, optionText, read, readLeniently } from "../../../appliance/dhcp/options/table.ts";
import { safeHostname } from "../../../appliance/dhcp/options/text.ts";
import { ANY } from "../../../appliance/net/ipv4.ts";
import {
  bytesOf,
  codes,
  mac,
  option,
  packet,
  pxe,
  prove,
  type Row,
  type Scene,
  settings,
  textOption,
} from "./scene.ts";

const A = mac(0xa1);
const B = mac(0xb1);
const line = (scene: Scene, options: NonNullable<Parameters<Scene["discover"]>[1]>): string =>
  scene.discover(A, options).line;
/** A DISCOVER whose options field is these very bytes. */
function raw(scene: Scene, hex: string): string {
  const head = encode(packet(undefined, A)).subarray(0, 240);
  return scene.hearBytes(Buffer.concat([head, Buffer.from(hex, "hex")])).line;
}
/** A request whose file and sname are lent to options. */
const lent = (file: string, sname: string, overload: string): [Buffer, Buffer, string] => [
  Buffer.from(file, "hex"),
  Buffer.from(sname, "hex"),
  overload,
];

const rfc2132: Record<string, Row> = {
  "O1, O2, O3: option 53 of no byte, of two, or twice, is damage": (scene) => {
    assert.equal(raw(scene, "3500ff"), "ignore malformed");
    assert.equal(raw(scene, "35020101ff"), "ignore malformed");
    assert.equal(raw(scene, "350101350103ff"), "ignore malformed");
  },
  "O4, O5: an address of three or five bytes is damage": (scene) => {
    assert.equal(scene.say("REQUEST", A, { options: [[50, [10, 77, 0]]] }).line, "ignore malformed");
    assert.equal(scene.say("REQUEST", A, { options: [[54, [10, 77, 0, 1, 2]]] }).line, "ignore malformed");
  },
  "O6: an identifier of one byte is ignored": (scene) => {
    assert.equal(option(scene.boot(A, [[61, [7]]]), 61), undefined);
    assert.equal(scene.book.lease(A)?.clientId, undefined);
  },
  "O7: an identifier of 255 bytes is kept": (scene) => {
    scene.boot(A, [[61, Buffer.alloc(255, 0xab)]]);
    assert.equal(scene.book.lease(A)?.clientId, "ab".repeat(255));
  },
  "O8: NULs behind a host name are trimmed; a name that is none is dropped, the lease given": (scene) => {
    scene.boot(A, [[12, "node-01\0\0"]]);
    assert.equal(scene.book.lease(A)?.hostname, "node-01");
    assert.match(scene.boot(B, [[12, ";$(id)\n../"]]).line, /^ACK/);
    assert.equal(scene.book.lease(B)?.hostname, undefined);
  },
  "O9: an option longer than the packet drops it": (scene) =>
    assert.equal(raw(scene, "3501010c10aabb"), "ignore malformed"),
  "O10: 1,200 pads before the type are skipped": (scene) =>
    assert.match(raw(scene, `${"00".repeat(1200)}350101ff`), /^OFFER/),
  "O11: options without END are accepted": (scene) => assert.match(raw(scene, "350101"), /^OFFER/),
  "O12: bytes behind END are ignored": (scene) => assert.match(raw(scene, "350101ff350107"), /^OFFER/),
  "O13: 53 comes first, 54 early, 1 before 3": (scene) => {
    const order = codes(scene.discover(A));
    assert.deepEqual([order[0], order[1]], [53, 54]);
    assert.ok(order.indexOf(1) < order.indexOf(3));
  },
  "O14: T1 < T2 < lease, at a half and seven eighths, even for three seconds": (scene) => {
    const [subnet] = settings.subnets;
    assert.ok(subnet);
    const times = (leaseSeconds: number): (number | undefined)[] => {
      scene.settings = { ...scene.settings, subnets: [{ ...subnet, leaseSeconds }] };
      const reply = scene.discover(A).reply;
      return [58, 59, 51].map((code) => reply?.options.get(code)?.readUInt32BE(0));
    };
    assert.deepEqual(times(43200), [21600, 37800, 43200]);
    assert.deepEqual(times(3), [1, 2, 3]);
  },
  "O15: the class counts by its beginning, in exact case": (scene) => {
    assert.equal(textOption(scene.discover(A, [[60, "PXEClient:Arch:00007:UNDI:003016"]]), 67), "shimx64.efi");
    assert.equal(textOption(scene.discover(A, [[60, "pxeclient:Arch:00007:UNDI:003016"]]), 67), undefined);
  },
  "O16: vendor options of others are ignored": (scene) =>
    assert.match(
      line(scene, [
        [43, [1, 200, 3]],
        [60, "MSFT 5.0"],
      ]),
      /^OFFER/,
    ),
  "O18: a configured option of 300 bytes is split on the wire": (scene) => {
    const [subnet] = settings.subnets;
    assert.ok(subnet);
    scene.settings = { ...scene.settings, subnets: [{ ...subnet, options: [{ code: 224, value: "cd".repeat(300) }] }] };
    assert.equal(
      option(
        scene.discover(A, [
          [57, [5, 192]],
          [55, [224]],
        ]),
        224,
      ),
      "cd".repeat(300),
    );
  },
};

const rfc3396: Record<string, Row> = {
  "L1: an identifier in two halves is the same client as in one piece": (scene) => {
    const infiniband = { htype: 32, hlen: 0, chaddr: Buffer.alloc(16) };
    const whole = scene.boot(A, [[61, "node-identifier"]], infiniband).address;
    assert.equal(
      scene.discover(
        A,
        [
          [61, "node-iden"],
          [61, "tifier"],
        ],
        infiniband,
      ).address,
      whole,
    );
  },
  "L2: wanted options in three pieces are one list": (scene) => {
    const heard = scene.discover(A, [
      [55, [1]],
      [55, [28]],
      [55, [3]],
    ]);
    assert.equal(option(heard, 28), "0a4d00ff");
  },
  "L3: a split PXEClient is recognised": (scene) => {
    assert.equal(
      textOption(
        scene.discover(A, [
          [60, "PXECl"],
          [60, "ient:Arch:00000:UNDI:002001"],
        ]),
        67,
      ),
      "pxelinux.0",
    );
  },
  "L4: pieces join in the order options, file, sname": (scene) => {
    const heard = scene.discover(
      A,
      [
        [61, "ab"],
        [52, [3]],
      ],
      { file: "\x3d\x02cd\xff", sname: "\x3d\x02ef\xff" },
    );
    assert.equal(textOption(heard, 61), "abcdef");
  },
  "L5: an overload inside a lent field leads nowhere": (scene) => {
    const request = packet("DISCOVER", A, { options: [[52, [1]]], file: "\x34\x01\x03\xff" });
    assert.match(scene.hear(request).line, /^OFFER/);
    assert.equal(decode(encode(request)).options.get(52)?.toString("hex"), "01");
  },
  "L6: 52 twice is damage": (scene) =>
    assert.equal(
      line(scene, [
        [52, [1]],
        [52, [2]],
      ]),
      "ignore malformed",
    ),
  "L7: other overload values mean text": (scene) => {
    for (const value of [0, 4, 255])
      assert.match(scene.discover(A, [[52, [value]]], { file: "\x3d\xff" }).line, /^OFFER/);
  },
  "L8: a lent field may lack END": (scene) => {
    const [file] = lent(`3d7e${"41".repeat(126)}`, "", "");
    assert.equal(option(scene.discover(A, [[52, [1]]], { file }), 61), "41".repeat(126));
  },
  "L9: an option that runs over its field is damage": (scene) => {
    assert.equal(scene.discover(A, [[52, [1]]], { file: `\x3d\x80${"A".repeat(126)}` }).line, "ignore malformed");
  },
  "L10: 300 bytes are 255 and 45, adjacent": () => {
    assert.deepEqual(
      split(43, Buffer.alloc(300)).map(({ value }) => value.length),
      [255, 45],
    );
  },
  "L11: 300 bytes and 576 in all: the rest goes to file, then sname; the boot file to 67": (scene) => {
    const [subnet] = settings.subnets;
    assert.ok(subnet);
    scene.settings = { ...scene.settings, subnets: [{ ...subnet, options: [{ code: 224, value: "cd".repeat(300) }] }] };
    const heard = scene.discover(A, [...pxe(0), [57, [2, 64]], [55, [224]]]);
    assert.equal(option(heard, 224), "cd".repeat(300));
    assert.equal(textOption(heard, 67), "pxelinux.0");
    assert.ok((heard.bytes?.length ?? 999) <= 548);
  },
  "L12: 200 empty options are too many": (scene) =>
    assert.equal(raw(scene, `350101${"fe00".repeat(200)}ff`), "ignore malformed"),
  "L13: a joined identifier of 1,500 bytes is refused": (scene) => {
    assert.equal(
      line(
        scene,
        Array.from({ length: 6 }, () => [61, Buffer.alloc(250, 1)] as const),
      ),
      "ignore malformed",
    );
  },
};

const rfc6842: Record<string, Row> = {
  "C1, C2: OFFER and ACK carry the identical identifier": (scene) => {
    assert.equal(textOption(scene.discover(A, [[61, "\x00id"]]), 61), "\x00id");
    assert.equal(textOption(scene.boot(A, [[61, "\x00id"]]), 61), "\x00id");
  },
  "C3: so does a NAK": (scene) => assert.equal(textOption(scene.select(A, "192.168.1.1", [[61, "id"]]), 61), "id"),
  "C4: so does the answer to INFORM": (scene) => {
    assert.equal(textOption(scene.say("INFORM", A, { ci: "10.77.0.60", options: [[61, "id"]] }), 61), "id");
  },
  "C5: without one there is none": (scene) => assert.equal(option(scene.discover(A), 61), undefined),
  "C6: a split one comes back with the same bytes": (scene) => {
    assert.equal(
      textOption(
        scene.discover(A, [
          [61, "ab"],
          [61, "cd"],
        ]),
        61,
      ),
      "abcd",
    );
  },
  "C7: one of a single byte is not echoed": (scene) =>
    assert.equal(option(scene.discover(A, [[61, [1]]]), 61), undefined),
  "C8: one of 255 bytes is echoed": (scene) => {
    assert.equal(option(scene.discover(A, [[61, Buffer.alloc(255, 3)]]), 61), "03".repeat(255));
  },
  "C9: a client without a hardware address is known by it, and heard by broadcast": (scene) => {
    const heard = scene.discover(A, [[61, "ib-node"]], { htype: 32, hlen: 0, chaddr: Buffer.alloc(16) });
    assert.match(heard.line, /^OFFER .* to 255\.255\.255\.255:68$/);
    assert.equal(textOption(heard, 61), "ib-node");
  },
  "C10: without both there is no client": (scene) => {
    assert.equal(
      scene.discover(A, [], { htype: 32, hlen: 0, chaddr: Buffer.alloc(16) }).line,
      "ignore hardware-address",
    );
  },
  "C11: a machine that stumbles over the echo can be spared it": (scene) => {
    scene.settings = { ...scene.settings, noClientIdEcho: [A] };
    assert.equal(option(scene.discover(A, [[61, "id"]]), 61), undefined);
    assert.equal(textOption(scene.discover(B, [[61, "id"]]), 61), "id");
  },
  "C12: one identifier on two MACs is two clients, and told": (scene) => {
    const first = scene.boot(A, [[61, "clone"]]);
    const second = scene.boot(B, [[61, "clone"]]);
    assert.notEqual(first.address, second.address);
    assert.deepEqual(second.events, ["RS_DHCP_DUPLICATE_CLIENT_ID"]);
  },
  "C13: with 01+MAC or without, it is one client": (scene) => {
    const id = Buffer.concat([Buffer.from([1]), Buffer.from(A.replaceAll(":", ""), "hex")]);
    assert.equal(scene.boot(A, [[61, id]]).address, scene.boot(A).address);
  },
};

prove("conformance 3.3", rfc2132);
prove("conformance 3.4", rfc3396);
prove("conformance 3.10", rfc6842);

suite("option values", () => {
  test("whatever is arranged fits the limit, and nothing kept is changed", () => {
    const request = packet("DISCOVER", A);
    const value = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
    const options = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 254 }).filter((code) => code !== 52),
        value,
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(options, fc.integer({ min: 548, max: 1472 }), (list, limit) => {
        const wanted = new Map(list);
        const draft = {
          request,
          flags: 0,
          ciaddr: ANY,
          yiaddr: ANY,
          siaddr: ANY,
          sname: "s",
          file: "f",
          options: wanted,
          limit,
        };
        const { message, dropped } = arrange(draft);
        const bytes = encode(message);
        assert.ok(bytes.length <= limit, `${bytes.length} > ${limit}`);
        const back = decode(bytes).options;
        for (const [code, sent] of wanted) {
          assert.equal(
            back.get(code)?.toString("hex"),
            dropped.includes(code) ? undefined : sent.toString("hex"),
            `option ${code}`,
          );
        }
      }),
    );
  });

  test("absent is not damaged: the one is undefined, the other throws", () => {
    assert.equal(read(new Map(), OPTION.requestedAddress), undefined);
    assert.throws(
      () => read(new Map([[50, Buffer.alloc(3)]]), OPTION.requestedAddress),
      /option 50 \(requested address\)/,
    );
    assert.equal(readLeniently(new Map([[50, Buffer.alloc(3)]]), OPTION.requestedAddress), undefined);
  });

  test("strangers' text is shown without control characters (trust 4, rows 19, 21, 22)", () => {
    assert.equal(optionText(12, bytesOf("\x1b]0;evil\x07")), "12 host name: \\x1b]0;evil\\x07");
    assert.ok(/^[\x20-\x7e…]*$/.test(optionText(60, Buffer.alloc(255, 0x9b))));
  });

  test("only RFC 1123 names are host names (trust 4, rows 19–21)", () => {
    assert.deepEqual(["Node-01", "a.b", "x".repeat(63)].map(safeHostname), ["node-01", "a.b", "x".repeat(63)]);
    for (const bad of ["", "-x", "a..b", "x".repeat(64), "'); DROP TABLE lease;--", "a\u202eb", "\x1b]0;", "a b"]) {
      assert.equal(safeHostname(bad), undefined, bad);
    }
  });

  test("a machine identifier reads as pxelinux writes it", () => {
    const wire = Buffer.from("00c4d4bdaa5e3b5c4a9b1e0123456789ab".padEnd(34, "0"), "hex");
    assert.equal(OPTION.machineId.codec.decode(wire), "aabdd4c4-3b5e-4a5c-9b1e-0123456789ab");
    assert.deepEqual(OPTION.machineId.codec.encode("aabdd4c4-3b5e-4a5c-9b1e-0123456789ab"), wire);
  });

  test("a user class is read bare and counted (trust 4, row 23)", () => {
    assert.deepEqual(OPTION.userClass.codec.decode(bytesOf("iPXE")).map(String), ["iPXE"]);
    assert.deepEqual(OPTION.userClass.codec.decode(bytesOf("\x04iPXE\x02ab")).map(String), ["iPXE", "ab"]);
  });
});
