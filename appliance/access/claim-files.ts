import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/** Where the code lies for whoever holds the appliance's card in the hand. The first place is also its memory. */
export interface ClaimFiles {
  /** The code of an earlier start; undefined when there is none, or it was claimed. */
  read(): string | undefined;
  write(code: string): void;
  /** The code is dead: its bytes are overwritten where they lie. */
  erase(): void;
}

/** Exactly as it is written: "Rackseed" has eight letters too. */
const LINE = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/m;
const CLAIMED = "This Rackseed has an owner. Its claim code no longer works.\n";

/**
 * `places`: claim.txt in the data folder, and perhaps one on the boot partition. A place that cannot be written (a
 * read-only partition) is told to `problem` and does not keep the appliance from starting.
 */
export function claimFiles(
  places: readonly string[],
  urlWith: (code: string) => string,
  problem: (error: unknown) => void,
): ClaimFiles {
  const put = (text: string, wanted: (place: string) => boolean): void => {
    for (const place of places.filter(wanted)) {
      try {
        overwrite(place, text);
      } catch (error) {
        problem(error);
      }
    }
  };
  return {
    read() {
      const [memory = ""] = places;
      if (!existsSync(memory)) return undefined;
      return LINE.exec(readFileSync(memory, "utf8"))?.[0];
    },
    write: (code) => put(textWith(code, urlWith(code)), () => true),
    erase: () => put(CLAIMED, existsSync),
  };
}

const textWith = (code: string, url: string): string =>
  `This Rackseed has no owner yet. Whoever enters this code on its page owns it:

${code}

Open ${url}
`;

/** In place and not by a new file beside it: the old code's bytes must not stay on the card. */
function overwrite(path: string, text: string): void {
  const file = openSync(path, existsSync(path) ? "r+" : "wx", 0o600);
  try {
    const bytes = Buffer.from(text);
    writeSync(file, bytes, 0, bytes.length, 0);
    ftruncateSync(file, bytes.length);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
