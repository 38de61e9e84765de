// A still world for DHCP tests: packets are made from words, time moves by hand, and what leaves is a line of text.
import { suite, test } from "node:test";
import { Book } from "../../../appliance/dhcp/book.ts";
import { decide } from "../../../appliance/dhcp/decide.ts";
import type { Decision } from "../../../appliance/dhcp/decision.ts";
import { decode, join } from "../../../appliance/dhcp/decode.ts";
import { encode } from "../../../appliance/dhcp/encode.ts";
import { type DhcpSettings, type LocalPort, serve } from "../../../appliance/dhcp/facts.ts";
import type { Message, OptionPiece } from "../../../appliance/dhcp/message.ts";
import { typeNumber, type MessageType } from "../../../appliance/dhcp/options/message-type.ts";
import type { Ipv4 } from "../../../appliance/net/ipv4.ts";
import { ANY, ipv4ToBytes, parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { type Mac, macToBytes, parseMac } from "../../../appliance/net/mac.ts";
import { parseRange, parseSubnet } from "../../../appliance/net/subnet.ts";
import { MalformedError } from "../../../appliance/bytes/reader.ts";

export const ip = parseIpv4;
export const mac = (last: number): Mac =>
  parseMac(
    `5254007700${(last & 0xff).toString(16).padStart(2, "0")}`.replace(
      "0077",
      ((0x7700 + (last >> 8)) & 0xffff).toString(16),
    ),
  );

export const settings: DhcpSettings = {
  mode: "server",
  answer: "everyone",
  authoritative: false,
  bootp: false,
  interface: "eth0",
  address: ip("10.77.0.1"),
  subnet: parseSubnet("10.77.0.0/24"),
  subnets: [
    {
      subnet: parseSubnet("10.77.0.0/24"),
      pool: parseRange("10.77.0.100-10.77.0.250"),
      router: ip("10.77.0.1"),
      dns: [ip("10.77.0.1")],
      leaseSeconds: 43200,
      allocation: "dynamic",
    },
    {
      subnet: parseSubnet("10.88.0.0/24"),
      pool: parseRange("10.88.0.100-10.88.0.250"),
      router: ip("10.88.0.1"),
      dns: [ip("10.77.0.1")],
      leaseSeconds: 3600,
      allocation: "dynamic",
    },
    {
      subnet: parseSubnet("10.99.0.0/24"),
      pool: parseRange("10.99.0.100-10.99.0.250"),
      dns: [],
      leaseSeconds: 3600,
      allocation: "automatic",
    },
  ],
  reservations: [{ mac: mac(0x11), address: ip("10.77.0.11") }],
  known: [],
  boot: {
    httpBase: "http://10.77.0.1",
    ipxe: true,
    loaders: { biosName: "pxelinux.0", x64Name: "shimx64.efi", arm64Name: "shimaa64.efi" },
  },
  probeAddresses: false,
  foreign: false,
};

export interface Packet {
  op?: number;
  htype?: number;
  hlen?: number;
  hops?: number;
  xid?: number;
  flags?: number;
  ci?: string;
  gi?: string;
  chaddr?: Buffer;
  sname?: string | Buffer;
  file?: string | Buffer;
  /** Option pieces in wire order, behind option 53. */
  options?: readonly (readonly [number, Buffer | string | readonly number[]])[];
}

export const bytesOf = (value: Buffer | string | readonly number[]): Buffer =>
  typeof value === "string" ? Buffer.from(value, "latin1") : Buffer.from(value as Buffer);
export const addr = (text: string): Buffer => ipv4ToBytes(ip(text));

export function packet(type: MessageType | undefined, who: Mac, packet: Packet = {}): Message {
  const { ci = "0.0.0.0", gi = "0.0.0.0", sname = "", file = "", options = [], ...head } = packet;
  const pieces: OptionPiece[] = [
    ...(type === undefined ? [] : [{ code: 53, value: Buffer.from([typeNumber(type)]) }]),
    ...options.map(([code, value]) => ({ code, value: bytesOf(value) })),
  ];
  return {
    op: 1,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid: 0x1234,
    secs: 0,
    flags: 0,
    yiaddr: ANY,
    siaddr: ANY,
    chaddr: Buffer.concat([macToBytes(who), Buffer.alloc(10)]),
    ...head,
    ciaddr: ip(ci),
    giaddr: ip(gi),
    sname: Buffer.concat([bytesOf(sname), Buffer.alloc(64)]).subarray(0, 64),
    file: Buffer.concat([bytesOf(file), Buffer.alloc(128)]).subarray(0, 128),
    pieces,
    options: join(pieces),
  };
}

/** What came of a packet: the decision, its line, and the reply as its receiver reads it. */
export interface Outcome {
  readonly line: string;
  readonly reply: Message | undefined;
  readonly bytes: Buffer | undefined;
  readonly decision: Decision | undefined;
  readonly events: readonly string[];
  readonly address: Ipv4;
}

export interface Ports {
  readonly sourcePort?: number;
  readonly port?: LocalPort;
}

export class Scene {
  now = 1000;
  settings: DhcpSettings;
  readonly book = new Book();
  tested: (address: Ipv4) => boolean = () => false;
  ownMac = parseMac("02:00:00:00:00:01");

  constructor(changes: Partial<DhcpSettings> = {}) {
    this.settings = { ...settings, ...changes };
  }

  /** Through the bytes and back, as on the wire. */
  hear(message: Message, source = "0.0.0.0", ports: Ports = {}): Outcome {
    return this.hearBytes(encode(message), source, ports);
  }

  hearBytes(bytes: Buffer, source = "0.0.0.0", { sourcePort = 68, port = 67 }: Ports = {}): Outcome {
    const facts = {
      now: this.now,
      source: ip(source),
      sourcePort,
      port,
      served: serve(this.settings, this.ownMac),
      book: this.book,
      tested: this.tested,
    };
    try {
      const { decision } = decide(decode(bytes), facts);
      this.book.apply(decision.effects);
      return outcome(decision);
    } catch (thrown) {
      if (!(thrown instanceof MalformedError)) throw thrown;
      return {
        line: "ignore malformed",
        reply: undefined,
        bytes: undefined,
        decision: undefined,
        events: [],
        address: ANY,
      };
    }
  }

  say(type: MessageType | undefined, who: Mac, rest: Packet = {}, source?: string): Outcome {
    return this.hear(packet(type, who, rest), source ?? rest.gi ?? rest.ci ?? "0.0.0.0");
  }

  discover(who: Mac, options: Packet["options"] = [], rest: Packet = {}): Outcome {
    return this.say("DISCOVER", who, { ...rest, options });
  }

  /** DISCOVER and REQUEST as a well-behaved client sends them; the ACK. */
  boot(who: Mac, options: NonNullable<Packet["options"]> = [], rest: Packet = {}): Outcome {
    const offer = this.discover(who, options, rest);
    const server = offer.reply?.options.get(54) ?? addr("10.77.0.1");
    return this.say("REQUEST", who, { ...rest, options: [...options, [54, server], [50, addr(offer.address)]] });
  }

  select(who: Mac, address: string, more: NonNullable<Packet["options"]> = [], rest: Packet = {}): Outcome {
    return this.say("REQUEST", who, { ...rest, options: [[54, addr("10.77.0.1")], [50, addr(address)], ...more] });
  }
}

function outcome(decision: Decision): Outcome {
  const events = decision.events.map((one) => one.code);
  if (decision.kind !== "reply") {
    const line = {
      ignore: (): string => `ignore ${decision.kind === "ignore" ? decision.because : ""}`,
      probe: (): string => `probe ${decision.kind === "probe" ? decision.address : ""}`,
      noted: (): string => (decision.kind === "noted" ? `${decision.outcome} ${decision.address}` : ""),
    }[decision.kind]();
    return { line, reply: undefined, bytes: undefined, decision, events, address: ANY };
  }
  const bytes = encode(decision.reply.message);
  const reply = decode(bytes);
  const { address, port } = decision.reply.destination;
  const given = reply.yiaddr === ANY ? "" : ` ${reply.yiaddr}`;
  return {
    line: `${decision.reply.type}${given} to ${address}:${port}`,
    reply,
    bytes,
    decision,
    events,
    address: reply.yiaddr,
  };
}

export const option = (outcome: Outcome, code: number): string | undefined =>
  outcome.reply?.options.get(code)?.toString("hex");
export const textOption = (outcome: Outcome, code: number): string | undefined =>
  outcome.reply?.options.get(code)?.toString("latin1");
export const codes = (outcome: Outcome): number[] => outcome.reply?.pieces.map((piece) => piece.code) ?? [];
export const PXE = "PXEClient:Arch:00007:UNDI:003016";
export const pxe = (arch: number): [number, Buffer | string | number[]][] => [
  [60, `PXEClient:Arch:${String(arch).padStart(5, "0")}:UNDI:003016`],
  [93, [arch >> 8, arch & 0xff]],
  [94, [1, 3, 16]],
];

/** One row of a table: what is sent, and what must come of it. Its key is a sentence. */
export type Row = (scene: Scene) => void;

/** Runs a table as tests, each in a world of its own. */
export function prove(list: string, rows: Record<string, Row>): void {
  suite(list, () => {
    for (const [sentence, row] of Object.entries(rows)) test(`${list} ${sentence}`, () => row(new Scene()));
  });
}
