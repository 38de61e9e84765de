import { type Codec, printable, wants } from "./codec.ts";

// Text: options 12, 15, 17, 56, 60, 66, 67. Trailing NULs are not part of it.               RFC 2132 §2, §3.14, §9.4, §9.5
export const text: Codec<string> = {
  decode(value) {
    wants(value.length > 0, value, "a text has at least one byte");
    return withoutTrailingNuls(value).toString("latin1");
  },
  encode: (value) => Buffer.from(value, "latin1"),
  text: (value) => printable(Buffer.from(value, "latin1")),
};

export function withoutTrailingNuls(value: Buffer): Buffer {
  let end = value.length;
  while (end > 0 && value[end - 1] === 0) end -= 1;
  return value.subarray(0, end);
}

/** The text in a fixed field (sname, file): everything before the first NUL. */
export function untilNul(field: Buffer): string {
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? field.length : end).toString("latin1");
}

/** A host name that may stand in a log, a file name and a shell line; anything else is dropped, never repaired. */
export function safeHostname(name: string): string | undefined {
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  return name.length <= 253 && new RegExp(`^${label}(?:\\.${label})*$`, "i").test(name)
    ? name.toLowerCase()
    : undefined;
}
