import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from "../net/ipv4.ts";
import { type Range, type Subnet, subnetAround } from "../net/subnet.ts";

/** A range that is free as far as anybody knows, and how many answering hosts were cut away from around it. */
export interface Suggestion {
  readonly range: Range;
  readonly leftOut: number;
}

/** Fewer addresses than this are no pool for a rack; then the whole subnet is searched. */
const ENOUGH = 20;
/** A suggestion is no larger: the rest stays for what has fixed addresses. */
const MOST = 100;
/** A person who numbers by hand begins low; 100 to 199 of a /24 is where nobody does. */
const USUAL = { from: 100, to: 199 };

/**
 * The largest run of addresses on which nobody answered: from 100 to 199 in the /24 that holds `own`, in a smaller
 * subnet its upper half, and where that leaves under 20, anywhere in it. Undefined: no address is free.
 */
export function suggestPool(
  subnet: Subnet,
  own: Ipv4,
  taken: readonly Ipv4[],
  live: readonly Ipv4[],
): Suggestion | undefined {
  const window = subnet.prefix >= 24 ? subnet : subnetAround(own, 24);
  const start = ipv4ToNumber(window.network);
  const whole = hostsOf(subnet, window);
  const usual =
    window.prefix === 24
      ? { from: start + USUAL.from, to: start + USUAL.to }
      : { from: start + 2 ** (31 - window.prefix), to: whole.to };
  const closed = new Set([own, ...taken, ...live].map(ipv4ToNumber));
  const first = largestFree(usual, closed);
  const found = first !== undefined && first.to - first.from + 1 >= ENOUGH ? first : largestFree(whole, closed);
  if (found === undefined) return undefined;
  const zone = found === first ? usual : whole;
  const last = Math.max(found.from, found.to - MOST + 1);
  return {
    range: { first: ipv4FromNumber(last), last: ipv4FromNumber(found.to) },
    leftOut: live.map(ipv4ToNumber).filter((address) => address >= zone.from && address <= zone.to).length,
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Without the subnet's network and broadcast address; a window inside a larger subnet keeps its .0 and .255 out too. */
function hostsOf(subnet: Subnet, window: Subnet): Span {
  const from = ipv4ToNumber(window.network);
  return { from: from + 1, to: from + 2 ** (32 - Math.max(subnet.prefix, window.prefix)) - 2 };
}

function largestFree(span: Span, closed: ReadonlySet<number>): Span | undefined {
  let best: Span | undefined;
  let from = span.from;
  for (let address = span.from; address <= span.to + 1; address++) {
    if (address <= span.to && !closed.has(address)) continue;
    if (address > from && (best === undefined || address - from > best.to - best.from + 1))
      best = { from, to: address - 1 };
    from = address + 1;
  }
  return best;
}
