import { type Ipv4, ipv4FromBytes, ipv4ToBytes } from "../../net/ipv4.ts";
import { type Codec, wants } from "./codec.ts";

// One address: options 1, 28, 50, 54, 118. A list: 3, 6, 42, 150.                          RFC 2132 §3.3, §3.5, §9.1
export const address: Codec<Ipv4> = {
  decode(value) {
    wants(value.length === 4, value, "an address has 4 bytes");
    return ipv4FromBytes(value);
  },
  encode: ipv4ToBytes,
  text: (value) => value,
};

export const addresses: Codec<readonly Ipv4[]> = {
  decode(value) {
    wants(value.length > 0 && value.length % 4 === 0, value, "a list of addresses is a multiple of 4 bytes");
    return Array.from({ length: value.length / 4 }, (_, index) => ipv4FromBytes(value.subarray(index * 4)));
  },
  encode: (list) => Buffer.concat(list.map(ipv4ToBytes)),
  text: (list) => list.join(", "),
};
