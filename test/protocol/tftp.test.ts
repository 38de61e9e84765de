import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { MalformedError } from "../../appliance/bytes/reader.ts";
import { decodePacket, encodePacket } from "../../appliance/tftp/packet.ts";
import { datagrams } from "./pcap.ts";

const folder = new URL("./captures/", import.meta.url);

/** Every TFTP datagram: requests go to port 69, and what follows goes to and from the port that the request came from. */
function packetsOf(name: string): Buffer[] {
  const all = datagrams(new URL(name, folder));
  const clients = new Set(
    all
      .filter(({ destinationPort }) => destinationPort === 69)
      .map(({ source, sourcePort }) => `${source}:${sourcePort}`),
  );
  return all
    .filter(
      ({ source, sourcePort, destination, destinationPort }) =>
        clients.has(`${source}:${sourcePort}`) || clients.has(`${destination}:${destinationPort}`),
    )
    .map(({ payload }) => payload);
}

const captures = readdirSync(folder)
  .filter((name) => name.endsWith(".pcap"))
  .map((name) => ({ name, packets: packetsOf(name) }))
  .filter(({ packets }) => packets.length > 0);

test("the captures hold TFTP of four firmwares", () => {
  assert.ok(captures.length >= 4, captures.map(({ name }) => name).join(", "));
});

for (const { name, packets } of captures) {
  test(`every one of ${packets.length} TFTP packets of ${name} decodes and encodes to the same bytes`, () => {
    for (const packet of packets)
      assert.equal(encodePacket(decodePacket(packet)).toString("hex"), packet.toString("hex"));
  });

  test(`no TFTP packet of ${name}, cut anywhere, does more than being refused`, () => {
    for (const packet of packets.slice(0, 200)) {
      for (let length = 0; length < Math.min(packet.length, 80); length++) {
        try {
          decodePacket(packet.subarray(0, length));
        } catch (thrown) {
          assert.ok(thrown instanceof MalformedError, `${length} bytes: ${String(thrown)}`);
        }
      }
    }
  });
}
