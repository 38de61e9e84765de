import { type Codec, wants } from "./codec.ts";

// Option 53: one byte.                                                          RFC 2132 §9.6; 10–13 are RFC 4388's leasequery
const NAMES = [
  "DISCOVER",
  "OFFER",
  "REQUEST",
  "DECLINE",
  "ACK",
  "NAK",
  "RELEASE",
  "INFORM",
  "FORCERENEW",
  "LEASEQUERY",
  "LEASEUNASSIGNED",
  "LEASEUNKNOWN",
  "LEASEACTIVE",
] as const;

export type MessageType = (typeof NAMES)[number] | "UNKNOWN";

/** The wire's number for a type; the names above stand in the order of their numbers. */
export const typeNumber = (type: MessageType): number => NAMES.indexOf(type as (typeof NAMES)[number]) + 1;

export const messageType: Codec<MessageType> = {
  decode(value) {
    wants(value.length === 1, value, "a message type has one byte");
    return NAMES[value.readUInt8(0) - 1] ?? "UNKNOWN";
  },
  encode: (type) => Buffer.from([typeNumber(type)]),
  text: (type) => type,
};
