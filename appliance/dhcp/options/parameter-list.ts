import type { Codec } from "./codec.ts";

// Option 55: the codes a client would like, in its order of preference; each counts once.                    RFC 2132 §9.8
export const parameterList: Codec<readonly number[]> = {
  decode: (value) => [...new Set(value)],
  encode: (codes) => Buffer.from(codes),
  text: (codes) => codes.join(" "),
};
