import { InvalidValueError } from "../net/invalid-value.ts";
import { type Mac, parseMac } from "../net/mac.ts";

/** What one of the seeds' answer URLs asks for: a file by its name among the machine's answers, and for whom. */
export interface SeedPath {
  readonly file: "ks.cfg" | "preseed.cfg";
  /** Absent: for whoever asks. */
  readonly mac: Mac | undefined;
  /** /ks/centos.ks: only for machines of this profile. */
  readonly profile: string | undefined;
}

const FILES = { ks: "ks.cfg", preseed: "preseed.cfg" } as const;

/** /ks.cfg, /ks/<mac>.cfg, /ks/<profile>.ks, /preseed.cfg, /preseed/<mac>.cfg (trust 2.3.7), without the leading slash. */
export function parseSeedPath(path: string): SeedPath | undefined {
  const [, kind = "", name, ending = ""] = /^(ks|preseed)(?:\.cfg|\/([^/]{1,80})\.(cfg|ks))$/.exec(path) ?? [];
  const file = FILES[kind as keyof typeof FILES] as SeedPath["file"] | undefined;
  if (file === undefined) return undefined;
  if (name === undefined) return { file, mac: undefined, profile: undefined };
  const mac = macOrNothing(name);
  if (mac !== undefined) return { file, mac, profile: undefined };
  return kind === "ks" && ending === "ks" ? { file, mac: undefined, profile: name } : undefined;
}

function macOrNothing(text: string): Mac | undefined {
  try {
    return parseMac(text);
  } catch (error) {
    if (error instanceof InvalidValueError) return undefined;
    throw error;
  }
}
