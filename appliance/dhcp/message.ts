import type { Ipv4 } from "../net/ipv4.ts";
import type { OptionMap } from "./options/table.ts";

// op 1 · htype 1 · hlen 1 · hops 1 · xid 4 · secs 2 · flags 2 · ciaddr 4 · yiaddr 4 · siaddr 4 · giaddr 4 · chaddr 16 ·
// sname 64 · file 128 · magic cookie 4 · options                                                          RFC 2131 §2

export const REQUEST = 1;
export const REPLY = 2;
export const BROADCAST_FLAG = 0x8000;
export const MAGIC_COOKIE = 0x63825363;
export const SNAME_BYTES = 64;
export const FILE_BYTES = 128;
/** Everything before the options, the cookie included. */
export const HEAD_BYTES = 240;
/** BOOTP's smallest message; older relays and clients drop shorter ones.                                   RFC 1542 §2.1 */
export const SMALLEST_REPLY = 300;

/** One piece of an option as it lies on the wire; RFC 3396 may spread a value over several. */
export interface OptionPiece {
  readonly code: number;
  readonly value: Buffer;
}

export interface Message {
  readonly op: number;
  readonly htype: number;
  readonly hlen: number;
  readonly hops: number;
  readonly xid: number;
  readonly secs: number;
  readonly flags: number;
  readonly ciaddr: Ipv4;
  readonly yiaddr: Ipv4;
  readonly siaddr: Ipv4;
  readonly giaddr: Ipv4;
  readonly chaddr: Buffer;
  readonly sname: Buffer;
  readonly file: Buffer;
  /** The options field, piece by piece, in wire order. */
  readonly pieces: readonly OptionPiece[];
  /** All options joined, those in overloaded sname and file included. */
  readonly options: OptionMap;
}
