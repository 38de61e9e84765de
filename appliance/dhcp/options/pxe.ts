import { type Codec, hex, wants } from "./codec.ts";

// Options 93 (client architecture), 94 (network interface), 97 (machine identifier).                     RFC 4578 §2.1–2.3

const ARCHITECTURES: Readonly<Record<number, string>> = {
  0: "BIOS",
  6: "UEFI IA32",
  7: "UEFI x64",
  9: "UEFI x64 (EBC)",
  10: "UEFI ARM32",
  11: "UEFI ARM64",
  15: "UEFI IA32 HTTP",
  16: "UEFI x64 HTTP",
  18: "UEFI ARM32 HTTP",
  19: "UEFI ARM64 HTTP",
  20: "BIOS HTTP",
  25: "UEFI RISC-V 32",
  27: "UEFI RISC-V 64",
  39: "UEFI LoongArch 64",
  41: "Raspberry Pi",
};

export const architectureName = (arch: number): string => ARCHITECTURES[arch] ?? `architecture ${arch}`;

/** One or more 16-bit types, in the client's order of preference. */
export const architectures: Codec<readonly number[]> = {
  decode(value) {
    wants(value.length > 0 && value.length % 2 === 0, value, "client architectures are pairs of bytes");
    return Array.from({ length: value.length / 2 }, (_, index) => value.readUInt16BE(index * 2));
  },
  encode: (list) => Buffer.concat(list.map((arch) => Buffer.from([arch >> 8, arch & 0xff]))),
  text: (list) => list.map((arch) => `${arch} ${architectureName(arch)}`).join(", "),
};

/** Type 1 is UNDI, followed by its version. */
export const networkInterface: Codec<{ type: number; major: number; minor: number }> = {
  decode(value) {
    wants(value.length === 3, value, "the network interface identifier has 3 bytes");
    return { type: value.readUInt8(0), major: value.readUInt8(1), minor: value.readUInt8(2) };
  },
  encode: ({ type, major, minor }) => Buffer.from([type, major, minor]),
  text: ({ type, major, minor }) => `${type === 1 ? "UNDI" : `type ${type}`} ${major}.${minor}`,
};

/** Type 0 and a GUID of 16 bytes, whose first three groups are little-endian, as SMBIOS and pxelinux show them. */
export const machineId: Codec<string> = {
  decode(value) {
    wants(value.length === 17 && value[0] === 0, value, "a machine identifier is a zero byte and 16 bytes of GUID");
    const guid = Buffer.from(value.subarray(1));
    guid.subarray(0, 4).reverse();
    guid.subarray(4, 6).reverse();
    guid.subarray(6, 8).reverse();
    return guid.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  },
  encode(uuid) {
    const guid = Buffer.from(uuid.replaceAll("-", ""), "hex");
    guid.subarray(0, 4).reverse();
    guid.subarray(4, 6).reverse();
    guid.subarray(6, 8).reverse();
    return Buffer.concat([Buffer.from([0]), guid]);
  },
  text: (uuid) => uuid,
};

/** Board makers who did not fill the field in: such a value names thousands of machines, so it names none. */
export function namesOneMachine(uuid: string): boolean {
  const digits = uuid.replaceAll("-", "");
  const placeholder = "03000200040005000006000700080009";
  const raw = machineId.encode(uuid).subarray(1).toString("hex");
  return !/^(0+|f+)$/.test(digits) && digits !== placeholder && raw !== placeholder;
}

/** For the log, when the value is damaged. */
export const damaged = (value: Buffer): string => `damaged: ${hex(value)}`;
