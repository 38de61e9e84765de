import type { Api } from "./api.ts";
import { getPanel } from "./device.ts";
import { getHello } from "./hello.ts";
import { getNetwork, type NetworkView } from "./network.ts";
import { type Storage, storageOf } from "./trash.ts";

/** What the overview shows beside the house's live copy. */
export interface Surroundings {
  readonly network: NetworkView;
  readonly storage: Storage;
  readonly isOwner: boolean;
  /** A person stopped serving; only owners can know. */
  readonly paused: boolean;
}

export async function lookAround(api: Api): Promise<Surroundings> {
  const [{ view: network }, storage, hello] = await Promise.all([getNetwork(api), storageOf(api), getHello(api)]);
  const isOwner = hello.you?.role === "owner";
  const paused = isOwner && (await getPanel(api)).paused;
  return { network, storage, isOwner, paused };
}

/** Does an event say that these changed? */
export const tellsOfSurroundings = (code: string): boolean =>
  /^RS_(SERVING|NETWORK|FOREIGN|IMAGE|TRASH|UPLOAD|HEALTH|STARTED)/.test(code);
