import type { EventGroup, Notice, Verdict, Webhook } from "../webhooks/webhook.ts";
import type { Db } from "./database.ts";

export const webhookMigrations = [
  `CREATE TABLE webhook (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     url TEXT NOT NULL,
     secret TEXT,
     events TEXT NOT NULL,
     template TEXT NOT NULL,
     language TEXT NOT NULL,
     enabled INTEGER NOT NULL,
     gaveUp INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE webhook_delivery (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
     notice TEXT NOT NULL,
     state TEXT NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0,
     dueSecond REAL NOT NULL,
     status INTEGER,
     because TEXT,
     endedAt TEXT
   ) STRICT;
   CREATE INDEX webhook_delivery_due ON webhook_delivery (state, webhook, id);`,
];

const MOST_WAITING = 1000;
const MOST_ENDED = 200;

export type DeliveryState = "waiting" | "delivered" | "gave-up" | "dropped";

export interface Delivery {
  readonly id: number;
  readonly webhook: string;
  /** Of the webhook. */
  readonly name: string;
  readonly notice: Notice;
  readonly state: DeliveryState;
  readonly tries: number;
  /** Appliance seconds of the next try. */
  readonly dueSecond: number;
  readonly status: number | null;
  readonly because: string | null;
  /** ISO 8601 */
  readonly endedAt: string | null;
}

export interface WebhookStore {
  all(): Webhook[];
  get(id: string): Webhook | undefined;
  /** False when the name is another one's. */
  save(hook: Webhook): boolean;
  /** The one that is gone, with its deliveries; undefined when there was none. */
  remove(id: string): Webhook | undefined;
  /** In one transaction. Beyond 1,000 the oldest of the webhook with most of them are dropped, so that a dead one costs the others nothing. */
  enqueue(wanted: readonly { readonly webhook: string; readonly notice: Notice }[], second: number, at: string): void;
  /** Webhooks with something to be sent by now. */
  withDue(second: number): string[];
  due(webhook: string, second: number): Delivery | undefined;
  retry(id: number, tries: number, dueSecond: number, verdict: Verdict): void;
  /** It leaves the queue; the log keeps the last 200. */
  end(id: number, state: "delivered" | "gave-up", tries: number, verdict: Verdict, at: string): void;
  /** A test: into the log at once. */
  addEnded(webhook: string, notice: Notice, verdict: Verdict, at: string): void;
  /** True when it was not so before. */
  setGaveUp(webhook: string, gaveUp: boolean): boolean;
  /** Drops what waits for a webhook. */
  clear(webhook: string): void;
  /** Newest first, queue and log. */
  deliveries(limit: number): Delivery[];
}

type HookRow = Omit<Webhook, "events" | "enabled"> & { readonly events: string; readonly enabled: number };
type DeliveryRow = Omit<Delivery, "notice"> & { readonly notice: string };

export function webhookStore(db: Db): WebhookStore {
  const columns = "id, name, url, secret, events, template, language, enabled";
  const all = db.prepare<[], HookRow>(`SELECT ${columns} FROM webhook ORDER BY name`);
  const get = db.prepare<[string], HookRow>(`SELECT ${columns} FROM webhook WHERE id = ?`);
  const taken = db.prepare<[string, string]>("SELECT 1 FROM webhook WHERE name = ? AND id <> ?");
  const save = db.prepare<[HookRow]>(
    `INSERT INTO webhook (${columns}) VALUES (@id, @name, @url, @secret, @events, @template, @language, @enabled)
     ON CONFLICT (id) DO UPDATE SET name = @name, url = @url, secret = @secret, events = @events, template = @template,
       language = @language, enabled = @enabled`,
  );
  const remove = db.prepare<[string]>("DELETE FROM webhook WHERE id = ?");
  const insert = db.prepare<[string, string, number, number, number | null, string | null, string | null, string]>(
    `INSERT INTO webhook_delivery (webhook, notice, state, tries, dueSecond, status, because, endedAt)
     SELECT id, ?, ?, ?, ?, ?, ?, ? FROM webhook WHERE id = ?`,
  );
  const waiting = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM webhook_delivery WHERE state = 'waiting'");
  const drop = db.prepare<[string]>(
    `UPDATE webhook_delivery SET state = 'dropped', because = 'The queue was full.', endedAt = ? WHERE id =
       (SELECT min(id) FROM webhook_delivery WHERE state = 'waiting' AND webhook =
         (SELECT webhook FROM webhook_delivery WHERE state = 'waiting' GROUP BY webhook ORDER BY count(*) DESC LIMIT 1))`,
  );
  const trim = db.prepare(
    `DELETE FROM webhook_delivery WHERE state <> 'waiting' AND id NOT IN
       (SELECT id FROM webhook_delivery WHERE state <> 'waiting' ORDER BY endedAt DESC, id DESC LIMIT ${MOST_ENDED})`,
  );
  const withDue = db.prepare<[number], { webhook: string }>(
    `SELECT DISTINCT webhook_delivery.webhook FROM webhook_delivery JOIN webhook ON webhook.id = webhook_delivery.webhook
     WHERE state = 'waiting' AND dueSecond <= ? AND enabled = 1`,
  );
  const ofDelivery =
    "SELECT webhook_delivery.*, webhook.name FROM webhook_delivery JOIN webhook ON webhook.id = webhook_delivery.webhook";
  const due = db.prepare<[string, number], DeliveryRow>(
    `${ofDelivery} WHERE state = 'waiting' AND webhook_delivery.webhook = ? AND dueSecond <= ? ORDER BY webhook_delivery.id LIMIT 1`,
  );
  const retry = db.prepare<[number, number, number | null, string | null, number]>(
    "UPDATE webhook_delivery SET tries = ?, dueSecond = ?, status = ?, because = ? WHERE id = ?",
  );
  const end = db.prepare<[string, number, number | null, string | null, string, number]>(
    "UPDATE webhook_delivery SET state = ?, tries = ?, status = ?, because = ?, endedAt = ? WHERE id = ?",
  );
  const setGaveUp = db.prepare<[number, string, number]>("UPDATE webhook SET gaveUp = ? WHERE id = ? AND gaveUp <> ?");
  const clear = db.prepare<[string]>("DELETE FROM webhook_delivery WHERE state = 'waiting' AND webhook = ?");
  const newest = db.prepare<[number], DeliveryRow>(`${ofDelivery} ORDER BY webhook_delivery.id DESC LIMIT ?`);

  const status = (verdict: Verdict): [number | null, string | null] => [
    verdict.status ?? null,
    verdict.because ?? null,
  ];
  return {
    all: () => all.all().map(hookOf),
    get: (id) => optional(get.get(id), hookOf),
    save: db.transaction((hook: Webhook): boolean => {
      if (taken.get(hook.name, hook.id) !== undefined) return false;
      save.run({ ...hook, events: JSON.stringify(hook.events), enabled: Number(hook.enabled) });
      return true;
    }),
    remove: db.transaction((id: string): Webhook | undefined => {
      const gone = optional(get.get(id), hookOf);
      remove.run(id);
      return gone;
    }),
    enqueue: db.transaction((wanted: Parameters<WebhookStore["enqueue"]>[0], second: number, at: string): void => {
      for (const { webhook, notice } of wanted)
        insert.run(JSON.stringify(notice), "waiting", 0, second, null, null, null, webhook);
      const over = (waiting.get()?.n ?? 0) - MOST_WAITING;
      for (let dropped = 0; dropped < over; dropped++) drop.run(at);
      if (over > 0) trim.run();
    }),
    withDue: (second) => withDue.all(second).map(({ webhook }) => webhook),
    due: (webhook, second) => optional(due.get(webhook, second), deliveryOf),
    retry: (id, tries, dueSecond, verdict) => void retry.run(tries, dueSecond, ...status(verdict), id),
    end: db.transaction((id: number, state: string, tries: number, verdict: Verdict, at: string): void => {
      end.run(state, tries, ...status(verdict), at, id);
      trim.run();
    }),
    addEnded: db.transaction((webhook: string, notice: Notice, verdict: Verdict, at: string): void => {
      const state: DeliveryState = verdict.ok ? "delivered" : "gave-up";
      insert.run(JSON.stringify(notice), state, 1, 0, ...status(verdict), at, webhook);
      trim.run();
    }),
    setGaveUp: (webhook, gaveUp) => setGaveUp.run(Number(gaveUp), webhook, Number(gaveUp)).changes === 1,
    clear: (webhook) => void clear.run(webhook),
    deliveries: (limit) => newest.all(limit).map(deliveryOf),
  };
}

const optional = <T, U>(value: T | undefined, make: (value: T) => U): U | undefined =>
  value === undefined ? undefined : make(value);

const hookOf = (row: HookRow): Webhook => ({
  ...row,
  events: JSON.parse(row.events) as EventGroup[],
  enabled: row.enabled === 1,
});

const deliveryOf = (row: DeliveryRow): Delivery => ({ ...row, notice: JSON.parse(row.notice) as Notice });
