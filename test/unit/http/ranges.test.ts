import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { type Asked, select, type Selection } from "../../../appliance/http/ranges.ts";

const part = (start: number, end: number): Selection => ({ kind: "part", part: { start, end } });
const whole: Selection = { kind: "whole" };
const lastModified = new Date("2026-11-21T14:00:00.500Z");

const cases: Record<string, { asked: Partial<Asked>; size?: number; want: Selection }> = {
  "conformance 3.17 H1: without Range the whole is sent": { asked: {}, want: whole },
  "conformance 3.17 H3: bytes=0-0 is one byte": { asked: { range: "bytes=0-0" }, want: part(0, 1) },
  "conformance 3.17 H4: bytes=-500 is the last 500": { asked: { range: "bytes=-500" }, want: part(500, 1000) },
  "conformance 3.17 H4: bytes=500- is the tail": { asked: { range: "bytes=500-" }, want: part(500, 1000) },
  "more of the end than there is, is the whole as a part": { asked: { range: "bytes=-5000" }, want: part(0, 1000) },
  "an end beyond the file is cut": { asked: { range: "bytes=990-99999999999999999999999" }, want: part(990, 1000) },
  "the unit is not case-sensitive, and lists may have spaces": { asked: { range: "Bytes=0-1, 2-3" }, want: part(0, 4) },
  "conformance 3.17 H5: bytes=len- lies outside": { asked: { range: "bytes=1000-" }, want: { kind: "unsatisfiable" } },
  "the last zero bytes lie outside": { asked: { range: "bytes=-0" }, want: { kind: "unsatisfiable" } },
  "an empty file has no range": { asked: { range: "bytes=0-" }, size: 0, want: { kind: "unsatisfiable" } },
  "conformance 3.17 H6: bytes=5-2 is ignored": { asked: { range: "bytes=5-2" }, want: whole },
  "conformance 3.17 H6: bytes=a-b is ignored": { asked: { range: "bytes=a-b" }, want: whole },
  "conformance 3.17 H6: another unit is ignored": { asked: { range: "lines=0-1" }, want: whole },
  "one bad range makes the set invalid": { asked: { range: "bytes=0-1,5-2" }, want: whole },
  "bytes=- is ignored": { asked: { range: "bytes=-" }, want: whole },
  "conformance 3.17 H7: two ranges far apart are two parts": {
    asked: { range: "bytes=0-9,500-509" },
    want: {
      kind: "parts",
      parts: [
        { start: 0, end: 10 },
        { start: 500, end: 510 },
      ],
    },
  },
  "conformance 3.17 H7: of two ranges one outside, the other is sent": {
    asked: { range: "bytes=0-9,2000-2001" },
    want: part(0, 10),
  },
  "conformance 3.17 H8: a thousand ranges far apart are the whole": {
    asked: { range: `bytes=${Array.from({ length: 1000 }, (_, i) => `${i * 1000}-${i * 1000 + 1}`).join(",")}` },
    size: 1_000_000,
    want: whole,
  },
  "conformance 3.17 H9: overlapping ranges are coalesced": { asked: { range: "bytes=0-9,5-14" }, want: part(0, 15) },
  "conformance 3.17 H10: If-Range with our tag keeps the range": {
    asked: { range: "bytes=0-0", ifRange: '"tag"' },
    want: part(0, 1),
  },
  "conformance 3.17 H10: If-Range with another tag is the whole": {
    asked: { range: "bytes=0-0", ifRange: '"old"' },
    want: whole,
  },
  "conformance 3.17 H10: If-Range with a weak tag is the whole": {
    asked: { range: "bytes=0-0", ifRange: 'W/"tag"' },
    want: whole,
  },
  "conformance 3.17 H10: If-Range with a date is the whole": {
    asked: { range: "bytes=0-0", ifRange: lastModified.toUTCString() },
    want: whole,
  },
  "conformance 3.17 H11: If-None-Match with our tag": {
    asked: { ifNoneMatch: '"x", "tag"' },
    want: { kind: "not-modified" },
  },
  "conformance 3.17 H11: If-None-Match compares weakly": {
    asked: { ifNoneMatch: 'W/"tag"' },
    want: { kind: "not-modified" },
  },
  "conformance 3.17 H11: If-None-Match: *": { asked: { ifNoneMatch: "*" }, want: { kind: "not-modified" } },
  "conformance 3.17 H11: If-None-Match with another tag": { asked: { ifNoneMatch: '"x"' }, want: whole },
  "If-None-Match wins over If-Modified-Since": {
    asked: { ifNoneMatch: '"x"', ifModifiedSince: lastModified.toUTCString() },
    want: whole,
  },
  "If-Modified-Since knows whole seconds only": {
    asked: { ifModifiedSince: lastModified.toUTCString() },
    want: { kind: "not-modified" },
  },
  "If-Match with another tag fails": { asked: { ifMatch: '"x"' }, want: { kind: "precondition-failed" } },
  "conformance 3.17 H12: Range on HEAD is ignored": { asked: { method: "HEAD", range: "bytes=0-0" }, want: whole },
  "conformance 3.17 H12: Range on POST is ignored": { asked: { method: "POST", range: "bytes=0-0" }, want: whole },
};

for (const [sentence, { asked, size = 1000, want }] of Object.entries(cases)) {
  test(sentence, () => {
    assert.deepEqual(select({ method: "GET", ...asked }, { size, etag: "tag", lastModified }), want);
  });
}

test("whatever is asked, parts lie inside the file, in order, apart, and hold every byte that was asked", () => {
  const ranges = fc.array(fc.tuple(fc.nat(300), fc.option(fc.nat(300))), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(ranges, fc.nat(200), (list, size) => {
      const range = `bytes=${list.map(([first, last]) => `${first}-${last ?? ""}`).join(",")}`;
      const chosen = select({ method: "GET", range }, { size, etag: "tag" });
      if (chosen.kind !== "part" && chosen.kind !== "parts") return;
      const parts = chosen.kind === "part" ? [chosen.part] : chosen.parts;
      const sent = new Set(parts.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
      let before = -1;
      for (const { start, end } of parts) {
        assert.ok(start > before && end > start && end <= size);
        before = end;
      }
      for (const [first, last] of list) {
        for (let byte = first; byte <= Math.min(last ?? size, size - 1); byte++) assert.ok(sent.has(byte));
      }
    }),
  );
});
