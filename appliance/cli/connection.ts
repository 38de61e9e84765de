import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { usage } from "./exit.ts";

/** Where the appliance is, and as whom it is asked. */
export interface Connection {
  readonly url: string;
  readonly token: string | undefined;
  /** The device's own authority, as PEM. */
  readonly ca: string | undefined;
  /** SHA-256 of the certificate, or of the authority that signed it: 64 hexadecimal digits in lower case. */
  readonly fingerprint: string | undefined;
}

/** What `rackseed login` keeps. */
interface Kept {
  readonly url?: string;
  readonly token?: string;
  readonly ca?: string;
  readonly fingerprint?: string;
}

export interface Given {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  /** Path of a file. */
  readonly ca?: string | undefined;
  readonly fingerprint?: string | undefined;
}

export const configPath = (env: NodeJS.ProcessEnv): string =>
  join(env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config"), "rackseed", "config.json");

/** Options win over the environment, the environment over what login kept. What was kept belongs to its URL and goes to no other. */
export function connectionOf(given: Given, env: NodeJS.ProcessEnv): Connection {
  const kept = readKept(configPath(env));
  const named = given.url ?? env["RACKSEED_URL"];
  const url = plainUrl(named ?? kept.url ?? "");
  const own: Kept = named === undefined || url === kept.url ? kept : {};
  return {
    url,
    token: given.token ?? env["RACKSEED_TOKEN"] ?? own.token,
    ca: given.ca === undefined ? own.ca : readCa(given.ca),
    fingerprint: given.fingerprint === undefined ? own.fingerprint : plainFingerprint(given.fingerprint),
  };
}

/** Whole or not at all, and readable by its owner alone: it holds the token. */
export function keep(connection: Connection, env: NodeJS.ProcessEnv): string {
  const path = configPath(env);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, `${JSON.stringify(connection, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(fresh, path);
  return path;
}

function readKept(path: string): Kept {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw usage(`${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text) as Kept;
  } catch {
    throw usage(`${path} is damaged. Sign in again: rackseed login URL`);
  }
}

export function plainUrl(text: string): string {
  if (text === "") throw usage("Which appliance? Say it with --url, RACKSEED_URL, or once with: rackseed login URL");
  const url = URL.parse(text.includes("://") ? text : `https://${text}`);
  if (url === null || !["http:", "https:"].includes(url.protocol))
    throw usage(`${text} is no address of an appliance. Write e.g. https://rackseed.local`);
  return url.origin;
}

function readCa(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw usage(`The certificate ${path} cannot be read: ${(error as Error).message}`);
  }
}

function plainFingerprint(text: string): string {
  const digits = text.replaceAll(/[:\s-]/g, "").toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digits))
    throw usage("A fingerprint is the SHA-256 of the appliance's certificate: 64 hexadecimal digits.");
  return digits;
}
