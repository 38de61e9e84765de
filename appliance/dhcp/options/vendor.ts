import { type Codec, hex } from "./codec.ts";

// Option 43 as PXE uses it: sub-options (code, length, value) that end with 255.                             PXE 2.1 §2.2
export interface SubOption {
  readonly code: number;
  readonly value: Buffer;
}

/** Reads (code, length, value) triples; undefined when a length lies. */
export function subOptions(value: Buffer, end?: number): SubOption[] | undefined {
  const found: SubOption[] = [];
  let offset = 0;
  while (offset < value.length && value[offset] !== end) {
    const length = value[offset + 1];
    if (length === undefined || offset + 2 + length > value.length) return undefined;
    found.push({ code: value.readUInt8(offset), value: value.subarray(offset + 2, offset + 2 + length) });
    offset += 2 + length;
  }
  return found;
}

/** Sub-options ascending, 255 at the end (conformance 3.11 X18). */
export const encodeVendor = (list: readonly SubOption[]): Buffer =>
  Buffer.concat([
    ...[...list]
      .sort((a, b) => a.code - b.code)
      .map(({ code, value }) => Buffer.concat([Buffer.from([code, value.length]), value])),
    Buffer.from([255]),
  ]);

/** Sub-option 6, PXE_DISCOVERY_CONTROL: bit 3 says "a file name is given, download it", so nobody looks for port 4011. */
const DISCOVERY_CONTROL = { code: 6, value: Buffer.from([8]) };
export const DOWNLOAD_THE_FILE = encodeVendor([DISCOVERY_CONTROL]);

/** Sub-option 71, PXE_BOOT_ITEM: type and layer, two bytes each. Garbage means that nothing was chosen. */
export function chosenItem(value: Buffer | undefined): Buffer | undefined {
  const item = value === undefined ? undefined : subOptions(value, 255)?.find(({ code }) => code === 71)?.value;
  return item?.length === 4 ? item : undefined;
}

/** The answer about one boot item: "download the file", and the item that it is the file of. */
export const bootItem = (item: Buffer): Buffer => encodeVendor([DISCOVERY_CONTROL, { code: 71, value: item }]);

export const vendor: Codec<Buffer> = {
  decode: (value) => value,
  encode: (value) => value,
  text(value) {
    const list = subOptions(value, 255);
    return list === undefined || list.length === 0
      ? hex(value)
      : list.map((one) => `{${one.code}=${hex(one.value)}}`).join(" ");
  },
};
