import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ImageRefusedError } from "../../../appliance/images/catalog.ts";
import { buildIndex, ISO_LIMITS } from "../../../appliance/images/iso-index.ts";
import { parseRows, RowError } from "../../../appliance/images/xorriso-rows.ts";

const quoted = (name: string): string => `'${name.replaceAll("'", `'"'"'`)}'`;
const row = (path: string, part = 0, block = 40, blocks = 1, size = 5): string =>
  `File data lba:  ${part} , ${String(block).padStart(8)} , ${String(blocks).padStart(8)} , ${String(size).padStart(8)} , ${quoted(path)}\n`;
const LAYOUT = "Report layout: xt , Startlba ,   Blocks , Filesize , ISO image path\n";
const index = (output: string, size = 1e6, limits = ISO_LIMITS) => buildIndex(parseRows(output), "LABEL", size, limits);
const code = (output: string, size = 1e6, limits = ISO_LIMITS): string => {
  try {
    index(output, size, limits);
    return "taken";
  } catch (error) {
    assert.ok(error instanceof ImageRefusedError, String(error));
    assert.match(error.message, /^This .*\.$/);
    return error.code;
  }
};

test("folders, links, files and boot images are read as xorriso 1.5.4 prints them", () => {
  const output =
    `'/'\n'/LiveOS'\n` +
    `lrwxrwxrwx    1 0        0               0 Nov 21 07:01 '/LiveOS/sq' -> '../images/install.img'\n` +
    LAYOUT +
    row("/quo'te file.txt") +
    row("/zero", 0, 39, 0, 0) +
    `El Torito catalog  : 40  1\nEl Torito cat path : /boot.catalog\n` +
    `El Torito images   :   N  Pltf  B   Emul  Ld_seg  Hdpt  Ldsiz         LBA\n` +
    `El Torito boot img :   1  BIOS  y   none  0x0000  0x00      4          44\n` +
    `El Torito boot img :   2  UEFI  y   none  0x0000  0x00    128          41\n` +
    `El Torito img path :   2  /images/efi.img\n`;
  assert.deepEqual(index(output), {
    label: "LABEL",
    boots: { bios: true, uefi: true },
    entries: [
      { path: "LiveOS", kind: "folder", size: 0, extents: [] },
      { path: "LiveOS/sq", kind: "link", size: 0, extents: [], target: "../images/install.img" },
      { path: "quo'te file.txt", kind: "file", size: 5, extents: [{ start: 40 * 2048, size: 5 }] },
      { path: "zero", kind: "file", size: 0, extents: [] },
    ],
  });
});

test("any name comes back as it was, also one that looks like a row (trust 4.81, 4.99)", () => {
  const name = fc
    .array(fc.oneof(fc.constantFrom("'", '"', "\n", "File data lba:  0 , 1 , 1 , 1 , '/x'\n", " -> "), fc.string()), {
      minLength: 1,
    })
    .map((parts) => `/${parts.join("")}`);
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
      const link = (path: string): string => `lrwxrwxrwx 1 0 0 0 Nov 21 07:01 ${quoted(path)} -> ${quoted(path)}\n`;
      const output = names.map((path) => `${quoted(path)}\n`).join("") + names.map(link).join("") + LAYOUT;
      const rows = parseRows(output + names.map((path) => row(path)).join("") + "El Torito catalog  : 40  1\n");
      assert.deepEqual(rows.folders, names);
      assert.deepEqual(
        rows.links,
        names.map((path) => ({ path, target: path })),
      );
      assert.deepEqual(
        rows.extents.map(({ path }) => path),
        names,
      );
    }),
  );
});

test("whatever else xorriso might say is not guessed at", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (noise) => {
      try {
        parseRows(noise);
      } catch (error) {
        assert.ok(error instanceof RowError);
      }
    }),
  );
  assert.throws(() => parseRows("File data lba:  0 , x , 1 , 1 , '/a'\n"), RowError);
});

test("the parts of a file over 4 GiB are joined, and stay apart where a gap lies between them (trust 4.87)", () => {
  const size = 4_718_592_000;
  const parts = (second: number): string =>
    row("/big", 0, 7157, 2_097_151, size) + row("/big", 1, second, 206_849, size);
  assert.deepEqual(index(parts(2_104_308), 6e9).entries[0]?.extents, [{ start: 7157 * 2048, size }]);
  assert.deepEqual(index(parts(2_104_400), 6e9).entries[0]?.extents, [
    { start: 7157 * 2048, size: 2_097_151 * 2048 },
    { start: 2_104_400 * 2048, size: size - 2_097_151 * 2048 },
  ]);
});

const deep = (depth: number): string => Array.from({ length: depth }, (_, at) => `'${"/d".repeat(at + 1)}'\n`).join("");
const refused: Record<string, [string, string]> = {
  "bytes behind the end of the file (trust 4.80)": [row("/a", 0, 500, 1, 5), "RS_ISO_HOSTILE"],
  "fewer bytes than it says": [row("/a", 0, 40, 1, 5000), "RS_ISO_HOSTILE"],
  "a part without the one before": [row("/a", 1), "RS_ISO_HOSTILE"],
  "a name with a line feed (trust 4.81)": [row("/a\nb"), "RS_ISO_HOSTILE"],
  "a name that is .. (trust 4.81)": [row("/../a"), "RS_ISO_HOSTILE"],
  "a file in a folder that is none": [row("/a/b"), "RS_ISO_HOSTILE"],
  "a file in a file": [row("/a") + row("/a/b"), "RS_ISO_HOSTILE"],
  "a boot image behind the end (trust 4.85)": [
    "El Torito boot img :   1  UEFI  y   none  0x0000  0x00    128          99999\n",
    "RS_ISO_HOSTILE",
  ],
  "17 folders deep": [deep(17), "RS_ISO_LIMIT"],
  "a path of more than 1,024 bytes": [row(`/${"ä".repeat(513)}`), "RS_ISO_LIMIT"],
  "a compressed file (trust 4.84)": ["-rw-r--r-- 1 0 0 9 Nov 21 07:01 '/a'\n", "RS_ISO_COMPRESSED"],
};
for (const [what, [output, expected]] of Object.entries(refused)) {
  test(`refused: ${what}`, () => assert.equal(code(LAYOUT + output, 500 * 2048), expected));
}

test("16 folders, 1,024 bytes and the same bytes under two names are fine (trust 4.83)", () => {
  assert.equal(code(deep(16)), "taken");
  assert.equal(code(row(`/${"a".repeat(1023)}`)), "taken");
  assert.equal(code(row("/a") + row("/b")), "taken");
});

test("more names than the limit are refused (trust 4.83)", () => {
  const rows = row("/a") + row("/b") + row("/c");
  assert.equal(code(rows, 1e6, { ...ISO_LIMITS, entries: 3 }), "taken");
  assert.equal(code(rows, 1e6, { ...ISO_LIMITS, entries: 2 }), "RS_ISO_LIMIT");
});
