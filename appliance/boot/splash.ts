import { crc32, deflateSync } from "node:zlib";

// The picture behind pxelinux's menu (row B5): 640x480, 8 bits of red, green and blue, not interlaced, as vesamenu.c32
// takes it. It is drawn here, so that it is a few lines that anybody can change.

const WIDTH = 640;
const HEIGHT = 480;

type Colour = readonly [number, number, number];
const GROUND: Colour = [0x10, 0x20, 0x1a];
const BAND: Colour = [0x1b, 0x3a, 0x2d];
const LINE: Colour = [0x3f, 0xb2, 0x7f];
const INK: Colour = [0xe8, 0xf5, 0xee];

/** Five columns by seven rows. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  R: ["####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"],
  A: [".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"],
  C: [".####", "#....", "#....", "#....", "#....", "#....", ".####"],
  K: ["#...#", "#..#.", "#.#..", "##...", "#.#..", "#..#.", "#...#"],
  S: [".####", "#....", "#....", ".###.", "....#", "....#", "####."],
  E: ["#####", "#....", "#....", "####.", "#....", "#....", "#####"],
  D: ["####.", "#...#", "#...#", "#...#", "#...#", "#...#", "####."],
};
const DOT = 4;
const LEFT = 28;
const TOP = 22;

function colourAt(x: number, y: number): Colour {
  if (y >= 70 && y < 73) return LINE;
  if (y >= 73) return GROUND;
  return isInk(Math.floor((x - LEFT) / DOT), Math.floor((y - TOP) / DOT)) ? INK : BAND;
}

function isInk(column: number, row: number): boolean {
  if (column < 0) return false;
  const letter = LETTERS["RACKSEED"[Math.floor(column / 6)] ?? ""];
  return letter?.[row]?.[column % 6] === "#";
}

function rows(): Buffer {
  const bytes = Buffer.alloc(HEIGHT * (1 + WIDTH * 3)); // each row begins with the number of its filter: 0, none
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) bytes.set(colourAt(x, y), y * (1 + WIDTH * 3) + 1 + x * 3);
  }
  return bytes;
}

/** Length, name, data, checksum (PNG specification §5.3). */
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function draw(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB, deflate, filters, not interlaced
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows(), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

let drawn: Buffer | undefined;

/** Drawn once, when the first menu asks for it. */
export const splash = (): Buffer => (drawn ??= draw());
