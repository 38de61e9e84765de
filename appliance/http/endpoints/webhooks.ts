import { z } from "zod";

import { endpoint } from "../endpoint.ts";
import { listOf } from "../schemas.ts";
import * as schemas from "../schemas-webhooks.ts";

const tag = "webhooks";
const params = z.strictObject({ id: schemas.webhookId });
const none = { 404: { description: "No such webhook" } };

export const list = endpoint({
  operationId: "listWebhooks",
  tag,
  summary: "Who is told what happens; neither whole URLs nor secrets",
  needs: "owner",
  answers: { 200: { description: "All of them", schema: listOf(schemas.webhook, "WebhookList") } },
  handle: ({ needs }) => ({ body: { items: needs.webhooks.list() } }),
});

export const add = endpoint({
  operationId: "addWebhook",
  tag,
  summary: "Tell one more",
  needs: "owner",
  body: schemas.webhookInput,
  answers: {
    201: { description: "The webhook", schema: schemas.webhook },
    409: { description: "The name is taken, or there are too many" },
    422: { description: "The URL cannot be used" },
  },
  handle: ({ needs, body }) => ({ status: 201, body: needs.webhooks.add(body) }),
});

export const change = endpoint({
  operationId: "changeWebhook",
  tag,
  summary: "Change a webhook; what is absent stays. One that is switched off forgets what waits for it",
  needs: "owner",
  params,
  body: schemas.webhookChange,
  answers: {
    200: { description: "The webhook", schema: schemas.webhook },
    ...none,
    409: { description: "The name is taken" },
    422: { description: "The URL cannot be used" },
  },
  handle: ({ needs, params: { id }, body }) => ({ body: needs.webhooks.change(id, body) }),
});

export const remove = endpoint({
  operationId: "deleteWebhook",
  tag,
  summary: "Tell it no more; what waits for it is forgotten",
  needs: "owner",
  params,
  answers: { 204: { description: "It is gone" }, ...none },
  handle: ({ needs, params: { id } }) => {
    needs.webhooks.remove(id);
    return { status: 204 };
  },
});

export const testOne = endpoint({
  operationId: "testWebhook",
  tag,
  summary: "Send a test message now, and say what came of it; at most 10 seconds",
  needs: "owner",
  params,
  answers: { 200: { description: "What came of it", schema: schemas.webhookVerdict }, ...none },
  handle: async ({ needs, params: { id } }) => ({ body: await needs.webhooks.test(id) }),
});

export const deliveries = endpoint({
  operationId: "listWebhookDeliveries",
  tag,
  summary: "What was sent and what waits, newest first; the newest 200",
  needs: "owner",
  answers: { 200: { description: "All of them", schema: listOf(schemas.webhookDelivery, "WebhookDeliveryList") } },
  handle: ({ needs }) => ({ body: { items: needs.webhooks.deliveries() } }),
});
