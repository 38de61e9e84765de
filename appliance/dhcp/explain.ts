import { ANY } from "../net/ipv4.ts";
import { BROADCAST_FLAG, type Message, REPLY, REQUEST } from "./message.ts";
import { hex, printable } from "./options/codec.ts";
import { OPTION, optionText, readLeniently } from "./options/table.ts";
import { untilNul } from "./options/text.ts";

/** A message as text for people: one line of head, then one line an option. Logs, UI and golden tests share it. */
export function explain(message: Message): string {
  return [
    headline(message),
    ...fields(message),
    ...[...message.options].map(([code, value]) => `  ${optionText(code, value)}`),
  ].join("\n");
}

function headline(message: Message): string {
  const direction = { [REQUEST]: "request", [REPLY]: "reply" }[message.op] ?? `op ${message.op}`;
  const type = readLeniently(message.options, OPTION.messageType) ?? "BOOTP";
  const asked = (message.flags & BROADCAST_FLAG) === 0 ? "" : " broadcast";
  return `${type} ${direction} from ${hardwareAddress(message)} xid ${hexNumber(message.xid)} secs ${message.secs}${asked}`;
}

export function hardwareAddress(message: Message): string {
  const bytes = message.chaddr.subarray(0, Math.min(message.hlen, 16));
  const text = bytes.toString("hex").replaceAll(/..(?=.)/g, "$&:");
  return message.htype === 1 && message.hlen === 6 ? text : `htype ${message.htype} hlen ${message.hlen} [${text}]`;
}

const hexNumber = (value: number): string => `0x${value.toString(16).padStart(8, "0")}`;

function fields(message: Message): string[] {
  const addresses = (["ciaddr", "yiaddr", "siaddr", "giaddr"] as const)
    .filter((field) => message[field] !== ANY)
    .map((field) => `  ${field} ${message[field]}`);
  const hops = message.hops > 0 ? [`  hops ${message.hops}`] : [];
  return [...addresses, ...hops, ...fixedFields(message)];
}

function fixedFields(message: Message): string[] {
  const lent = readLeniently(message.options, OPTION.overload) ?? 0;
  const show = (name: "sname" | "file", bit: number): string[] => {
    const field = message[name];
    if ((lent === bit || lent === 3) && lent <= 3) return [`  ${name} lent to options: ${hex(field, 16)}`];
    const text = untilNul(field);
    return text === "" ? [] : [`  ${name} ${printable(Buffer.from(text, "latin1"))}`];
  };
  return [...show("sname", 2), ...show("file", 1)];
}
