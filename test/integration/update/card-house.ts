import { join } from "node:path";

import { type Cause, settle, type Update } from "../../../appliance/update/record.ts";
import { type Box, openBox, placesIn } from "../../../appliance/update/root/places.ts";
import type { RootAnswer } from "../../../appliance/update/service.ts";
import { MemoryHouse } from "../http/fakes.ts";
import { updatesOn } from "../http/memory-updates.ts";
import { cardRoot, type World } from "./world.ts";

export interface CardHouse {
  readonly house: MemoryHouse;
  readonly root: string;
  readonly box: Box;
  readonly asked: { file: string; allowDowngrade: boolean }[];
  readonly events: string[];
  /** What root says the next time. */
  answer: (version: string) => RootAnswer | Promise<RootAnswer>;
}

/** A house over a card in a folder. Root's part is proven in bundles.test.ts and on the image; here it is what the test says. */
export async function cardHouse(world: World, name: string): Promise<CardHouse> {
  const root = await cardRoot(world, name);
  const box = openBox(placesIn(root));
  box.write(settle(box.read(), { slot: "A", version: "0.1.0", boot: box.boot, at: new Date().toISOString() }));
  let told = 0;
  const made: CardHouse = {
    house: new MemoryHouse(),
    root,
    box,
    asked: [],
    events: [],
    answer: (version) => {
      writeOutcome(box, version, "waiting");
      return { ok: true };
    },
  };
  made.house.updates = updatesOn(
    {
      folder: join(root, "data/updates"),
      release: box.places.release,
      keyring: box.places.keyring,
      state: join(box.places.told, "state.json"),
      async ask(file, allowDowngrade) {
        made.asked.push({ file, allowDowngrade });
        return made.answer("0.2.0");
      },
    },
    {
      tell: (code, text) => void made.events.push(`${code} ${text}`),
      sticks: () => [{ id: "5a", name: "SANDISK", path: join(root, "run/rackseed/sticks/SANDISK") }],
      told: { read: () => told, write: (at) => (told = at) },
    },
  );
  return made;
}

/** What root leaves behind. */
export function writeOutcome(box: Box, version: string, outcome: Update["outcome"], cause?: Cause): void {
  const from = { slot: "A", version: "0.1.0" } as const;
  const update = { at: new Date().toISOString(), from, to: { slot: "B", version }, outcome, boot: box.boot } as const;
  box.write({ slots: { A: "0.1.0", B: version }, update: { ...update, ...cause } });
}
