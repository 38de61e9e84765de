import { MalformedError } from "../bytes/reader.ts";
import { decode } from "../dhcp/decode.ts";
import { explain } from "../dhcp/explain.ts";
import { withoutTokens } from "../redact.ts";
import { decodePacket, type TftpOption, type TftpPacket } from "../tftp/packet.ts";
import { escapeName } from "../tftp/report.ts";
import type { Packet } from "./packet.ts";

/** A packet in words: a headline, and under it one line for each field or option. Damage is said, never thrown. */
export function explainPacket({ protocol, bytes, length }: Packet): string {
  try {
    return withoutTokens(protocol === "dhcp" ? explain(decode(bytes)) : explainTftp(decodePacket(bytes), length));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return `damaged: ${error.message}`;
  }
}

function explainTftp(packet: TftpPacket, length: number): string {
  switch (packet.kind) {
    case "rrq":
      return [
        `RRQ (read request) ${escapeName(packet.name)}`,
        `  mode ${escapeName(packet.mode)}`,
        ...options(packet.options),
      ].join("\n");
    case "wrq":
      return `WRQ (write request) ${escapeName(packet.name)}`;
    case "oack":
      return ["OACK (options accepted)", ...options(packet.options)].join("\n");
    case "data":
      return `DATA block ${packet.block}, ${length - 4} bytes, not kept`;
    case "ack":
      return `ACK block ${packet.block}`;
    case "error":
      return `ERROR ${packet.code} ${escapeName(packet.text)}`;
  }
}

const options = (list: readonly TftpOption[]): string[] =>
  list.map(({ name, value }) => `  ${escapeName(name)} ${escapeName(value)}`);
