import type { Severity } from "../store/events.ts";

export const EVENT_GROUPS = ["runs", "machines", "images", "problems", "all"] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];
export const WEBHOOK_TEMPLATES = ["generic", "slack", "dingtalk", "wecom", "feishu"] as const;
export type WebhookTemplate = (typeof WEBHOOK_TEMPLATES)[number];
export const WEBHOOK_LANGUAGES = ["en", "zh"] as const;
export type WebhookLanguage = (typeof WEBHOOK_LANGUAGES)[number];

export interface Webhook {
  readonly id: string;
  readonly name: string;
  /** Whole. Chat services put a token into its path or query: it is shown to nobody. */
  readonly url: string;
  readonly secret: string | null;
  readonly events: readonly EventGroup[];
  readonly template: WebhookTemplate;
  readonly language: WebhookLanguage;
  readonly enabled: boolean;
}

/** What is told: an event, with what a person needs to understand it elsewhere. */
export interface Notice {
  /** The event's number; 0 in a test. */
  readonly id: number;
  /** ISO 8601 */
  readonly at: string;
  readonly code: string;
  readonly severity: Severity;
  readonly text: string;
  readonly mac?: string;
  readonly run?: string;
  /** The machine's name. */
  readonly machine?: string;
  /** The same as `text` in Chinese, where there are words for it. */
  readonly zh?: string;
}

/** What leaves the appliance. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Verdict {
  readonly ok: boolean;
  /** Of HTTP; absent: there was no answer. */
  readonly status?: number;
  /** A sentence: why it failed. */
  readonly because?: string;
}
