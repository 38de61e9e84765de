import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ArmingRefusedError } from "../../../appliance/profiles/context.ts";
import { validateIgnition } from "../../../appliance/profiles/ignition-validate.ts";
import { ignitionOf } from "../../../appliance/profiles/ignition/butane.ts";
import { checkIgnition, renderIgnition, REPORT_UNIT } from "../../../appliance/profiles/ignition/render.ts";
import { EVERYTHING, flatcar, textOf } from "./butane-text.ts";

const settings = { timezone: "Asia/Shanghai", user: "admin", sshKeys: ["ssh-ed25519 AAAAC3Nz key@desk"] };
const profile = (answerFile?: string) => ({
  name: "worker",
  settings,
  ...(answerFile === undefined ? {} : { answerFile }),
});
const machine = { name: "node-01" };
const context = { machine: { name: "node-01", mac: "52:54:00:77:00:01" }, vars: { motd: `"; rm -rf / #` } };

test("without an answer file: host name, time zone, core's keys and the report that it is up, and ignition-validate agrees", async () => {
  const { text, type, name, document } = renderIgnition({
    profile: profile(),
    machine,
    context,
    run: { report: "http://10.77.0.1/runs/t0ken" },
  });
  assert.deepEqual([name, type], ["config.ign", "application/vnd.coreos.ignition+json"]);
  const { storage, passwd, systemd } = JSON.parse(text) as {
    storage: { files: { path: string; contents: { source: string } }[]; links: unknown[] };
    passwd: { users: unknown[] };
    systemd: { units: { name: string; enabled: boolean; contents: string }[] };
  };
  assert.equal(storage.files[0]?.path, "/etc/hostname");
  assert.equal(textOf(storage.files[0].contents), "node-01\n");
  assert.deepEqual(storage.links, [
    { path: "/etc/localtime", overwrite: true, target: "../usr/share/zoneinfo/Asia/Shanghai" },
  ]);
  assert.deepEqual(passwd.users, [{ name: "core", sshAuthorizedKeys: settings.sshKeys }]);
  assert.deepEqual(
    systemd.units.map((unit) => [unit.name, unit.enabled]),
    [[REPORT_UNIT, true]],
  );
  assert.match(systemd.units[0]?.contents ?? "", /"http:\/\/10\.77\.0\.1\/runs\/t0ken\/up"\n/);
  assert.deepEqual(await validateIgnition(document), { errors: [], warnings: [] });
});

test("a login of another name is made, and may become root", () => {
  const { text } = renderIgnition({
    profile: { name: "worker", settings: { ...settings, user: "ops", passwordHash: "$6$a$b" } },
    machine,
    context,
  });
  const { passwd, systemd } = JSON.parse(text) as { passwd: { users: unknown[] }; systemd?: unknown };
  assert.deepEqual(passwd.users, [
    {
      name: "ops",
      groups: ["sudo", "wheel"],
      shell: "/bin/bash",
      sshAuthorizedKeys: settings.sshKeys,
      passwordHash: "$6$a$b",
    },
  ]);
  assert.equal(systemd, undefined); // no run, nobody to report to
});

test("trust 2.9: a value of a template stays a value where it stands, and the report is added to the person's own units", () => {
  const { text } = renderIgnition({
    profile: profile(
      flatcar(
        "storage:\n  files:\n    - path: /etc/motd\n      contents:\n        inline: {{ vars.motd }}\nsystemd:\n  units:\n    - name: mine.service\n      enabled: true\n",
      ),
    ),
    machine,
    context,
    run: { report: "http://10.77.0.1/runs/t" },
  });
  const { storage, systemd } = JSON.parse(text) as {
    storage: { files: { contents: { source: string } }[] };
    systemd: { units: { name: string }[] };
  };
  assert.equal(textOf(storage.files[0]?.contents ?? { source: "" }), context.vars.motd);
  assert.deepEqual(
    systemd.units.map((unit) => unit.name),
    ["mine.service", REPORT_UNIT],
  );
});

test("an answer file that cannot be used refuses arming, with profile, machine and line", () => {
  const attempt = (answerFile: string) => () => renderIgnition({ profile: profile(answerFile), machine, context });
  assert.throws(attempt(flatcar("systemd:\n  unit: []\n")), (thrown) => {
    assert.ok(thrown instanceof ArmingRefusedError);
    assert.equal(
      thrown.message,
      'Arming node-01 is refused: in the answer file of profile "worker", line 4, there is no key "unit" in systemd; did you mean "units"?.',
    );
    return true;
  });
  assert.throws(
    attempt(flatcar("storage:\n  files:\n    - path: {{ machine.serial }}\n")),
    /machine\.serial has no value/,
  );
});

test("a document that is replaced by another cannot report, and says so", () => {
  const { document } = renderIgnition({
    profile: profile(flatcar("ignition:\n  config:\n    replace:\n      source: http://10.77.0.1/x.ign\n")),
    machine,
    context,
    run: { report: "http://10.77.0.1/runs/t" },
  });
  assert.match(document.warnings[0]?.message ?? "", /nobody will hear that the machine is up/);
  assert.equal(document.warnings[0]?.line, 5);
});

test("the report is one POST, and the mark is left only when it was heard", () => {
  const { text } = renderIgnition({ profile: profile(), machine, context, run: { report: "http://10.77.0.1/runs/t" } });
  const { systemd } = JSON.parse(text) as { systemd: { units: { contents: string }[] } };
  const [, script = "", url = ""] =
    /^ExecStart=\/bin\/sh -c '(.*)' "(.*)"$/m.exec(systemd.units[0]?.contents ?? "") ?? [];
  const folder = mkdtempSync(join(tmpdir(), "rackseed-report-"));
  try {
    for (const [status, marked] of [
      [22, false],
      [0, true],
    ] as const) {
      writeFileSync(join(folder, "curl"), `#!/bin/sh\nprintf '[%s]' "$@" >${folder}/asked\nexit ${status}\n`, {
        mode: 0o755,
      });
      const here = script.replaceAll("$$", "$").replace("/var/lib/rackseed/up", `${folder}/up`);
      spawnSync("/bin/sh", ["-c", here, url], { env: { PATH: `${folder}:/usr/bin:/bin` } });
      assert.equal(existsSync(`${folder}/up`), marked);
      assert.match(
        readFileSync(`${folder}/asked`, "utf8"),
        /\[--noproxy\]\[\*\]\[--request\]\[POST\].*\[http:\/\/10\.77\.0\.1\/runs\/t\/up\]$/,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("ignition-validate's words carry the line of the Butane text", async () => {
  const document = ignitionOf(
    flatcar("systemd:\n  units:\n    - name: broken.service\n      contents: |\n        [Unit\n"),
  );
  const { errors } = await validateIgnition(document);
  assert.deepEqual(
    errors.map(({ line }) => line),
    [6],
  );
  assert.match(errors[0]?.message ?? "", /^systemd\.units\.0\.contents: invalid unit content/);
});

test("Ignition 3.4 is checked as the experimental version that Debian's ignition-validate knows; 3.5 by our own rules", async () => {
  const suid = "storage:\n  files:\n    - {path: /a, mode: 04755}\n";
  assert.deepEqual(await validateIgnition(ignitionOf(`variant: flatcar\nversion: 1.1.0\n${suid}`)), {
    errors: [],
    warnings: [],
  });
  const { warnings } = await validateIgnition(ignitionOf(`variant: fcos\nversion: 1.6.0\n${suid}`));
  assert.match(warnings[0]?.message ?? "", /own rules only: ignition-validate does not know Ignition 3\.5\.0 yet/);
});

test("a missing ignition-validate is a warning", async () => {
  const { errors, warnings } = await validateIgnition(ignitionOf(EVERYTHING), "/nowhere/ignition-validate");
  assert.deepEqual(errors, []);
  assert.match(warnings[0]?.message ?? "", /is not installed \(Debian's package "ignition"\)/);
});

test("an answer file is checked whatever the machine: its first fault, or what to look at", () => {
  assert.deepEqual(checkIgnition(EVERYTHING, context), []);
  assert.deepEqual(
    checkIgnition(flatcar("storage:\n  files:\n    - {path: /a, mode: 755}\n"), context).map(({ line }) => line),
    [5],
  );
  assert.match(checkIgnition("variant: flatcar\n", context)[0]?.message ?? "", /"version" is missing/);
  assert.match(checkIgnition(flatcar("{% include 'x' %}"), context)[0]?.message ?? "", /no tag \{% include %\}/);
});
