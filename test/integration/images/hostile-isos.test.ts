// Real ISOs by xorriso, damaged on purpose, and looked at by the real xorriso in its real sandbox.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { after, before, test } from "node:test";
import { ImageRefusedError } from "../../../appliance/images/catalog.ts";
import { describeIso } from "../../../appliance/images/iso.ts";
import { ISO_LIMITS } from "../../../appliance/images/iso-index.ts";
import { runXorriso, XORRISO_LIMITS } from "../../../appliance/images/xorriso.ts";
import {
  extentOf,
  makeIso,
  makeZisofs,
  patched,
  recordOf,
  renameRock,
  rootExtent,
  SECTOR,
  writeBoth,
} from "../../fakes/isos.ts";

const root = mkdtempSync(join(tmpdir(), "rackseed-isos-"));
const at = (name: string): string => join(root, name);
after(() => rmSync(root, { recursive: true, force: true }));

const good = at("good.iso");
const FILES = {
  ".treeinfo": "[general]\nfamily = Test\n",
  ".disk/info": "Test 1.0\n",
  "images/install.img": Buffer.alloc(100_000, "install"),
  "images/efi.img": Buffer.alloc(64 * 1024),
  "Packages/a/abc.rpm": "package",
  "quo'te file.txt": "quote",
  "long-name-with-many-characters.txt": "long",
  "é.txt": "accent",
  empty: "",
};
before(() => {
  makeIso(good, {
    label: "TEST-1-0",
    uefi: "images/efi.img",
    files: FILES,
    links: { "LiveOS/squashfs.img": "../images/install.img", shadow: "/etc/shadow" },
  });
});

const FAST = { ...ISO_LIMITS, ...XORRISO_LIMITS, cpuSeconds: 3 };
const describe = (iso: string, limits = FAST) => describeIso(iso, "x.iso", new AbortController().signal, limits);

/** Refused with this code and one sentence or two, in bounded time. */
async function refuses(iso: string, code: string, says: RegExp, limits = FAST): Promise<void> {
  const began = performance.now();
  await assert.rejects(describe(iso, limits), (error) => {
    assert.ok(error instanceof ImageRefusedError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, says);
    assert.match(error.message, /^[^\p{Cc}]{20,400}\.$/u);
    return true;
  });
  assert.ok(performance.now() - began < 60_000);
}

test("a good ISO: every file is found by its own bytes, texts and boot images are known (seed L1)", async () => {
  const { index, medium } = await describe(good);
  const iso = readFileSync(good);
  const bytesOf = (path: string): Buffer => {
    const entry = index.entries.find((one) => one.path === path);
    return Buffer.concat(entry?.extents.map(({ start, size }) => iso.subarray(start, start + size)) ?? []);
  };
  for (const [path, content] of Object.entries(FILES)) assert.deepEqual(bytesOf(path), Buffer.from(content), path);
  assert.equal(medium.label, "TEST-1-0");
  assert.deepEqual(medium.boots, { bios: false, uefi: true });
  assert.equal(medium.text(".TreeInfo"), FILES[".treeinfo"]);
  assert.equal(medium.text(".disk/info"), "Test 1.0\n");
  assert.equal(medium.text("quo'te file.txt"), undefined);
  assert.ok(medium.paths.includes("LiveOS/squashfs.img") && !medium.paths.includes("LiveOS"));
  assert.equal(index.entries.find(({ path }) => path === "shadow")?.target, "/etc/shadow");
});

test("an ISO without Rock Ridge is read by its Joliet names, or else by ISO 9660's, without ;1", async () => {
  const names = async (iso: string): Promise<string[]> => (await describe(iso)).index.entries.map(({ path }) => path);
  const files = { "Lower case.txt": "x", "sub/é.txt": "y" };
  const joliet = await names(makeIso(at("joliet.iso"), { names: "joliet", files }));
  assert.ok(joliet.includes("Lower case.txt") && joliet.includes("sub/é.txt"), joliet.join());
  const plain = await names(makeIso(at("plain.iso"), { names: "plain", files: { "a/boot.img": "x" } }));
  assert.deepEqual(plain.sort(), ["A", "A/BOOT.IMG"]);
});

for (const [what, cut] of [
  ["1 byte", () => 1],
  ["its last sector", () => SECTOR],
  ["half", (size: number) => Math.floor(size / 2)],
] as const) {
  test(`trust 4.77: an ISO that lacks ${what} ends early`, async () => {
    const iso = patched(good, at("cut.iso"), (bytes) => bytes.subarray(0, bytes.length - cut(bytes.length)));
    await refuses(iso, "RS_ISO_TRUNCATED", /^This file ends early \(.*\)\. Copy it again\.$/);
  });
}

test("trust 4.77, 4.78: what is missing of a large one is told in GB", async () => {
  const iso = patched(good, at("large.iso"), (bytes) => {
    writeBoth(bytes, 16 * SECTOR + 80, 4_400_000_000 / SECTOR);
    return undefined;
  });
  truncateSync(iso, 2_100_000_000); // sparse
  await refuses(iso, "RS_ISO_TRUNCATED", /^This file ends early \(2\.1 of 4\.4 GB\)\. Copy it again\.$/);
});

test("trust 4.79: no descriptor is no ISO, UDF alone is named, also beside a README.TXT", async () => {
  writeFileSync(at("empty.iso"), "");
  writeFileSync(at("page.iso"), "<html>".repeat(20_000));
  await refuses(at("empty.iso"), "RS_ISO_NO_ISO", /is no ISO/);
  await refuses(at("page.iso"), "RS_ISO_NO_ISO", /Download it again/);
  const udf = (bytes: Buffer): undefined => void bytes.write("NSR02", 19 * SECTOR + 1, "latin1");
  writeFileSync(at("zeros.iso"), Buffer.alloc(100 * SECTOR));
  await refuses(patched(at("zeros.iso"), at("udf.iso"), udf), "RS_ISO_UDF_ONLY", /UDF/);
  const windows = makeIso(at("readme.iso"), { names: "plain", files: { "README.TXT": "This disc contains UDF" } });
  await refuses(patched(windows, at("windows.iso"), udf), "RS_ISO_UDF_ONLY", /UDF/);
});

const pointing = (to: (bytes: Buffer) => number): string =>
  patched(good, at("pointing.iso"), (bytes) => {
    writeBoth(bytes, recordOf(bytes, "PACKAGES") + 2, to(bytes));
    return undefined;
  });
test("trust 4.80: a folder that is its own parent ends at the CPU limit", async () => {
  await refuses(pointing(rootExtent), "RS_ISO_LIMIT", /contained themselves/);
});
test("trust 4.80: a folder that contains itself ends at the CPU limit", async () => {
  const iso = patched(good, at("self.iso"), (bytes) => {
    const self = extentOf(bytes, recordOf(bytes, "PACKAGES"));
    writeBoth(bytes, recordOf(bytes, "A") + 2, self);
    return undefined;
  });
  await refuses(iso, "RS_ISO_LIMIT", /contained themselves/);
});
test("trust 4.80: a folder behind the end is damage", async () => {
  await refuses(
    pointing(() => 999_999),
    "RS_ISO_HOSTILE",
    /cannot be read/,
  );
});
test("trust 4.80: a file behind the end is damage", async () => {
  const iso = patched(good, at("beyond.iso"), (bytes) => {
    writeBoth(bytes, recordOf(bytes, "ABC.RPM;1") + 2, 999_999);
    return undefined;
  });
  await refuses(iso, "RS_ISO_HOSTILE", /abc\.rpm.* behind the end/);
});

test("trust 4.81: names with a slash, .., NUL or a line feed are refused, or never leave their folder", async () => {
  for (const name of ["x\ny.rpm", "x/y.rpm", "x\0y.rpm", "../.rpm", "\u001b[2Jrpm"]) {
    const shape = { files: { "f/abcdefg": "x" } };
    const small = makeIso(at("name.iso"), shape);
    const iso = patched(small, at("named.iso"), (bytes) => {
      renameRock(bytes, "abcdefg", name.padEnd(7, "z").slice(0, 7));
      return undefined;
    });
    try {
      const { index } = await describe(iso);
      const paths = index.entries.map(({ path }) => path);
      assert.ok(paths.length === 2 && paths.every((path) => /^f(\/[\w.]+)?$/.test(path)), JSON.stringify(paths));
    } catch (error) {
      assert.ok(error instanceof ImageRefusedError, String(error));
      assert.equal(error.code, "RS_ISO_HOSTILE", `${JSON.stringify(name)}: ${error.message}`);
      assert.match(error.message, /^[^\p{Cc}]+\.$/u);
    }
  }
});

test("trust 4.81: a continuation (CE) that goes on in itself ends", async () => {
  const files = { [`${"n".repeat(240)}.txt`]: "x" }; // too long for a record, so that there is a CE
  const iso = patched(makeIso(at("long.iso"), { files }), at("ce.iso"), (bytes) => {
    // CE: "CE" 28 1 · block (4, both orders) · offset (12) · length (20)
    const ce = bytes.lastIndexOf(Buffer.from([0x43, 0x45, 28, 1])); // the first one belongs to the root
    assert.ok(ce > 0);
    const area = bytes.readUInt32LE(ce + 4) * SECTOR + bytes.readUInt32LE(ce + 12);
    bytes.copy(bytes, area, ce, ce + 28); // the continuation says that it is continued where it is
    return undefined;
  });
  const outcome = await describe(iso).then(
    ({ index }) => `${index.entries.length} entries`,
    (error: unknown) => (error instanceof ImageRefusedError ? error.code : String(error)),
  );
  assert.match(outcome, /^(?:1 entries|RS_ISO_(?:LIMIT|HOSTILE))$/);
});

test("trust 4.83: two files may share their bytes; more names than the limit are refused", async () => {
  const iso = patched(good, at("shared.iso"), (bytes) => {
    const from = recordOf(bytes, "ABC.RPM;1");
    bytes.copy(bytes, recordOf(bytes, "EFI.IMG;1") + 2, from + 2, from + 18); // extent and size
    return undefined;
  });
  const { index } = await describe(iso);
  const extents = (path: string) => index.entries.find((entry) => entry.path === path)?.extents;
  assert.deepEqual(extents("images/efi.img"), extents("Packages/a/abc.rpm"));
  await refuses(good, "RS_ISO_LIMIT", /more than 5 names/, { ...FAST, entries: 5 });
  await refuses(good, "RS_ISO_LIMIT", /longer than/, { ...FAST, outputBytes: 100 });
});

test("trust 4.84: an ISO with compressed files (zisofs) is refused", async () => {
  mkdirSync(at("packed"));
  writeFileSync(at("packed/numbers"), "0123456789".repeat(50_000));
  await refuses(
    makeZisofs(at("zisofs.iso"), at("packed")),
    "RS_ISO_COMPRESSED",
    /[Cc]ompressed ISOs are not supported/,
  );
});

test("trust 4.85: El Torito that points behind the end is refused", async () => {
  const iso = patched(good, at("torito.iso"), (bytes) => {
    const catalog = bytes.readUInt32LE(17 * SECTOR + 71) * SECTOR;
    bytes.writeUInt32LE(0x7fff_ffff, catalog + 32 + 8); // default entry: media · segment · type · sectors · block (8)
    return undefined;
  });
  await refuses(iso, "RS_ISO_HOSTILE", /El Torito|cannot be read/);
});

test("trust 4.86: a partition table in the ISO is bytes like any other, and is never given to the kernel", async () => {
  const iso = patched(good, at("gpt.iso"), (bytes) => {
    bytes.fill(0xff, 0, 16 * SECTOR); // system area: MBR, GPT
    return undefined;
  });
  assert.equal((await describe(iso)).index.entries.length, (await describe(good)).index.entries.length);
});

test("trust 4.86: a partition table of the stick that an ISO was written to names places behind the ISO, and the ISO is good", async () => {
  const signature = (bytes: Buffer): void => void bytes.writeUInt16LE(0xaa55, 510);
  // Somebody added a partition at 32 MiB: status · CHS · type (4) · CHS · first sector of 512 bytes (8) · sectors (12)
  const mbr = patched(good, at("mbr.iso"), (bytes) => {
    signature(bytes);
    bytes.writeUInt8(0x0c, 446 + 4);
    bytes.writeUInt32LE(65_536, 446 + 8);
    bytes.writeUInt32LE(131_072, 446 + 12);
    return undefined;
  });
  // A tool moved the second header to the end of a stick of 96 MiB (UEFI 2.10 §5.3.2: AlternateLBA at 32).
  const gpt = patched(good, at("gpt.iso"), (bytes) => {
    signature(bytes);
    bytes.writeUInt8(0xee, 446 + 4);
    bytes.writeUInt32LE(1, 446 + 8);
    bytes.writeUInt32LE(196_607, 446 + 12);
    bytes.write("EFI PART\0\0\x01\0\x5c\0\0\0", 512, "latin1");
    const numbers = { 24: 1, 32: 196_607, 40: 34, 48: 196_574, 72: 2 };
    for (const [offset, value] of Object.entries(numbers)) bytes.writeBigUInt64LE(BigInt(value), 512 + Number(offset));
    bytes.writeUInt32LE(128, 512 + 80);
    bytes.writeUInt32LE(128, 512 + 84);
    bytes.writeUInt32LE(crc32(bytes.subarray(1024, 1024 + 128 * 128)), 512 + 88);
    bytes.writeUInt32LE(0, 512 + 16);
    bytes.writeUInt32LE(crc32(bytes.subarray(512, 512 + 92)), 512 + 16);
    return undefined;
  });
  const entries = (await describe(good)).index.entries;
  for (const iso of [mbr, gpt]) assert.deepEqual((await describe(iso)).index.entries, entries, iso);
});

test("trust 4.99: the ISO's own name is never a word of a command", async () => {
  const name = at(`-indev '; rm -rf $HOME  \u202e🦫.iso`);
  writeFileSync(name, readFileSync(good));
  assert.equal((await describe(name)).index.label, "TEST-1-0");
});

test("seed B11: file modes of the medium and of the stored ISO do not matter to the index", async () => {
  const iso = patched(good, at("mode.iso"), () => undefined);
  chmodSync(iso, 0o400);
  assert.equal((await describe(iso)).index.label, "TEST-1-0");
});

test("the stop signal ends an index that runs", async () => {
  const stop = new AbortController();
  const running = describeIso(pointing(rootExtent), "x.iso", stop.signal);
  setTimeout(() => stop.abort(new Error("Rackseed stops")), 200);
  await assert.rejects(running, /Rackseed stops/);
});

test("in the sandbox are the programs and the ISO: nothing of ours, nothing that can be written, and the ISO stays as it is", async () => {
  const before = createHash("sha256").update(readFileSync(good)).digest("hex");
  const output = await runXorriso(good, XORRISO_LIMITS, new AbortController().signal);
  assert.match(output, /^'\/'\n/);
  assert.equal(createHash("sha256").update(readFileSync(good)).digest("hex"), before);
  assert.ok(statSync(good).size > 0);
});

test("trust 4.80: memory is bounded too", async () => {
  await refuses(pointing(rootExtent), "RS_ISO_LIMIT", /contained themselves/, {
    ...FAST,
    cpuSeconds: 60,
    memoryBytes: 32 << 20,
  });
});
