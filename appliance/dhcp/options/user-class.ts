import { type Codec, printable } from "./codec.ts";

// Option 77: RFC 3004 wants a length before each class; iPXE sends the bare word. Both forms are read.
//   bare:      "iPXE"          RFC 3004:  04 "iPXE" [length class]…
export const userClass: Codec<readonly Buffer[]> = {
  decode: (value) => counted(value) ?? [value],
  encode: (classes) => Buffer.concat(classes.map((one) => Buffer.concat([Buffer.from([one.length]), one]))),
  text: (classes) => classes.map((one) => printable(one)).join(", "),
};

/** The classes, if the lengths fill the value exactly; otherwise it is the bare form. */
function counted(value: Buffer): Buffer[] | undefined {
  const classes: Buffer[] = [];
  let offset = 0;
  while (offset < value.length) {
    const length = value.readUInt8(offset);
    if (length === 0 || offset + 1 + length > value.length) return undefined;
    classes.push(value.subarray(offset + 1, offset + 1 + length));
    offset += 1 + length;
  }
  return classes.length > 0 ? classes : undefined;
}
