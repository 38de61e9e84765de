import { InvalidValueError } from "./invalid-value.ts";

declare const brand: unique symbol;

/** An IPv4 address in one spelling ("10.77.0.1"). */
export type Ipv4 = string & { readonly [brand]: "Ipv4" };

/** Four decimal numbers 0–255 and nothing else: "010.0.0.1", "127.1" and "0x7f.1" mean different things to different programs. */
export function parseIpv4(text: string): Ipv4 {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9][0-9]{0,2})$/.test(octet) && Number(octet) <= 255)) {
    throw new InvalidValueError("IPv4 address", text, "Write the address as four numbers 0–255, e.g. 10.0.0.5.");
  }
  return text as Ipv4;
}

export function ipv4ToNumber(address: Ipv4): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

export function ipv4FromNumber(value: number): Ipv4 {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join(".") as Ipv4;
}

export function ipv4FromBytes(bytes: Buffer): Ipv4 {
  return ipv4FromNumber(bytes.readUInt32BE(0));
}

export function ipv4ToBytes(address: Ipv4): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(ipv4ToNumber(address));
  return bytes;
}

/** pxelinux's and GRUB's spelling: eight upper-case hexadecimal digits ("0A4D0001"). */
export function ipv4ToHex(address: Ipv4): string {
  return ipv4ToBytes(address).toString("hex").toUpperCase();
}

export const ANY: Ipv4 = "0.0.0.0" as Ipv4;
export const BROADCAST: Ipv4 = "255.255.255.255" as Ipv4;

/** An address that one host can have: not 0/8, loopback, multicast, reserved or broadcast. */
export function isHostAddress(address: Ipv4): boolean {
  const first = Number(address.split(".")[0]);
  return first > 0 && first !== 127 && first < 224;
}
