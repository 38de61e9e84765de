import type { FtpEntry } from "./tree.ts";

// A file of an image has no time that would mean anything to a client; a listing must show one.
const TIME = "Jan 01  1970";

/** `ls -l`, which clients of before RFC 3659 read.                                                          RFC 959 §4.1.3 LIST */
export const longListing = (entries: readonly FtpEntry[]): string =>
  lines(entries, ({ name, kind, size }) => {
    const rights = kind === "folder" ? "dr-xr-xr-x" : "-r--r--r--";
    return `${rights}   1 ftp      ftp      ${String(size).padStart(12)} ${TIME} ${name}`;
  });

export const nameListing = (entries: readonly FtpEntry[]): string => lines(entries, ({ name }) => name);

/** RFC 3659 §7. */
export const machineListing = (entries: readonly FtpEntry[]): string =>
  lines(entries, (entry) => `${facts(entry)} ${entry.name}`);

export const facts = ({ kind, size }: Omit<FtpEntry, "name">): string =>
  kind === "folder" ? "type=dir;perm=el;" : `type=file;size=${size};perm=r;`;

/** A name with a line end would be read as two; such a one cannot be asked for either. */
const lines = (entries: readonly FtpEntry[], line: (entry: FtpEntry) => string): string =>
  entries
    .filter(({ name }) => !/[\p{Cc}]/u.test(name))
    .map((entry) => `${line(entry)}\r\n`)
    .join("");
