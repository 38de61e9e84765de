import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";

/** Something a person should know of; one line, with what to do about it. */
export interface DhcpEvent {
  readonly code: EventCode;
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  readonly mac?: Mac;
  readonly address?: Ipv4;
}

const SEVERITY = {
  RS_DHCP_POOL_FULL: "error",
  RS_DHCP_POOL_80: "warning",
  RS_DHCP_BOOTP_SEEN: "info",
  RS_DHCP_DECLINED: "warning",
  RS_DHCP_FOREIGN_DECLINE: "warning",
  RS_DHCP_DECLINE_LIMIT: "warning",
  RS_DHCP_CONFLICT: "warning",
  RS_DHCP_DUPLICATE_CLIENT_ID: "warning",
  RS_DHCP_DUPLICATE_UUID: "warning",
  RS_DHCP_UNSUPPORTED_ARCH: "warning",
  RS_DHCP_DAMAGED_ARCH: "warning",
  RS_DHCP_RASPBERRY_PI: "warning",
  RS_DHCP_MOVED_PORT: "info",
  RS_DHCP_UNKNOWN_RELAY: "warning",
  RS_DHCP_UNTRUSTED_RELAY_INFORMATION: "warning",
  RS_DHCP_RELAY_INFORMATION_DROPPED: "warning",
  RS_DHCP_BOOT_LOOP: "warning",
  RS_DHCP_BINDING_LIMIT: "warning",
  RS_DHCP_STORAGE_FAILED: "error",
  RS_DHCP_STOPPED: "error",
  RS_DHCP_FAULT: "error",
} as const;

export type EventCode = keyof typeof SEVERITY;

export function event(
  code: EventCode,
  text: string,
  about: { mac?: Mac | undefined; address?: Ipv4 | undefined } = {},
): DhcpEvent {
  return {
    code,
    severity: SEVERITY[code],
    text,
    ...(about.mac === undefined ? {} : { mac: about.mac }),
    ...(about.address === undefined ? {} : { address: about.address }),
  };
}
