import { ANY, type Ipv4, isHostAddress } from "../net/ipv4.ts";
import { type Mac, macToBytes } from "../net/mac.ts";
import { encode } from "./encode.ts";
import { BROADCAST_FLAG, FILE_BYTES, type Message, REPLY, REQUEST, SNAME_BYTES } from "./message.ts";
import { OPTION, type Option, read } from "./options/table.ts";

// What a search for other DHCP servers says, and what an answer tells of who sent it.

/** What the search calls itself in option 12, so that no appliance takes it for a machine. */
export const PROBE_HOSTNAME = "rackseed-probe";

/** Mask, router, name servers and boot file: what a ROM wants, so that a server with conditions answers too. */
const WANTED = [1, 3, 6, 54, 60, 66, 67];

export interface ProbeQuestion {
  readonly xid: number;
  readonly mac: Mac;
}

/** A DISCOVER as a PXE ROM sends it; the broadcast flag lets the answer reach us, who have none of these MACs. */
export function probeMessage({ xid, mac }: ProbeQuestion): Buffer {
  const piece = <T>({ code, codec }: Option<T>, value: T): { code: number; value: Buffer } => ({
    code,
    value: codec.encode(value),
  });
  const pieces = [
    piece(OPTION.messageType, "DISCOVER"),
    piece(OPTION.hostname, PROBE_HOSTNAME),
    piece(OPTION.parameterList, WANTED),
    piece(OPTION.vendorClass, "PXEClient:Arch:00000:UNDI:002001"),
    piece(OPTION.clientArch, [0]),
  ];
  const message: Message = {
    op: REQUEST,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid,
    secs: 0,
    flags: BROADCAST_FLAG,
    ciaddr: ANY,
    yiaddr: ANY,
    siaddr: ANY,
    giaddr: ANY,
    chaddr: Buffer.concat([macToBytes(mac), Buffer.alloc(10)]),
    sname: Buffer.alloc(SNAME_BYTES),
    file: Buffer.alloc(FILE_BYTES),
    pieces,
    options: new Map(pieces.map(({ code, value }) => [code, value])),
  };
  return encode(message);
}

/** Locally administered and a single station's: bit 1 of the first octet set, bit 0 clear (IEEE 802). */
export const invented = (random: Buffer): Mac =>
  [...random.subarray(0, 6)]
    .map((octet, index) => (index === 0 ? (octet & 0xfc) | 0x02 : octet))
    .map((octet) => octet.toString(16).padStart(2, "0"))
    .join(":") as Mac;

/** That a server is there, seen in one of its messages. */
export interface Evidence {
  readonly server: Ipv4;
  /** "boot": it gave no address, only what to boot (proxyDHCP). */
  readonly offers: "addresses" | "boot";
}

/** What an OFFER, ACK or NAK on port 68 says of its sender; undefined when it names nobody. A damaged option 54 or 53 throws. */
export function evidenceOf(message: Message): Evidence | undefined {
  const type = read(message.options, OPTION.messageType);
  const server = read(message.options, OPTION.serverId);
  if (message.op !== REPLY || server === undefined || !isHostAddress(server)) return undefined;
  if (type === "NAK") return { server, offers: "addresses" };
  if (type !== "OFFER" && type !== "ACK") return undefined;
  // An ACK to INFORM has no address either, but comes from a server that gives them: 60 marks the boot server.
  const boots = message.yiaddr === ANY && message.options.has(OPTION.vendorClass.code);
  return { server, offers: boots ? "boot" : "addresses" };
}
