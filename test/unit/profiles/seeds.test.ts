import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { defaultAnswer, renderAnswer } from "../../../appliance/profiles/answer-file.ts";
import { importKickstart } from "../../../appliance/profiles/import-kickstart.ts";
import { readKickstart } from "../../../appliance/profiles/kickstart-text.ts";
import { lintAutoinstall } from "../../../appliance/profiles/lint/autoinstall.ts";
import { questionsOf } from "../../../appliance/profiles/lint/finding.ts";
import { lintKickstart } from "../../../appliance/profiles/lint/kickstart.ts";
import { lintPreseed } from "../../../appliance/profiles/lint/preseed.ts";
import { withKickstartReports } from "../../../appliance/profiles/callbacks/kickstart.ts";
import { withPreseedReports } from "../../../appliance/profiles/callbacks/preseed.ts";
import { withAutoinstallReports } from "../../../appliance/profiles/callbacks/autoinstall.ts";
import { withoutSecrets } from "../../../appliance/profiles/secrets.ts";
import { readPreseed } from "../../../appliance/profiles/preseed-text.ts";
import { parse } from "yaml";
import { context, DEBIAN, EL, FEDORA, RUN, UBUNTU } from "./releases.ts";

const seed = (name: string): string => readFileSync(new URL(`seeds/${name}.ks`, import.meta.url), "utf8");
const S0 = seed("s0-rhel76");
const S1 = seed("s1-centos7");
const codes = (text: string, el: number): string[] =>
  lintKickstart(text, el).map(({ severity, line, code }) => `${line} ${severity} ${code}`);
const TREE = {
  treeUrl: "http://10.77.0.1/rhel-7.6",
  addOns: [{ name: "HighAvailability", path: "addons/HighAvailability" }],
};

test("the linter finds every fault of the first seed's kickstart on its own release (seed K3)", () => {
  assert.deepEqual(codes(S0, 7), [
    "4 warning KS_ON_MEDIUM",
    "5 warning KS_ON_MEDIUM",
    "21 warning KS_BOND_MODES",
    "24 warning KS_DEVICE_TWICE",
    "34 warning KS_PASSWORD_HASH",
    "38 note KS_OLD_OPTION",
    "41 warning KS_ESP_AND_MBR",
    "64 warning KS_ON_MEDIUM",
  ]);
  const said = lintKickstart(S0, 7).map(({ message }) => message);
  assert.ok(said.some((message) => /\d+ hexadecimal digits are a bare checksum/.test(message)));
  assert.ok(
    said.some((message) => message.includes("A bond has one mode, and 2 stand here: active-backup, balance-rr")),
  );
});

test("on el8, el9 and el10 the linter names what of it is old and what stops the installer (seed K3)", () => {
  const about = (el: number) => codes(S0, el).filter((code) => /OLD|REMOVED|NEWER/.test(code));
  assert.deepEqual(about(8), ["7 note KS_OLD_COMMAND", "38 note KS_OLD_OPTION"]);
  assert.deepEqual(about(9), [
    "7 note KS_OLD_COMMAND",
    "38 note KS_OLD_OPTION",
    "38 note KS_OLD_OPTION",
    "103 note KS_OLD_SECTION",
  ]);
  assert.deepEqual(about(10), [
    "7 error KS_REMOVED_COMMAND",
    "38 note KS_OLD_OPTION",
    "38 note KS_OLD_OPTION",
    "103 error KS_REMOVED_SECTION",
  ]);
});

test("install is an error on el9 and later, old on el8 and right on el6 and el7 (seed K4)", () => {
  const about = (el: number) => codes(S1, el).filter((code) => code.startsWith("1 "));
  assert.deepEqual([6, 7, 8, 9, 10].map(about), [
    [],
    [],
    ["1 note KS_OLD_COMMAND"],
    ["1 error KS_REMOVED_COMMAND"],
    ["1 error KS_REMOVED_COMMAND"],
  ]);
});

test("the linter finds what the second seed's kickstart lacks: an end of its last section, and one disk (seed K4)", () => {
  const found = lintKickstart(S1, 7).filter(({ severity }) => severity !== "note");
  assert.deepEqual(
    found.map(({ code }) => code),
    ["KS_WIPES_EVERY_DISK", "KS_SECTION_OPEN"],
  );
  assert.match(found[1]?.message ?? "", /%addon is not closed/);
});

test("what the installer would stop at is named before it boots (seed K5)", () => {
  const stops = (text: string, el = 9): string[] => questionsOf(lintKickstart(text, el));
  assert.deepEqual(stops(""), [
    "source",
    "language",
    "time zone",
    "root password",
    "disk",
    "packages",
    "restart at the end",
  ]);
  assert.deepEqual(questionsOf(lintKickstart("", 6, { sourceByKernel: true })).slice(0, 5), [
    "language",
    "keyboard",
    "time zone",
    "root password",
    "network",
  ]);
  assert.deepEqual(stops(S0, 7), []);
  assert.deepEqual(stops(S0.replace(/^(lang|timezone|rootpw|part|logvol).*$/gm, "#"), 7), [
    "language",
    "time zone",
    "root password",
    "disk",
  ]);
  assert.deepEqual(stops("%include /tmp/rest\n"), []);
  assert.ok(stops("cdrom\n").includes("source"));
});

const FAULTS: Record<string, [text: string, el: number, code: string]> = {
  "a misspelt command": ["rebot\n", 9, "1 error KS_UNKNOWN_COMMAND"],
  "a section nobody knows": ["%pots\n%end\n", 9, "1 error KS_UNKNOWN_SECTION"],
  "%onerror on el7": ["%onerror\n%end\n", 7, "1 error KS_NEWER_SECTION"],
  "timesource on el8": ["timesource --ntp-disable\n", 8, "1 error KS_NEWER_COMMAND"],
  "a quote that is not closed": ["lang 'en\n", 9, "1 error KS_QUOTES"],
  "an %end too many": ["%end\n", 9, "1 error KS_STRAY_END"],
  "an %include by HTTP (trust 4.106)": ["%include http://x/y\n", 9, "1 warning KS_INCLUDE"],
  "an only-use without a disk": ["ignoredisk --only-use=\n", 9, "1 error KS_NO_DISK"],
  "a password in clear text": ["rootpw secret\n", 9, "1 warning KS_CLEAR_PASSWORD"],
  "two sources": ["url --url=http://x\nnfs --server=a --dir=b\n", 9, "2 warning KS_TWO_SOURCES"],
  "root locked and nobody else": ["rootpw --lock\n", 9, "1 warning KS_NO_LOGIN"],
  "bootloader --upgrade on el9": ["bootloader --upgrade\n", 9, "1 error KS_REMOVED_OPTION"],
  "btrfs on el8": ["btrfs none\n", 8, "1 error KS_REMOVED_COMMAND"],
};
for (const [name, [text, el, code]] of Object.entries(FAULTS)) {
  test(`the linter tells of ${name} (seed K3)`, () => {
    assert.ok(codes(text, el).includes(code), codes(text, el).join("\n"));
  });
}

test("a Minimal ISO without AppStream is told of before it boots", () => {
  const found = (repositories: string[]) =>
    lintKickstart("", 9, { repositories }).some(({ code }) => code === "KS_NO_APPSTREAM");
  assert.deepEqual([found(["BaseOS", "Minimal"]), found(["BaseOS", "AppStream"])], [true, false]);
});

test("our own default kickstarts have neither error nor warning, and would ask nothing, on every release (seeds F6, K5)", () => {
  for (const release of [...Object.values(EL), FEDORA]) {
    const text = renderAnswer(
      "kickstart",
      { profile: "worker", source: defaultAnswer("kickstart", release), release },
      context({ run: RUN }),
    );
    const el = release === FEDORA ? 10 : release.major;
    assert.deepEqual(lintKickstart(text, el, { fedora: release === FEDORA }), [], release.title);
  }
  const made = (language: "preseed" | "autoinstall", release: typeof DEBIAN) =>
    renderAnswer(
      language,
      { profile: "worker", source: defaultAnswer(language, release), release },
      context({ run: RUN }),
    );
  assert.deepEqual(lintPreseed(made("preseed", DEBIAN)), []);
  assert.deepEqual(lintAutoinstall(made("autoinstall", UBUNTU)), []);
});

test("importing an anaconda-ks.cfg swaps its source for ours, explains each change and leaves the rest byte for byte (seed K1)", () => {
  const { text, changes } = importKickstart(S0, TREE);
  assert.deepEqual(
    changes.map(({ line, after }) => [line, after]),
    [
      [4, 'repo --name="Server-HighAvailability" --baseurl=http://10.77.0.1/rhel-7.6/addons/HighAvailability'],
      [5, '# repo --name="Server-ResilientStorage" --baseurl=file:///run/install/repo/addons/ResilientStorage'],
      [32, "url --url=http://10.77.0.1/rhel-7.6"],
    ],
  );
  assert.match(changes[1]?.why ?? "", /no add-on ResilientStorage \(it has: HighAvailability\)/);
  const lines = S0.split("\n");
  for (const { line, after } of changes) lines[line - 1] = after;
  assert.equal(text, lines.join("\n"));
  assert.deepEqual(importKickstart(text, TREE), { text, changes: [] });
});

test("importing swaps cdrom, harddrive, nfs and ftp, drops a second source and adds one where there is none (seed K1)", () => {
  for (const source of [
    "cdrom",
    "harddrive --partition=sda1 --dir=/",
    "nfs --server=a --dir=/b",
    "url --url=ftp://192.168.1.5/pub/",
  ]) {
    const { text, changes } = importKickstart(`text\n${source}\nlang x\n`, TREE);
    assert.equal(text, "text\nurl --url=http://10.77.0.1/rhel-7.6\nlang x\n");
    assert.equal(changes.length, 1);
    assert.notEqual(changes[0]?.why, "");
  }
  assert.equal(importKickstart("cdrom\nurl --url=http://x\n", TREE).text, "url --url=http://10.77.0.1/rhel-7.6\n");
  assert.equal(
    importKickstart("text\n%packages\n%end\n", TREE).text,
    "text\nurl --url=http://10.77.0.1/rhel-7.6\n%packages\n%end\n",
  );
  assert.equal(importKickstart(S1, TREE).changes.length, 1);
});

test("a person's own kickstart gets the reports around its own scripts (seed K6)", () => {
  const text = withKickstartReports(S0, RUN.report, 7);
  const { sections, lines } = readKickstart(text);
  assert.deepEqual(
    sections.map(({ name, closed }) => `${name} ${closed}`),
    ["%pre", "%pre", "%post", "%packages", "%addon", "%anaconda", "%pre", "%traceback", "%post"].map(
      (name) => `${name} true`,
    ),
  );
  assert.deepEqual(
    lines.flatMap((line) => /^sh \/tmp\/rackseed-report (\w+)/.exec(line.text)?.[1] ?? []),
    ["started", "installing", "failed", "installed"],
  );
  for (const line of S0.split("\n")) assert.ok(text.includes(line));
});

test("a person's own preseed commands keep their order and their failure in front of the reports (seed K6)", () => {
  const text = withPreseedReports(
    "d-i preseed/late_command string in-target a; \\\n  in-target b\nd-i preseed/early_command string c\n",
    RUN.report,
  );
  const commands = Object.fromEntries(readPreseed(text).entries.map(({ question, value }) => [question, value]));
  assert.match(commands["preseed/early_command"] ?? "", /^wget .*\/started \|\| true; c$/);
  assert.match(
    commands["preseed/late_command"] ?? "",
    /^\( in-target a; {1,2}in-target b \) && \{ wget .*\/installed \|\| true; \}$/,
  );
  assert.match(commands["partman/early_command"] ?? "", /^wget .*\/installing/);
  assert.throws(() => withPreseedReports("d-i preseed/late_command string a # b\n", RUN.report), /ends in a comment/);
});

test("a person's own autoinstall keeps its commands and comments beside the reports (seed K6)", () => {
  const text = withAutoinstallReports(
    "#cloud-config\n# mine\nautoinstall:\n  version: 1\n  late-commands:\n    - mine # too\n",
    RUN.report,
  );
  assert.match(text, /# mine\n[^]*- mine # too\n/);
  const { autoinstall } = parse(text) as { autoinstall: Record<string, string[] | undefined> };
  const late = autoinstall["late-commands"] ?? [];
  assert.equal(late[0], "mine");
  assert.match(late[1] ?? "", /installed/);
  assert.match(autoinstall["error-commands"]?.[0] ?? "", /failed/);
});

test("a template that reports by itself gets no second report, and none without a run", () => {
  const of = (source: string, run?: typeof RUN) =>
    renderAnswer("kickstart", { profile: "w", source, release: EL[9] }, context(run === undefined ? {} : { run }));
  assert.equal(
    of("%post\ncurl {{ run.report }}/installed\n%end\n", RUN),
    `%post\ncurl ${RUN.report}/installed\n%end\n`,
  );
  assert.equal(of("text\n"), "text\n");
});

test("what is shown to a person holds no password, no hash and no token (trust 2.3)", () => {
  const shown = withoutSecrets(
    `rootpw --iscrypted $6$salt$hashhash\nrootpw geheim\nuser --name=a --password='ge heim' --lock\nd-i passwd/user-password password geheim\npassword: geheim\nhttp://x/runs/0123456789abcdef/up\n`,
  );
  assert.doesNotMatch(shown, /hashhash|geheim|ge heim|0123456789/);
  assert.match(shown, /user --name=a --password=••• --lock/);
});

const PRESEED: Record<string, [line: string, code: string]> = {
  "a line without a value's type": ["d-i partman/confirm", "PS_LINE"],
  "a type that there is not": ["d-i a/b bolean true", "PS_TYPE"],
  "a yes that is no boolean": ["d-i a/b boolean yes", "PS_BOOLEAN"],
  "a password in clear text": ["d-i passwd/user-password password geheim", "PS_CLEAR_PASSWORD"],
  "a hash that is none": ["d-i passwd/user-password-crypted password geheim", "PS_PASSWORD_HASH"],
};
for (const [name, [line, code]] of Object.entries(PRESEED)) {
  test(`the preseed linter tells of ${name}`, () => {
    assert.deepEqual(
      lintPreseed(`${line}\n`)
        .filter((found) => found.line === 1)
        .map((found) => found.code),
      [code],
    );
  });
}

test("an empty preseed file would stop at every question of the installer (seeds F10, K5)", () => {
  assert.ok(
    ["language", "disk", "user", "source", "writing to the disk"].every((what) =>
      questionsOf(lintPreseed("")).includes(what),
    ),
  );
});

const AUTOINSTALL: Record<string, [text: string, code: string]> = {
  "a first line that cloud-init passes over": ["autoinstall:\n  version: 1\n", "AI_FIRST_LINE"],
  "a missing section": ["#cloud-config\nusers: []\n", "AI_MISSING"],
  "broken YAML": ["#cloud-config\nautoinstall: [\n", "AI_YAML"],
  "a missing version": ["#cloud-config\nautoinstall:\n  user-data: {}\n  storage: {}\n", "AI_VERSION"],
  "a misspelt key": [
    "#cloud-config\nautoinstall:\n  version: 1\n  user-data: {}\n  storage: {}\n  late-comands: []\n",
    "AI_UNKNOWN",
  ],
  "a key beside autoinstall": [
    "#cloud-config\nstorage: {}\nautoinstall:\n  version: 1\n  user-data: {}\n  storage: {}\n",
    "AI_OUTSIDE",
  ],
  "nobody to log in as": ["#cloud-config\nautoinstall:\n  version: 1\n  storage: {}\n", "AI_WOULD_ASK"],
};
for (const [name, [text, code]] of Object.entries(AUTOINSTALL)) {
  test(`the autoinstall linter tells of ${name}`, () => {
    assert.deepEqual(
      lintAutoinstall(text).map((found) => found.code),
      [code],
    );
  });
}
