import type { Severity } from "../store/events.ts";
import type { EventGroup, Webhook } from "./webhook.ts";

const PREFIXES: Readonly<Record<"runs" | "machines" | "images", readonly string[]>> = {
  runs: ["RS_RUN_"],
  machines: ["RS_MACHINE_", "RS_MACHINES_"],
  images: ["RS_IMAGE_", "RS_MEDIUM_"],
};

/** Whether a webhook is told of an event. What webhooks do themselves is told to none: a dead one would feed itself. */
export function isWanted(
  { enabled, events }: Pick<Webhook, "enabled" | "events">,
  event: { readonly code: string; readonly severity: Severity },
): boolean {
  return enabled && !event.code.startsWith("RS_WEBHOOK") && events.some((group) => isOf(group, event));
}

function isOf(group: EventGroup, { code, severity }: { readonly code: string; readonly severity: Severity }): boolean {
  if (group === "all") return true;
  if (group === "problems") return severity !== "info";
  return PREFIXES[group].some((prefix) => code.startsWith(prefix));
}
