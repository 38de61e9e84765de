import { lookup } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { addressPolicy } from "./address-policy.ts";
import type { Internet } from "./origin.ts";

const PATIENCE = 60_000;
const PAUSE = 2000; // four pauses are half a minute: a router that starts anew

/** The real one. Our own addresses are looked at anew each time: they change with the network. */
export const internet: Internet = {
  policy: {
    refusal: (address, internalMirror) => addressPolicy(ownAddresses()).refusal(address, internalMirror),
  },
  lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  patience: PATIENCE,
  pause: PAUSE,
};

export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
