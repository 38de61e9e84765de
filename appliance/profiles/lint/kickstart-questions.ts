import { type Kickstart, type KsLine, optionsOf } from "../kickstart-text.ts";
import { asks, type Finding } from "./finding.ts";
import type { KickstartFacts } from "./kickstart.ts";

/** What Anaconda would stop at and ask a person, because no line answers it (row K5). */
export function questions(kickstart: Kickstart, el: number, facts: KickstartFacts): Finding[] {
  const { lines, sections } = kickstart;
  // What an included file answers cannot be known.
  if (lines.some(({ kind }) => kind === "include")) return [];
  const commands = lines.filter(({ kind }) => kind === "command");
  const has = (...names: readonly string[]): boolean => commands.some(({ words }) => names.includes(words[0] ?? ""));
  const found: Finding[] = [];
  const ask = (missing: boolean, what: string, message: string): void => {
    if (missing) found.push(asks("KS_WOULD_ASK", what, message));
  };
  const image = has("liveimg", "ostreesetup", "ostreecontainer", "bootc");
  ask(
    !image && facts.sourceByKernel !== true && !has("url", "nfs", "cdrom", "harddrive"),
    "source",
    "Add url --url=… with the image's tree.",
  );
  ask(!has("lang"), "language", "Add e.g. lang en_US.UTF-8.");
  ask(el === 6 && !has("keyboard"), "keyboard", "Add e.g. keyboard us.");
  ask(!commands.some(namesZone), "time zone", "Add e.g. timezone --utc Etc/UTC.");
  ask(
    !has("rootpw") && !commands.some(isAdmin),
    "root password",
    "Add rootpw --lock, or a user with --groups=wheel and a password.",
  );
  ask(el === 6 && !has("network"), "network", "Add e.g. network --bootproto=dhcp --device=bootif.");
  ask(
    !has("autopart", "part", "partition", "logvol", "raid", "btrfs", "mount"),
    "disk",
    "Add autopart, or part lines.",
  );
  ask(
    has("autopart", "part", "partition") && !has("clearpart", "zerombr", "reqpart") && !lines.some(reusesPartition),
    "room on the disk",
    "Nothing clears a disk that was in use: add clearpart --all --initlabel --drives=DISK.",
  );
  ask(el === 6 && !has("zerombr") && !initialises(commands), "a disk without a partition table", "Add zerombr.");
  ask(
    !image && !sections.some(({ name }) => name === "%packages"),
    "packages",
    "Add %packages with e.g. @core, and %end.",
  );
  ask(!has("reboot", "poweroff", "shutdown", "halt"), "restart at the end", "Add reboot.");
  return found;
}

const namesZone = ({ words }: KsLine): boolean =>
  words[0] === "timezone" && words.slice(1).some((word) => !word.startsWith("--"));

function isAdmin({ words }: KsLine): boolean {
  const options = optionsOf(words.slice(1));
  return words[0] === "user" && /\bwheel\b/.test(options.get("--groups")?.at(-1) ?? "") && !options.has("--lock");
}

const reusesPartition = ({ kind, words }: KsLine): boolean =>
  kind === "command" && words.some((word) => /^--(onpart|usepart|useexisting)/.test(word));

const initialises = (commands: readonly KsLine[]): boolean =>
  commands.some(({ words }) => words[0] === "clearpart" && words.includes("--initlabel"));
