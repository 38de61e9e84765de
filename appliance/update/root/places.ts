import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  fsyncSync,
  openSync,
  closeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type Doing,
  EMPTY,
  type Record,
  type Release,
  readRelease,
  recordSchema,
  type Slot,
  slotSchema,
  stateOf,
} from "../record.ts";

/** Where things are; a test has its own root folder. */
export interface Places {
  readonly release: string;
  readonly commandLine: string;
  readonly bootId: string;
  readonly keyring: string;
  /** Root's own, on /data. */
  readonly host: string;
  /** What the service may read, in /run. */
  readonly told: string;
  /** What a slot is written to. */
  readonly slotDevice: (slot: Slot) => string;
  /** Folders from which a bundle may come. */
  readonly sources: readonly string[];
}

export const placesIn = (root = "/"): Places => ({
  release: join(root, "etc/rackseed/release"),
  commandLine: join(root, "proc/cmdline"),
  bootId: join(root, "proc/sys/kernel/random/boot_id"),
  keyring: join(root, "etc/rauc/keyring.pem"),
  host: join(root, "data/host"),
  told: join(root, "run/rackseed/update"),
  // The card's MBR has this number (image-build/card.ts).
  slotDevice: (slot) => join(root, `dev/disk/by-partuuid/52534531-0${slot === "A" ? 2 : 3}`),
  sources: [join(root, "data/updates"), join(root, "run/rackseed/sticks")],
});

/** The box as root sees it at this start. */
export interface Box {
  readonly places: Places;
  readonly slot: Slot;
  /** The boot loader has counted this start: the slot has still to prove itself. */
  readonly onTrial: boolean;
  readonly boot: string;
  readonly release: Release;
  /** Where root copies a bundle to. Each start has a folder of its own: what a power cut left is told from what comes in now. */
  readonly incoming: string;
  read(): Record;
  /** On the card before it returns, whole or not at all; and told to the service. */
  write(record: Record): void;
  tell(record: Record, doing?: Doing): void;
}

/** Throws when this is not a card that started by its boot loader. */
export function openBox(places: Places): Box {
  const words = readFileSync(places.commandLine, "utf8").trim().split(/\s+/);
  const slot = slotSchema.parse(words.find((word) => word.startsWith("rs.slot="))?.slice("rs.slot=".length));
  const boot = readFileSync(places.bootId, "utf8").trim();
  const release = readRelease(readFileSync(places.release, "utf8"));
  const [kept, trial] = [join(places.host, "update.json"), join(places.host, "trial")];
  const tell: Box["tell"] = (record, doing) => {
    mkdirSync(places.told, { recursive: true });
    replace(join(places.told, "state.json"), `${JSON.stringify(stateOf(record, slot, release, doing))}\n`);
  };
  return {
    places,
    slot,
    onTrial: words.includes("rs.trial"),
    boot,
    release,
    incoming: join(places.host, `incoming-${boot}`),
    tell,
    read() {
      if (!existsSync(kept)) return EMPTY;
      const found = recordSchema.safeParse(parsed(readFileSync(kept, "utf8")));
      return found.success ? found.data : EMPTY; // the counters of the boot loader know what matters
    },
    write(record) {
      mkdirSync(places.host, { recursive: true });
      replace(kept, `${JSON.stringify(record)}\n`);
      // The letter of the slot that is on trial, for what runs before any Node does (the generator rackseed-trial).
      const { update } = record;
      if (update?.outcome === "waiting" || update?.outcome === "trial") replace(trial, `${update.to.slot}\n`);
      else rmSync(trial, { force: true });
      sync(places.host);
      tell(record);
    },
  };
}

/** Removes what a power cut left of an update. One that was asked for right after the start may be under way already. */
export function removeLeftovers({ incoming }: Box): void {
  const folder = dirname(incoming);
  const left = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of left)
    if (name.startsWith("incoming") && name !== basename(incoming))
      rmSync(join(folder, name), { recursive: true, force: true });
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Each program has a name of its own for what is not whole yet: rackseed-good and an update may write at the same moment. */
function replace(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, text, { flush: true, mode: 0o644 });
  renameSync(fresh, path);
  sync(dirname(path));
}

function sync(folder: string): void {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}
