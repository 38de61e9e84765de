import type { Webhooks } from "../webhooks/service.ts";

/** Whom the appliance tells what happens. */
export type WebhookNeeds = Pick<Webhooks, "list" | "add" | "change" | "remove" | "test" | "deliveries">;
