import type { AnswerFinding, Preview } from "../src/data/answers.ts";
import type { Finding } from "../src/data/findings.ts";
import type { DiffLine, FullVersion, ProfileVersion } from "../src/data/profiles.ts";
import type { BootView, PacketView, Stage, Step } from "../src/data/traces.ts";
import { inMinutes, macOf, WORKER } from "./data-machines.ts";

const NAMES: readonly Stage["name"][] = [
  "address",
  "loader",
  "kernel",
  "installer",
  "answers",
  "packages",
  "restart",
  "done",
];

/** A path that has come as far as the stage of this number; past the last one it is over. */
export const stagesUpTo = (reached: number): readonly Stage[] =>
  NAMES.map((name, index) => ({
    name,
    state: index < reached ? "passed" : index === reached ? "now" : "ahead",
    bytes: index <= reached ? 1_200_000 * index : 0,
    files: name === "packages" && index <= reached ? 312 : 0,
    ...(index < reached ? { durationMs: 700 + 9000 * index } : {}),
  }));

const step = (id: number, verb: Step["verb"], detail: string, more: Partial<Step> = {}): Step => ({
  id,
  at: inMinutes(-3 + id / 6),
  gapMs: id === 4 ? 4200 : 40,
  kind: "dhcp",
  verb,
  detail,
  outcome: "ok",
  role: "address",
  ...more,
});

export const BOOTS: readonly BootView[] = [
  {
    startedAt: inMinutes(-3),
    lastAt: inMinutes(-1),
    stages: stagesUpTo(5),
    dropped: 12,
    steps: [
      step(1, "discover", "UEFI x64, HTTP and TFTP"),
      step(2, "offer", "10.77.0.19, boots shimx64.efi"),
      step(3, "unanswered", "REQUEST for another server", { outcome: "failed", because: "other-server" }),
      step(4, "fetch", "shimx64.efi", { kind: "tftp", role: "loader", bytes: 949_424, durationMs: 610 }),
      step(5, "fetch", "grub.cfg", { kind: "tftp", role: "settings", bytes: 812, durationMs: 8, outcome: "retry" }),
      step(6, "missing", "grub.cfg-01-52-54-00-77-00-03", { kind: "tftp", role: "settings", outcome: "failed" }),
      step(7, "fetch", "vmlinuz", { kind: "http", role: "kernel", bytes: 14_000_000, durationMs: 900 }),
      step(8, "answer", "ks.cfg", { kind: "answer", role: "answers", bytes: 3100, durationMs: 4 }),
      step(9, "fetch", "Packages", { kind: "http", role: "packages", bytes: 612_000_000, files: 312, open: true }),
    ],
  },
  {
    startedAt: inMinutes(-90),
    lastAt: inMinutes(-80),
    stages: stagesUpTo(8),
    dropped: 0,
    steps: [step(1, "discover", "BIOS")],
  },
];

export const PACKETS: readonly PacketView[] = [
  {
    at: inMinutes(-3),
    direction: "in",
    protocol: "dhcp",
    from: "0.0.0.0:68",
    to: "255.255.255.255:67",
    length: 300,
    explained: "DISCOVER\nasks for an address and a boot file",
    hex: "0101060035a1b2c300008000".repeat(4),
  },
];

const finding = (severity: Finding["severity"], en: string, zh: string, action: Finding["action"]): Finding => ({
  id: `${severity} example`,
  rule: "example",
  code: `RS_DOCTOR_EXAMPLE`,
  severity,
  mac: macOf(6),
  since: inMinutes(-12),
  texts: {
    en: {
      title: en,
      why: ["The cable is loose.", "Another server was quicker.", "The firmware is old."],
      action: "Show the machine",
    },
    zh: { title: zh, why: ["网线松动。", "另一台服务器答得更快。", "固件太旧。"], action: "查看机器" },
  },
  action,
  evidence: "#/machines/52%3A54%3A00%3A77%3A00%3A06",
  docs: "example",
});

const LINK = { kind: "link", to: "#/machines/52%3A54%3A00%3A77%3A00%3A06" } as const;
export const FINDINGS: readonly Finding[] = [
  finding(
    "error",
    "node-06 was offered a boot file and never fetched it",
    "node-06 收到启动文件的提示，却从未下载",
    LINK,
  ),
  finding("warning", "Another DHCP server gives addresses, too", "另一台 DHCP 服务器也在分配地址", {
    kind: "api",
    method: "POST",
    path: "/foreign-servers/probe",
  }),
  finding("info", "node-09 is new", "node-09 是新机器", LINK),
  { ...finding("info", "node-10 is new", "node-10 是新机器", LINK), id: "info another" },
];

export const ANSWER_FINDINGS: readonly AnswerFinding[] = [
  { severity: "error", line: 2, code: "RS_LINT_COMMAND", message: "There is no command “partt”. Did you mean “part”?" },
  { severity: "warning", line: 3, code: "RS_LINT_PASSWORD", message: "The password stands here in the clear." },
  {
    severity: "note",
    line: 0,
    code: "RS_LINT_TIMEZONE",
    message: "No time zone is set.",
    wouldAskFor: "the time zone",
  },
];

export const ANSWER_TEXT = "#version=RHEL9\npartt / --size=10000\nrootpw secret\nreboot\n";

export const PREVIEW: Preview = {
  kernelArgs: ["inst.ks=http://10.77.0.2/answers/…/ks.cfg", "quiet"],
  files: [{ name: "ks.cfg", type: "text/plain", text: ANSWER_TEXT }],
  findings: ANSWER_FINDINGS.map((one) => ({ ...one, file: "ks.cfg" })),
  wouldAskFor: ["the time zone"],
  problems: [],
};

export const DIFF: readonly DiffLine[] = [
  { kind: "same", text: "name: worker" },
  { kind: "removed", text: "disk: /dev/sda" },
  { kind: "added", text: "disk: /dev/nvme0n1" },
  { kind: "gap", lines: 14 },
  { kind: "same", text: "install: automatic" },
];

const NEWEST: ProfileVersion = { name: "worker", number: 2, at: inMinutes(-30), who: "ada" };

export const VERSIONS: readonly ProfileVersion[] = [
  NEWEST,
  { name: "worker", number: 1, at: inMinutes(-3000), who: "file" },
];

export const VERSION: FullVersion = {
  ...NEWEST,
  profile: WORKER,
  text: "name: worker\n",
  diff: DIFF,
};
