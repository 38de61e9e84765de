import { z } from "zod";

import { EVENT_GROUPS, WEBHOOK_LANGUAGES, WEBHOOK_TEMPLATES } from "../webhooks/webhook.ts";

const name = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,63}$/u,
    "Use 1 to 64 letters and digits, with spaces, dots, dashes and underscores.",
  );
const url = z
  .string()
  .min(1)
  .max(2000)
  .meta({ description: "Whole, as the chat service shows it; http or https. It is never shown again", examples: ["https://chat.example/hook"] }); // prettier-ignore
const secret = z
  .string()
  .min(1)
  .max(256)
  .nullable()
  .meta({ description: "Signs the messages; it is never shown again. null: there is none" });
const group = z.enum(EVENT_GROUPS).meta({
  description: "runs, machines, images: what happens to them. problems: every warning and error. all: everything",
});
const events = z.array(group).min(1).max(EVENT_GROUPS.length);
const template = z.enum(WEBHOOK_TEMPLATES).meta({ description: "How the message is written" });
const language = z.enum(WEBHOOK_LANGUAGES);

const example = {
  name: "rack chat",
  events: ["runs", "problems"],
  template: "dingtalk",
  language: "zh",
  enabled: true,
} as const;

export const webhook = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string().meta({ description: "Up to the host; path and query are as good as a password" }),
    hasSecret: z.boolean(),
    events: z.array(group),
    template,
    language,
    enabled: z.boolean(),
  })
  .meta({ id: "Webhook", examples: [{ id: "2f1c0a9b8d7e", ...example, url: "https://chat.example/…", hasSecret: true }] }); // prettier-ignore

export const webhookInput = z
  .strictObject({
    name,
    url,
    secret: secret.optional(),
    events,
    template: template.default("generic"),
    language: language.default("en"),
    enabled: z.boolean().default(true),
  })
  .meta({ id: "WebhookInput", examples: [{ ...example, url: "https://chat.example/hook", secret: "seven lamps" }] });

export const webhookChange = z
  .strictObject({
    name: name.optional(),
    url: url.optional(),
    secret: secret.optional(),
    events: events.optional(),
    template: template.optional(),
    language: language.optional(),
    enabled: z.boolean().optional(),
  })
  .meta({ id: "WebhookChange", examples: [{ enabled: false }] });

export const webhookId = z
  .string()
  .max(32)
  .meta({ description: "The webhook's id", examples: ["2f1c0a9b8d7e"] });

export const webhookVerdict = z
  .object({
    ok: z.boolean(),
    status: z.int().optional().meta({ description: "What the receiver answered; absent: nothing" }),
    because: z.string().optional().meta({ description: "A sentence: why it failed" }),
  })
  .meta({ id: "WebhookVerdict", examples: [{ ok: false, status: 404, because: "It answered 404." }] });

export const webhookDelivery = z
  .object({
    id: z.int(),
    webhook: z.string(),
    name: z.string().meta({ description: "The webhook's" }),
    at: z.string().meta({ description: "When it happened" }),
    code: z.string(),
    text: z.string(),
    state: z.enum(["waiting", "delivered", "gave-up", "dropped"]),
    tries: z.int(),
    status: z.int().optional(),
    because: z.string().optional(),
    nextIn: z.int().optional().meta({ description: "Seconds until the next try, while it waits" }),
    endedAt: z.string().optional(),
  })
  .meta({
    id: "WebhookDelivery",
    examples: [
      {
        id: 41,
        webhook: "2f1c0a9b8d7e",
        name: "rack chat",
        at: "2026-11-21T14:02:11.204Z",
        code: "RS_RUN_STATE",
        text: "node-01 is done.",
        state: "delivered",
        tries: 1,
        status: 200,
      },
    ],
  });
