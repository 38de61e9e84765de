import type { Api } from "./api.ts";
import { getPanel } from "./device.ts";
import { type HealthReport, readHealth } from "./health.ts";
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
  /** What of the box itself cannot wait until somebody opens the health page. */
  readonly concerns: readonly Concern[];
}

type Concern = HealthReport["concerns"][number];
/** Too little voltage and a failing card lose data, whatever their severity of this moment. */
const URGENT = /^RS_HEALTH_(UNDER_VOLTAGE|WAS_UNDER_VOLTAGE|CARD_)/;
const isUrgent = ({ code, severity }: Concern): boolean => severity === "error" || URGENT.test(code);

export async function lookAround(api: Api): Promise<Surroundings> {
  const [{ view: network }, storage, hello, health] = await Promise.all([
    getNetwork(api),
    storageOf(api),
    getHello(api),
    readHealth(api),
  ]);
  const isOwner = hello.you?.role === "owner";
  const paused = isOwner && (await getPanel(api)).paused;
  return { network, storage, isOwner, paused, concerns: health.concerns.filter(isUrgent) };
}

/** Does an event say that these changed? */
export const tellsOfSurroundings = (code: string): boolean =>
  /^RS_(SERVING|NETWORK|FOREIGN|IMAGE|TRASH|UPLOAD|HEALTH|STARTED)/.test(code);
