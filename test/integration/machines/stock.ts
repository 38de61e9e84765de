// The parts that hold machines and runs, on a database of the test's own: no network, no images on disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { profileSchema } from "../../../appliance/config-schema.ts";
import { eventLog } from "../../../appliance/event-log.ts";
import type { MachineTools } from "../../../appliance/http/needs-machines.ts";
import { type Arming, arming as openArming } from "../../../appliance/machines/arming.ts";
import { type Inventory, inventory as openInventory } from "../../../appliance/machines/inventory.ts";
import { type Runs, runs as openRuns } from "../../../appliance/machines/runs.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { type Mac, parseMac } from "../../../appliance/net/mac.ts";
import { parseInterfaceAddress } from "../../../appliance/net/subnet.ts";
import { type Db, openDatabase } from "../../../appliance/store/database.ts";
import { eventStore } from "../../../appliance/store/events.ts";
import { machineStore } from "../../../appliance/store/machines.ts";
import { runStore } from "../../../appliance/store/runs.ts";
import { schema } from "../../../appliance/store/schema.ts";
import { subnetSchema } from "../../../appliance/config-schema.ts";
import { machineTools } from "../../../appliance/wiring/machine-tools.ts";
import { runView } from "../../../appliance/wiring/views.ts";

export const macOf = (number: number): Mac => parseMac((0x525400000000 + number).toString(16));

export interface Stock {
  readonly db: Db;
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly arming: Arming;
  readonly tools: MachineTools;
  readonly codes: () => string[];
  /** Lets appliance seconds pass. */
  readonly wait: (seconds: number) => void;
  [Symbol.dispose](): void;
}

const PROFILES = ["worker", "storage"].map((name) =>
  profileSchema.parse({ name, image: "debian-12", disk: "/dev/sda" }),
);

/** `refuse`: a sentence for machines whose answers cannot be rendered. */
export function openStock(refuse: (mac: Mac) => string | undefined = () => undefined): Stock {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-stock-"));
  const db = openDatabase(join(folder, "rackseed.db"), schema);
  const clock = { now: 1000 };
  const wallClock = (): Date => new Date();
  const log = eventLog(eventStore(db), wallClock, (error) => {
    throw error;
  });
  const inventory = openInventory({
    store: machineStore(db),
    log,
    wallClock,
    config: { address: parseInterfaceAddress("10.77.0.1/8") },
    subnets: () => [subnetSchema.parse({ cidr: "10.0.0.0/8" })],
    profileExists: (name) => PROFILES.some((profile) => profile.name === name),
    changed: () => undefined,
  });
  const runs = openRuns({
    store: runStore(db),
    log,
    now: () => clock.now,
    wallClock,
    armedForSeconds: 7200,
    nameOf: (mac) => inventory.get(mac)?.name ?? mac,
    tokenKey: Buffer.alloc(32, 7),
  });
  const arming = openArming({
    inventory,
    runs,
    profile: (name) => PROFILES.find((profile) => profile.name === name),
    imageRefused: () => undefined,
    notBootable: () => undefined,
    rehearse: () => undefined,
  });
  const tools = machineTools({
    db,
    folder,
    inventory,
    runs,
    arming,
    log,
    now: () => clock.now,
    answers: {
      validate: () => Promise.resolve(),
      preview: ({ mac }) => {
        const problem = refuse(mac);
        return Promise.resolve({ files: [], findings: [], problems: problem === undefined ? [] : [problem] });
      },
    },
  })((stored) => runView(stored, inventory.get(stored.run.mac), undefined, clock.now));
  return {
    db,
    inventory,
    runs,
    arming,
    tools,
    codes: () => log.since(0, 10_000).map(({ code }) => code),
    wait: (seconds) => void (clock.now += seconds),
    [Symbol.dispose]() {
      log.flush();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const address = parseIpv4;

/** A file in slices, as a network brings it. */
export async function* inSlices(bytes: Buffer, size = 7): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
