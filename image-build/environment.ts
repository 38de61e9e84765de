import { crc32 } from "node:zlib";

/** Also said in boot/boot.cmd and in the device's fw_env.config. */
const ENVIRONMENT_BYTES = 0x4000;

/** Variables as U-Boot and fw_setenv keep them: a CRC-32, then name=value with a NUL behind each, and NULs to the end. */
export function environment(variables: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\0`)
    .join("");
  const whole = Buffer.alloc(ENVIRONMENT_BYTES);
  whole.write(text, 4, "latin1");
  whole.writeUInt32LE(crc32(whole.subarray(4)), 0);
  return whole;
}
