import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Flow } from "../../../appliance/syslog/flow.ts";
import { parseSyslog } from "../../../appliance/syslog/parse.ts";

const lines: Record<string, [line: string, severity: number, program: string | undefined, text: string]> = {
  "RFC 3164 with host and process": ["<11>Nov 21 07:00:01 node-01 anaconda[1234]: it broke", 3, "anaconda", "it broke"],
  "busybox syslogd, which leaves the host out": [
    "<12>Nov  1 07:00:01 main-menu[352]: WARNING **: x",
    4,
    "main-menu",
    "WARNING **: x",
  ],
  "no date at all": ["<30>kernel: Linux version 6.1", 6, "kernel", "Linux version 6.1"],
  "RFC 5424 without structured data": [
    "<28>1 2026-11-21T07:00:01.5Z node-01 subiquity 77 - - curtin began",
    4,
    "subiquity",
    "curtin began",
  ],
  "RFC 5424 with structured data and a byte order mark": [
    '<165>1 2026-11-21T07:00:01Z host app - ID47 [a@1 k="v\\"]"][b@2 x="y"] \ufeffthe words',
    5,
    "app",
    "the words",
  ],
  "RFC 5424 without a program": ["<13>1 - - - - - - only words", 5, undefined, "only words"],
  "an ISO time in the old format": [
    "<14>2026-11-21T07:00:01.123456+00:00 node-01 cloud-init: up",
    6,
    "cloud-init",
    "up",
  ],
  "no priority": ["just words", 5, undefined, "just words"],
  "a priority beyond the last": ["<999>x: words", 5, "x", "words"],
  "a line end": ["<13>a: words\n", 5, "a", "words"],
};

for (const [name, [line, severity, program, text]] of Object.entries(lines)) {
  test(`syslog is read: ${name} (seed K7)`, () => {
    assert.deepEqual(parseSyslog(Buffer.from(line)), { severity, program, text });
  });
}

test("whatever bytes come, syslog is read in little time, and its severity is one of eight", () => {
  const hostile = [
    Buffer.from("<1>1 - - - - - " + "[".repeat(8000)),
    Buffer.from("<1>" + "a ".repeat(4000)),
    Buffer.alloc(65507, 0x5b),
  ];
  for (const bytes of hostile) parseSyslog(bytes);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, words) => {
      for (const datagram of [
        Buffer.from(bytes),
        Buffer.from(`<13>${words}`),
        Buffer.from(`<13>1 - - - - - ${words}`),
      ]) {
        const { severity, text } = parseSyslog(datagram);
        assert.ok(severity >= 0 && severity <= 7);
        assert.ok(text.length <= datagram.length);
      }
    }),
  );
});

test("a sender that shouts is cut to its rate, and the others are still heard", () => {
  const flow = new Flow<string>({ perSecond: 10, burst: 20 });
  const heard = Array.from({ length: 100 }, () => flow.allows("loud", 0)).filter(Boolean).length;
  assert.equal(heard, 20);
  assert.ok(flow.allows("quiet", 0));
  assert.equal(Array.from({ length: 100 }, () => flow.allows("loud", 1)).filter(Boolean).length, 10);
});
