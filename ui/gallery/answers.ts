import { BOOTS, PACKETS, PREVIEW, VERSION, VERSIONS } from "./data-boots.ts";
import { MEDIA, RELEASES, STORAGE, TRASH } from "./data-images.ts";
import { LOG, macOf } from "./data-machines.ts";
import { NETWORK, POOL_MAP, SCAN } from "./data-network.ts";
import type { Answers } from "./memory-api.ts";
import { ARM_PLAN } from "./show-machines.ts";
import { CHECKED } from "./show-network.ts";

/** What the parts ask for by themselves. */
export const ANSWERS: Answers = {
  "GET /network": NETWORK,
  "GET /network/scan": SCAN,
  "POST /foreign-servers/probe": { items: [] },
  "GET /pool-map": POOL_MAP,
  "GET /media": { items: MEDIA },
  "GET /releases": { items: RELEASES, problems: ["The list of the beta stream could not be read."] },
  "GET /storage": STORAGE.roomy,
  "GET /trash": { items: TRASH },
  "GET /profiles/worker/versions": { items: VERSIONS },
  "GET /profiles/worker/versions/1": { ...VERSION, number: 1 },
  "GET /profiles/worker/versions/2": VERSION,
  "GET /runs/1/log": { items: LOG },
  "GET /runs/2/log": { items: [] },
  [`GET /machines/${macOf(3)}/trace`]: { boots: BOOTS },
  [`GET /machines/${macOf(8)}/trace`]: { boots: [] },
  [`GET /machines/${macOf(3)}/packets`]: { items: PACKETS },
  ...Object.fromEntries([1, 2, 3, 8, 9].map((last) => [`GET /machines/${macOf(last)}/preview`, PREVIEW])),
  "POST /answers/check": CHECKED,
  "POST /arm": ARM_PLAN,
};
