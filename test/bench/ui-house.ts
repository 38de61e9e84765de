// The built page over a house in memory with so many machines: node test/bench/ui-house.ts [MACHINES] [PORT] serves it by
// hand; the bench starts, stops and stirs it.
import { setTimeout as wait } from "node:timers/promises";

import type { Run } from "../../appliance/http/needs.ts";
import { type HttpServer, startHttpServer } from "../../appliance/http/server.ts";
import { UI_FOLDER } from "../browser/browser.ts";
import { hallOf, macOfMany } from "../browser/many-machines.ts";
import { type MemoryHouse, TOKEN } from "../integration/http/fakes.ts";

export interface Hall {
  readonly house: MemoryHouse;
  /** With the token behind it, as `npm start` prints it. */
  readonly link: (hash: string) => string;
  /** Ends the server and all its streams; the house keeps what happened. */
  stop(): Promise<void>;
  /** Serves the same house on the same port again. */
  start(): Promise<void>;
}

export async function openHall(machines: number, port = 0): Promise<Hall> {
  const house = hallOf(machines);
  let server: HttpServer | undefined;
  let bound = port;
  const start = async (): Promise<void> => {
    server = await startHttpServer({
      needs: house.needs(),
      log: (severity, code, text) => void process.stderr.write(`${severity} ${code} ${text}\n`),
      listen: [{ address: "127.0.0.1", port: bound }],
      uiFolder: UI_FOLDER,
      limits: { grace: 0 },
    });
    bound = server.addresses[0]?.port ?? bound;
  };
  await start();
  return {
    house,
    link: (hash) => `http://127.0.0.1:${bound}/${hash === "" ? `#token=${TOKEN}` : hash}`,
    start,
    stop: async () => server?.stop(),
  };
}

/** What a machine says on its way, one after the other. */
const STAGES = [
  ["RS_BOOT_LOADER", "booting"],
  ["RS_BOOT_KERNEL", "booting"],
  ["RS_RUN_STAGE", "installing"],
  ["RS_RUN_STAGE", "installing"],
  ["RS_RUN_STAGE", "installing"],
  ["RS_RUN_DONE", "done"],
] as const;

/**
 * So many machines boot, spread evenly over `seconds`. Every step is an event and a changed machine; both carry
 * `@` and the millisecond of their making, so that whoever sees them knows how old they are. Returns how many events there were.
 */
export async function bootStorm(house: MemoryHouse, machines: number, seconds: number): Promise<number> {
  const steps = machines * STAGES.length;
  const began = performance.now();
  for (let step = 0; step < steps; step++) {
    const late = began + (step / steps) * seconds * 1000 - performance.now();
    if (late > 0) await wait(late);
    // A machine's own steps lie far apart: first all take the loader, then all the kernel, a wave after the other.
    oneStep(house, (step % machines) + 1, Math.floor(step / machines));
  }
  return steps;
}

function oneStep(house: MemoryHouse, number: number, step: number): void {
  const [code, state] = STAGES[step] ?? STAGES[0];
  const mac = macOfMany(number);
  const machine = house.machines.get(mac);
  if (machine === undefined) throw new Error(`the hall has no machine ${mac}`);
  const now = Date.now();
  const stage = `step ${step} @${now}`;
  const run: Run = {
    id: `storm-${number}`,
    mac,
    profile: "worker",
    image: "coreos-1010.5.0",
    notVerified: false,
    bytes: step,
    bytesTotal: STAGES.length,
    armedAt: new Date(now).toISOString(),
    ...(machine.name === undefined ? {} : { machine: machine.name }),
    state,
    ...(state === "done" ? { endedAt: new Date(now).toISOString() } : { stage }),
  };
  house.runs.set(run.id, run);
  house.machines.set(mac, { ...machine, run });
  // A code that the page has no own words for, so that the text is shown as it is.
  house.journal.add(`RS_BENCH_${code}`, `${number}: ${stage}`, { mac, at: new Date(now).toISOString() });
}

if (import.meta.main) {
  const hall = await openHall(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 0));
  process.stdout.write(`${hall.link("")}\n`);
}
