import { z } from "zod";

import { isStillLetIn } from "../access.ts";
import { endpoint } from "../endpoint.ts";
import type { Event } from "../needs.ts";
import { event, listOf } from "../schemas.ts";
import type { Streams } from "../streams.ts";

const id = z.coerce.number().pipe(z.int().min(0));

/** The journal as a list, and under the same address as a stream. */
export const eventsEndpoint = (streams: Streams) =>
  endpoint({
    operationId: "listEvents",
    panel: true,
    tag: "events",
    summary: "What happened: a list, or with Accept: text/event-stream a stream that goes on",
    query: z.strictObject({
      after: id
        .optional()
        .meta({ description: "Only events with a higher id; the cursor of a list is such an id", examples: [41] }),
      last: z.coerce
        .number()
        .pipe(z.int().min(1).max(1000))
        .optional()
        .meta({ description: "Instead of after: only so many of the newest", examples: [20] }),
      before: id
        .optional()
        .meta({ description: "Instead of after: the newest events with a lower id, for reading back", examples: [41] }),
      limit: z.coerce
        .number()
        .pipe(z.int().min(1).max(1000))
        .default(200)
        .meta({ description: "Most items on a page", examples: [200] }),
    }),
    headers: { "Last-Event-ID": "Stream only: go on behind this event (wins over after)" },
    answers: {
      200: [
        {
          description:
            "One page, oldest first; or the stream. Its messages: `event` (an Event, with its id); `run` (a Run whose bytes or stage moved) and `seen` (the MACs of machines that were seen on the wire) come without an id: they are states, not history",
          schema: listOf(event, "EventList"),
        },
        { description: "The stream", type: "text/event-stream", schema: z.string() },
      ],
      503: { description: "Too many streams are open" },
    },
    handle: ({ needs, query, header, from }) => {
      const after =
        query.after ?? (query.last === undefined ? undefined : Math.max(0, needs.events.lastId() - query.last));
      if (accepts(header("accept"), "text/event-stream")) {
        const resume = id.safeParse(header("last-event-id") ?? undefined);
        const still = (): boolean => isStillLetIn(needs.access, header("authorization"), from.session);
        return { stream: (ctx) => streams.open(ctx, resume.success ? resume.data : after, still) };
      }
      if (query.before !== undefined) return { body: { items: needs.events.before(query.before, query.limit) } };
      return { body: page(needs.events.since(after ?? 0, query.limit + 1), query.limit) };
    },
  });

function page(found: readonly Event[], limit: number): { items: readonly Event[]; next?: string } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, next: String(last.id) } : { items };
}

const accepts = (accept: string | undefined, type: string): boolean =>
  (accept ?? "").split(",").some((entry) => entry.split(";")[0]?.trim().toLowerCase() === type);
