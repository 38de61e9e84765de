import type { DeliveryFacts, NewWebhook, WebhookFacts } from "../../../appliance/webhooks/service.ts";
import type { Verdict } from "../../../appliance/webhooks/webhook.ts";
import type { Api } from "./api.ts";

export type { DeliveryFacts, NewWebhook, Verdict, WebhookFacts };
export const GROUPS: readonly NewWebhook["events"][number][] = ["problems", "runs", "machines", "images", "all"];
export const TEMPLATES: readonly NewWebhook["template"][] = ["generic", "slack", "dingtalk", "wecom", "feishu"];

export const listWebhooks = async (api: Api): Promise<WebhookFacts[]> =>
  (await api.get<{ items: WebhookFacts[] }>("/webhooks")).items;
export const listDeliveries = async (api: Api): Promise<DeliveryFacts[]> =>
  (await api.get<{ items: DeliveryFacts[] }>("/webhooks/deliveries")).items;
export const addWebhook = (api: Api, wanted: NewWebhook): Promise<unknown> => api.send("POST", "/webhooks", wanted);
/** What is absent stays: the URL and the secret are not known here. */
export const changeWebhook = (api: Api, id: string, change: Partial<NewWebhook>): Promise<unknown> =>
  api.send("PATCH", `/webhooks/${id}`, change);
export const removeWebhook = (api: Api, id: string): Promise<unknown> => api.send("DELETE", `/webhooks/${id}`);
export const testWebhook = async (api: Api, id: string): Promise<Verdict> =>
  (await (await api.send("POST", `/webhooks/${id}/test`)).json()) as Verdict;
