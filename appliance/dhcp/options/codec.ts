import { MalformedError } from "../../bytes/reader.ts";

/** How one kind of option value lies on the wire. `decode` throws on damage; absence is the caller's `undefined`. */
export interface Codec<T> {
  decode(value: Buffer): T;
  encode(value: T): Buffer;
  /** For people: logs, UI, golden tests. Never holds a control character. */
  text(value: T): string;
}

/** Refuses a value whose length is not what the RFC says. */
export function wants(condition: boolean, value: Buffer, rule: string): void {
  if (!condition) throw new MalformedError(`option value of ${value.length} bytes: ${rule}`);
}

/** Text from strangers, made harmless for journal, console and page: printable ASCII stays, the rest becomes \xNN. */
export function printable(value: Buffer, limit = 128): string {
  const shown = [...value.subarray(0, limit)].map((byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`,
  );
  return value.length > limit ? `${shown.join("")}… (${value.length} bytes)` : shown.join("");
}

export function hex(value: Buffer, limit = 64): string {
  return value.length > limit
    ? `${value.subarray(0, limit).toString("hex")}… (${value.length} bytes)`
    : value.toString("hex");
}

/** Anything we hand through unread. */
export const opaque: Codec<Buffer> = {
  decode: (value) => value,
  encode: (value) => value,
  text: (value) => hex(value),
};
