import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A GnuPG home of its own with real keys in it, for making what signers make. */
export class Signer {
  readonly home = mkdtempSync(join(tmpdir(), "rackseed-gnupg-"));

  gpg(args: readonly string[], input?: string): string {
    const always = [
      "--batch",
      "--quiet",
      "--no-tty",
      "--yes",
      "--pinentry-mode",
      "loopback",
      "--passphrase",
      "",
      "--homedir",
      this.home,
    ];
    return execFileSync("gpg", [...always, ...args], {
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
      ...(input !== undefined && { input }),
    });
  }

  /** Makes a key; `at` and `expires` like 20200101T000000. */
  key(name: string, more: { at?: string; expires?: string; usage?: string } = {}): string {
    this.gpg([
      ...when(more.at),
      "--quick-gen-key",
      `${name} <${name}@example.org>`,
      "ed25519",
      more.usage ?? "sign",
      more.expires ?? "never",
    ]);
    return this.fingerprint(name);
  }

  fingerprint(name: string): string {
    return /^fpr:{9}([0-9A-F]+):/m.exec(this.gpg(["--with-colons", "--list-keys", name]))?.[1] ?? "";
  }

  subkey(name: string, more: { at?: string; expires?: string } = {}): string {
    this.gpg([...when(more.at), "--quick-add-key", this.fingerprint(name), "ed25519", "sign", more.expires ?? "never"]);
    return [...this.gpg(["--with-colons", "--list-keys", name]).matchAll(/^fpr:{9}([0-9A-F]+):/gm)].at(-1)?.[1] ?? "";
  }

  sign(name: string, file: string, more: { at?: string; options?: readonly string[]; into?: string } = {}): string {
    const signature = more.into ?? `${file}.sig`;
    this.gpg([
      ...when(more.at),
      ...(more.options ?? []),
      "--local-user",
      name,
      "--output",
      signature,
      "--detach-sign",
      file,
    ]);
    return signature;
  }

  revoke(name: string): void {
    const certificate = readFileSync(join(this.home, "openpgp-revocs.d", `${this.fingerprint(name)}.rev`), "utf8");
    this.gpg(["--import"], certificate.replace(/^:---/m, "---"));
  }

  /** Writes the public key and says where. */
  publish(names: readonly string[], file: string, armour = true): string {
    writeFileSync(file, "");
    this.gpg([...(armour ? ["--armor"] : []), "--output", file, "--export", ...names]);
    return file;
  }

  [Symbol.dispose](): void {
    try {
      execFileSync("gpgconf", ["--homedir", this.home, "--kill", "gpg-agent"], { stdio: "ignore" });
    } catch {
      // no agent of ours left, or no gpgconf here: it ends by itself when its home is gone
    }
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Frozen ("!"): a key's end is counted from its making, and a second that passes between the two would be missing. */
const when = (at: string | undefined): string[] => (at === undefined ? [] : ["--faked-system-time", `${at}!`]);
