import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, finished, type SpawnOptions, startChild } from "./child.ts";
import { ownedName, removeLeftovers, removeNamespace, whenThisProcessEnds } from "./leftovers.ts";

export const BRIDGE = "rack0";

/** A network of its own: nothing in it can reach the host's network, nothing of it is left when it is disposed of. */
export interface Namespace extends AsyncDisposable {
  readonly name: string;
  /** The appliance's address on the bridge, without the prefix length. */
  readonly address: string;
  /** For disks, sockets and logs; removed with the namespace. */
  readonly folder: string;
  /** Runs a program inside to its end and returns its standard output. */
  exec(command: readonly string[], options?: SpawnOptions & { timeout?: number }): Promise<string>;
  /** Starts a program inside; it is stopped at the latest when the namespace is disposed of. */
  spawn(command: readonly string[], options?: SpawnOptions): Promise<Child>;
  /** A new tap on the bridge, for one network card of one machine; its name. */
  tap(): Promise<string>;
}

export async function openNamespace({ address = "10.77.0.1/24" } = {}): Promise<Namespace> {
  if (process.getuid?.() !== 0) throw new Error("the virtual rack makes network namespaces and taps: run it as root");
  removeLeftovers();
  const name = ownedName();
  const folder = join(tmpdir(), name);
  const hook = whenThisProcessEnds(() => {
    removeNamespace(name);
    rmSync(folder, { recursive: true, force: true });
  });
  mkdirSync(folder, { mode: 0o700 });
  await host(["ip", "netns", "add", name]);
  for (const step of bridgeSteps(address)) await host(["ip", "-n", name, ...step.split(" ")]);

  const children: Child[] = [];
  let taps = 0;
  const spawn: Namespace["spawn"] = async (command, options = {}) => {
    // The parent-death signal ends the program even when we are killed with SIGKILL and no hook of ours can run.
    const child = await startChild(
      ["ip", "netns", "exec", name, "setpriv", "--pdeathsig", "KILL", "--", ...command],
      options,
    );
    children.push(child);
    return child;
  };
  return {
    name,
    folder,
    address: address.replace(/\/.*/, ""),
    spawn,
    exec: async (command, { timeout = 30_000, ...options } = {}) =>
      finished(await spawn(command, options), command, timeout),
    async tap() {
      const tap = `tap${taps++}`;
      await host(["ip", "-n", name, "tuntap", "add", "dev", tap, "mode", "tap"]);
      await host(["ip", "-n", name, "link", "set", tap, "addrgenmode", "none", "master", BRIDGE, "up"]);
      return tap;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map((child) => child.stop()));
      hook.cancel();
      removeNamespace(name);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// - forward_delay 0: with the default the first 15 s of every new link are deaf, and a ROM's DHCP is over by then.
// - a fixed MAC: else the bridge takes its lowest port's, which changes as machines come, and ARP caches go stale.
// - mcast_snooping 0 and nodad: IPv6 (Router Advertisements for iPXE) works at once.
const bridgeSteps = (address: string): string[] => [
  "link set lo up",
  `link add ${BRIDGE} address 02:72:61:63:6b:01 type bridge forward_delay 0 stp_state 0 mcast_snooping 0`,
  `addr add ${address} brd + dev ${BRIDGE}`,
  `link set ${BRIDGE} addrgenmode none`,
  `addr add fe80::1/64 dev ${BRIDGE} nodad`,
  `addr add fd77::1/64 dev ${BRIDGE} nodad`,
  `link set ${BRIDGE} up`,
];

async function host(command: readonly string[]): Promise<string> {
  return finished(await startChild(command), command, 10_000);
}
