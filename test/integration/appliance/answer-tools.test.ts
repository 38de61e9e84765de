import assert from "node:assert/strict";
import { test } from "node:test";
import { openScene } from "./scene.ts";

const NODE = "52:54:00:77:00:01";
const json = (method: string, body: object): string[] => [
  "-X",
  method,
  "-H",
  "Content-Type: application/json",
  "-d",
  JSON.stringify(body),
];

test("what the API does not name is not lost when a profile or a machine is saved, and null takes it away (seed K1)", async () => {
  await using scene = await openScene();
  const worker = {
    name: "worker",
    image: "coreos-1010.5.0",
    answerFile: "text\n",
    settings: { timezone: "Asia/Shanghai", passwordHash: "$6$salt$abcdefgh" },
    vars: { role: "db", disks: ["sda", "sdb"] },
    repos: [{ name: "extras", url: "http://10.77.0.1/extras" }],
    kernel: "casper/vmlinuz",
    initrd: "casper/initrd",
    installScript: "#!/bin/sh\n",
  };
  await scene.serve({
    images: [{ name: "coreos-1010.5.0", source: "/nowhere/1010.5.0", verify: "none" }],
    profiles: [worker],
    machines: [{ mac: NODE, name: "node-01", profile: "worker", vars: { rack: "A1" } }],
  });
  type Seen = Record<string, unknown>;
  const { name, installScript, ...shown } = worker;
  const before = await scene.api<Seen>("/profiles/worker");
  assert.equal(before["name"], name);
  assert.equal(installScript in before, false);
  const settings = {
    locale: "en_US.UTF-8",
    keyboard: "us",
    packages: [],
    sshKeys: [],
    user: "admin",
    ...worker.settings,
  };
  assert.deepEqual({ ...before, name: undefined }, { ...before, ...shown, settings, name: undefined });

  const old = { image: "coreos-1010.5.0", install: "automatic", disk: "/dev/sdb", kernelArgs: [] };
  const saved = await scene.api<Seen>("/profiles/worker", json("PUT", old));
  assert.deepEqual(saved, { ...before, disk: "/dev/sdb" });
  const cleared = await scene.api<Seen>("/profiles/worker", json("PUT", { ...old, answerFile: null, vars: null }));
  assert.deepEqual([cleared["answerFile"], cleared["vars"], cleared["kernel"]], [undefined, {}, "casper/vmlinuz"]);

  assert.deepEqual((await scene.api<Seen>(`/machines/${NODE}`))["vars"], { rack: "A1" });
  const patched = await scene.api<Seen>(`/machines/${NODE}`, json("PATCH", { name: "node-02" }));
  assert.deepEqual([patched["name"], patched["vars"]], ["node-02", { rack: "A1" }]);
  const changed = await scene.api<Seen>(`/machines/${NODE}`, json("PATCH", { vars: { rack: "B2" } }));
  assert.deepEqual(changed["vars"], { rack: "B2" });

  const bad = await scene.api<Seen>("/profiles/worker", json("PUT", { ...old, answerFile: "{{ settings.local }}\n" }));
  assert.deepEqual([bad["code"], bad["where"]], ["RS_PROFILE_TEMPLATE", "answerFile"]);
  const preview = await scene.api<{ problems: string[] }>(`/machines/${NODE}/preview`);
  assert.match(preview.problems[0] ?? "", /image coreos-1010\.5\.0 is not known yet/);
  const checked = await scene.api<{ findings: { code: string }[]; wouldAskFor: string[] }>(
    "/answers/check",
    json("POST", { family: "rhel", major: 9, text: "install\nlang en_US.UTF-8\n" }),
  );
  assert.ok(checked.findings.some(({ code }) => code === "KS_REMOVED_COMMAND"));
  assert.ok(checked.wouldAskFor.includes("disk"));
  const imported = await scene.api<Seen>(
    "/answers/import",
    json("POST", { image: "coreos-1010.5.0", text: "cdrom\n" }),
  );
  assert.equal(imported["code"], "RS_ANSWER_TARGET");
});
