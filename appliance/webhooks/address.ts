import { isIPv6 } from "node:net";

import { carriedAddress, classOf } from "../images/address-policy.ts";

/** Why nothing is sent to an address; undefined when it may be. */
export type AddressRefusal = (address: string) => string | undefined;

const SENTENCES = {
  loopback: "it is the appliance itself",
  "link-local": "it is a link-local address, where clouds keep their secrets",
  multicast: "it is a multicast address",
  reserved: "it is no address of a server",
} as const;

/** Private addresses are allowed, unlike for images: a rack's chat server stands in the rack's net. `own`: the appliance's addresses. */
export function addressRefusal(address: string, own: readonly string[]): string | undefined {
  const meant = (isIPv6(address) ? carriedAddress(address) : undefined) ?? address;
  if (own.includes(meant)) return SENTENCES.loopback;
  const kind = classOf(meant);
  return kind === "public" || kind === "private" ? undefined : SENTENCES[kind];
}
