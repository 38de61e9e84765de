import type { ServerResponse } from "node:http";

import type { Context } from "koa";

import { HttpError } from "./errors.ts";
import type { Mac } from "../net/mac.ts";
import type { Event, Needs } from "./needs.ts";

export interface StreamLimits {
  readonly most: number;
  /** Bytes that may wait for a slow reader before it is dropped. It comes back with Last-Event-ID and misses nothing. */
  readonly backlog: number;
  readonly heartbeat: number;
  /** How often (ms) the progress of runs is looked at, and told who was seen on the wire. */
  readonly progress: number;
}

export const STREAM_LIMITS: StreamLimits = { most: 64, backlog: 1024 * 1024, heartbeat: 15_000, progress: 500 };

export interface Streams {
  /** `still`: is who opened it still let in? Asked at every heartbeat; when not, the stream ends. */
  open(ctx: Context, after: number | undefined, still: () => boolean): void;
  close(): void;
}

const REPLAY_PAGE = 500;
/** Machines in one message; the others are told the next time. */
const SEEN_AT_ONCE = 200;

/** Server-sent events for all open pages. Timers run only while someone listens. */
export function eventStreams(needs: Pick<Needs, "events" | "runs" | "machines">, limits: StreamLimits): Streams {
  const open = new Set<Stream>();
  let timers: NodeJS.Timeout[] = [];
  let shown = new Map<string, string>();
  const seen = new Set<Mac>();
  let unsubscribe = (): void => undefined;

  const announceProgress = (): void => {
    const now = new Map(
      needs.runs.list({ state: ["armed", "booting", "installing"] }).map((run) => [run.id, JSON.stringify(run)]),
    );
    for (const [id, text] of now) {
      if (shown.get(id) !== text) for (const stream of open) stream.state("run", text);
    }
    shown = now;
  };
  /** A lease is no event, but a page that shows the machine wants to read it again. */
  const announceSeen = (): void => {
    const macs = [...seen].slice(0, SEEN_AT_ONCE);
    if (macs.length === 0) return;
    for (const mac of macs) seen.delete(mac);
    for (const stream of open) stream.state("seen", JSON.stringify(macs));
  };
  const start = (): void => {
    unsubscribe = needs.machines.subscribe((mac) => seen.add(mac));
    timers = [
      setInterval(() => open.forEach((stream) => stream.heartbeat()), limits.heartbeat),
      setInterval(announceProgress, limits.progress),
      setInterval(announceSeen, limits.progress),
    ];
  };
  const leave = (stream: Stream): void => {
    open.delete(stream);
    if (open.size > 0) return;
    timers.forEach((timer) => clearInterval(timer));
    unsubscribe();
    seen.clear();
    shown = new Map();
  };

  return {
    open(ctx, after, still) {
      if (open.size >= limits.most) {
        throw new HttpError(
          "RS_EVENTS_TOO_MANY",
          503,
          `${limits.most} event streams are open, the most that are kept. Close a page of this appliance and try again.`,
          { "Retry-After": "30" },
        );
      }
      if (open.size === 0) start();
      const stream = openStream(ctx, needs.events, after, limits.backlog, still, () => leave(stream));
      open.add(stream);
    },
    close() {
      open.forEach((stream) => stream.end());
    },
  };
}

interface Stream {
  /** Not history: without an id. */
  state(name: "run" | "seen", data: string): void;
  heartbeat(): void;
  end(): void;
}

/**
 * Replay, then live, without a gap or a double: `sent` is the only truth. A live event that directly follows it is written;
 * any other is a sign to read on in the journal, where an event stands before it is announced.
 */
function openStream(
  ctx: Context,
  events: Needs["events"],
  after: number | undefined,
  backlog: number,
  still: () => boolean,
  closed: () => void,
): Stream {
  const { res } = ctx;
  ctx.respond = false;
  ctx.status = 200;
  ctx.set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  const newest = events.lastId();
  let sent = Math.min(after ?? newest, newest); // a higher id belongs to a journal that is gone
  let replaying = true;

  const write = (text: string): void => {
    if (res.destroyed || res.writableEnded) return;
    res.write(text);
    if (!replaying && res.writableLength > backlog) res.destroy();
  };
  const send = (event: Event): void => {
    sent = event.id;
    write(`id: ${event.id}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`);
  };
  const replay = async (): Promise<void> => {
    replaying = true;
    for (let page = events.since(sent, REPLAY_PAGE); page.length > 0; page = events.since(sent, REPLAY_PAGE)) {
      page.forEach(send);
      if (res.writableNeedDrain) await drained(res);
      if (res.destroyed) return;
    }
    replaying = false; // no await since the journal was found read to its end
  };
  const readOn = (): void => void replay().catch(() => res.destroy());
  const unsubscribe = events.subscribe((event) => {
    if (replaying || event.id <= sent) return;
    if (event.id === sent + 1) send(event);
    else readOn();
  });
  res.once("close", () => {
    unsubscribe();
    closed();
  });
  write("retry: 2000\n: the events of this appliance\n\n");
  readOn();
  return {
    state: (name, data) => write(`event: ${name}\ndata: ${data}\n\n`),
    heartbeat() {
      if (still()) write(": still here\n\n");
      else res.end();
    },
    end: () => res.end(),
  };
}

const drained = (res: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      res.off("drain", go);
      res.off("close", go);
      resolve();
    };
    res.once("drain", go);
    res.once("close", go);
  });
