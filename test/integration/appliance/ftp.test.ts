import assert from "node:assert/strict";
import { test } from "node:test";
import { openScene } from "./scene.ts";

const NODE = "52:54:00:77:00:01";

test("seed L2, seed L4: the appliance serves its images by FTP where that is switched on, and only then (stand-in release)", async () => {
  await using scene = await openScene();
  const images = [{ name: "coreos-1010.5.0", source: scene.release("1010.5.0"), verify: "none" }];
  const profiles = [{ name: "worker", image: "coreos-1010.5.0" }];
  const machines = [{ mac: NODE, name: "node-01", address: "10.77.0.11", profile: "worker", armed: true }];
  await scene.serve({ images, profiles, machines, ftp: { enabled: true } });
  await scene.imageReady("coreos-1010.5.0");
  const node = await scene.client(NODE);
  await node.boots();
  const curl = (path: string) => node.place.run(["curl", "-sS", "--max-time", "10", `ftp://10.77.0.1${path}`]);

  const wanted = "coreos 1010.5.0 pxe.vmlinuz\n".repeat(1000);
  for (const folder of ["/coreos-1010.5.0", "/pub/coreos-1010.5.0", "/pub"]) {
    assert.equal((await curl(`${folder}/coreos_production_pxe.vmlinuz`)).stdout, wanted, folder);
  }
  assert.match((await curl("/pub/")).stdout, / coreos-1010\.5\.0\r?\n/);
  assert.match((await curl("/coreos-1010.5.0/")).stdout, / 28000 .* coreos_production_pxe\.vmlinuz\r?\n/);
  assert.match(scene.log, /^ftp: sent pub\/coreos_production_pxe\.vmlinuz to 10\.77\.0\.11, 28000 bytes in \d+ ms$/m);

  await scene.stop("SIGTERM");
  await scene.serve({ images, profiles, machines });
  assert.match((await curl("/")).stderr, /^curl: \(7\)/);
});

test("bytes of the disk image that leave by FTP move the run as those of HTTP do", async () => {
  await using scene = await openScene();
  await scene.serve({
    images: [{ name: "coreos-1010.5.0", source: scene.release("1010.5.0"), verify: "none" }],
    profiles: [{ name: "worker", image: "coreos-1010.5.0" }],
    machines: [{ mac: NODE, name: "node-01", profile: "worker", armed: true }],
    ftp: { enabled: true },
  });
  await scene.imageReady("coreos-1010.5.0");
  const node = await scene.client(NODE);
  await node.boots();
  await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01");
  await node.place.run(["curl", "-sS", "ftp://10.77.0.1/pub/coreos_production_image.bin.bz2"]);
  const { items } = await scene.api<{ items: { state: string; bytes: number }[] }>(`/runs?mac=${NODE}`);
  assert.deepEqual([items[0]?.state, items[0]?.bytes], ["installing", 30_000]);
});
