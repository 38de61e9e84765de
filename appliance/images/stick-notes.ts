import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Where the operating system tells of sticks that it did not mount: a folder beside the mounted ones. */
export const NOTES = ".notes";
/** A note is a few hundred bytes; nobody plugs in more sticks than this. */
const NOTE_LIMIT = 16 * 1024;
const MOST_NOTES = 64;

const bytes = z.int().min(0);
const note = z.discriminatedUnion("why", [
  /** An ISO was written to it as it is; it is read from the device. */
  z.object({
    why: z.literal("iso"),
    name: z.string(),
    device: z.string().regex(/^\/dev\/[a-z0-9/]+$/),
    /** What the ISO calls itself. */
    label: z.string(),
    /** Of the ISO, as it says itself. */
    size: bytes,
    /** Of the whole device. */
    deviceSize: bytes,
    /** When it was mastered: sixteen digits, 0 when it does not say. */
    made: bytes,
  }),
  z.object({ why: z.literal("file-system"), name: z.string(), fileSystem: z.string() }),
  z.object({ why: z.literal("damaged"), name: z.string(), fileSystem: z.string() }),
  z.object({ why: z.literal("unknown"), name: z.string() }),
]);

/** A stick that is in and is not mounted, and why. */
export type StickNote = Readonly<z.output<typeof note>>;
export type IsoNote = Extract<StickNote, { why: "iso" }>;
export type UnreadableNote = Exclude<StickNote, IsoNote>;

export interface FoundNote {
  readonly path: string;
  /** Changes when another note takes its place. */
  readonly mark: string;
  readonly note: StickNote;
}

/** All notes that can be read. One that vanishes meanwhile is that of a stick that was pulled out. */
export async function readNotes(folder: string): Promise<FoundNote[]> {
  const names = await readdir(join(folder, NOTES)).catch(() => []);
  const found: FoundNote[] = [];
  for (const name of names.filter((one) => /^[a-z0-9]+\.json$/.test(one)).slice(0, MOST_NOTES)) {
    const path = join(folder, NOTES, name);
    const is = await stat(path).catch(() => undefined);
    if (is?.isFile() !== true || is.size > NOTE_LIMIT) continue;
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text !== undefined) found.push({ path, mark: `${is.ino}:${is.mtimeMs}`, note: noteIn(path, text) });
  }
  return found;
}

function noteIn(path: string, text: string): StickNote {
  try {
    return note.parse(JSON.parse(text));
  } catch (error) {
    // Only the helper of the operating system writes here, so this is a fault of ours.
    throw new Error(`The note ${path} about a stick cannot be understood.`, { cause: error });
  }
}

/** The sentence for people who read English; pages have their own words for `why`. */
export function noteSentence(note: UnreadableNote): string {
  const reads = "Rackseed reads FAT32 and exFAT.";
  switch (note.why) {
    case "file-system":
      return `This stick uses ${note.fileSystem}. ${reads}`;
    case "damaged":
      return `The ${note.fileSystem} file system on this stick is damaged. Copy what is on it to another stick, or format it anew.`;
    case "unknown":
      return `Nothing on this stick can be recognised. ${reads}`;
  }
}
