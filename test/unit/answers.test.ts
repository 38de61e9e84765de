import assert from "node:assert/strict";
import { test } from "node:test";
import { answerTools } from "../../appliance/wiring/answer-tools.ts";
import { answers } from "../../appliance/wiring/answers.ts";
import { type ProfileConfig, profileSchema } from "../../appliance/config-schema.ts";
import { AppError } from "../../appliance/errors.ts";
import type { Image } from "../../appliance/images/catalog.ts";
import type { Machine } from "../../appliance/machines/machine.ts";
import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import { templateProblem } from "../../appliance/profiles/service.ts";
import { systemOf } from "../../appliance/systems/recognise.ts";
import type { Release } from "../../appliance/systems/system.ts";
import { DEBIAN, EL, UBUNTU } from "./profiles/releases.ts";

const MAC = parseMac("52:54:00:77:00:01");
const machine: Machine = {
  mac: MAC,
  known: true,
  name: "node-01",
  address: parseIpv4("10.77.0.11"),
  profile: "worker",
  vars: {},
  firmware: "bios",
  vendorClass: undefined,
  uuid: undefined,
  hostname: undefined,
  firstSeenAt: undefined,
  lastSeenAt: undefined,
  lastSeen: undefined,
};
const image = (release: Release): Image => ({
  name: "tree",
  version: release.version,
  release,
  state: "ready",
  verified: "verified",
  source: "iso",
  bytes: 0,
  files: [],
});
const ROCKY = {
  ...EL[9],
  repositories: [
    { name: "BaseOS", path: "BaseOS" },
    { name: "AppStream", path: "AppStream" },
    { name: "HighAvailability", path: "addons/HighAvailability", addOn: true },
  ],
};
const profile = (more: object = {}): ProfileConfig =>
  profileSchema.parse({ name: "worker", image: "tree", settings: { passwordHash: "$6$salt$abcdefgh" }, ...more });

const house = (release: Release, one: ProfileConfig = profile()) => {
  const made = answers({
    base: "http://10.77.0.1",
    address: parseIpv4("10.77.0.1"),
    image: () => image(release),
    tokenOf: () => "secrettoken",
    leaseOf: () => undefined,
  });
  const tools = answerTools({
    base: "http://10.77.0.1",
    machine: () => machine,
    profile: () => one,
    image: () => image(release),
    preview: made.preview,
  });
  return { answers: made, tools };
};
/** The families are registered by systems/recognise.ts; where one is not, nothing is proven and the test says so. */
const needs = (release: Release) => ({
  skip: systemOf(release.family) === undefined ? `${release.family} is not registered` : false,
});
const sentence = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  return assert.fail("was not refused");
};

test("a kickstart is rendered with the image's tree, its repositories and add-ons (seeds K2, L3)", needs(ROCKY), () => {
  const [file, ...more] = house(ROCKY).answers.answerFiles(machine, profile(), undefined);
  assert.deepEqual([file?.name, more.length], ["ks.cfg", 0]);
  assert.match(
    file?.text ?? "",
    /^url --url=http:\/\/10\.77\.0\.1\/tree\nrepo --name=AppStream --baseurl=http:\/\/10\.77\.0\.1\/tree\/AppStream\nrepo --name=HighAvailability --baseurl=http:\/\/10\.77\.0\.1\/tree\/addons\/HighAvailability$/m,
  );
});

test("each family's files have the names that its installer asks for (seed L10)", { ...needs(DEBIAN) }, () => {
  const names = (release: Release) =>
    house(release)
      .answers.answerFiles(machine, profile(), undefined)
      .map(({ name }) => name);
  assert.deepEqual(names(DEBIAN), ["preseed.cfg"]);
  assert.deepEqual(names(UBUNTU), ["user-data", "meta-data", "vendor-data"]);
});

test("arming is refused with machine and variable when a value is missing (trust 4.104)", needs(ROCKY), () => {
  const one = profile({ answerFile: "ignoredisk --only-use={{ machine.vars.disk }}\n" });
  assert.match(
    sentence(() => house(ROCKY).answers.rehearse(machine, one)),
    /Arming node-01 is refused.*kickstart of profile "worker", line 1, machine\.vars\.disk has no value/,
  );
});

test(
  "arming is refused with the linter's sentence when the installer would surely stop (seed K4)",
  needs(ROCKY),
  () => {
    const one = profile({ answerFile: "install\n%packages\n%end\n" });
    assert.match(
      sentence(() => house(ROCKY).answers.rehearse(machine, one)),
      /its ks\.cfg would stop the installer at line 1\. The command install was removed; el9 stops at it/,
    );
  },
);

test(
  "a preview shows every file and the kernel arguments, without a secret, and what would be asked (seed K5, trust 2.3)",
  needs(ROCKY),
  async () => {
    const shown = await house(ROCKY).tools.preview(MAC);
    assert.deepEqual([shown.problems, shown.wouldAskFor, shown.findings], [[], [], []]);
    assert.match(shown.files[0]?.text ?? "", /rackseed-report/);
    assert.doesNotMatch(JSON.stringify(shown), /abcdefgh|0{40}/);
    const asks = await house(ROCKY, profile({ answerFile: "lang en_US.UTF-8\n" })).tools.preview(MAC);
    assert.deepEqual(asks.wouldAskFor, ["time zone", "root password", "disk", "packages", "restart at the end"]);
  },
);

test("an imported kickstart is checked against the image that it is for (seed K1)", needs(ROCKY), async () => {
  const text = "cdrom\nrepo --name=ha --baseurl=file:///run/install/repo/addons/HighAvailability\ninstall\n";
  const { text: made, changes, findings } = await house(ROCKY).tools.import({ text, image: "tree" });
  assert.equal(
    made,
    "url --url=http://10.77.0.1/tree\nrepo --name=ha --baseurl=http://10.77.0.1/tree/addons/HighAvailability\ninstall\n",
  );
  assert.equal(changes.length, 2);
  assert.ok(findings.some(({ code, line }) => code === "KS_REMOVED_COMMAND" && line === 3));
});

test("an answer file can be checked for a release that is not in the catalog, and its template's faults come first", async () => {
  const { check } = house(EL[9]).tools;
  const codes = async (text: string, family: "rhel" | "debian") =>
    (await check({ text, target: { family, major: 9 } })).map(({ code }) => code);
  assert.deepEqual(await codes("lang {{ settings.local }}\n", "rhel"), ["TEMPLATE"]);
  assert.ok((await codes("install\n", "rhel")).includes("KS_REMOVED_COMMAND"));
  assert.ok((await codes("d-i a/b bolean true\n", "debian")).includes("PS_TYPE"));
});

test("a profile's answer file is read as a template even where its language is not known yet (trust 4.104)", () => {
  assert.match(
    templateProblem(profile({ answerFile: "lang {{ settings.local }}\n" }))?.message ?? "",
    /answer file of profile worker.*line 1.*settings\.locale/,
  );
  assert.equal(templateProblem(profile({ answerFile: "{{ machine.name }} --all\n" })), undefined);
  assert.match(
    templateProblem(profile({ answerFile: "{{ machine.name }} --all\n" }), "kickstart")?.message ?? "",
    /kickstart of profile worker/,
  );
});
