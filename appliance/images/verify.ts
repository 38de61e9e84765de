import { execFile } from "node:child_process";
import { mkdir, open, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { judge, junk, onlySignatures, parseKeyListing, refused } from "./signature.ts";
import type { SigningKey, Verdict } from "./signature.ts";

/** The key that the configuration names, ready for gpgv. */
export interface KeyRing {
  /** Binary: gpgv reads nothing else. */
  readonly path: string;
  readonly keys: readonly SigningKey[];
}

/** The key file is not a key. The message is a whole sentence. */
export class KeyFileError extends Error {
  override name = "KeyFileError";
}

const KEY_LIMIT = 1024 * 1024;
const SIGNATURE_LIMIT = 64 * 1024;
const OUTPUT_LIMIT = 256 * 1024;

/**
 * Reads the named key, armoured or binary, into `folder`. gpg does it rather than code of ours: it is needed anyway to say which
 * keys and subkeys the file really binds together and until when (gpgv knows expiry only by its clock, and says "KEYEXPIRED 0" for a
 * subkey of an expired key), and its --dearmor takes files with several blocks and text between them.
 */
export async function readKey(file: string, folder: string, signal: AbortSignal): Promise<KeyRing> {
  const bytes = await readSmall(file, KEY_LIMIT).catch((thrown: unknown) => {
    throw new KeyFileError(
      `The key file ${file} cannot be read: ${messageOf(thrown)}. Put the key there, or name another file under "key".`,
    );
  });
  const home = join(folder, "gnupg");
  await mkdir(home, { recursive: true, mode: 0o700 });
  const source = join(home, "named-key");
  await writeFile(source, bytes);
  const gpg = (args: readonly string[]): Promise<Outcome> =>
    run("gpg", ["--batch", "--no-tty", "--homedir", home, ...args], 20_000, signal);
  const path = join(home, "named-key.gpg");
  if (bytes[0] !== undefined && bytes[0] >= 0x80) await writeFile(path, bytes);
  else await gpg(["--output", path, "--dearmor", source]);
  if (await isSecret(path)) {
    throw new KeyFileError(
      `${file} holds a secret key, which has no business on an appliance. Export the public key alone.`,
    );
  }
  // A Pi without a clock may be living before the key was made; the listing is not to depend on that.
  const listing = await gpg(["--ignore-time-conflict", "--with-colons", "--show-keys", path]);
  const keys = parseKeyListing(listing.stdout);
  if (keys.length === 0) {
    throw new KeyFileError(
      `${file} holds no OpenPGP public key. Save the signer's public key there, armoured (.asc) or binary (.gpg).`,
    );
  }
  return { path, keys };
}

/** A secret key (packet tag 5) makes gpg start an agent for it; it must not come that far. */
async function isSecret(path: string): Promise<boolean> {
  const first = (await readSmall(path, 2 * KEY_LIMIT).catch(() => Buffer.alloc(1)))[0] ?? 0;
  return (first & 0xc0) === 0xc0 ? (first & 63) === 5 : (first & 0x80) !== 0 && ((first >> 2) & 15) === 5;
}

/** Checks one file against its detached signature. Throws only when gpgv cannot be run, or by the signal. */
export async function verifySignature(
  check: {
    readonly file: string;
    readonly signature: string;
    readonly key: KeyRing;
    readonly home: string;
    readonly now: Date;
  },
  signal: AbortSignal,
): Promise<Verdict> {
  const signature = await readSmall(check.signature, SIGNATURE_LIMIT).catch(() => undefined);
  if (signature === undefined)
    return refused("RS_IMAGE_SIG_MISSING", "there is no .sig file for it, or it is larger than any signature");
  if (!isSignature(signature)) return junk();
  const { size } = await stat(check.file);
  const home = join(check.home, "empty");
  await mkdir(home, { recursive: true, mode: 0o700 });
  const args = ["--homedir", home, "--ignore-time-conflict", "--keyring", check.key.path, "--status-fd", "1"];
  // 4 MB/s is below the slowest card's reading speed.
  const outcome = await run("gpgv", [...args, check.signature, check.file], 30_000 + Math.ceil(size / 4000), signal);
  return judge(outcome.stdout, check.key.keys, check.now);
}

/** One .sig, armoured or binary, with nothing in front, between or behind. */
function isSignature(bytes: Buffer): boolean {
  if ((bytes[0] ?? 0) >= 0x80) return onlySignatures(bytes);
  const armour =
    /^-----BEGIN PGP SIGNATURE-----\r?\n(?:[A-Za-z]+: .*\r?\n)*\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n=[A-Za-z0-9+/]{4}\r?\n-----END PGP SIGNATURE-----\s*$/;
  const body = armour.exec(bytes.toString("latin1"))?.[1];
  return body !== undefined && onlySignatures(Buffer.from(body, "base64"));
}

interface Outcome {
  readonly stdout: string;
  readonly status: number;
}

function run(program: string, args: readonly string[], timeout: number, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // English messages, no agent, no options of whoever runs us.
    const options = {
      timeout,
      killSignal: "SIGKILL",
      maxBuffer: OUTPUT_LIMIT,
      signal,
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
    } as const;
    execFile(program, args, options, (error, stdout) => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (error?.code === "ENOENT")
        reject(
          new Error(`${program} is not installed (Debian's package ${program}); without it no image can be verified`),
        );
      else if (error !== null && typeof error.code !== "number")
        reject(new Error(`${program} was stopped: it ran too long or said too much`));
      else resolve({ stdout, status: typeof error?.code === "number" ? error.code : 0 });
    });
  });
}

async function readSmall(path: string, limit: number): Promise<Buffer> {
  await using file = await open(path, "r");
  const { size } = await file.stat();
  if (size > limit) throw new Error(`it has ${size} bytes, more than ${limit}`);
  const buffer = Buffer.alloc(limit + 1);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  if (bytesRead > limit) throw new Error(`it has more than ${limit} bytes`);
  return buffer.subarray(0, bytesRead);
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
