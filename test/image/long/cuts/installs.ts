// Machines that are armed, boot, install and report, as far as the appliance sees them: a real DHCP client (udhcpc) and
// curl, each behind a cable of its own. How far one comes, and whether it says how it ended, is left to chance.
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../../../integration/appliance/scene.ts";
import type { RunSeen, Shift } from "./work.ts";

export interface Node {
  readonly mac: string;
  readonly name: string;
  readonly client: Client;
}

const ENDINGS = ["stays armed", "boots", "fetches", "installs", "done", "failed", "silent"] as const;

/** Arms one machine after the other and lets each come as far as chance has it. */
export async function installMachines(shift: Shift, nodes: readonly Node[]): Promise<void> {
  while (!shift.over()) {
    const node = shift.random.oneOf(nodes);
    if (node !== undefined) await installOne(shift, node).catch(() => undefined); // curl without an answer: the power went
    await sleep(100);
  }
}

async function installOne(shift: Shift, node: Node): Promise<void> {
  const { api, ledger, random } = shift;
  const before = ledger.unansweredArms.get(node.mac) ?? 0;
  ledger.unansweredArms.set(node.mac, before + 1);
  const armed = await api.ask(`/api/v1/machines/${node.mac}/arm`, { method: "POST", body: {} });
  if (armed === undefined) return;
  ledger.unansweredArms.set(node.mac, before);
  if (armed.status === 201) noteRun(shift, node, JSON.parse(armed.text) as RunSeen);
  const ending = random.oneOf(ENDINGS);
  if (ending === "stays armed") return;
  await node.client.boots("00000");
  await sleep(random.below(200));
  const script = await node.client.get("/boot.ipxe");
  const token = /\/answers\/([0-9a-f]{40})\//.exec(script.body)?.[1];
  await look(shift, node);
  if (token === undefined || ending === "boots") return;
  await node.client.get(`/answers/${token}/ks.cfg`);
  if (ending === "fetches") return;
  await node.client.get(`/runs/${token}/installing`);
  await look(shift, node);
  if (ending === "installs") return;
  await sleep(random.below(400));
  if (ending === "silent") await node.client.get("/boot.ipxe");
  else await node.client.get(`/runs/${token}/${ending === "done" ? "installed" : "failed"}`);
  await look(shift, node);
}

function noteRun({ ledger }: Shift, { mac }: Node, { id, state }: RunSeen): void {
  ledger.runSeen(id, mac, state);
}

async function look(shift: Shift, node: Node): Promise<void> {
  const { items } = await shift.api.get<{ items: RunSeen[] }>(`/api/v1/runs?mac=${node.mac}&limit=5`);
  for (const run of items) noteRun(shift, node, run);
}

/** trust 5 e, for each machine: no run that nobody armed, and no installer for a machine whose disk may be written already. */
export async function checkRuns({ api, ledger }: Shift, nodes: readonly Node[]): Promise<void> {
  for (const { mac, name, client } of nodes) {
    const runs = (await api.list<RunSeen>("/api/v1/runs")).filter((run) => run.mac === mac);
    const untold = runs.filter(({ id }) => !ledger.runs.has(id));
    const most = ledger.unansweredArms.get(mac) ?? 0;
    if (untold.length > most)
      ledger.complaints.push(
        `5e: ${name} has ${untold.length} runs that nobody was told of, and was armed ${most} times without an answer`,
      );
    ledger.unansweredArms.set(mac, 0);
    for (const { id, state } of runs) ledger.runSeen(id, mac, state);
    for (const [id, { mac: owner }] of ledger.runs)
      if (owner === mac && !runs.some((run) => run.id === id))
        ledger.complaints.push(`5e: run ${id} of ${name} is gone`);
    const newest = runs[0];
    if (newest === undefined || newest.state === "armed" || newest.state === "booting") continue;
    await client.boots("00000");
    const script = await client.get("/boot.ipxe");
    if (/inst\.ks=|\/answers\//.test(script.body))
      ledger.complaints.push(`5e: ${name} is ${newest.state} and would be wiped again`);
  }
}
