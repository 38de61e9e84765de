import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { type AnswerLanguage, checkAnswer, defaultAnswer } from "../../../appliance/profiles/answer-file.ts";
import type { TemplateContext } from "../../../appliance/profiles/context.ts";
import { type AnswerFile, renderFiles } from "../../../appliance/profiles/files.ts";
import { readPreseed } from "../../../appliance/profiles/preseed-text.ts";
import { isScript, readKickstart } from "../../../appliance/profiles/kickstart-text.ts";
import type { Release } from "../../../appliance/systems/system.ts";
import { context, DEBIAN, EL, FEDORA, release, RUN, UBUNTU } from "./releases.ts";

const APPSTREAM = [{ name: "AppStream", url: "http://10.77.0.1/tree/AppStream" }];
const ADD_ONS = ["HighAvailability", "ResilientStorage"].map((name) => ({
  name,
  url: `http://10.77.0.1/tree/addons/${name}`,
}));
const withRepos = (repos: readonly { name: string; url: string }[], run = true): TemplateContext => {
  const made = context(run ? { run: RUN } : {});
  return { ...made, image: { ...made.image, repos } };
};

const DEFAULTS: Record<string, [AnswerLanguage, Release, TemplateContext]> = {
  el6: ["kickstart", EL[6], withRepos([])],
  el7: ["kickstart", EL[7], withRepos(ADD_ONS)],
  el8: ["kickstart", EL[8], withRepos(APPSTREAM)],
  el9: ["kickstart", EL[9], withRepos(APPSTREAM)],
  "el9-without-run": ["kickstart", EL[9], withRepos(APPSTREAM, false)],
  el10: ["kickstart", EL[10], withRepos(APPSTREAM)],
  "fedora-43": ["kickstart", FEDORA, withRepos([])],
  "debian-11": ["preseed", release("debian", "debian", "11.9.0"), withRepos([])],
  "debian-12": ["preseed", DEBIAN, withRepos([])],
  "debian-13": ["preseed", release("debian", "debian", "13.1.0"), withRepos([])],
  "ubuntu-20.04-legacy": ["preseed", release("debian", "ubuntu", "20.04.1"), withRepos([])],
  "ubuntu-20.04": ["autoinstall", release("ubuntu", "ubuntu", "20.04.6"), withRepos([])],
  "ubuntu-22.04": ["autoinstall", release("ubuntu", "ubuntu", "22.04.4"), withRepos([])],
  "ubuntu-24.04": ["autoinstall", UBUNTU, withRepos([])],
};

const rendered = (name: string): AnswerFile[] => {
  const [language, of, values] = DEFAULTS[name] ?? assert.fail(name);
  return renderFiles(language, { name: "worker" }, of, values);
};
const named = (language: AnswerLanguage): string[] =>
  Object.keys(DEFAULTS).filter((name) => DEFAULTS[name]?.[0] === language);

for (const name of Object.keys(DEFAULTS)) {
  test(`the default answers for ${name} are what was looked at (golden; seeds F6, F10, K2)`, () => {
    const text = rendered(name)
      .map((file) => `== ${file.name} (${file.type})\n${file.text}`)
      .join("");
    const golden = new URL(`golden/${name}.txt`, import.meta.url);
    if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"));
  });
}

test("every default is a template without a problem of its own, also for a disk by id and a user with a password", () => {
  for (const [language, of] of Object.values(DEFAULTS)) {
    assert.deepEqual(checkAnswer(language, defaultAnswer(language, of)), []);
    const base = withRepos(APPSTREAM);
    const text = renderFiles(language, { name: "worker" }, of, {
      ...base,
      profile: { ...base.profile, disk: "/dev/disk/by-id/wwn-0x5000c500a1b2c3d4" },
      settings: { ...(base.settings ?? assert.fail()), sshKeys: [], packages: [], passwordHash: "$6$salt$hash/." },
    })
      .map((file) => file.text)
      .join("");
    assert.ok(text.includes("disk/by-id/wwn-0x5000c500a1b2c3d4"), language);
    assert.ok(text.includes("$6$salt$hash/."), language);
  }
});

test("debconf-set-selections finds nothing wrong with the default preseed files (seed F10, trust 2.9)", (t) => {
  if (spawnSync("debconf-set-selections", ["--help"]).error !== undefined) {
    t.skip("debconf-utils is not here");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "rackseed-preseed-"));
  try {
    for (const name of named("preseed")) {
      const path = join(folder, "preseed.cfg");
      writeFileSync(path, rendered(name)[0]?.text ?? "");
      const checked = spawnSync("debconf-set-selections", ["--checkonly", path], { encoding: "utf8" });
      assert.equal(`${checked.status} ${checked.stderr}`, "0 ", name);
    }
    writeFileSync(join(folder, "bad"), "d-i partman/confirm\n");
    assert.notEqual(spawnSync("debconf-set-selections", ["--checkonly", join(folder, "bad")]).status, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the shell accepts every script in the default kickstarts and every command in the default preseed files", () => {
  const scripts: [string, string][] = [
    ...named("kickstart").flatMap((name) => {
      const { lines, sections } = readKickstart(rendered(name)[0]?.text ?? "");
      return sections.filter(isScript).map((section): [string, string] => [
        `${name} ${section.name}`,
        lines
          .filter((line) => line.section === section && line.kind === "body")
          .map((line) => line.text)
          .join("\n"),
      ]);
    }),
    ...named("preseed").flatMap((name) =>
      readPreseed(rendered(name)[0]?.text ?? "")
        .entries.filter(({ question }) => question.endsWith("_command"))
        .map(({ question, value }): [string, string] => [`${name} ${question}`, value]),
    ),
  ];
  assert.ok(scripts.length > 30);
  for (const [name, script] of scripts) {
    const checked = spawnSync("sh", ["-n"], { input: script, encoding: "utf8" });
    assert.equal(`${checked.status} ${checked.stderr}`, "0 ", `${name}\n${script}`);
  }
});

test("the default autoinstall says to a YAML reader what was meant, with its reports (seeds F10, K6)", () => {
  const [userData, metaData, vendorData] = rendered("ubuntu-24.04");
  const { autoinstall } = parse(userData?.text ?? "") as { autoinstall: Record<string, unknown> };
  assert.equal(autoinstall["version"], 1);
  assert.deepEqual(autoinstall["storage"], { layout: { name: "direct", match: { path: "/dev/sda" } } });
  assert.deepEqual(autoinstall["reporting"], {
    rackseed: { type: "webhook", endpoint: `${RUN.report}/log`, level: "INFO" },
  });
  assert.deepEqual(parse(metaData?.text ?? ""), { "instance-id": "525400770001", "local-hostname": "node-01" });
  assert.deepEqual(parse(vendorData?.text ?? ""), {});
});

test("without a run no default file reports anything", () => {
  for (const [language, of, values] of Object.values(DEFAULTS)) {
    const files = renderFiles(language, { name: "worker" }, of, { ...values, run: undefined });
    assert.doesNotMatch(files.map(({ text }) => text).join(""), /\/runs\/|report/);
  }
});
