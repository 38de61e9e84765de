import { existsSync, readFileSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { AppError } from "../errors.ts";
import type { UpdateCheck, UpdateFile, Updates, UpdateView } from "../http/needs-updates.ts";
import { type Uploads, uploads as openUploads } from "../images/uploads.ts";
import type { Severity } from "../store/events.ts";
import { type BundleFacts, decide, permit, type Running, WORD } from "./decide.ts";
import { bundlesIn, type FoundFile, type StickFolder } from "./files.ts";
import { inspect } from "./rauc.ts";
import { readRelease, type State, stateSchema } from "./record.ts";
import type { DataSchemas } from "./schemas.ts";

/** What root answers. */
export interface RootAnswer {
  readonly ok: boolean;
  readonly code?: string;
  readonly error?: string;
}

/** The card that this program runs from. */
export interface Card {
  /** Where bundles lie that can be installed; the service's own. */
  readonly folder: string;
  /** /etc/rackseed/release */
  readonly release: string;
  readonly keyring: string;
  /** What root says of the slots. */
  readonly state: string;
  /** Asks root to install; comes back when that is over, after minutes. */
  ask(file: string, allowDowngrade: boolean): Promise<RootAnswer>;
}

export interface UpdatePorts {
  /** undefined: the program was put onto some computer by other means. */
  readonly card: Card | undefined;
  readonly version: string;
  readonly reserveBytes: number;
  readonly now: () => Date;
  readonly sticks: () => readonly StickFolder[];
  /** The databases as they are on the card. */
  readonly data: () => DataSchemas;
  readonly tell: (code: string, severity: Severity, text: string, data?: Record<string, unknown>) => void;
  /** The newest update whose end was told, as ms since 1970; kept over restarts. */
  readonly told: { read(): number; write(at: number): void };
  readonly problem: (error: unknown) => void;
}

export interface UpdateService extends Updates {
  /** Tells what became of an update, once. Called now and then. */
  look(): void;
}

/** A slot has 320 MiB; nothing that fits is larger than this. */
const MOST_BYTES = 1024 * 1024 * 1024;
const DEVELOPMENT = /\bDEVELOPMENT\b/;

const noCard = (): AppError =>
  new AppError(
    "RS_UPDATE_NO_CARD",
    409,
    "Rackseed does not run from its own card here, so it is updated the way it was installed. Nothing was changed.",
  );

/** Updates as the service without privileges sees them: it takes files, looks at them, asks root, and tells how that goes. */
export function updates(ports: UpdatePorts): UpdateService {
  const { card } = ports;
  const names = new Map<string, string>();
  const checked = new Map<string, { readonly mark: string; readonly facts: BundleFacts }>();
  let asking = false;
  let problem: { code: string; text: string } | undefined;
  const received = card === undefined ? undefined : receive(card, ports, names);

  const state = (): State | undefined => (card === undefined ? undefined : readState(card.state));
  const files = async (): Promise<FoundFile[]> => {
    if (card === undefined) return [];
    await received?.ready;
    return bundlesIn(card.folder, ports.sticks(), (path) => names.get(path));
  };

  async function view(): Promise<UpdateView> {
    const known = state();
    const doing = known?.doing ?? (asking ? { what: "asking" as const, share: 0 } : undefined);
    return {
      supported: card !== undefined,
      version: known?.version ?? ports.version,
      ...(known !== undefined && { slot: known.slot, other: known.other }),
      ...(known?.build !== undefined && { build: known.build }),
      ...(known?.update !== undefined && { update: present(known.update) }),
      ...(doing !== undefined && { doing }),
      ...(problem !== undefined && { problem }),
      files: (await files()).map(shown),
    };
  }

  async function find(id: string): Promise<FoundFile & { readonly card: Card }> {
    if (card === undefined) throw noCard();
    const found = (await files()).find((file) => file.id === id);
    if (found === undefined)
      throw new AppError("RS_UPDATE_NOT_FOUND", 404, "This file is not here any more. Was the stick pulled?", "id");
    return { ...found, card };
  }

  /** The file is read to its end, unless it is the one that was read last time. */
  async function factsOf({ path, card: { keyring } }: FoundFile & { readonly card: Card }): Promise<BundleFacts> {
    const { size, mtimeMs, ino } = await stat(path);
    const mark = `${size} ${mtimeMs} ${ino}`;
    const known = checked.get(path);
    if (known?.mark === mark) return known.facts;
    const facts = await inspect(path, keyring);
    checked.clear();
    checked.set(path, { mark, facts });
    return facts;
  }

  const running = ({ release }: Card): Running => ({
    ...readRelease(readFileSync(release, "utf8")),
    data: ports.data(),
  });

  async function carryOut(
    { path, from, id, card: on }: FoundFile & { readonly card: Card },
    allow: boolean,
  ): Promise<void> {
    try {
      const answer = await on.ask(path, allow);
      if (!answer.ok) {
        problem = {
          code: answer.code ?? "RS_UPDATE_FAILED",
          text: answer.error ?? "The operating system gave no reason.",
        };
        ports.tell("RS_UPDATE_REFUSED", "error", `An update was not installed. ${problem.text}`, {
          reason: problem.code,
        });
        return;
      }
      const version = state()?.update?.to.version ?? "";
      ports.tell(
        "RS_UPDATE_INSTALLED",
        "info",
        `Version ${version} is written to the other slot. It is tried at the next restart.`,
        { name: version },
      );
      if (from === "upload") await remove(id);
    } catch (error) {
      problem = { code: "RS_UPDATE_FAILED", text: (error as Error).message };
      ports.problem(error);
    } finally {
      asking = false;
    }
  }

  async function remove(id: string): Promise<void> {
    const file = await find(id);
    if (file.from === "stick")
      throw new AppError("RS_UPDATE_STICK", 409, "Nothing is ever removed from a stick. Pull it.", "id");
    names.delete(file.path);
    await rm(file.path, { force: true });
    await rm(file.path.replace(/\.raucb$/, ".json"), { force: true });
  }

  const from = (): Uploads => {
    if (received === undefined) throw noCard();
    return received.uploads;
  };

  return {
    state: view,
    async check(id) {
      const file = await find(id);
      const facts = await factsOf(file);
      const { version, build, notes, signer } = facts;
      return present<UpdateCheck>({
        id,
        version,
        build,
        notes,
        ...decide(facts, running(file.card)),
        signer,
        development: DEVELOPMENT.test(signer ?? ""),
      });
    },
    async install(id, confirm) {
      const file = await find(id);
      if (asking)
        throw new AppError("RS_UPDATE_BUSY", 409, "An update is being installed already. Wait until that ends.");
      if (state()?.update?.outcome === "trial")
        throw new AppError(
          "RS_UPDATE_ON_TRIAL",
          409,
          "The version that runs is still on trial, and the other slot holds the way back. Wait until it is kept.",
        );
      asking = true;
      problem = undefined;
      let allowed = false;
      try {
        permit(await factsOf(file), running(file.card), confirm === WORD);
        allowed = true;
      } finally {
        if (!allowed) asking = false;
      }
      void carryOut(file, confirm === WORD).catch(ports.problem);
      return view();
    },
    remove,
    getUpload: (file) => from().get(file),
    listUploads: async () => (received === undefined ? [] : received.uploads.list()),
    removeUpload: (file) => from().remove(file),
    async putUpload(file, slice) {
      if ((slice.size ?? 0) > MOST_BYTES)
        throw new AppError(
          "RS_UPDATE_TOO_LARGE",
          413,
          "No update is larger than 1 GB. Send a file that ends in .raucb.",
        );
      if (slice.start === 0) await received?.forget(file); // sent again: the new one counts
      return (await from().put(file, slice)).upload;
    },
    look() {
      const update = state()?.update;
      if (update === undefined || Date.parse(update.at) <= ports.told.read()) return;
      const said = END[update.outcome]?.(update);
      if (said === undefined) return;
      ports.tell(...said, reasonOf(update));
      ports.told.write(Date.parse(update.at));
    },
  };
}

/** By the code the UI has words of its own. */
const reasonOf = ({ to, code, because }: NonNullable<State["update"]>): { name: string; reason?: string } =>
  present({ name: to.version, reason: code ?? because });

type End = (update: NonNullable<State["update"]>) => [string, Severity, string];

/** Ends that nobody may have watched. */
const END: Partial<Record<NonNullable<State["update"]>["outcome"], End>> = {
  kept: ({ to, from }) => [
    "RS_UPDATE_KEPT",
    "info",
    `Version ${to.version} was well and is kept. Version ${from.version} stays in the other slot.`,
  ],
  back: ({ to, from, because }) => [
    "RS_UPDATE_BACK",
    "error",
    `Version ${to.version} was tried and not kept, and version ${from.version} runs again. ${because ?? ""}`.trim(),
  ],
  lost: ({ to, from, because }) => [
    "RS_UPDATE_LOST",
    "error",
    `Version ${to.version} did not start, and version ${from.version} runs again. ${because ?? ""}`.trim(),
  ],
  failed: ({ to, because }) => [
    "RS_UPDATE_FAILED",
    "error",
    `Version ${to.version} was not installed. ${because ?? ""}`.trim(),
  ],
};

/** Undefined: root has not said anything yet. */
function readState(path: string): State | undefined {
  if (!existsSync(path)) return undefined;
  const found = stateSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  return found.success ? found.data : undefined;
}

/** Uploads by the machinery of images; each whole file is remembered with the name that people gave it. */
function receive(
  { folder }: Card,
  { reserveBytes, now }: UpdatePorts,
  names: Map<string, string>,
): { readonly uploads: Uploads; readonly ready: Promise<void>; forget(file: string): Promise<void> } {
  const uploads = openUploads({
    folder,
    reserveBytes,
    ending: ".raucb",
    now,
    whole: (path, file) => (names.set(path, file), path),
    stateOf: (path) => (names.has(path) ? "wanted" : "unknown"),
  });
  return {
    uploads,
    ready: uploads.resume(),
    async forget(file) {
      for (const [path, name] of names) {
        if (name !== file) continue;
        names.delete(path);
        await uploads.drop(path);
      }
    },
  };
}

/** Where it lies is nobody's business. */
const shown = ({ id, name, size, from, stick }: FoundFile): UpdateFile =>
  present<UpdateFile>({ id, name, size, from, stick });

/** Without what is undefined. */
const present = <T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
