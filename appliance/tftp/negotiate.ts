import type { TftpOption } from "./packet.ts";

/** What client and server use for this transfer. `answer` is the OACK; empty means: no OACK, DATA 1 at once. */
export interface Agreement {
  readonly blksize: number;
  readonly windowsize: number;
  /** Seconds, only if the client asked. */
  readonly timeout: number | undefined;
  readonly answer: readonly TftpOption[];
}

export type Negotiation =
  { readonly kind: "agreed"; readonly agreement: Agreement } | { readonly kind: "refused"; readonly because: string };

/** What the server knows about file and wire. `size` is undefined where the number of bytes sent is not known (netascii). */
export interface TransferFacts {
  readonly size: number | undefined;
  readonly mtu: number;
}

export const DEFAULT_BLKSIZE = 512;
/** 64 × 1468 bytes are 94 kB: half of Linux' default receive buffer, so that one window never overruns a client. */
export const LARGEST_WINDOW = 64;
/** IPv4 without options, UDP, and TFTP's own four bytes. */
const HEADERS = 20 + 8 + 4;

/** RFC 2347: options that we do not know, or whose value makes no sense, are left out of the OACK; nothing else happens. */
export function negotiate(options: readonly TftpOption[], facts: TransferFacts): Negotiation {
  const names = options.map((option) => option.name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    return { kind: "refused", because: `option ${twice} given twice` }; // RFC 2347: "an option may be specified once"
  }
  const agreed = options.flatMap((option) => {
    const value = OPTION[option.name.toLowerCase()]?.(option.value, facts);
    return value === undefined ? [] : [{ name: option.name, value }];
  });
  const find = (name: string): number | undefined => agreed.find((option) => option.name.toLowerCase() === name)?.value;
  return {
    kind: "agreed",
    agreement: {
      blksize: find("blksize") ?? DEFAULT_BLKSIZE,
      windowsize: find("windowsize") ?? 1,
      timeout: find("timeout"),
      answer: agreed.map(({ name, value }) => ({ name, value: value.toString() })),
    },
  };
}

type Answer = (value: string, facts: TransferFacts) => number | undefined;

const OPTION: Partial<Record<string, Answer>> = {
  // RFC 2348. More than the wire carries in one frame would be fragmented, and PXE ROMs do not reassemble.
  blksize: (value, { mtu }) => {
    const asked = decimal(value);
    return asked === undefined || asked < 8 ? undefined : Math.min(asked, Math.max(8, mtu - HEADERS), 65464);
  },
  // RFC 2349: always the real size; a client that sends another number than 0 reads the answer all the same.
  tsize: (value, { size }) => (decimal(value) === undefined ? undefined : size),
  // RFC 2349: 1 to 255 seconds.
  timeout: (value) => within(decimal(value), 1, 255),
  // RFC 7440: 1 to 65535 blocks.
  windowsize: (value) => {
    const asked = within(decimal(value), 1, 65535);
    return asked === undefined ? undefined : Math.min(asked, LARGEST_WINDOW);
  },
};

/** Decimal digits and nothing else: no sign, no space, no exponent, no hexadecimal. */
const decimal = (text: string): number | undefined => (/^[0-9]+$/.test(text) ? Number(text) : undefined);

const within = (value: number | undefined, least: number, most: number): number | undefined =>
  value !== undefined && value >= least && value <= most ? value : undefined;
