import { MalformedError } from "../../bytes/reader.ts";
import { macFromBytes } from "../../net/mac.ts";
import { type Codec, hex } from "./codec.ts";

// Option 61: a type byte (1 = Ethernet) and what identifies the client.                       RFC 2132 §9.14, RFC 6842
export const clientId: Codec<Buffer> = {
  decode(value) {
    if (value.length > 255)
      throw new MalformedError(`client identifier of ${value.length} bytes; at most 255 are taken`);
    return value;
  },
  encode: (value) => value,
  text: (value) => (isMacClientId(value) ? `MAC ${macFromBytes(value.subarray(1))}` : hex(value, 32)),
};

/** The common form, 01 and the MAC: it says nothing that chaddr does not. */
export const isMacClientId = (value: Buffer): boolean => value.length === 7 && value[0] === 1;
