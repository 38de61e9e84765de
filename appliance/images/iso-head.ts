import { ImageRefusedError } from "./catalog.ts";

const SECTOR = 2048;
/** The volume descriptors: ISO 9660 has them from sector 16 on; UDF puts its own behind them (ECMA-167 2/8.3.1). */
export const HEAD = { start: 16 * SECTOR, size: 32 * SECTOR } as const;

export interface IsoHead {
  readonly label: string;
  /** Bytes, as it says itself; a file may be longer. */
  readonly size: number;
  /** When it was mastered, as a number of sixteen digits (year to hundredths); 0 when it does not say. */
  readonly made: number;
  /** A UDF file system lies beside: then ISO 9660 may hold nothing but a note that says so. */
  readonly udf: boolean;
}

/** Reads the primary volume descriptor (ECMA-119 §8.4). `head`: what stands at HEAD. `size`: bytes of the whole file. */
export function readHead(head: Buffer, size: number): IsoHead {
  const descriptors: { type: number | undefined; id: string; at: number }[] = [];
  for (let at = 0; at + SECTOR <= head.length; at += SECTOR) {
    descriptors.push({ type: head[at], id: head.toString("latin1", at + 1, at + 6), at });
  }
  const udf = descriptors.some(({ id }) => id === "NSR02" || id === "NSR03");
  const found = descriptors.find(({ type, id }) => id === "CD001" && type === 1);
  if (found !== undefined) return { ...primary(head.subarray(found.at, found.at + SECTOR), size), udf };
  if (udf) throw udfOnly();
  throw new ImageRefusedError(
    "RS_ISO_NO_ISO",
    "This file is no ISO: it lacks the ISO 9660 descriptor at byte 32,768. Was it unpacked, compressed or saved as a web page? Download it again.",
  );
}

export const udfOnly = (): ImageRefusedError =>
  new ImageRefusedError(
    "RS_ISO_UDF_ONLY",
    "The files of this ISO are in a UDF file system only, as on Windows media. Rackseed reads ISO 9660, which every Linux installer's ISO has.",
  );

// type · CD001 · version · unused · system id (8…40) · label (40…72) · unused · blocks (80, both byte orders) · … · block size (128) · … · created (813, §8.4.26.1)
function primary(descriptor: Buffer, size: number): Omit<IsoHead, "udf"> {
  const label = descriptor
    .toString("latin1", 40, 72)
    .replaceAll(/[^\x20-\x7e]/g, "")
    .trim();
  const claimed = descriptor.readUInt32LE(80) * SECTOR;
  if (claimed > size) {
    throw new ImageRefusedError("RS_ISO_TRUNCATED", `This file ends early (${howMuch(size, claimed)}). Copy it again.`);
  }
  const created = descriptor.toString("latin1", 813, 829);
  return { label, size: claimed, made: /^\d{16}$/.test(created) ? Number(created) : 0 };
}

function howMuch(size: number, claimed: number): string {
  const short = `${gigabytes(size)} of ${gigabytes(claimed)} GB`;
  return gigabytes(size) === gigabytes(claimed) || claimed < 1e8
    ? `the last ${(claimed - size).toLocaleString("en")} bytes are missing`
    : short;
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
