import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { AppError } from "../errors.ts";
import type { Ipv4 } from "../net/ipv4.ts";

/** The rack's interface as the kernel has it now. */
export interface Link {
  readonly mtu: number;
}

/**
 * Makes sure that the interface exists and that the address is ours. os.networkInterfaces() is not asked: it leaves out interfaces
 * whose cable is not plugged in, and an appliance must start before its switch does.
 */
export async function findLink(name: string, address: Ipv4): Promise<Link> {
  const there = readdirSync("/sys/class/net").sort();
  if (!there.includes(name)) {
    throw new AppError(
      "RS_INTERFACE_MISSING",
      500,
      `interface is "${name}": this host has no such network interface. It has: ${there.join(", ")}. Name one of these.`,
    );
  }
  if (!(await isOwn(address))) {
    throw new AppError(
      "RS_ADDRESS_MISSING",
      500,
      `address is "${address}": this host does not have it. Give it to ${name} first (ip address add …), or correct the setting.`,
    );
  }
  return { mtu: Number(readFileSync(`/sys/class/net/${name}/mtu`, "ascii")) };
}

async function isOwn(address: Ipv4): Promise<boolean> {
  const socket = createSocket("udp4");
  try {
    socket.bind(0, address);
    await once(socket, "listening");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRNOTAVAIL") return false;
    throw error;
  } finally {
    socket.close();
  }
}
