import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { negotiate } from "../../../appliance/tftp/negotiate.ts";

const ask = (asked: string, facts: { size?: number | undefined; mtu?: number } = {}): string => {
  const options = asked === "" ? [] : asked.split(",").map((pair) => pair.split("=") as [string, string]);
  const answer = negotiate(
    options.map(([name, value]) => ({ name, value })),
    { size: 3000, mtu: 1500, ...facts },
  );
  return answer.kind === "refused"
    ? `ERROR 8: ${answer.because}`
    : answer.agreement.answer.map(({ name, value }) => `${name}=${value}`).join(",");
};

const table: Record<string, [asked: string, answered: string, facts?: { size?: number | undefined; mtu?: number }]> = {
  "no options, no OACK": ["", ""],
  "N1 an unknown option alone: no OACK": ["multicast=", ""],
  "N2 of known and unknown only the known": ["foo=1,blksize=1024,bar=2", "blksize=1024"],
  "N3 the name comes back as it was sent": ["BLKSIZE=1468", "BLKSIZE=1468"],
  "N5 an option twice": ["blksize=512,tsize=0,blksize=1024", "ERROR 8: option blksize given twice"],
  "N5 twice in two spellings": ["blksize=512,BlkSize=512", "ERROR 8: option blksize given twice"],
  "K1 blksize 8": ["blksize=8", "blksize=8"],
  "K2 what ROMs ask for: 1428": ["blksize=1428", "blksize=1428"],
  "K2 1432 (iPXE)": ["blksize=1432", "blksize=1432"],
  "K2 1456": ["blksize=1456", "blksize=1456"],
  "K2 1468 (OVMF)": ["blksize=1468", "blksize=1468"],
  "K3 7 is left out": ["blksize=7", ""],
  "K3 0 is left out": ["blksize=0", ""],
  "K4 65464 becomes what one frame carries": ["blksize=65464", "blksize=1468"],
  "K5 65465 likewise": ["blksize=65465", "blksize=1468"],
  "K5 99999999999 likewise": ["blksize=99999999999", "blksize=1468"],
  "K6 -1": ["blksize=-1", ""],
  "K6 abc": ["blksize=abc", ""],
  "K6 empty": ["blksize=", ""],
  "K6 1e3": ["blksize=1e3", ""],
  "K6 0x200": ["blksize=0x200", ""],
  "K6 a space in front": ["blksize= 512", ""],
  "K7 1468 on an interface of MTU 1280": ["blksize=1468", "blksize=1248", { mtu: 1280 }],
  "K9 512 may be asked for": ["blksize=512", "blksize=512"],
  "K12 9000 on a jumbo interface": ["blksize=9000", "blksize=8968", { mtu: 9000 }],
  "Z1 tsize 0": ["tsize=0", "tsize=3000"],
  "Z2 tsize 5 is answered with the real size": ["tsize=5", "tsize=3000"],
  "Z5 beyond 4 GiB": ["tsize=0", "tsize=5000000000", { size: 5_000_000_000 }],
  "Z6 tsize in netascii, size not known": ["tsize=0,blksize=1024", "blksize=1024", { size: undefined }],
  "tsize abc is left out": ["tsize=abc", ""],
  "Z7 timeout 1": ["timeout=1", "timeout=1"],
  "Z7 timeout 255": ["timeout=255", "timeout=255"],
  "Z8 timeout 0": ["timeout=0", ""],
  "Z8 timeout 256": ["timeout=256", ""],
  "Z8 timeout -1": ["timeout=-1", ""],
  "Z8 timeout x": ["timeout=x", ""],
  "Z11 all four in one OACK, in the order asked": [
    "tsize=0,blksize=1468,timeout=2,windowsize=4",
    "tsize=3000,blksize=1468,timeout=2,windowsize=4",
  ],
  "W1 windowsize 16": ["windowsize=16", "windowsize=16"],
  "W5 windowsize 0": ["windowsize=0", ""],
  "W5 windowsize 65536": ["windowsize=65536", ""],
  "W5 windowsize abc": ["windowsize=abc", ""],
  "W6 windowsize 65535 is clamped": ["windowsize=65535", "windowsize=64"],
};
for (const [sentence, [asked, answered, facts]] of Object.entries(table)) {
  test(sentence, () => assert.equal(ask(asked, facts), answered));
}

test("W10 windowsize without blksize: blocks of 512 bytes", () => {
  const answer = negotiate([{ name: "windowsize", value: "8" }], { size: 1, mtu: 1500 });
  assert.equal(answer.kind === "agreed" && answer.agreement.blksize, 512);
});

test("K11 no OACK is ever larger than what was asked", () => {
  fc.assert(
    fc.property(fc.nat(70_000), fc.integer({ min: 68, max: 65_535 }), (asked, mtu) => {
      for (const name of ["blksize", "windowsize", "timeout"]) {
        const answered = ask(`${name}=${asked}`, { mtu }).split("=")[1];
        assert.ok(answered === undefined || Number(answered) <= asked, `${name} ${asked} → ${answered ?? ""}`);
      }
    }),
    { numRuns: 2000 },
  );
});
