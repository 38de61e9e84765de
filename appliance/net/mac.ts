import { InvalidValueError } from "./invalid-value.ts";

declare const brand: unique symbol;

/** An Ethernet address in one spelling: lower case, colons ("52:54:00:77:00:01"). */
export type Mac = string & { readonly [brand]: "Mac" };

/** Reads a MAC in any common spelling: colons, dashes, Cisco's dots or bare digits, any case. */
export function parseMac(text: string): Mac {
  const digits =
    /^(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^[0-9a-f]{12}$/i.test(
      text.trim(),
    )
      ? text.trim().toLowerCase().replaceAll(/[:.-]/g, "")
      : "";
  if (digits === "") {
    throw new InvalidValueError("MAC address", text, "Write six pairs of hexadecimal digits, e.g. 52:54:00:77:00:01.");
  }
  return digits.replaceAll(/..(?=.)/g, "$&:") as Mac;
}

/** A MAC that one network card can have: neither all zero nor a group address (broadcast, multicast). */
export function isUnicastMac(mac: Mac): boolean {
  return mac !== "00:00:00:00:00:00" && (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0;
}

export function macFromBytes(bytes: Buffer): Mac {
  return parseMac(bytes.toString("hex"));
}

export function macToBytes(mac: Mac): Buffer {
  return Buffer.from(mac.replaceAll(":", ""), "hex");
}

/** pxelinux's spelling with the ARP type of Ethernet in front: "01-52-54-00-77-00-01". */
export function pxelinuxMac(mac: Mac): string {
  return `01-${mac.replaceAll(":", "-")}`;
}
