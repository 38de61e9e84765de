import { join } from "node:path";

import type { Config } from "../config-schema.ts";
import type { EventLog } from "../event-log.ts";
import type { HostRequests } from "../host/requests.ts";
import type { Media } from "../images/media.ts";
import { RESERVE } from "../images/service.ts";
import { schemaOfFile } from "../store/database.ts";
import type { Memory } from "../store/memory.ts";
import { type Card, updates, type UpdateService } from "../update/service.ts";

const LOOK_MS = 5000;
/** A bundle of a few hundred megabytes is written to a slow card. */
const ANSWER_MS = 45 * 60_000;
const TOLD = "update-told";

export interface UpdateHouse {
  readonly config: Config;
  readonly version: string;
  /** Where root takes requests: on the card's system. */
  readonly hostRequests: HostRequests | undefined;
  /** /run/rackseed there. */
  readonly hostFolder: string | undefined;
  readonly media: Media | undefined;
  readonly log: EventLog;
  readonly memory: Memory;
  readonly problem: (error: unknown) => void;
}

/** Where the card's system has what an update needs (docs/updates.md). */
const cardOf = (folder: string, requests: HostRequests): Card => ({
  folder: "/data/updates",
  release: "/etc/rackseed/release",
  keyring: "/etc/rauc/keyring.pem",
  state: join(folder, "update", "state.json"),
  ask: (file, allowDowngrade) => requests.ask("update", { file, allowDowngrade }, ANSWER_MS),
});

export function openHouseUpdates(
  { config, version, hostRequests: requests, hostFolder, media, log, memory, problem }: UpdateHouse,
  parts: AsyncDisposableStack,
): UpdateService {
  const service = updates({
    card: hostFolder === undefined || requests === undefined ? undefined : cardOf(hostFolder, requests),
    version,
    reserveBytes: RESERVE,
    now: () => new Date(),
    sticks: () => media?.list() ?? [],
    data: () => ({
      rackseed: schemaOfFile(join(config.data, "rackseed.db")),
      leases: schemaOfFile(join(config.data, "leases.db")),
    }),
    tell: (code, severity, text, data) => log.add(code, severity, text, data === undefined ? {} : { data }),
    told: { read: () => memory.read(TOLD) ?? 0, write: (at) => memory.write(TOLD, at) },
    problem,
  });
  const look = (): void => {
    try {
      service.look();
    } catch (error) {
      problem(error);
    }
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  parts.defer(() => clearInterval(timer));
  return service;
}
