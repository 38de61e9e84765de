// Connections that break in the middle of an image.
import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { test } from "node:test";
import { assertWhole, fetched, HOST, iso, refuses, serve } from "./mirror.ts";

/** Sends a megabyte and cuts the connection, for so many times; then what is asked for. */
function breaking(
  times: number,
  etag: (request: number) => string | undefined,
): { answer: RequestListener; ranges: (string | undefined)[] } {
  const ranges: (string | undefined)[] = [];
  const answer: RequestListener = (request, response) => {
    const tag = etag(ranges.length);
    ranges.push(request.headers.range);
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
    const goesOn = asked !== null && request.headers["if-range"] === tag;
    const start = goesOn ? Number(asked[1]) : 0;
    response.writeHead(goesOn ? 206 : 200, {
      "Content-Length": iso.length - start,
      ...(tag !== undefined && { ETag: tag }),
      ...(goesOn && { "Content-Range": `bytes ${start}-${iso.length - 1}/${iso.length}` }),
    });
    if (ranges.length > times) response.end(iso.subarray(start));
    else response.write(iso.subarray(start, start + 1_000_000), () => setTimeout(() => response.destroy(), 100));
  };
  return { answer, ranges };
}

test("a connection that breaks goes on where it was, when the file has a strong tag", async (t) => {
  const { answer, ranges } = breaking(2, () => '"one"');
  const port = await serve(t, answer);
  assertWhole(await fetched(t, `https://${HOST}:${port}/Rocky.iso`));
  assert.deepEqual(ranges, [undefined, "bytes=1000000-", "bytes=2000000-"]);
});

for (const [what, etag, second] of [
  ["no tag", () => undefined, undefined],
  ["a weak tag", () => 'W/"one"', undefined],
  ["another tag than before", (request: number) => `"${request}"`, "bytes=1000000-"],
] as const) {
  test(`a connection that breaks begins anew, when the file has ${what}`, async (t) => {
    const { answer, ranges } = breaking(1, etag);
    const port = await serve(t, answer);
    assertWhole(await fetched(t, `https://${HOST}:${port}/Rocky.iso`));
    assert.deepEqual(ranges, [undefined, second]);
  });
}

test("a server that sends less than the rest is asked for what is still missing", async (t) => {
  const pieces: number[] = [];
  const port = await serve(t, (request, response) => {
    const start = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
    pieces.push(start);
    const end = Math.min(iso.length, start + 1_500_000);
    const head = start === 0 ? {} : { "Content-Range": `bytes ${start}-${end - 1}/${iso.length}` };
    response.writeHead(start === 0 ? 200 : 206, {
      ETag: '"one"',
      "Content-Length": start === 0 ? iso.length : end - start,
      ...head,
    });
    if (start === 0) response.write(iso.subarray(0, end), () => setTimeout(() => response.destroy(), 100));
    else response.end(iso.subarray(start, end));
  });
  assertWhole(await fetched(t, `https://${HOST}:${port}/Rocky.iso`));
  assert.deepEqual(pieces, [0, 1_500_000, 3_000_000]);
});

test("a server that resumes at another place than it was asked to is refused", async (t) => {
  let first = true;
  await refuses(
    t,
    (_request, response) => {
      response.writeHead(first ? 200 : 206, {
        "Content-Length": iso.length,
        ETag: '"one"',
        ...(!first && { "Content-Range": `bytes 5-${iso.length + 4}/${iso.length}` }),
      });
      first = false;
      response.write(iso.subarray(0, 1_000_000), () => setTimeout(() => response.destroy(), 100));
    },
    "RS_URL_RANGE",
    /resumed at another place/,
  );
});

test("a server that says nothing more is given up", (t) =>
  refuses(
    t,
    (_request, response) => void response.writeHead(200, { "Content-Length": iso.length }).write(iso.subarray(0, 1000)),
    "RS_URL_FAILED",
    /the server said \d+ bytes and sent 1000/,
    { internet: { patience: 300 } },
  ));
