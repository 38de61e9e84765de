import { type Ipv4, ipv4FromBytes } from "../../net/ipv4.ts";
import { type Codec, hex } from "./codec.ts";
import { subOptions } from "./vendor.ts";

// Option 82: what a relay knows about the client. Echoed whole and unchanged.                             RFC 3046 §2.2
//   1 circuit id · 2 remote id · 5 link selection (RFC 3527) · 11 server identifier override (RFC 5107)
export interface RelayInformation {
  readonly circuitId: string | undefined;
  readonly remoteId: string | undefined;
  readonly linkSelection: Ipv4 | undefined;
  readonly serverOverride: Ipv4 | undefined;
}

const NOTHING: RelayInformation = {
  circuitId: undefined,
  remoteId: undefined,
  linkSelection: undefined,
  serverOverride: undefined,
};

/** A value whose lengths lie is still echoed, but used for nothing (conformance 3.5 R4). */
export function relayInformation(value: Buffer | undefined): RelayInformation {
  const list = value === undefined ? undefined : subOptions(value);
  if (list === undefined) return NOTHING;
  const one = (code: number): Buffer | undefined => list.find((option) => option.code === code)?.value;
  const address = (code: number): Ipv4 | undefined => {
    const found = one(code);
    return found?.length === 4 ? ipv4FromBytes(found) : undefined;
  };
  return {
    circuitId: one(1)?.toString("hex"),
    remoteId: one(2)?.toString("hex"),
    linkSelection: address(5),
    serverOverride: address(11),
  };
}

export const relay: Codec<Buffer> = {
  decode: (value) => value,
  encode: (value) => value,
  text(value) {
    const list = subOptions(value);
    return list === undefined
      ? `damaged: ${hex(value)}`
      : list.map((one) => `{${one.code}=${hex(one.value)}}`).join(" ");
  },
};
