// A throw-away key, and detached binary signatures with it: what CoreOS's image signing key is to a real release.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./tools.ts";

/** Makes a key pair: key.asc (public, armoured), key.gpg (public, binary, for gpgv) and secret-key.asc in `folder`. */
export async function makeKey(folder: string): Promise<void> {
  await withGnupg(async (gpg) => {
    await gpg("--quick-generate-key", "Stand-in image signing key (throw-away, for tests)", "ed25519", "sign", "never");
    await gpg("--armor", "--output", join(folder, "key.asc"), "--export");
    await gpg("--output", join(folder, "key.gpg"), "--export");
    await writeFile(join(folder, "secret-key.asc"), "", { mode: 0o600 });
    await gpg("--armor", "--yes", "--output", join(folder, "secret-key.asc"), "--export-secret-keys");
    await chmod(join(folder, "secret-key.asc"), 0o600);
  });
}

/** FILE.sig for each file, by the secret key in `secretKey`. */
export async function sign(files: readonly string[], secretKey: string): Promise<void> {
  await withGnupg(async (gpg) => {
    await gpg("--import", secretKey);
    for (const file of files) await gpg("--yes", "--detach-sign", "--output", `${file}.sig`, file);
  });
}

type Gpg = (...args: string[]) => Promise<string>;

/** A GnuPG home of its own, gone afterwards with the agent that it started. In /tmp: its socket's path must be short. */
async function withGnupg(work: (gpg: Gpg) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "standin-gnupg-"));
  try {
    await work((...args) => run("gpg", ["--homedir", home, "--batch", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback", ...args]));
  } finally {
    await run("gpgconf", ["--homedir", home, "--kill", "all"]).catch(() => undefined);
    await rm(home, { recursive: true, force: true });
  }
}
