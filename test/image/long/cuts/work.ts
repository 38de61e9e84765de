// What the appliance is kept busy with while its plug is about to be pulled. Each worker goes on until it is told to
// stop, and writes into the ledger what was answered, not what was asked.
import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "./api.ts";
import type { Ledger, RunState } from "./ledger.ts";
import type { Random } from "./random.ts";

export interface Shift {
  readonly api: Api;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Set when the plug is pulled. */
  readonly over: () => boolean;
}

const ok = (answer: { status: number } | undefined): boolean => answer !== undefined && answer.status < 300;

/** Machines that people enter, change and forget; a profile that they edit; the language. */
export async function changeThings({ api, ledger, random, over }: Shift): Promise<void> {
  while (!over()) {
    const what = random.oneOf(["machine", "machine", "forget", "profile", "region"] as const);
    if (what === "machine") await enterMachine({ api, ledger, random, over });
    if (what === "forget") await forgetMachine({ api, ledger, random, over });
    if (what === "profile") await editProfile({ api, ledger, random, over });
    if (what === "region") await changeRegion({ api, ledger, random, over });
    await sleep(random.below(150));
  }
}

async function enterMachine({ api, ledger, random }: Shift): Promise<void> {
  const mac = `52:54:00:66:00:${(16 + random.below(64)).toString(16)}`;
  const notes = `note ${random.below(1_000_000)}`;
  const key = `machine ${mac}`;
  ledger.sent(key, notes);
  const answer = await api.ask(`/api/v1/machines/${mac}`, { method: "PUT", body: { notes } });
  if (ok(answer)) ledger.answered(key, notes);
}

async function forgetMachine({ api, ledger, random }: Shift): Promise<void> {
  const key = random.oneOf(ledger.keys("machine "));
  if (key === undefined) return;
  ledger.sent(key, "absent");
  const answer = await api.ask(`/api/v1/machines/${key.slice("machine ".length)}`, { method: "DELETE" });
  if (ok(answer) || answer?.status === 404) ledger.answered(key, "absent");
}

/** The profile that machines are installed with, under another name, so that its edits refuse nobody's run. */
async function editProfile({ api, ledger, random }: Shift): Promise<void> {
  const argument = `note=${random.below(1_000_000)}`;
  const key = "profile edited";
  ledger.sent(key, argument);
  const body = { image: "base", install: "automatic", disk: "/dev/sda", kernelArgs: [argument] };
  const answer = await api.ask("/api/v1/profiles/edited", { method: "PUT", body });
  if (ok(answer)) ledger.answered(key, argument);
}

async function changeRegion({ api, ledger, random }: Shift): Promise<void> {
  const timeZone = random.oneOf(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"] as const);
  const key = "region";
  ledger.sent(key, timeZone);
  const answer = await api.ask("/api/v1/settings/region", { method: "PUT", body: { language: "en", timeZone } });
  if (ok(answer)) ledger.answered(key, timeZone);
}

interface Told {
  readonly id: number;
  readonly at: string;
  readonly code?: string;
  readonly text?: string;
  readonly what?: string;
  readonly target?: string;
}

export const wordsOf = ({ at, code, text, what, target }: Told): string => [at, code ?? what, text ?? target].join(" ");

/** What is told in the journal and in the audit trail: whoever has read it may rely on it. Runs, as they are shown. */
export async function readAlong({ api, ledger, over }: Shift, from: { event: number }): Promise<void> {
  while (!over()) {
    await readOnce(api, ledger, from).catch(() => undefined); // the machine may be off by now
    await sleep(300);
  }
}

export interface RunSeen {
  readonly id: string;
  readonly mac: string;
  readonly state: RunState;
}

export async function readOnce(api: Api, ledger: Ledger, from: { event: number }): Promise<void> {
  const { items } = await api.get<{ items: Told[] }>(`/api/v1/events?after=${from.event}&limit=1000`);
  for (const event of items) {
    ledger.seen("event", event.id, wordsOf(event));
    from.event = Math.max(from.event, event.id);
  }
  const audit = await api.get<{ items: Told[] }>("/api/v1/audit?limit=50");
  for (const entry of audit.items) ledger.seen("audit", entry.id, wordsOf(entry));
  for (const run of (await api.get<{ items: RunSeen[] }>("/api/v1/runs?limit=200")).items)
    ledger.runSeen(run.id, run.mac, run.state);
}
