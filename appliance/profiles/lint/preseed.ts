import { type PreseedEntry, readPreseed } from "../preseed-text.ts";
import { asks, type Finding, isCryptHash } from "./finding.ts";

/** What each question of the installer is answered by: any one of these is enough. */
const QUESTIONS: readonly { readonly what: string; readonly by: readonly string[]; readonly add: string }[] = [
  {
    what: "language",
    by: ["debian-installer/locale", "debian-installer/language"],
    add: "debian-installer/locale string en_US.UTF-8",
  },
  {
    what: "keyboard",
    by: ["keyboard-configuration/xkb-keymap", "keyboard-configuration/layoutcode", "console-keymaps-at/keymap"],
    add: "keyboard-configuration/xkb-keymap select us",
  },
  { what: "user", by: ["passwd/username", "passwd/make-user"], add: "passwd/username string admin" },
  {
    what: "password",
    by: [
      "passwd/user-password-crypted",
      "passwd/user-password",
      "passwd/root-password-crypted",
      "passwd/root-password",
    ],
    add: "passwd/user-password-crypted password !",
  },
  { what: "time zone", by: ["time/zone"], add: "time/zone string Etc/UTC" },
  {
    what: "how to use the disk",
    by: ["partman-auto/method", "partman-auto/init_automatically_partition"],
    add: "partman-auto/method string regular",
  },
  {
    what: "partitions",
    by: ["partman-auto/choose_recipe", "partman-auto/expert_recipe", "partman-auto/expert_recipe_file"],
    add: "partman-auto/choose_recipe select atomic",
  },
  { what: "writing to the disk", by: ["partman/confirm"], add: "partman/confirm boolean true" },
  { what: "writing to the disk", by: ["partman/confirm_nooverwrite"], add: "partman/confirm_nooverwrite boolean true" },
  {
    what: "disk for the boot loader",
    by: ["grub-installer/bootdev", "grub-installer/choose_bootdev"],
    add: "grub-installer/bootdev string /dev/sda",
  },
  {
    what: "package survey",
    by: ["popularity-contest/participate"],
    add: "popularity-contest/participate boolean false (owner popularity-contest)",
  },
  {
    what: "software",
    by: ["tasksel/first", "pkgsel/run_tasksel"],
    add: "tasksel/first multiselect standard (owner tasksel)",
  },
  {
    what: "restart at the end",
    by: ["finish-install/reboot_in_progress"],
    add: "finish-install/reboot_in_progress note",
  },
];

const TYPES = new Set([
  "string",
  "boolean",
  "select",
  "multiselect",
  "note",
  "password",
  "text",
  "title",
  "error",
  "seen",
]);

/** Everything that can be said of a preseed file before an installer reads it. */
export function lintPreseed(text: string, facts: { readonly sourceByKernel?: boolean } = {}): Finding[] {
  const { entries, broken } = readPreseed(text);
  const given = new Set(entries.map(({ question }) => question));
  const found: Finding[] = broken.map(({ line }) => ({
    severity: "error",
    line,
    code: "PS_LINE",
    message: "debconf reads lines as: owner, question, type, value. This one has less, so it says nothing.",
  }));
  found.push(...entries.flatMap(entryFaults), ...passwords(entries));
  for (const { what, by, add } of QUESTIONS) {
    if (!by.some((question) => given.has(question))) found.push(asks("PS_WOULD_ASK", what, `Add d-i ${add}.`));
  }
  if (facts.sourceByKernel !== true && !given.has("mirror/http/hostname"))
    found.push(
      asks(
        "PS_WOULD_ASK",
        "source",
        "Add d-i mirror/country string manual, mirror/http/hostname and mirror/http/directory.",
      ),
    );
  if (!given.has("partman-auto/disk") && !given.has("partman/early_command"))
    found.push({
      severity: "warning",
      line: 0,
      code: "PS_ANY_DISK",
      message: "No partman-auto/disk: with one disk the installer takes it, with several it would stop and ask which.",
      wouldAskFor: "disk",
    });
  return found.sort((a, b) => a.line - b.line);
}

function entryFaults({ line, question, type, value, raw }: PreseedEntry): Finding[] {
  const found: Finding[] = [];
  const say = (severity: Finding["severity"], code: string, message: string): void => {
    found.push({ severity, line, code, message });
  };
  if (!TYPES.has(type)) say("error", "PS_TYPE", `There is no type ${type}; ${question} would not be answered.`);
  if (type === "boolean" && !["", "true", "false"].includes(value)) {
    say("error", "PS_BOOLEAN", `${question} is true or false, not ${JSON.stringify(value)}.`);
  }
  if (raw.length > 16_384) {
    say("warning", "PS_LONG_LINE", `${question} has ${raw.length} letters; the installer's shell may cut it off.`);
  }
  if (question === "mirror/http/directory" && value !== "" && !value.startsWith("/")) {
    say("warning", "PS_DIRECTORY", "mirror/http/directory begins with a slash.");
  }
  return found;
}

const passwords = (entries: readonly PreseedEntry[]): Finding[] =>
  entries.flatMap(({ line, question, type, value }): Finding[] => {
    if (question.endsWith("-crypted") && !isCryptHash(value)) {
      const message = `${question} is not a crypt(3) string, so nobody will be able to log in by it. Make one with openssl passwd -6.`;
      return [{ severity: "warning", line, code: "PS_PASSWORD_HASH", message }];
    }
    if (type !== "password" || value === "" || !/password(-again)?$/.test(question)) return [];
    const message = `${question} stands here in clear text. Use ${question.replace(/-again$/, "")}-crypted with a hash.`;
    return [{ severity: "warning", line, code: "PS_CLEAR_PASSWORD", message }];
  });
