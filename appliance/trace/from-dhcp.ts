import { decode } from "../dhcp/decode.ts";
import { OPTION, readLeniently } from "../dhcp/options/table.ts";
import type { Exchange } from "../dhcp/report.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Step, Verb } from "./step.ts";

type NewStep = Omit<Step, "id">;

const ASKED: Readonly<Record<string, Verb>> = {
  DISCOVER: "discover",
  REQUEST: "request",
  INFORM: "request",
  DECLINE: "decline",
  RELEASE: "release",
  request: "request",
};
const ANSWERED: Readonly<Record<string, Verb>> = { OFFER: "offer", ACK: "ack", BOOTP: "ack", NAK: "nak" };

/** The question of a machine, and our answer or why there was none. `at` in milliseconds. */
export function dhcpSteps(exchange: Exchange, at: number): readonly NewStep[] {
  const common: Common = { at, kind: "dhcp", role: "address", rom: exchange.pxe && !exchange.ipxe };
  const asked = question(exchange, common);
  if (ANSWERED[exchange.outcome] !== undefined) return [asked, answer(exchange, common)];
  return exchange.outcome === "silence" ? [asked, silence(exchange, common)] : [asked];
}

type Common = Pick<NewStep, "at" | "kind" | "role"> & { readonly rom: boolean };

function question(exchange: Exchange, common: Common): NewStep {
  const verb = ASKED[exchange.message] ?? "request";
  const { address, raw } = exchange;
  return {
    ...common,
    verb,
    detail: verb === "discover" ? whoAsks(exchange) : (address ?? ""),
    outcome: verb === "decline" ? "failed" : "ok",
    ...(verb === "decline" && address !== undefined ? { address } : {}),
    ...(exchange.archUnsupported === true ? { because: "unsupported-architecture" } : {}),
    ...(raw === undefined ? {} : { bytes: raw.received.bytes.length }),
  };
}

function answer({ outcome, summary, address, raw }: Exchange, common: Common): NewStep {
  const verb = ANSWERED[outcome] ?? "ack";
  const file = summary.split(", boots ")[1];
  const sent = raw?.sent === undefined ? {} : { bytes: raw.sent.bytes.length };
  const detail = [address, file].filter((part) => part !== undefined).join(" · ");
  return { ...common, ...sent, verb, detail, outcome: verb === "nak" ? "retry" : "ok" };
}

function silence({ because, raw }: Exchange, common: Common): NewStep {
  const server = because === "another-server-chosen" ? chosenServer(raw?.received.bytes) : undefined;
  return {
    ...common,
    verb: "unanswered",
    detail: server ?? "",
    outcome: "failed",
    ...(because === undefined ? {} : { because }),
    ...(server === undefined ? {} : { address: server }),
  };
}

function whoAsks({ vendorClass, ipxe }: Exchange): string {
  return [...(ipxe ? ["iPXE"] : []), ...(vendorClass === undefined ? [] : [vendorClass])].join(" · ");
}

/** Option 54 of a REQUEST that was meant for somebody else. */
const chosenServer = (bytes: Uint8Array | undefined): Ipv4 | undefined =>
  bytes === undefined ? undefined : readLeniently(decode(Buffer.from(bytes)).options, OPTION.serverId);
