// The command line against the whole appliance, as a person or a script uses it.
import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parse } from "yaml";
import type { Ran } from "../namespace.ts";
import { openScene, type Scene, TOKEN, URL_BASE } from "./scene.ts";

const CLI = new URL("../../../appliance/cli/main.ts", import.meta.url).pathname;
const FIXTURES = new URL("../../fixtures/", import.meta.url).pathname;
const MAC = "52:54:00:77:00:01";

let scene: Scene;
before(async () => {
  scene = await openScene();
  await scene.serve({
    images: [{ name: "coreos-1010.5.0", source: scene.release("1010.5.0"), verify: "none" }],
    profiles: [{ name: "worker", image: "coreos-1010.5.0", disk: "/dev/vda" }],
    machines: [{ mac: MAC, name: "node-01", address: "10.77.0.11", profile: "worker" }],
  });
  await scene.imageReady("coreos-1010.5.0");
});
after(() => scene[Symbol.asyncDispose]());

const cli = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
  scene.host.run([
    "env",
    `HOME=${scene.folder}`,
    ...Object.entries({ RACKSEED_URL: URL_BASE, RACKSEED_TOKEN: TOKEN, ...env }).map(
      ([key, value]) => `${key}=${value}`,
    ),
    process.execPath,
    CLI,
    ...args,
  ]);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await cli([...args, "--json"])).stdout) as T;

test("login keeps address and token for its user alone, and later commands need neither", async () => {
  const plain = (args: readonly string[]): Promise<Ran> =>
    scene.host.run([
      "env",
      "-u",
      "RACKSEED_URL",
      "-u",
      "RACKSEED_TOKEN",
      `HOME=${scene.folder}`,
      process.execPath,
      CLI,
      ...args,
    ]);
  const signedIn = await plain(["login", URL_BASE, "--token", TOKEN]);
  assert.equal(signedIn.code, 0, signedIn.stderr);
  assert.match(signedIn.stderr, /as access\.token \(owner\)/);
  const file = join(scene.folder, ".config/rackseed/config.json");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match((await plain(["status"])).stdout, /Serving +yes/);
  const elsewhere = await plain(["status", "--url", "http://10.77.0.1:8080"]);
  assert.equal(elsewhere.code, 4, "the token of one appliance goes to no other");
});

test("machines: list, filter, enter, change, show, remove", async () => {
  assert.match((await cli(["machines"])).stdout, /^node-01 +52:54:00:77:00:01 +10\.77\.0\.11 +worker/m);
  const entered = await cli(["machines", "set", "52-54-00-77-00-09", "--name", "node-09", "--var", "rack=A1"]);
  assert.equal(entered.stdout, "node-09 is set.\n", entered.stderr);
  assert.equal((await cli(["machines", "set", "node-09", "--profile", "worker"])).code, 0);
  const shown = await json<{ name: string; profile: string; vars: object }>("machines", "show", "node-09");
  assert.deepEqual([shown.name, shown.profile, shown.vars], ["node-09", "worker", { rack: "A1" }]);
  assert.equal((await json<unknown[]>("machines", "--match", "node-09")).length, 1);
  assert.equal((await json<unknown[]>("machines", "list", "--profile", "nothing")).length, 0);
  assert.equal((await cli(["machines", "remove", "node-09"])).code, 0);
  const gone = await cli(["machines", "show", "node-09"]);
  assert.equal(gone.code, 1);
  assert.equal(gone.stderr, "rackseed: There is no machine node-09. rackseed machines lists them.\n");
});

test("what the appliance refuses is its own sentence on stderr, with an exit code for each kind", async () => {
  const taken = await cli(["machines", "set", MAC, "--address", "10.99.0.1"]);
  assert.equal(taken.code, 1);
  assert.match(taken.stderr, /^rackseed: .*10\.99\.0\.1.*\n$/);
  assert.equal((await cli(["machines"], { RACKSEED_TOKEN: "a-wrong-token" })).code, 4);
  assert.equal((await cli(["machines", "--frobnicate"])).code, 2);
  assert.equal((await cli(["frobnicate"])).code, 2);
  const nobody = await cli(["machines", "--url", "http://10.77.0.77"]);
  assert.equal(nobody.code, 3);
  assert.equal(nobody.stdout, "");
});

test("arming shows what will be wiped and does nothing without a yes; runs and stop follow it", async () => {
  const dry = await cli(["arm", "node-01", "--dry-run"]);
  assert.match(dry.stdout, /node-01 +worker +\/dev\/vda/, dry.stderr);
  const unasked = await cli(["arm", "node-01"]);
  assert.equal(unasked.code, 5);
  assert.deepEqual(await json("runs"), []);
  const armed = await cli(["arm", "node-01", "--yes"]);
  assert.match(armed.stdout, /^node-01 is armed \(run \S+\)/, armed.stderr);
  const stopped = await cli(["stop", "node-01"]);
  assert.match(stopped.stdout, /^node-01 may no longer be wiped/, stopped.stderr);
  const watched = await cli(["runs", "watch", (await json<{ id: string }[]>("runs"))[0]?.id ?? ""]);
  assert.equal(watched.code, 6, "it did not end well");
  assert.match(watched.stdout, /node-01 {2}failed/);
  assert.equal((await cli(["arm", "node-77", "--yes"])).code, 1);
});

test("profiles: shown as YAML, put from a file, edited in $EDITOR; what is wrong keeps the person's text", async () => {
  const file = join(scene.folder, "profile.yaml");
  const shown = await cli(["profiles", "show", "worker"]);
  writeFileSync(file, shown.stdout.replace("name: worker", "name: second"));
  assert.equal((await cli(["profiles", "put", file])).stdout, "The profile second is saved.\n");
  const edited = await cli(["profiles", "edit", "second"], { EDITOR: "sed -i s,/dev/vda,/dev/vdb," });
  assert.equal(edited.code, 0, edited.stderr);
  assert.equal((parse((await cli(["profiles", "show", "second"])).stdout) as { disk: string }).disk, "/dev/vdb");
  const wrong = await cli(["profiles", "edit", "second"], { EDITOR: "sed -i s,/dev/vdb,vdb," });
  assert.equal(wrong.code, 1);
  const [, kept = ""] = /Your text is kept in (\S+)\.\n/.exec(wrong.stderr) ?? [];
  assert.match(readFileSync(kept, "utf8"), /disk: vdb/);
});

test("an ISO is sent in one go and becomes an image, or says why not; what was cut goes on where it was", async () => {
  const iso = join(scene.folder, "not-really.iso");
  writeFileSync(iso, Buffer.alloc(300_000, 7));
  const cut = await scene.host.run(["curl", "-sS", "-X", "PUT", "-H", `Authorization: Bearer ${TOKEN}`, "-H", "Content-Range: bytes 0-99999/300000",
    "--data-binary", `@${(writeFileSync(`${iso}.part`, Buffer.alloc(100_000, 7)), `${iso}.part`)}`, `${URL_BASE}/api/v1/uploads/not-really.iso`]); // prettier-ignore
  assert.match(cut.stdout, /"offset":100000/);
  const sent = await cli(["images", "import", iso, "--wait"]);
  assert.equal(sent.code, 6, sent.stdout);
  assert.match(sent.stderr, /^100 kB of 300 kB are there already\.\n300 kB of 300 kB\n/);
  assert.match(sent.stdout, /is refused\. .+/);
});

test("seed 000's dhcpd.conf comes in by the command line: a dry run says it all and changes nothing (trust 4.109)", async () => {
  const report = await cli(["import", join(FIXTURES, "seed-0-dhcpd.conf"), "--dry-run"]);
  assert.equal(report.code, 0, report.stderr);
  assert.match(report.stdout, /^dhcpd: 2 subnets and 0 machines understood; nothing was changed/);
  assert.match(report.stdout, /line 3: option time-offset -18000\n {4}Rackseed does not send this option\./);
  const hosts = join(scene.folder, "hosts.conf");
  writeFileSync(
    hosts,
    `dhcp-host=52:54:00:77:00:21,10.77.0.21,node-21\ndhcp-host=52:54:00:77:00:22,10.77.0.11,node-22\n`,
  );
  const done = await json<{ machines: { step: string; because?: string }[] }>("import", hosts);
  assert.deepEqual(
    done.machines.map(({ step }) => step),
    ["new", "refused"],
  );
  assert.equal(done.machines[1]?.because, "The address 10.77.0.11 belongs to node-01.");
  assert.equal((await json<{ address: string }>("machines", "show", "node-21")).address, "10.77.0.21");
});

test("exports come out as files that their tools read", async () => {
  const ssh = join(scene.folder, "ssh_config");
  writeFileSync(ssh, (await cli(["export", "ssh"])).stdout);
  assert.match((await scene.host.run(["ssh", "-G", "-F", ssh, "node-01"])).stdout, /^hostname 10\.77\.0\.11$/m);
  const list = JSON.parse((await cli(["export", "ansible", "--list"])).stdout) as { worker: { hosts: string[] } };
  assert.ok(list.worker.hosts.includes("node-01"));
  assert.equal((await cli(["export", "nothing"])).code, 2);
});

test("completion for bash knows commands, their second words and their options", async () => {
  const script = join(scene.folder, "completion.bash");
  writeFileSync(script, (await cli(["completion", "bash"])).stdout);
  const complete = async (...words: string[]): Promise<string[]> => {
    const list = words.map((word) => `'${word}'`).join(" ");
    const { stdout } = await scene.host.run([
      "bash",
      "-c",
      `. ${script}; COMP_WORDS=(rackseed ${list}); COMP_CWORD=${words.length}; _rackseed; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ]);
    return stdout.trim().split("\n");
  };
  assert.deepEqual(await complete("mach"), ["machines"]);
  assert.deepEqual(await complete("machines", "s"), ["show", "set"]);
  assert.ok((await complete("arm", "node-01", "--dr")).includes("--dry-run"));
});
