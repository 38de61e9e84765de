import { isScript, type Kickstart, type KsLine, optionsOf } from "../kickstart-text.ts";
import { type Finding, isCryptHash } from "./finding.ts";
import type { KickstartFacts } from "./kickstart.ts";

/** What an installer takes without a word, and what nobody meant (row K3). */
export function faults(kickstart: Kickstart, el: number, facts: KickstartFacts): Finding[] {
  const { lines } = kickstart;
  const commands = lines.filter(({ kind }) => kind === "command");
  return [
    ...commands.flatMap(passwords),
    ...commands.flatMap(bond),
    ...sameDevice(commands),
    ...bootloader(commands),
    ...disks(commands),
    ...sources(commands),
    ...onMedium(lines),
    ...nobodyLogsIn(kickstart, commands),
    ...withoutAppStream(commands, el, facts),
  ];
}

const warning = ({ line }: { line: number }, code: string, message: string): Finding => ({
  severity: "warning",
  line,
  code,
  message,
});
const named = (commands: readonly KsLine[], ...names: readonly string[]): KsLine[] =>
  commands.filter(({ words }) => names.includes(words[0] ?? ""));
const option = (line: KsLine, name: string): string | undefined => optionsOf(line.words.slice(1)).get(name)?.at(-1);
const has = (line: KsLine, name: string): boolean => optionsOf(line.words.slice(1)).has(name);

/** What rootpw is told: the word that is no option. */
const password = (line: KsLine): string | undefined =>
  line.words[0] === "rootpw" ? line.words.slice(1).find((word) => !word.startsWith("--")) : option(line, "--password");

function passwords(line: KsLine): Finding[] {
  if (line.words[0] !== "rootpw" && line.words[0] !== "user") return [];
  const secret = password(line);
  if (secret === undefined) return [];
  if (!has(line, "--iscrypted")) {
    const message =
      "A password stands here in clear text, for everybody who can read this file. Put its hash here, with --iscrypted.";
    return [warning(line, "KS_CLEAR_PASSWORD", message)];
  }
  if (isCryptHash(secret)) return [];
  const what = /^[0-9a-f]{32,}$/i.test(secret) ? `${secret.length} hexadecimal digits are a bare checksum` : "It is";
  const message = `The hash is not a crypt(3) string, so nobody will be able to log in by it. ${what === "It is" ? "A hash" : `${what}; a hash`} begins with $6$ or $y$: make one with openssl passwd -6.`;
  return [warning(line, "KS_PASSWORD_HASH", message)];
}

/** Options are separated by commas, or by semicolons where a value has commas of its own. */
function bond(line: KsLine): Finding[] {
  const opts = line.words[0] === "network" ? option(line, "--bondopts") : undefined;
  const mode = (opts ?? "").split(";").find((part) => part.startsWith("mode="));
  const modes = (mode ?? "").slice("mode=".length).split(",");
  const [first = "", second] = modes;
  if (second === undefined || second.includes("=")) return [];
  const message = `A bond has one mode, and ${modes.length} stand here: ${modes.join(", ")}. Write mode=${first}, and separate options by commas or by semicolons, not by both.`;
  return [warning(line, "KS_BOND_MODES", message)];
}

function sameDevice(commands: readonly KsLine[]): Finding[] {
  const seen = new Map<string, number>();
  return named(commands, "network").flatMap((line) => {
    const device = option(line, "--device");
    const first = device === undefined ? undefined : seen.get(device);
    if (device !== undefined) seen.set(device, first ?? line.line);
    if (first === undefined || device === undefined) return [];
    return [
      warning(
        line,
        "KS_DEVICE_TWICE",
        `Line ${first} sets up ${device} already; which of the two counts differs by release. Join them.`,
      ),
    ];
  });
}

function bootloader(commands: readonly KsLine[]): Finding[] {
  const esp = named(commands, "part", "partition").some(({ words }) => words[1] === "/boot/efi");
  const mbr = named(commands, "bootloader").find((line) => option(line, "--location") === "mbr");
  if (!esp || mbr === undefined) return [];
  const message =
    "An EFI system partition (/boot/efi) and a boot loader in the MBR: a machine starts either by UEFI or by BIOS. Leave --location away, and /boot/efi to reqpart or autopart, and the same kickstart fits both.";
  return [warning(mbr, "KS_ESP_AND_MBR", message)];
}

function disks(commands: readonly KsLine[]): Finding[] {
  const only = named(commands, "ignoredisk").find((line) => has(line, "--only-use"));
  if (only !== undefined && option(only, "--only-use") === "") {
    return [
      {
        severity: "error",
        line: only.line,
        code: "KS_NO_DISK",
        message: "ignoredisk --only-use= names no disk. Write the disk to be installed to, e.g. sda.",
      },
    ];
  }
  const clear = named(commands, "clearpart").find(
    (line) => has(line, "--all") && (option(line, "--drives") ?? "") === "",
  );
  if (clear === undefined || only !== undefined) return [];
  const message = "clearpart --all without --drives= wipes every disk of the machine. Add ignoredisk --only-use=DISK.";
  return [warning(clear, "KS_WIPES_EVERY_DISK", message)];
}

function sources(commands: readonly KsLine[]): Finding[] {
  const all = named(commands, "url", "cdrom", "nfs", "harddrive", "liveimg", "ostreesetup", "ostreecontainer", "bootc");
  const [first, ...more] = all;
  const local = all.filter(({ words }) => words[0] === "cdrom" || words[0] === "harddrive");
  return [
    ...more.map((line) =>
      warning(line, "KS_TWO_SOURCES", `Line ${first?.line ?? 0} names a source already. Keep one.`),
    ),
    ...local.map((line): Finding => ({
      ...warning(
        line,
        "KS_LOCAL_SOURCE",
        `The installer would stop at: source. ${line.words[0] ?? ""} looks for a medium in the machine itself; write url --url=… with the image's tree, or let Rackseed import this file.`,
      ),
      wouldAskFor: "source",
    })),
  ];
}

/** /run/install/repo is where the medium is mounted; there is none when everything comes by the network. */
const onMedium = (lines: readonly KsLine[]): Finding[] =>
  lines
    .filter(({ kind, section }) => kind === "command" || (kind === "body" && isScript(section)))
    .filter(({ text }) => text.includes("/run/install/repo") && !text.trimStart().startsWith("#"))
    .map((line) =>
      warning(
        line,
        "KS_ON_MEDIUM",
        "/run/install/repo is the medium in the drive; by the network there is none. Fetch it from the image's tree.",
      ),
    );

function nobodyLogsIn({ lines }: Kickstart, commands: readonly KsLine[]): Finding[] {
  const root = named(commands, "rootpw");
  const usable = [...root, ...named(commands, "user")].some(
    (line) => !has(line, "--lock") && password(line) !== undefined,
  );
  const keys =
    named(commands, "sshkey").length > 0 ||
    lines.some(({ kind, text }) => kind === "body" && /authorized_keys|passwd|ipa-client|realm/.test(text));
  const joins =
    named(commands, "realm", "ostreecontainer", "bootc", "liveimg").length > 0 ||
    lines.some(({ kind }) => kind === "include");
  const [line] = root;
  if (line === undefined || usable || keys || joins) return [];
  return [
    warning(
      line,
      "KS_NO_LOGIN",
      "Nobody will be able to log in: root is locked, and no user has a key or a password. Add sshKeys to the profile's settings.",
    ),
  ];
}

function withoutAppStream(
  commands: readonly KsLine[],
  el: number,
  { repositories, fedora }: KickstartFacts,
): Finding[] {
  if (el < 8 || fedora === true || repositories === undefined || repositories.length === 0) return [];
  if (repositories.some((name) => /appstream/i.test(name))) return [];
  if (named(commands, "repo").some(({ text }) => /appstream/i.test(text))) return [];
  const message = `The medium has ${repositories.join(", ")} and no AppStream (a Minimal or boot ISO): packages from there will be missing. Use the DVD, or add a repo line.`;
  return [{ severity: "warning", line: 0, code: "KS_NO_APPSTREAM", message }];
}
