// The replay itself, against a plain server with the stand-ins' trees. What the appliance answers is another test's matter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { standinIso } from "../rack/standin/iso/build.ts";
import { serveStatic } from "../rack/standin/iso/static-server.ts";
import { replayAnaconda, type ReplayOptions } from "./anaconda-replay.ts";

const MEDIA = [
  { kind: "rhel6", el: 6, stage2: "images/install.img", repositories: ["main"] },
  {
    kind: "rhel7",
    el: 7,
    stage2: "LiveOS/squashfs.img",
    repositories: ["main", "Server-HighAvailability", "Server-ResilientStorage"],
  },
  { kind: "rhel9", el: 9, stage2: "images/install.img", repositories: ["BaseOS", "AppStream"] },
  { kind: "rhel10", el: 10, stage2: "images/install.img", repositories: ["BaseOS", "AppStream"] },
] as const;

const client = { product: "Rocky Linux", version: "9.4", mac: "52:54:00:77:00:01", serial: "SN-01", retryDelayMs: 10 };

for (const { kind, el, stage2, repositories } of MEDIA) {
  test(`a replay of el${el} gets kickstart, second stage, repositories and packages of the stand-in`, async () => {
    const iso = await standinIso(kind);
    await using server = await serveStatic({ "/os": iso.tree });
    server.texts.set("/ks.cfg", "text\n");
    const base = `http://127.0.0.1:${server.port}`;
    const options: ReplayOptions = { ...client, el, repo: `${base}/os`, ks: `${base}/ks.cfg` };
    const replay = await replayAnaconda(options);
    assert.equal(replay.kickstart, "text\n");
    assert.equal(replay.stage2.path, stage2);
    assert.deepEqual(
      replay.repositories.map(({ name }) => name),
      repositories,
    );
    assert.equal(replay.packages.length, 6 + repositories.length);
    assert.ok(replay.connections <= 3, `${replay.connections} connections`);
    assert.equal(server.asked[0]?.headers["x-rhn-provisioning-mac-0"], "eth0 52:54:00:77:00:01");
    assert.equal(server.asked.at(-1)?.headers["user-agent"], "Rocky Linux (anaconda)/9.4");
  });
}

test("el7 keeps the slash that a repository's address ends with, el9 takes it off", async () => {
  const [seven, nine] = [await standinIso("rhel7"), await standinIso("rhel9")];
  await using server = await serveStatic({ "/7": seven.tree, "/9": nine.tree });
  const base = `http://127.0.0.1:${server.port}`;
  await replayAnaconda({ ...client, el: 7, repo: `${base}/7/` });
  assert.equal(server.lines()[0], "GET /7//.treeinfo");
  server.asked.length = 0;
  await replayAnaconda({ ...client, el: 9, repo: `${base}/9/` });
  assert.equal(server.lines()[0], "GET /9/.treeinfo");
});

test("a 503 is asked again, and a package that is not what the metadata says fails the replay", async () => {
  const iso = await standinIso("rhel9");
  await using server = await serveStatic({ "/os": iso.tree });
  const base = `http://127.0.0.1:${server.port}`;
  server.texts.set("/os/images/install.img", 503);
  const replay = await replayAnaconda({ ...client, el: 9, repo: `${base}/os` });
  assert.ok(replay.requests.includes(`503 ${base}/os/images/install.img`));
  const victim = replay.packages.at(-1)?.url.slice(base.length) ?? "";
  server.texts.set(victim, "something else");
  await assert.rejects(replayAnaconda({ ...client, el: 9, repo: `${base}/os` }), /does not match its checksum/);
});
