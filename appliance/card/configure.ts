// Root, at each start: waits for an address of this box, then writes the configuration that the service is started with.
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseMac } from "../net/mac.ts";
import { formatSubnet, parseInterfaceAddress } from "../net/subnet.ts";
import { effectiveConfig } from "./effective.ts";
import { addressesOf, put, tell, textOf, tool } from "./host.ts";
import { FALLBACK, networkFile } from "./network.ts";
import { INTERFACE_WAIT_MS, LEASE_WAIT_MS, NO_ADDRESS, NO_INTERFACE, PATHS } from "./paths.ts";
import { type CardSettings, readCard } from "./settings.ts";

const saved = textOf(PATHS.settings);
const settings = saved === undefined ? readCard(undefined) : (JSON.parse(saved) as CardSettings);
const address = await findAddress();
const { yaml, problems } = await effectiveConfig(settings, parseInterfaceAddress(address));
put(PATHS.config, yaml, 0o640);
await tool("chgrp", "rackseed", PATHS.config);
put(PATHS.address, `${address}\n`);
tell("config", problems);
process.stdout.write(`rackseed: this box is ${address} on ${settings.interface}\n`);

async function findAddress(): Promise<string> {
  if (settings.interface === NO_INTERFACE) return NO_ADDRESS;
  await until(INTERFACE_WAIT_MS, () => existsSync(`/sys/class/net/${settings.interface}`));
  const fixed = settings.address;
  if (fixed !== undefined) {
    const wanted = `${fixed.address}/${formatSubnet(fixed.subnet).split("/")[1] ?? ""}`;
    await has(wanted, LEASE_WAIT_MS);
    return wanted;
  }
  const lease = await until(LEASE_WAIT_MS, async () =>
    (await addressesOf(settings.interface)).find(({ byLease }) => byLease),
  );
  return lease?.address ?? fallBack();
}

/** Nobody gives an address: the box takes one that a person can find, and goes on asking. */
async function fallBack(): Promise<string> {
  const mac = parseMac(readFileSync(`/sys/class/net/${settings.interface}/address`, "ascii"));
  put(PATHS.network, networkFile(settings, { mac }));
  await tool("networkctl", "reload");
  await has(FALLBACK, LEASE_WAIT_MS);
  return FALLBACK;
}

function has(wanted: string, ms: number): Promise<unknown> {
  return until(ms, async () => (await addressesOf(settings.interface)).find((one) => one.address === wanted));
}
async function until<T>(ms: number, look: () => T | Promise<T>): Promise<T | undefined> {
  for (let waited = 0; waited < ms; waited += 250) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(250);
  }
  return undefined;
}
