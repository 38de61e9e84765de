import { openDatabase } from "../../../appliance/store/database.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { webhookStore } from "../../../appliance/store/webhooks.ts";
import { addressRefusal } from "../../../appliance/webhooks/address.ts";
import { deliver } from "../../../appliance/webhooks/delivery.ts";
import { openWebhooks, type Webhooks } from "../../../appliance/webhooks/service.ts";
import type { MemoryHouse } from "./fakes.ts";

/** The real ones, over a database in memory; no name has an address. */
export function openMemoryWebhooks({ journal, logged }: Pick<MemoryHouse, "journal" | "logged">): Webhooks {
  const wire = {
    refusal: (address: string) => addressRefusal(address, []),
    lookup: () => Promise.resolve([]),
    patience: 10_000,
  };
  return openWebhooks({
    store: webhookStore(openDatabase(":memory:", schema)),
    log: {
      add: (code, severity, text, about) => void journal.add(code, text, { severity, ...about }),
      subscribe: () => () => undefined, // only its API is used here
    },
    deliver: (message, template, signal) => deliver(message, template, wire, signal),
    nameOf: () => undefined,
    appliance: "rackseed",
    now: () => 1000,
    wallClock: () => new Date(),
    problem: (error) => logged.push(String(error)),
  });
}
