import type { Event, Lease, Run } from "../api-types.ts";
import type { Call, Command } from "../command.ts";
import { EXIT } from "../exit.ts";
import { harmless, table } from "../output.ts";
import { stageOf } from "./machines.ts";

const list: Command["run"] = async (call) => {
  const state = call.text("state");
  const runs = await call.client.list<Run>(state === undefined ? "/runs" : `/runs?state=${encodeURIComponent(state)}`);
  if (call.json) call.print(JSON.stringify(runs, undefined, 2));
  else
    call.print(
      table(
        ["RUN", "MACHINE", "PROFILE", "STATE", "SINCE", "STAGE"],
        runs.map((run) => [
          run.id, run.machine ?? run.mac, run.profile, run.state, run.endedAt ?? run.stageAt ?? run.armedAt, run.because ?? stageOf(run),
        ]), // prettier-ignore
      ),
    );
  return undefined;
};

const isOpen = ({ state }: Run): boolean => ["armed", "booting", "installing"].includes(state);

/** Prints every step of the runs, and ends when all of them have. */
const watch: Command["run"] = async (call) => {
  const events = await call.client.get<{ items: Event[] }>("/events?last=1");
  const runs = new Map<string, Run>();
  for (const run of await call.client.list<Run>("/runs"))
    if (call.args.includes(run.id) || (call.args.length === 0 && isOpen(run))) runs.set(run.id, run);
  for (const run of runs.values()) tell(call, run);
  if (openOf(runs) > 0) {
    for await (const { kind, data } of call.client.follow(String(events.items.at(-1)?.id ?? 0))) {
      await step(call, runs, kind, data);
      if (openOf(runs) === 0) break;
    }
  }
  return [...runs.values()].every(({ state }) => state === "done") ? undefined : EXIT.failed;
};

const openOf = (runs: ReadonlyMap<string, Run>): number => [...runs.values()].filter(isOpen).length;

/** `run` carries the run; an event only names it, and its end comes as an event alone. */
async function step(call: Call, runs: Map<string, Run>, kind: string, data: string): Promise<void> {
  const message = JSON.parse(data) as Run & Event;
  const id = kind === "run" ? message.id : message.run;
  const before = runs.get(String(id));
  if (before === undefined) return;
  const now = kind === "run" ? (message as Run) : await call.client.get<Run>(`/runs/${before.id}`);
  runs.set(now.id, now);
  if (lineOf(now) !== lineOf(before)) tell(call, now);
}

const lineOf = (run: Run): string =>
  harmless(
    [run.id, run.machine ?? run.mac, run.state, stageOf(run), run.because]
      .filter((text) => text !== undefined)
      .join("  "),
  );

const tell = (call: Call, run: Run): void => call.print(call.json ? JSON.stringify(run) : lineOf(run));

const eventLine = ({ at, severity, code, text }: Event): string =>
  `${at}  ${severity.padEnd(7)}  ${code}  ${harmless(text)}`;

const events: Command["run"] = async (call) => {
  const last = call.text("last") ?? "20";
  const { items } = await call.client.get<{ items: Event[] }>(`/events?last=${encodeURIComponent(last)}`);
  const print = (event: Event): void => call.print(call.json ? JSON.stringify(event) : eventLine(event));
  items.forEach(print);
  if (!call.flag("follow")) return undefined;
  for await (const { kind, data } of call.client.follow(String(items.at(-1)?.id ?? 0)))
    if (kind === "event") print(JSON.parse(data) as Event);
  return undefined;
};

const leases: Command["run"] = async (call) => {
  const found = await call.client.list<Lease>("/leases");
  if (call.json) call.print(JSON.stringify(found, undefined, 2));
  else
    call.print(
      table(
        ["ADDRESS", "MAC", "STATE", "SECONDS LEFT", "HOST NAME"],
        found.map(({ address, mac, state, remaining, hostname }) => [
          address,
          mac,
          state,
          remaining ?? "for ever",
          hostname,
        ]),
      ),
    );
  return undefined;
};

const STATES = {
  state: { type: "string", value: "STATE,…", help: "Only armed, booting, installing, done, failed or unknown ones" },
} as const;

export const runCommands: readonly Command[] = [
  { name: "runs", args: "", count: [0, 0], summary: "List the runs, newest first", options: STATES, run: list },
  { name: "runs list", args: "", count: [0, 0], summary: "List the runs, newest first", options: STATES, run: list },
  {
    name: "runs watch",
    args: "[RUN…]",
    count: [0, 10_000],
    summary: "Follow runs (all open ones, unless some are named) until they end; exit code 6 if one did not end well",
    run: watch,
  },
  {
    name: "events",
    args: "",
    count: [0, 0],
    summary: "What happened",
    options: {
      follow: { type: "boolean", help: "Go on with what happens" },
      last: { type: "string", value: "COUNT", help: "So many of the newest (20)" },
    },
    run: events,
  },
  { name: "leases", args: "", count: [0, 0], summary: "Addresses that were given", run: leases },
];
