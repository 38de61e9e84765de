import { hostname } from "node:os";

import type { EventLog } from "../event-log.ts";
import { internet, ownAddresses } from "../images/internet.ts";
import type { Inventory } from "../machines/inventory.ts";
import { parseMac } from "../net/mac.ts";
import type { Db } from "../store/database.ts";
import { webhookStore } from "../store/webhooks.ts";
import { addressRefusal } from "../webhooks/address.ts";
import { deliver, type Wire } from "../webhooks/delivery.ts";
import { openWebhooks, type Webhooks } from "../webhooks/service.ts";

/** ms */
const PATIENCE = 10_000;
const TICK_MS = 1000;

/** Our own addresses are looked at anew each time: they change with the network. */
const WIRE: Wire = {
  refusal: (address) => addressRefusal(address, ownAddresses()),
  lookup: (host) => internet.lookup(host),
  patience: PATIENCE,
};

export interface HouseWebhooks {
  readonly db: Db;
  readonly inventory: Inventory;
  readonly log: EventLog;
  readonly now: () => number;
  readonly wallClock: () => Date;
  readonly problem: (error: unknown) => void;
}

export function openHouseWebhooks({ db, inventory, ...house }: HouseWebhooks, parts: AsyncDisposableStack): Webhooks {
  const webhooks = openWebhooks({
    ...house,
    store: webhookStore(db),
    deliver: (message, template, signal) => deliver(message, template, WIRE, signal),
    nameOf: (mac) => inventory.get(parseMac(mac))?.name,
    appliance: hostname(),
  });
  const tick = setInterval(() => void webhooks.tick().catch(house.problem), TICK_MS);
  parts.defer(async () => {
    clearInterval(tick);
    house.log.flush(); // what happened until now is told, too: after the next start
    await webhooks.stop();
  });
  return webhooks;
}
