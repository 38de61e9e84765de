import { MalformedError } from "../../bytes/reader.ts";
import { address, addresses } from "./addresses.ts";
import { clientId } from "./client-id.ts";
import { type Codec, hex, opaque } from "./codec.ts";
import { messageType } from "./message-type.ts";
import { i32, seconds, u16, u8 } from "./numbers.ts";
import { parameterList } from "./parameter-list.ts";
import { architectures, machineId, networkInterface } from "./pxe.ts";
import { relay } from "./relay.ts";
import { text } from "./text.ts";
import { userClass } from "./user-class.ts";
import { vendor } from "./vendor.ts";

export interface Option<T> {
  readonly code: number;
  readonly name: string;
  readonly codec: Codec<T>;
  readonly rfc: string;
}

const option = <T>(code: number, name: string, codec: Codec<T>, rfc: string): Option<T> => ({ code, name, codec, rfc });

/** Joined values by code (RFC 3396), in the order in which each code came first. */
export type OptionMap = ReadonlyMap<number, Buffer>;

export const PAD = 0;
export const END = 255;

/** Every option this server reads or writes. Numbers stand here and nowhere else. */
export const OPTION = {
  subnetMask: option(1, "subnet mask", address, "RFC 2132 §3.3"),
  timeOffset: option(2, "time offset", i32, "RFC 2132 §3.4"),
  router: option(3, "router", addresses, "RFC 2132 §3.5"),
  dns: option(6, "domain name server", addresses, "RFC 2132 §3.8"),
  hostname: option(12, "host name", text, "RFC 2132 §3.14"),
  domain: option(15, "domain name", text, "RFC 2132 §3.17"),
  rootPath: option(17, "root path", text, "RFC 2132 §3.19"),
  broadcast: option(28, "broadcast address", address, "RFC 2132 §5.3"),
  ntp: option(42, "NTP server", addresses, "RFC 2132 §8.3"),
  vendorSpecific: option(43, "vendor specific", vendor, "RFC 2132 §8.4"),
  requestedAddress: option(50, "requested address", address, "RFC 2132 §9.1"),
  leaseTime: option(51, "lease time", seconds, "RFC 2132 §9.2"),
  overload: option(52, "overload", u8, "RFC 2132 §9.3"),
  messageType: option(53, "message type", messageType, "RFC 2132 §9.6"),
  serverId: option(54, "server identifier", address, "RFC 2132 §9.7"),
  parameterList: option(55, "wanted options", parameterList, "RFC 2132 §9.8"),
  message: option(56, "message", text, "RFC 2132 §9.9"),
  maximumSize: option(57, "maximum message size", u16, "RFC 2132 §9.10"),
  renewalTime: option(58, "renew after (T1)", seconds, "RFC 2132 §9.11"),
  rebindingTime: option(59, "rebind after (T2)", seconds, "RFC 2132 §9.12"),
  vendorClass: option(60, "vendor class", text, "RFC 2132 §9.13"),
  clientId: option(61, "client identifier", clientId, "RFC 2132 §9.14"),
  tftpServer: option(66, "TFTP server", text, "RFC 2132 §9.4"),
  bootFile: option(67, "boot file", text, "RFC 2132 §9.5"),
  userClass: option(77, "user class", userClass, "RFC 3004"),
  relayInformation: option(82, "relay information", relay, "RFC 3046"),
  clientArch: option(93, "client architecture", architectures, "RFC 4578 §2.1"),
  networkInterface: option(94, "network interface", networkInterface, "RFC 4578 §2.2"),
  machineId: option(97, "machine identifier", machineId, "RFC 4578 §2.3"),
  subnetSelection: option(118, "subnet selection", address, "RFC 3011"),
  tftpServers: option(150, "TFTP servers", addresses, "RFC 5859"),
  ipxe: option(175, "iPXE features", opaque, "ipxe.org/howto/dhcpd"),
} as const;

const BY_CODE = new Map<number, Option<never>>(Object.values(OPTION).map((one) => [one.code, one as Option<never>]));

/** Absent is undefined; damaged throws. */
export function read<T>(options: OptionMap, wanted: Option<T>): T | undefined {
  const value = options.get(wanted.code);
  if (value === undefined) return undefined;
  try {
    return wanted.codec.decode(value);
  } catch (thrown) {
    if (!(thrown instanceof MalformedError)) throw thrown;
    throw new MalformedError(`option ${wanted.code} (${wanted.name}): ${thrown.message}`);
  }
}

/** For options whose damage harms nobody: the packet is still answered, as if the option were not there. */
export function readLeniently<T>(options: OptionMap, wanted: Option<T>): T | undefined {
  try {
    return read(options, wanted);
  } catch {
    return undefined;
  }
}

/** One option as a line for people. */
export function optionText(code: number, value: Buffer): string {
  const known = BY_CODE.get(code);
  if (known === undefined) return `${code}: ${hex(value)}`;
  try {
    return `${code} ${known.name}: ${known.codec.text(known.codec.decode(value))}`;
  } catch {
    return `${code} ${known.name}: damaged, ${hex(value)}`;
  }
}
