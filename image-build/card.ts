// The card: four partitions behind an MBR, which the boot ROM of a Pi 3 understands.
import { mkdir, open, truncate, writeFile } from "node:fs/promises";
import path from "node:path";

import { BOOT_BYTES } from "./boot-partition.ts";
import type { Flavour } from "./options.ts";
import { ext4, MIB } from "./partition.ts";
import { run } from "./run.ts";
import { SLOT_BYTES } from "./slot.ts";

const DISK_ID = "0x52534531"; // the initramfs finds the card by it
const DATA_BYTES = 128 * MIB;
const DATA_UUID = "52534531-0000-4000-8000-000000000004";

/** Slot B is empty: a second copy would double the download, and the first update fills it. */
export async function card(boot: string, slot: string, flavour: Flavour, work: string): Promise<string> {
  const data = path.join(work, "data.ext4");
  const nothing = path.join(work, "data-content");
  await mkdir(nothing);
  // The journal is for the size that the card will have; a journal cannot grow.
  await ext4(data, DATA_BYTES, nothing, "RS-DATA", DATA_UUID, ["-J", "size=32", "-m", "1", "-i", "65536"]);
  const file = path.join(work, "card.img");
  const starts = [
    MIB,
    MIB + BOOT_BYTES,
    MIB + BOOT_BYTES + SLOT_BYTES[flavour],
    MIB + BOOT_BYTES + 2 * SLOT_BYTES[flavour],
  ];
  const sizes = [BOOT_BYTES, SLOT_BYTES[flavour], SLOT_BYTES[flavour], DATA_BYTES];
  await writeFile(file, "");
  await truncate(file, (starts[3] ?? 0) + DATA_BYTES);
  const rows = starts.map((start, index) => {
    const kind = index === 0 ? "c, bootable" : "83";
    return `start=${start / 512}, size=${(sizes[index] ?? 0) / 512}, type=${kind}`;
  });
  await run("sfdisk", ["-q", file], { input: `label: dos\nlabel-id: ${DISK_ID}\nunit: sectors\n${rows.join("\n")}\n` });
  for (const [content, index] of [
    [boot, 0],
    [slot, 1],
    [data, 3],
  ] as const)
    await put(content, file, starts[index] ?? 0);
  return file;
}

/** Copies `from` into `to` at a byte, leaving holes where there are only zeros. */
async function put(from: string, to: string, at: number): Promise<void> {
  const [source, target] = [await open(from, "r"), await open(to, "r+")];
  try {
    const chunk = Buffer.alloc(MIB);
    const zeros = Buffer.alloc(MIB);
    for (let position = 0; ;) {
      const { bytesRead } = await source.read(chunk, 0, chunk.length, position);
      if (bytesRead === 0) return;
      const read = chunk.subarray(0, bytesRead);
      if (!read.equals(zeros.subarray(0, bytesRead))) await target.write(read, 0, bytesRead, at + position);
      position += bytesRead;
    }
  } finally {
    await source.close();
    await target.close();
  }
}
