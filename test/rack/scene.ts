import { createHash } from "node:crypto";
import { type Appliance, startAppliance } from "./appliance.ts";
import { type RackMachine, rackConfig } from "./config.ts";
import type { Firmware } from "./firmware.ts";
import { KERNEL_ARGS } from "./kernel-args.ts";
import type { Machine } from "./machine.ts";
import { openRack, type Rack, type RackOptions } from "./rack.ts";
import { standinRelease } from "./standin/build.ts";
import { standinIso } from "./standin/iso/build.ts";
import type { IsoKind } from "./standin/iso/kinds.ts";

/** A machine of a test: known to the appliance unless `known` is false. */
export interface Cast extends RackMachine {
  readonly firmware: Firmware;
  readonly known?: boolean;
  readonly profile?: string;
  readonly extraNics?: readonly string[];
  readonly memory?: string;
}

/** A rack with the appliance serving in it, its image ready and its machines off. */
export interface Scene extends AsyncDisposable {
  readonly rack: Rack;
  readonly appliance: Appliance;
  machine(name: string): Machine;
}

export async function openScene(
  cast: readonly Cast[],
  more: Record<string, unknown> = {},
  options: RackOptions = {},
): Promise<Scene> {
  const release = await standinRelease();
  await using stack = new AsyncDisposableStack();
  const rack = stack.use(await openRack(options));
  const machines = new Map<string, Machine>();
  for (const { name, mac, firmware, extraNics, memory } of cast) {
    machines.set(name, await rack.machine({ name, mac, firmware, ...definedOf({ extraNics, memory }) }));
  }
  const known = cast.flatMap(({ name, mac, address, armed, profile, known: isKnown }) =>
    isKnown === false ? [] : [{ name, mac, ...definedOf({ address, armed, profile }) }],
  );
  const config = rackConfig(release, known, more);
  const appliance = await startAppliance(rack, { config });
  for (const { name } of config["images"] as { name: string }[]) await appliance.waitForImage(name);
  const kept = stack.move();
  return {
    rack,
    appliance,
    machine(name) {
      const machine = machines.get(name);
      if (machine === undefined) throw new Error(`no machine ${name} in this scene`);
      return machine;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

const definedOf = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as never;

type IsoConfig = Readonly<Record<"images" | "profiles", readonly Record<string, unknown>[]>>;

/** Configuration for a stand-in ISO: the image, and a profile of the same name that installs it. `more` goes into the profile. */
export async function isoImage(kind: IsoKind, name: string, more: Record<string, unknown> = {}): Promise<IsoConfig> {
  const { path } = await standinIso(kind);
  return {
    images: [{ name, source: path, verify: "none" }],
    profiles: [{ name, image: name, install: "automatic", disk: "/dev/sda", kernelArgs: KERNEL_ARGS, ...more }],
  };
}

/** Two armed BIOS machines with one profile. */
export const armedPair = (profile: string): Cast[] =>
  [1, 2].map((number) => ({
    name: `node-0${number}`,
    mac: `52:54:00:77:00:0${number}`,
    firmware: "bios",
    armed: true,
    profile,
  }));

/** Several such configurations as one. */
export const together = (...parts: readonly IsoConfig[]): Record<string, unknown> => ({
  images: parts.flatMap(({ images }) => images),
  profiles: parts.flatMap(({ profiles }) => profiles),
});

/** What the system says that a stand-in installer has left on the disk: `answer` is ks, preseed, autoinstall or ignition. */
export const installedSystem = (hostname: string, answer: string, sum: string, os: string): RegExp =>
  new RegExp(
    `^STANDIN DISK hostname=${hostname} ${answer}=${sum} os=${os.replaceAll(".", "\\.")} root=/dev/sda9 .*partitions=9`,
    "m",
  );

/** What the installed system says when it has come up from its own disk, with this user data. */
export function upFromDisk(hostname: string, userData: string): RegExp {
  const sum = createHash("sha256").update(userData).digest("hex");
  return new RegExp(
    `^STANDIN DISK hostname=${hostname} user_data=${sum} root=/dev/sda9 install=coreos .*partitions=9`,
    "m",
  );
}

/** The cloud-config that config.ts' profile renders for a machine. */
export const userDataOf = (hostname: string): string => `#cloud-config\nhostname: ${hostname}\n`;

export interface EventSeen {
  readonly code: string;
  readonly text: string;
  readonly mac?: string;
}

export const eventsOf = async (appliance: Appliance, mac: string): Promise<EventSeen[]> =>
  (await appliance.api<{ items: EventSeen[] }>("/api/v1/events?limit=1000")).items.filter((event) => event.mac === mac);

export interface LeaseSeen {
  readonly address: string;
  readonly mac: string;
}

export const leasesOf = async (appliance: Appliance): Promise<LeaseSeen[]> =>
  (await appliance.api<{ items: LeaseSeen[] }>("/api/v1/leases")).items.map(({ address, mac }) => ({ address, mac }));
