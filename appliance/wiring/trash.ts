import type { EventLog } from "../event-log.ts";
import { freeBytes } from "../images/source.ts";
import { type ImageService, RESERVE } from "../images/service.ts";
import type { Profiles } from "../profiles/service.ts";
import type { TrashRow } from "../store/trash.ts";
import { type Trash, trash, type TrashNeeds } from "../trash/service.ts";
import { mkdir } from "node:fs/promises";

/** How often it is looked at for what has lain there long enough (ms). */
const SWEEP_MS = 3_600_000;

export interface TrashPorts extends Pick<TrashNeeds, "store" | "now" | "wallClock"> {
  readonly images: ImageService;
  readonly profiles: Profiles;
  readonly log: EventLog;
  /** DATA/images */
  readonly folder: string;
  readonly problem: (error: unknown) => void;
}

const SAID = {
  emptied: {
    code: "RS_TRASH_EMPTIED",
    sentence: ({ kind, name }: TrashRow, who: string) => `The ${kind} ${name} was deleted from the trash by ${who}.`,
  },
  "made-room": {
    code: "RS_TRASH_MADE_ROOM",
    sentence: ({ kind, name }: TrashRow) =>
      `The ${kind} ${name} was deleted from the trash to make room for an import.`,
  },
  restored: {
    code: "RS_TRASH_RESTORED",
    sentence: ({ kind, name }: TrashRow, who: string) =>
      `The ${kind} ${name} was taken back out of the trash by ${who}.`,
  },
} as const;

/** The trash of this house, swept now and every hour until `stop`. */
export function openTrash(ports: TrashPorts): { readonly trash: Trash; stop(): void } {
  const { images, profiles, log, folder, problem } = ports;
  const opened = trash({
    ...ports,
    profiles: { refuse: (profile) => profiles.refuseReturn(profile), came: (profile) => profiles.came(profile) },
    images: {
      exists: (name) => images.get(name) !== undefined,
      came: (image) => images.came(image),
      removeFolder: (name) => images.removeFolder(name),
    },
    async freeBytes() {
      await mkdir(folder, { recursive: true });
      return (await freeBytes(folder)) - RESERVE;
    },
    said(what, row, who) {
      const { code, sentence } = SAID[what];
      log.add(code, what === "made-room" ? "warning" : "info", sentence(row, who), {
        data: { kind: row.kind, name: row.name, who },
      });
    },
  });
  const sweep = (): void => void opened.sweep().catch(problem);
  sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  return { trash: opened, stop: () => clearInterval(timer) };
}
