import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { AppError } from "../errors.ts";
import type { Ipv4 } from "../net/ipv4.ts";

/** The rack's interface as the kernel has it now. */
export interface Link {
  readonly mtu: number;
}

/** Makes sure that the interface exists and has the address that the configuration names. */
export function findLink(name: string, address: Ipv4): Link {
  const all = networkInterfaces();
  const there = Object.entries(all).map(
    ([other, addresses]) => `${other} (${(addresses ?? []).map((a) => a.address).join(", ")})`,
  );
  const found = all[name];
  if (found === undefined) {
    throw new AppError(
      "RS_INTERFACE_MISSING",
      500,
      `interface is "${name}": this host has no such network interface with an address. It has: ${there.join("; ")}. Name one of these, or give ${name} the address ${address} first.`,
    );
  }
  if (!found.some((candidate) => candidate.address === address)) {
    throw new AppError(
      "RS_ADDRESS_MISSING",
      500,
      `address is "${address}": ${name} has ${found.map((a) => a.address).join(", ")} instead. Give it that address (ip address add …), or correct the setting.`,
    );
  }
  return { mtu: Number(readFileSync(`/sys/class/net/${name}/mtu`, "ascii")) };
}
