// The disk that the power cuts are made with, looked at by strangers: libnbd's shell and nbdcopy.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, open, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { type ForgetfulDisk, forgetfulDisk } from "../harness/nbd.ts";

const execute = promisify(execFile);
const MIB = 1024 * 1024;

interface Bench extends AsyncDisposable {
  readonly disk: ForgetfulDisk;
  readonly folder: string;
  /** Statements of libnbd's Python shell on a connection `h`; what they print. */
  shell(statements: string): Promise<string>;
  /** The first byte at this place of the image as a letter; "" for zero. */
  at(offset: number): Promise<string>;
}

async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "rackseed-disk-"));
  const file = join(folder, "disk.img");
  await writeFile(file, "");
  await truncate(file, 16 * MIB);
  const disk = forgetfulDisk({ file, folder });
  await disk.powerOn();
  return {
    disk,
    folder,
    // Debian's own interpreter by its path: libnbd's module is for that one.
    shell: async (statements) =>
      (await execute("/usr/bin/python3", ["-m", "nbd", "-u", disk.uri, "-c", statements])).stdout,
    async at(offset) {
      await using image = await open(file);
      const { buffer } = await image.read({ buffer: Buffer.alloc(1), position: offset });
      return buffer[0] === 0 ? "" : buffer.toString("latin1");
    },
    async [Symbol.asyncDispose]() {
      await disk[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

test("what was flushed survives a power cut of the disk, what was only written does not (trust 5.3)", async () => {
  await using bench = await openBench();
  await bench.shell("h.pwrite(b'A'*4096, 0); h.flush(); h.pwrite(b'B'*4096, 65536); h.pwrite(b'C'*4096, 0)");
  const read = "print(h.pread(1,0).decode(), h.pread(1,65536).decode())";
  assert.equal(await bench.shell(read), "C B\n", "the disk itself reads what was written");
  await bench.disk.powerCut();
  assert.deepEqual([await bench.at(0), await bench.at(65536)], ["A", ""]);
  await bench.disk.powerOn();
  assert.equal(await bench.shell("print(h.pread(1,0).decode(), h.pread(1,65536)[0])"), "A 0\n");
});

test("a write with FUA survives a power cut, and its neighbours in the same 64 KiB do not (trust 5.3)", async () => {
  await using bench = await openBench();
  assert.equal(await bench.shell("print(h.can_flush(), h.can_fua())"), "True True\n");
  await bench.shell(
    "h.pwrite(b'N'*4096, 4096); h.pwrite(b'F'*4096, 8192, nbd.CMD_FLAG_FUA); h.pwrite(b'N'*4096, 12288)",
  );
  await bench.disk.powerCut();
  assert.deepEqual([await bench.at(4096), await bench.at(8192), await bench.at(12288)], ["", "F", ""]);
});

test("another client's copy is lost whole without a flush, and kept whole with one (trust 5.3)", async () => {
  await using bench = await openBench();
  const source = join(bench.folder, "source");
  await writeFile(source, Buffer.alloc(16 * MIB, "S"));
  await execute("nbdcopy", [source, bench.disk.uri]);
  await bench.disk.powerCut();
  assert.deepEqual([await bench.at(0), await bench.at(8 * MIB), await bench.at(16 * MIB - 1)], ["", "", ""]);
  await bench.disk.powerOn();
  await execute("nbdcopy", ["--flush", source, bench.disk.uri]);
  await bench.disk.powerCut();
  assert.deepEqual([await bench.at(0), await bench.at(8 * MIB), await bench.at(16 * MIB - 1)], ["S", "S", "S"]);
});
