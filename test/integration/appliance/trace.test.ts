import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { openScene, type Scene, TOKEN, URL_BASE } from "./scene.ts";

interface Step {
  readonly kind: string;
  readonly verb: string;
  readonly detail: string;
  readonly outcome: string;
  readonly bytes?: number;
}
interface Trace {
  readonly boots: readonly {
    readonly steps: readonly Step[];
    readonly stages: readonly { name: string; state: string }[];
  }[];
}
interface Findings {
  readonly items: readonly {
    readonly rule: string;
    readonly mac?: string;
    readonly texts: { en: { title: string } };
  }[];
}

const MAC = "52:54:00:77:00:21";

async function serving(scene: Scene): Promise<void> {
  const folder = scene.release("1010.5.0");
  await scene.serve({
    images: [{ name: "coreos-1010.5.0", source: folder, verify: "none" }],
    profiles: [{ name: "worker", image: "coreos-1010.5.0", install: "automatic", disk: "/dev/sda" }],
    machines: [{ mac: MAC, name: "node-21", profile: "worker" }],
  });
  await scene.imageReady("coreos-1010.5.0");
}

test("a client's boot is a timeline from DISCOVER to its files, with bytes and stages, and a capture that tcpdump reads (seed P9)", async () => {
  await using scene = await openScene();
  await serving(scene);
  const client = await scene.client(MAC);
  await client.boots();
  await client.tftp("shimx64.efi");
  await client.tftp("no-such-file.cfg");
  await client.get("/coreos-1010.5.0/coreos_production_pxe.vmlinuz");
  const steps = await scene.until("the file is in the trace", async () => {
    const { boots } = await scene.api<Trace>(`/machines/${MAC}/trace`);
    const all = boots[0]?.steps ?? [];
    return all.some(({ kind, bytes }) => kind === "http" && bytes !== undefined) ? all : undefined;
  });
  assert.deepEqual(
    steps.map(({ kind, verb, outcome }) => `${kind} ${verb} ${outcome}`),
    [
      "dhcp discover ok",
      "dhcp offer ok",
      "dhcp request ok",
      "dhcp ack ok",
      "tftp fetch ok",
      "tftp missing retry",
      "http fetch ok",
    ],
  );
  assert.match(steps[1]?.detail ?? "", /^10\.77\.0\.\d+ · shimx64\.efi$/);
  assert.match(steps[4]?.detail ?? "", /^shimx64\.efi · blksize \d+ · window \d+$/);
  assert.ok((steps[4]?.bytes ?? 0) > 500_000);
  const { boots } = await scene.api<Trace>(`/machines/${MAC}/trace`);
  assert.deepEqual(
    boots[0]?.stages.filter(({ state }) => state !== "ahead").map(({ name, state }) => `${name} ${state}`),
    ["address passed", "loader passed", "kernel now"],
  );

  const { items } = await scene.api<{ items: { protocol: string; direction: string; explained: string }[] }>(
    `/machines/${MAC}/packets`,
  );
  assert.match(items[0]?.explained ?? "", /^DISCOVER request from 52:54:00:77:00:21/);
  const signalling = items
    .filter(({ protocol }) => protocol === "tftp")
    .map(({ explained }) => explained.split(" ")[0]);
  assert.deepEqual(signalling.slice(0, 2), ["RRQ", "OACK"]);
  assert.ok(signalling.includes("ERROR"), "the missing file's error is there");

  const file = join(scene.folder, "boot.pcapng");
  await scene.host.run([
    "curl",
    "-sS",
    "-o",
    file,
    "-H",
    `Authorization: Bearer ${TOKEN}`,
    `${URL_BASE}/api/v1/machines/${MAC}/trace.pcapng`,
  ]);
  assert.ok(readFileSync(file).length > 1000);
  const { stdout, stderr, code } = await scene.host.run(["tcpdump", "-nvv", "-r", file]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /0\.0\.0\.0\.68 > 255\.255\.255\.255\.67: .*BOOTP\/DHCP, Request from 52:54:00:77:00:21/);
  assert.match(stdout, /DHCP-Message \(53\), length 1: Offer/);
  assert.match(stdout, /RRQ "shimx64\.efi" octet/);
  assert.doesNotMatch(stdout, /bad (udp )?cksum|bad-cksum/);
});

test("answers asked for after the armed time are a finding that names the machine, with an event, and it closes when armed again", async () => {
  await using scene = await openScene();
  await serving(scene);
  const client = await scene.client(MAC);
  await client.boots();
  const run = await scene.api<{ id: string }>(`/machines/${MAC}/arm`, ["-X", "POST"]);
  await client.get("/boot.ipxe");
  await scene.api(`/runs/${run.id}/stop`, ["-X", "POST"]);
  assert.equal((await client.get(`/cloud-configs/${MAC}.yml`)).status, 403);
  const found = await scene.until("the doctor says it", async () => {
    const { items } = await scene.api<Findings>("/findings");
    return items.find(({ rule }) => rule === "answers-refused");
  });
  assert.equal(found.mac, MAC);
  assert.match(found.texts.en.title, /node-21/);
  const { items } = await scene.api<{ items: { code: string; data?: { rule?: string } }[] }>("/events?last=50");
  assert.equal(items.filter(({ code }) => code === "RS_DOCTOR_ANSWERS_REFUSED").length, 1);
  await scene.api(`/machines/${MAC}/arm`, ["-X", "POST"]);
  await scene.until("it closes", async () => {
    const open = await scene.api<Findings>("/findings");
    return open.items.every(({ rule }) => rule !== "answers-refused") ? true : undefined;
  });
});
