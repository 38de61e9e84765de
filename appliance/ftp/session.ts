import type { Ipv4 } from "../net/ipv4.ts";
import type { Command } from "./command.ts";
import { facts, longListing, machineListing, nameListing } from "./listing.ts";
import { pathFrom, quotedPath } from "./path.ts";
import type { FtpEntry, FtpFile, FtpFiles } from "./tree.ts";

/** What is remembered between the commands of one client. */
export interface Session {
  readonly login: "none" | "named" | "in";
  /** Without a slash in front. */
  readonly folder: string;
  /** Where the next file begins (REST). */
  readonly restart: number;
  /** After EPSV ALL only EPSV opens data connections.                                                       RFC 2428 §4 */
  readonly extendedOnly: boolean;
}

export const NEW_SESSION: Session = { login: "none", folder: "", restart: 0, extendedOnly: false };

export type Act =
  | { readonly kind: "say"; readonly reply: string }
  /** Open a port for the next data connection. */
  | { readonly kind: "listen"; readonly extended: boolean }
  | { readonly kind: "sendFile"; readonly name: string; readonly file: FtpFile; readonly start: number }
  | { readonly kind: "sendText"; readonly text: string }
  | { readonly kind: "abort" }
  | { readonly kind: "leave"; readonly reply: string };

export interface Step {
  readonly session: Session;
  readonly act: Act;
}

interface Asked {
  readonly session: Session;
  readonly argument: string;
  readonly asker: Ipv4;
  readonly files: FtpFiles;
}
type Handler = (asked: Asked) => Act | Step;

const say = (reply: string): Act => ({ kind: "say", reply });
const NO_SUCH_FILE = "550 There is no such file.";
const NO_SUCH_FOLDER = "550 There is no such folder.";
const READ_ONLY = "550 Nothing can be written here.";
const NOT_HERE = "502 This command is not served.";
/** A port that the client names may be somebody else's (the bounce attack, RFC 2577), so data connections come only from the client. */
const NO_PORT = "502 Only passive data connections are served: use PASV or EPSV.";

const constant =
  (reply: string): Handler =>
  () =>
    say(reply);

/** Decides what one command leads to. */
export function step(session: Session, command: Command | undefined, asker: Ipv4, files: FtpFiles): Step {
  if (command === undefined) return { session, act: say("500 This is no FTP command.") };
  const verb = ALIASES[command.verb] ?? command.verb;
  const handler = OPEN.get(verb) ?? (session.login === "in" ? GUARDED.get(verb) : undefined);
  if (handler === undefined) {
    const known = GUARDED.has(verb);
    return { session, act: say(known ? "530 Log in first, as anonymous." : "500 This command is unknown.") };
  }
  const outcome = handler({ session, argument: command.argument, asker, files });
  return "act" in outcome ? outcome : { session, act: outcome };
}

/** RFC 1123 §4.1.3.1 keeps the X commands alive; wget and old clients send them. */
const ALIASES: Readonly<Record<string, string>> = {
  XPWD: "PWD",
  XCWD: "CWD",
  XCUP: "CDUP",
  XMKD: "MKD",
  XRMD: "RMD",
};

/** The lines between the first and the last begin with a space.                                              RFC 2389 §3.2 */
const FEATURES = [
  "211-Features:",
  " EPSV",
  " MLST type*;size*;perm*;",
  " PASV",
  " REST STREAM",
  " SIZE",
  " UTF8",
  "211 End",
];

const OPEN = new Map<string, Handler>([
  ["USER", user],
  ["PASS", password],
  ["QUIT", () => ({ kind: "leave", reply: "221 Goodbye." })],
  ["NOOP", constant("200 Still here.")],
  ["FEAT", constant(FEATURES.join("\r\n"))],
  ["SYST", constant("215 UNIX Type: L8")],
  ["HELP", constant("214 Rackseed serves the trees of its images, read-only, to anonymous.")],
  ["AUTH", constant(NOT_HERE)],
  ["ABOR", () => ({ kind: "abort" })],
]);

const WRITING = "STOR STOU APPE DELE RMD MKD RNFR RNTO ALLO SITE MFMT MFCT MFF".split(" ");

const GUARDED = new Map<string, Handler>([
  ...WRITING.map((verb): [string, Handler] => [verb, constant(READ_ONLY)]),
  ["PWD", ({ session }) => say(`257 ${quotedPath(session.folder)} is the current folder.`)],
  ["CWD", (asked) => enter(asked, asked.argument)],
  ["CDUP", (asked) => enter(asked, "..")],
  ["TYPE", ({ argument }) => oneOf(argument, /^(A( N)?|I|L ?8)$/i, "200 Bytes are sent as they are.")],
  ["MODE", ({ argument }) => oneOf(argument, /^S$/i, "200 Mode S.")],
  ["STRU", ({ argument }) => oneOf(argument, /^F$/i, "200 Structure F.")],
  ["OPTS", ({ argument }) => oneOf(argument, /^UTF8( ON)?$/i, "200 Names are UTF-8.")],
  ["PASV", passive],
  ["EPSV", extendedPassive],
  ["PORT", constant(NO_PORT)],
  ["EPRT", constant(NO_PORT)],
  ["SIZE", size],
  ["MDTM", modified],
  ["REST", restart],
  ["RETR", retrieve],
  ["LIST", (asked) => list(asked, longListing)],
  ["NLST", (asked) => list(asked, nameListing)],
  ["MLSD", (asked) => list(asked, machineListing)],
  ["MLST", describe],
  ["STAT", constant(NOT_HERE)],
]);

function user({ session, argument }: Asked): Act | Step {
  if (!/^(anonymous|ftp)$/i.test(argument)) return say("530 Only anonymous may log in.");
  return {
    session: { ...NEW_SESSION, extendedOnly: session.extendedOnly, login: "named" },
    act: say("331 Any password will do."),
  };
}

function password({ session }: Asked): Act | Step {
  if (session.login === "none") return say("503 Name the user first.");
  return { session: { ...session, login: "in" }, act: say("230 Welcome. Everything here is read-only.") };
}

function enter({ session, asker, files }: Asked, named: string): Act | Step {
  const path = pathFrom(session.folder, named);
  if (path === undefined || files.folder(path, asker) === undefined) return say(NO_SUCH_FOLDER);
  return { session: { ...session, folder: path }, act: say(`250 ${quotedPath(path)} is the current folder.`) };
}

const oneOf = (argument: string, known: RegExp, reply: string): Act =>
  say(known.test(argument) ? reply : "504 This is not served.");

function passive({ session }: Asked): Act {
  return session.extendedOnly ? say("501 EPSV ALL was said: use EPSV.") : { kind: "listen", extended: false };
}

/** RFC 2428 §3: the argument is a network protocol, 1 for IPv4, or ALL. */
function extendedPassive({ session, argument }: Asked): Act | Step {
  if (/^ALL$/i.test(argument)) {
    return { session: { ...session, extendedOnly: true }, act: say("200 Only EPSV from now on.") };
  }
  return argument === "" || argument === "1"
    ? { kind: "listen", extended: true }
    : say("522 This network protocol is not served, use (1)");
}

const fileAt = ({ session, argument, asker, files }: Asked): { path: string; file: FtpFile } | undefined => {
  const path = argument === "" ? undefined : pathFrom(session.folder, argument);
  const file = path === undefined ? undefined : files.file(path, asker);
  return path === undefined || file === undefined ? undefined : { path, file };
};

function size(asked: Asked): Act {
  const found = fileAt(asked);
  return say(found === undefined ? NO_SUCH_FILE : `213 ${found.file.size}`);
}

function modified(asked: Asked): Act {
  return say(fileAt(asked) === undefined ? NO_SUCH_FILE : "550 Its time is not known.");
}

function restart({ session, argument }: Asked): Act | Step {
  if (!/^\d{1,15}$/.test(argument)) return say("501 Write the number of bytes to skip.");
  const at = Number(argument);
  return { session: { ...session, restart: at }, act: say(`350 The next file begins at byte ${at}.`) };
}

function retrieve(asked: Asked): Act | Step {
  const found = fileAt(asked);
  const { restart: start } = asked.session;
  const session = { ...asked.session, restart: 0 };
  if (found === undefined) return { session, act: say(NO_SUCH_FILE) };
  const { path, file } = found;
  if (start > file.size) return { session, act: say(`550 The file has only ${file.size} bytes.`) };
  return { session, act: { kind: "sendFile", name: path, file, start } };
}

function list(asked: Asked, format: (entries: readonly FtpEntry[]) => string): Act | Step {
  const session = { ...asked.session, restart: 0 };
  // Clients pass options of ls; nothing is hidden here and everything is sorted.
  const named = asked.argument.replace(/^(-[A-Za-z0-9]+( |$))+/, "");
  const path = pathFrom(session.folder, named);
  const entries = path === undefined ? undefined : entriesAt(path, asked);
  return { session, act: entries === undefined ? say(NO_SUCH_FOLDER) : { kind: "sendText", text: format(entries) } };
}

function entriesAt(path: string, { files, asker }: Asked): readonly FtpEntry[] | undefined {
  const folder = files.folder(path, asker);
  if (folder !== undefined) return folder;
  const file = files.file(path, asker);
  return file === undefined ? undefined : [{ name: path.split("/").at(-1) ?? "", kind: "file", size: file.size }];
}

function describe(asked: Asked): Act {
  const { session, argument, asker, files } = asked;
  const path = pathFrom(session.folder, argument);
  if (path === undefined) return say(NO_SUCH_FILE);
  const folder = files.folder(path, asker) !== undefined;
  const file = folder ? undefined : files.file(path, asker);
  if (!folder && file === undefined) return say(NO_SUCH_FILE);
  const entry = { kind: folder ? ("folder" as const) : ("file" as const), size: file?.size ?? 0 };
  return say(["250-Facts:", ` ${facts(entry)} /${path}`, "250 End"].join("\r\n"));
}
