import assert from "node:assert/strict";
import { test } from "node:test";
import { openScene, type Scene } from "./scene.ts";

const NODE = "52:54:00:77:00:01";
const OTHER = "52:54:00:77:00:02";

interface RunSeen {
  readonly id: string;
  readonly mac: string;
  readonly state: string;
  readonly because?: string;
  readonly waitingFor?: string;
}

const base = (scene: Scene): Record<string, unknown> => ({
  images: [{ name: "coreos-1010.5.0", source: scene.release("1010.5.0"), verify: "none" }],
  profiles: [
    { name: "worker", image: "coreos-1010.5.0", cloudConfig: "#cloud-config\nhostname: {{ machine.name }}\n" },
    { name: "memory", image: "coreos-1010.5.0", install: "manual" },
  ],
  machines: [
    { mac: NODE, name: "node-01", address: "10.77.0.11", profile: "worker", armed: true },
    { mac: OTHER, name: "node-02", profile: "memory" },
  ],
});

const runOf = async (scene: Scene, mac = NODE): Promise<RunSeen | undefined> =>
  (await scene.api<{ items: RunSeen[] }>(`/runs?mac=${mac}`)).items[0];

test("an armed machine's way by hand: loader, configuration, answers, image, report, and then its own disk", async (t) => {
  await using scene = await openScene();
  await scene.serve(base(scene));
  await scene.imageReady("coreos-1010.5.0");
  const node = await scene.client(NODE);
  const other = await scene.client(OTHER);

  await t.test(
    "its DHCP answer names the loader for its architecture and the reserved address (seed D3, D10)",
    async () => {
      const { stdout } = await node.boots();
      assert.match(stdout, /^ip=10\.77\.0\.11$/m);
      assert.match(stdout, /^boot_file=shimx64\.efi$/m);
      await other.boots("00000");
    },
  );

  await t.test(
    "pxelinux: known at 01-<mac>, the UUID and the address miss, default is the disk (seed B1)",
    async () => {
      assert.match(
        await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01"),
        /cloud-config-url=http:\/\/10\.77\.0\.1\/cloud-configs\/install\.sh/,
      );
      assert.match(await node.tftp("pxelinux.cfg/default"), /localboot/);
      assert.match(await node.tftp("pxelinux.cfg/0A4D000B"), /^curl: \(68\)/);
      assert.equal((await runOf(scene))?.state, "booting");
    },
  );

  await t.test("somebody else may read that file, and moves nothing by it", async () => {
    assert.match(await other.tftp("pxelinux.cfg/01-52-54-00-77-00-01"), /install\.sh/);
    assert.doesNotMatch(await other.tftp("pxelinux.cfg/01-52-54-00-77-00-01"), /runs\//); // no token in it
  });

  await t.test(
    "the answers go to the machine's own address only: 403 for another, 404 for a stranger's MAC (trust 2.3)",
    async () => {
      const mine = await node.get(`/cloud-configs/${NODE}.yml`);
      assert.deepEqual(mine, { status: 200, body: "#cloud-config\nhostname: node-01\n" });
      assert.equal((await node.get("/cloud-configs/52-54-00-77-00-01.yml")).status, 200); // any spelling (L6)
      assert.equal((await other.get(`/cloud-configs/${NODE}.yml`)).status, 403);
      assert.equal((await other.get("/cloud-configs/52:54:00:77:00:99.yml")).status, 404);
    },
  );

  await t.test(
    "install.sh is made for the asker; one whose address says nothing gets the script that finds out (seed K9)",
    async () => {
      const mine = (await node.get("/cloud-configs/install.sh")).body;
      assert.match(mine, /^#!\/bin\/sh\n# Rackseed: installs/);
      assert.match(mine, /MAC='?52:54:00:77:00:01/);
      assert.match((await other.get("/cloud-configs/install.sh")).body, /finds out which machine this is/);
      assert.equal((await other.get(`/cloud-configs/install.sh?mac=${NODE}`)).status, 403);
    },
  );

  await t.test(
    "the first bytes of the disk image end all offers: it is installing, and its boot file is the disk (design 4.10)",
    async () => {
      assert.equal((await node.get("/1010.5.0/coreos_production_image.bin.bz2", ["-I"])).status, 200); // HEAD counts for nothing
      assert.equal((await runOf(scene))?.state, "booting");
      assert.equal(
        (await node.get("/1010.5.0/coreos_production_image.bin.bz2", ["-r", "0-99", "-o", "/dev/null"])).status,
        206,
      );
      await scene.until("installing", async () => ((await runOf(scene))?.state === "installing" ? true : undefined));
    },
  );

  let token = "";
  await t.test("a report with a wrong token, or from another address, changes nothing (trust 5.29)", async () => {
    token = /runs\/([0-9a-f]{40})/.exec((await node.get("/cloud-configs/install.sh")).body)?.[1] ?? "";
    assert.equal((await other.get(`/runs/${token}/installed`)).status, 403);
    assert.equal((await node.get(`/runs/${"0".repeat(40)}/installed`)).status, 403);
    assert.equal((await runOf(scene))?.state, "installing");
  });

  await t.test("the machine's own report makes it done; now it gets no answers and boots its disk", async () => {
    assert.equal((await node.get(`/runs/${token}/installed`, ["-X", "POST"])).status, 200);
    assert.equal((await runOf(scene))?.state, "done");
    assert.equal((await node.get(`/cloud-configs/${NODE}.yml`)).status, 403);
    assert.match(
      await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01"),
      /node-01 boots its own disk: it is installed[\s\S]*localboot/,
    );
    assert.match(await node.tftp("grub/grub.cfg"), /boots its own disk/);
    assert.match((await node.get("/boot.ipxe")).body, /boots its own disk/);
  });

  await t.test("a manual profile is served at every netboot and never has a run (seed F14)", async () => {
    assert.match(
      await other.tftp("pxelinux.cfg/01-52-54-00-77-00-02"),
      /cloud-config-url=http:\/\/10\.77\.0\.1\/cloud-configs\/52:54:00:77:00:02\.yml/,
    );
    assert.deepEqual(await other.get(`/cloud-configs/${OTHER}.yml`), {
      status: 200,
      body: "#cloud-config\nhostname: node-02\n",
    });
    assert.equal(await runOf(scene, OTHER), undefined);
    const refused = await scene.api<{ code: string; detail: string }>(`/machines/${OTHER}/arm`, ["-X", "POST"]);
    assert.equal(refused.code, "RS_PROFILE_MANUAL");
  });

  await t.test(
    "armed: true arms once; killed and restarted, or with other keys edited, nothing is armed again",
    async () => {
      await scene.stop("SIGKILL");
      await scene.serve({ ...base(scene), armedFor: "1h" });
      assert.deepEqual(
        (await scene.api<{ items: RunSeen[] }>("/runs")).items.map(({ state }) => state),
        ["done"],
      );
    },
  );

  await t.test("only a person arms it again, through the API", async () => {
    const run = await scene.api<RunSeen>(`/machines/${NODE}/arm`, ["-X", "POST"]);
    assert.equal(run.state, "armed");
    await scene.imageReady("coreos-1010.5.0");
    assert.match(await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01"), /install\.sh/);
    const again = await scene.api<{ code: string }>(`/machines/${NODE}/arm`, ["-X", "POST"]);
    assert.equal(again.code, "RS_RUN_OPEN");
  });

  await t.test(
    "a profile that is changed after arming is not installed: the machine boots its disk and gets no answers",
    async () => {
      const change = ["-X", "PATCH", "-H", "Content-Type: application/json"];
      await scene.api(`/profiles/other`, [
        "-X",
        "PUT",
        "-H",
        "Content-Type: application/json",
        "-d",
        '{"image":"coreos-1010.5.0","install":"automatic","disk":"/dev/sda","kernelArgs":[]}',
      ]);
      const machine = await scene.api<{ profile?: string }>(`/machines/${NODE}`, [
        ...change,
        "-d",
        '{"profile":"other"}',
      ]);
      assert.equal(machine.profile, "other");
      assert.match(await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01"), /its profile was changed after it was armed/);
      assert.equal((await node.get(`/cloud-configs/${NODE}.yml`)).status, 403);
      assert.equal((await node.get("/cloud-configs/install.sh")).status, 403);
    },
  );
});

test("until its image is ready an armed machine boots its disk, its answers are 503, and the run says so", async () => {
  await using scene = await openScene();
  const config = base(scene);
  await scene.serve({ ...config, images: [{ name: "coreos-1010.5.0", source: "/nowhere/1010.5.0", verify: "none" }] });
  const node = await scene.client(NODE);
  await node.boots();
  assert.match(await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01"), /localboot/);
  assert.equal((await node.get(`/cloud-configs/${NODE}.yml`)).status, 503); // coreos-cloudinit takes a 4xx for final
  const run = await runOf(scene);
  assert.equal(run?.state, "armed");
  assert.match(run.waitingFor ?? "", /\/nowhere\/1010\.5\.0/);
});

test("two releases of one version stand side by side: who asks decides which is meant (seed L8, os-facts 5b)", async () => {
  await using scene = await openScene();
  const config = base(scene);
  const flatcar = scene.release("4230.2.3", "flatcar");
  await scene.serve({
    ...config,
    images: [
      ...(config["images"] as object[]),
      { name: "flatcar", source: flatcar, version: "1010.5.0", verify: "none" },
    ],
    profiles: [...(config["profiles"] as object[]), { name: "flat", image: "flatcar" }],
    machines: [{ mac: NODE, name: "node-01", profile: "flat", armed: true }],
  });
  await scene.imageReady("coreos-1010.5.0");
  await scene.imageReady("flatcar");
  const node = await scene.client(NODE);
  await node.boots();
  assert.match(await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01"), /flatcar\/flatcar_production_pxe\.vmlinuz/);
  assert.match((await node.get("/1010.5.0/flatcar_production_image.bin.bz2")).body, /^flatcar 4230/);
  assert.match((await node.get("/1010.5.0/coreos_production_image.bin.bz2")).body, /^coreos 1010/);
  assert.equal((await node.get("/current/version.txt")).body, "FLATCAR_VERSION=1010.5.0\n");
  assert.match((await node.get("//1010.5.0//coreos_production_image.bin.bz2")).body, /^coreos 1010/); // -b with a slash at its end
});

test("wrong input ends the start with one message that names key, value, reason and remedy", async () => {
  await using scene = await openScene();
  const bad = scene.start({ subnets: [{ cidr: "10.77.0.0/24", pool: "10.77.0.1-10.77.0.250" }] });
  await bad.says(
    /subnets\[0\]\.pool is "10\.77\.0\.1-10\.77\.0\.250": it contains the appliance's own address 10\.77\.0\.1\./,
  );
  await scene.until("the process ends", () => Promise.resolve(bad.process.exitCode ?? undefined));
  assert.equal(bad.process.exitCode, 1);
  const template = scene.start({
    ...base(scene),
    profiles: [
      { name: "worker", image: "coreos-1010.5.0", cloudConfig: "#cloud-config\nhostname: {{ machine.nmae }}\n" },
    ],
    machines: [],
  });
  await template.says(/cloud-config of profile worker cannot be used: line 2: .*nmae/);
});

test("a file without a token claims nothing: no address is given, and the appliance says why (design 4.11)", async () => {
  await using scene = await openScene();
  await scene.serve({ access: { plainHttp: true } });
  const node = await scene.client(NODE);
  assert.notEqual((await node.boots()).code, 0);
  assert.match(scene.log, /Nobody owns this appliance yet, so it gives no addresses/);
});

test("zero touch arms a new machine once, when it is offered an address, and never a laptop (seed F1)", async () => {
  await using scene = await openScene();
  await scene.serve({ ...base(scene), machines: [], unknownMachines: { install: "worker" } });
  await scene.imageReady("coreos-1010.5.0");
  const node = await scene.client(NODE);
  const laptop = await scene.client(OTHER);
  await laptop.place.run(["busybox", "udhcpc", "-i", "eth0", "-f", "-n", "-q", "-t", "3", "-s", "/bin/true"]);
  await node.boots("00000");
  await node.boots("00000");
  const machines = await scene.api<{ items: { mac: string; known: boolean; run?: RunSeen }[] }>("/machines");
  assert.deepEqual(
    machines.items.map(({ mac, known, run }) => [mac, known, run?.state]),
    [[NODE, true, "armed"]],
  );
  assert.equal((await scene.api<{ items: RunSeen[] }>("/runs")).items.length, 1);
  assert.match(await node.tftp("pxelinux.cfg/01-52-54-00-77-00-01"), /installs coreos-1010\.5\.0/);
});
