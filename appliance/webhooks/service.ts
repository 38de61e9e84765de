import { randomBytes } from "node:crypto";

import { AppError } from "../errors.ts";
import { withoutTokens } from "../redact.ts";
import type { Event, Severity } from "../store/events.ts";
import type { Delivery, DeliveryState, WebhookStore } from "../store/webhooks.ts";
import { waitAfter } from "./backoff.ts";
import { isWanted } from "./filter.ts";
import { messageFor } from "./message.ts";
import { shownUrl, urlRefusal, withoutSecrets } from "./url.ts";
import type { EventGroup, Notice, Outgoing, Verdict, Webhook, WebhookLanguage, WebhookTemplate } from "./webhook.ts";
import { chineseOf, TEST_WORDS } from "./words.ts";

const MOST_WEBHOOKS = 20;
const MOST_SHOWN = 200;
/** Characters of what a receiver said. */
const MOST_SAID = 300;

export interface WebhookParts {
  readonly store: WebhookStore;
  readonly log: {
    add(code: string, severity: Severity, text: string, about?: { data?: Record<string, unknown> }): void;
    subscribe(listener: (event: Event) => void): () => void;
  };
  /** Sends one message; it throws only when the signal ends it. */
  readonly deliver: (message: Outgoing, template: WebhookTemplate, signal: AbortSignal) => Promise<Verdict>;
  /** A machine's name. */
  readonly nameOf: (mac: string) => string | undefined;
  /** The appliance's name, as receivers read it. */
  readonly appliance: string;
  /** Appliance seconds: a queue that waits by the calendar stands still when the clock falls back to 1970. */
  readonly now: () => number;
  readonly wallClock: () => Date;
  readonly problem: (error: unknown) => void;
}

/** A webhook as it may be shown: its URL is cut after the host, its secret only said to be there. */
export interface WebhookFacts {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly hasSecret: boolean;
  readonly events: readonly EventGroup[];
  readonly template: WebhookTemplate;
  readonly language: WebhookLanguage;
  readonly enabled: boolean;
}

export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  readonly secret?: string | null | undefined;
  readonly events: readonly EventGroup[];
  readonly template: WebhookTemplate;
  readonly language: WebhookLanguage;
  readonly enabled: boolean;
}

/** Absent stays; a secret that is null is taken away. */
export type WebhookChange = { readonly [K in keyof NewWebhook]?: NewWebhook[K] | undefined };

export interface DeliveryFacts {
  readonly id: number;
  readonly webhook: string;
  readonly name: string;
  readonly at: string;
  readonly code: string;
  readonly text: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly status?: number;
  readonly because?: string;
  /** Seconds until the next try, while it waits. */
  readonly nextIn?: number;
  readonly endedAt?: string;
}

export interface Webhooks {
  list(): WebhookFacts[];
  add(wanted: NewWebhook): WebhookFacts;
  change(id: string, change: WebhookChange): WebhookFacts;
  remove(id: string): void;
  /** Sends a test message now, past the queue. */
  test(id: string): Promise<Verdict>;
  /** Newest first. */
  deliveries(): DeliveryFacts[];
  /** Sends what is due; resolves when nothing more is. */
  tick(): Promise<void>;
  /** What is on its way is ended, and stays in the queue. */
  stop(): Promise<void>;
}

export function openWebhooks(parts: WebhookParts): Webhooks {
  const { store, log, now, wallClock, problem } = parts;
  const ending = new AbortController();
  const working = new Map<string, Promise<void>>();
  let gathered: Event[] = [];

  const enqueue = (): void => {
    const events = gathered;
    gathered = [];
    const hooks = store.all();
    const wanted = events.flatMap((event) =>
      hooks
        .filter((hook) => isWanted(hook, event))
        .map((hook) => ({ webhook: hook.id, notice: noticeOf(event, parts.nameOf) })),
    );
    if (wanted.length === 0) return;
    store.enqueue(wanted, now(), wallClock().toISOString());
    void tick().catch(problem);
  };
  const gather = (event: Event): void => {
    if (gathered.push(event) === 1)
      // Events are announced in batches: each batch costs one write to the card.
      queueMicrotask(() => {
        try {
          enqueue();
        } catch (error) {
          problem(error);
        }
      });
  };
  const unsubscribe = log.subscribe(gather);

  const send = async (hook: Webhook, notice: Notice): Promise<Verdict> => {
    const message = messageFor(hook, notice, parts.appliance, wallClock().getTime());
    const verdict = await parts.deliver(message, hook.template, ending.signal);
    if (verdict.because === undefined) return verdict;
    // First masked, then cut: half a token is too much, too.
    return { ...verdict, because: withoutSecrets(verdict.because, hook).slice(0, MOST_SAID) };
  };

  const attempt = async (hook: Webhook, { id, notice, tries }: Delivery): Promise<void> => {
    const verdict = await send(hook, notice);
    const at = wallClock().toISOString();
    if (verdict.ok) {
      store.end(id, "delivered", tries + 1, verdict, at);
      store.setGaveUp(hook.id, false);
      return;
    }
    const wait = waitAfter(tries + 1);
    if (wait !== undefined) {
      store.retry(id, tries + 1, now() + wait, verdict);
      return;
    }
    store.end(id, "gave-up", tries + 1, verdict, at);
    if (store.setGaveUp(hook.id, true)) {
      const text = `The webhook "${hook.name}" does not take its messages: ${verdict.because ?? ""} Each is given up after ${tries + 1} tries. Send a test on the settings page.`;
      log.add("RS_WEBHOOK_GAVE_UP", "warning", text, { data: { name: hook.name } });
    }
  };

  const work = async (id: string): Promise<void> => {
    while (!ending.signal.aborted) {
      const hook = store.get(id);
      const delivery = hook?.enabled === true ? store.due(id, now()) : undefined;
      if (hook === undefined || delivery === undefined) return;
      await attempt(hook, delivery);
    }
  };
  /** One at a time for each webhook: a receiver sees no two at once. */
  const worker = (id: string): Promise<void> => {
    const running = working.get(id);
    if (running !== undefined) return running;
    const started = work(id)
      .catch((error: unknown) => {
        if (!ending.signal.aborted) throw error;
      })
      .finally(() => working.delete(id));
    working.set(id, started);
    return started;
  };
  const tick = async (): Promise<void> => {
    if (!ending.signal.aborted) await Promise.all(store.withDue(now()).map(worker));
  };

  const found = (id: string): Webhook => {
    const hook = store.get(id);
    if (hook === undefined) throw new AppError("RS_WEBHOOK_NOT_FOUND", 404, "There is no such webhook.", "id");
    return hook;
  };
  const keep = (hook: Webhook): WebhookFacts => {
    const because = urlRefusal(hook.url);
    if (because !== undefined) throw new AppError("RS_WEBHOOK_URL", 422, because, "url");
    if (!store.save(hook)) {
      const text = `There is a webhook named "${hook.name}" already. Choose another name.`;
      throw new AppError("RS_WEBHOOK_NAME", 409, text, "name");
    }
    if (!hook.enabled) store.clear(hook.id);
    return factsOf(hook);
  };

  return {
    list: () => store.all().map(factsOf),
    add(wanted) {
      if (store.all().length >= MOST_WEBHOOKS) {
        const text = `There are ${MOST_WEBHOOKS} webhooks. Remove one that is not used.`;
        throw new AppError("RS_WEBHOOK_TOO_MANY", 409, text);
      }
      return keep({ ...wanted, id: randomBytes(6).toString("hex"), secret: wanted.secret ?? null });
    },
    change(id, change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return keep({ ...found(id), ...given });
    },
    remove(id) {
      store.remove(found(id).id);
    },
    async test(id) {
      const hook = found(id);
      const at = wallClock().toISOString();
      const notice: Notice = { id: 0, at, code: "RS_WEBHOOK_TEST", severity: "info", ...TEST_WORDS };
      const verdict = await send(hook, notice);
      store.addEnded(id, notice, verdict, wallClock().toISOString());
      if (verdict.ok) store.setGaveUp(id, false);
      return verdict;
    },
    deliveries: () => store.deliveries(MOST_SHOWN).map((delivery) => deliveryFacts(delivery, now())),
    tick,
    async stop() {
      unsubscribe();
      if (gathered.length > 0) enqueue();
      ending.abort();
      await Promise.all(working.values());
    },
  };
}

function noticeOf(event: Event, nameOf: WebhookParts["nameOf"]): Notice {
  const { id, at, code, severity, text, mac, run } = event;
  const machine = mac === undefined ? undefined : nameOf(mac);
  const zh = chineseOf(event, machine ?? mac ?? "");
  return {
    id,
    at,
    code,
    severity,
    text: withoutTokens(text),
    ...(mac !== undefined && { mac }),
    ...(run !== undefined && { run }),
    ...(machine !== undefined && { machine }),
    ...(zh !== undefined && { zh: withoutTokens(zh) }),
  };
}

const factsOf = ({ id, name, url, secret, events, template, language, enabled }: Webhook): WebhookFacts => ({
  id,
  name,
  url: shownUrl(url),
  hasSecret: secret !== null,
  events,
  template,
  language,
  enabled,
});

const deliveryFacts = (delivery: Delivery, now: number): DeliveryFacts => ({
  id: delivery.id,
  webhook: delivery.webhook,
  name: delivery.name,
  at: delivery.notice.at,
  code: delivery.notice.code,
  text: delivery.notice.text,
  state: delivery.state,
  tries: delivery.tries,
  ...(delivery.status !== null && { status: delivery.status }),
  ...(delivery.because !== null && { because: delivery.because }),
  ...(delivery.state === "waiting" && { nextIn: Math.max(0, Math.ceil(delivery.dueSecond - now)) }),
  ...(delivery.endedAt !== null && { endedAt: delivery.endedAt }),
});
