// Right after a power cut: everything that was promised before it, asked for again.
import type { Api } from "./api.ts";
import type { Ledger } from "./ledger.ts";
import { wordsOf } from "./work.ts";

interface LeaseSeen {
  readonly mac: string;
  readonly address: string;
}

/** trust 5 a and b. */
export async function checkLeases(api: Api, ledger: Ledger): Promise<void> {
  const promised = [...ledger.leases]; // clients go on while the list is read
  const leases = await api.list<LeaseSeen>("/api/v1/leases");
  const byMac = new Map(leases.map(({ mac, address }) => [mac, address]));
  for (const [mac, address] of promised)
    if (byMac.get(mac) !== address)
      ledger.complaints.push(`5a: ${mac} was given ${address}, and has ${byMac.get(mac) ?? "no lease"}`);
  const owners = new Map<string, string>();
  for (const { mac, address } of leases) {
    const other = owners.get(address);
    if (other !== undefined) ledger.complaints.push(`5b: ${address} is leased to ${other} and to ${mac}`);
    owners.set(address, mac);
  }
}

/** trust 5 c. */
export async function checkChanges(api: Api, ledger: Ledger): Promise<void> {
  const machines = await api.list<{ mac: string; notes?: string }>("/api/v1/machines");
  const notes = new Map(machines.map((machine) => [machine.mac, machine.notes ?? "absent"]));
  for (const key of ledger.keys("machine ")) ledger.hold(key, notes.get(key.slice("machine ".length)) ?? "absent");
  if (ledger.keys("profile edited").length > 0) {
    const answer = await api.ask("/api/v1/profiles/edited");
    const words =
      answer?.status === 200 ? (JSON.parse(answer.text) as { kernelArgs: string[] }).kernelArgs : ["absent"];
    ledger.hold("profile edited", words.join(" "));
  }
  if (ledger.keys("region").length > 0) {
    const { timeZone } = await api.get<{ timeZone: string }>("/api/v1/settings/region");
    ledger.hold("region", timeZone);
  }
}

/** trust 5 f, and more: whatever the journal has told anybody was on disk before it was told. */
export async function checkJournal(api: Api, ledger: Ledger): Promise<void> {
  const events = await allEvents(api);
  const audit = await allAudit(api);
  for (const [key, text] of ledger.told) {
    const [kind, id = ""] = key.split(" ");
    const now = (kind === "event" ? events : audit).get(Number(id));
    if (now !== text) ledger.complaints.push(`5f: ${key} was told as ${text} and is now ${now ?? "gone"}`);
  }
}

interface Row {
  readonly id: number;
  readonly at: string;
}

async function allEvents(api: Api): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (let after = 0; ;) {
    const { items } = await api.get<{ items: Row[] }>(`/api/v1/events?after=${after}&limit=1000`);
    for (const row of items) found.set(row.id, wordsOf(row));
    const last = items.at(-1);
    if (last === undefined) return found;
    after = last.id;
  }
}

async function allAudit(api: Api): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const row of await api.list<Row>("/api/v1/audit")) found.set(row.id, wordsOf(row));
  return found;
}
