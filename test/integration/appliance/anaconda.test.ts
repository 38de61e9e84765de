// A running appliance and five releases of the RHEL family. The media and the installer are stand-ins: the DVDs have the true
// layout with text in their files, and Anaconda is a client that sends dracut's, Anaconda's and dnf's requests.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { makeAnacondaIso, MEDIA } from "../../fakes/anaconda-media.ts";
import type { Replay } from "../../protocol/anaconda-replay.ts";
import type { AnacondaMachine } from "./anaconda-client.ts";
import { eventOf, events, type RunSeen } from "./rhel-scene.ts";
import { type Client, openScene, type Scene } from "./scene.ts";

const CLIENT = new URL("anaconda-client.ts", import.meta.url).pathname;
type El = keyof typeof MEDIA;
const ELS: readonly El[] = [6, 7, 8, 9, 10];
const FILES: Record<El, string> = {
  6: "CentOS-6.10-x86_64-bin-DVD1.iso",
  7: "rhel-server-7.9-x86_64-dvd.iso",
  8: "AlmaLinux-8.10-x86_64-dvd.iso",
  9: "Rocky-9.4-x86_64-dvd.iso",
  10: "rhel-10.0-x86_64-dvd.iso",
};
const mac = (number: number): string => `52:54:00:77:01:${String(number).padStart(2, "0")}`;
const STRANGER = mac(99);
const IDLE = mac(98);
const PLAIN = mac(97);
const profileOf = (el: number): string => (el === 7 ? "centos" : `el${el}`);

interface Machine {
  readonly el: El;
  readonly client: Client;
  readonly run: RunSeen;
  readonly args: ReadonlyMap<string, string>;
  readonly kernel: string;
  readonly initrd: string;
}

const stateOf = async (scene: Scene, { run }: Machine): Promise<string> =>
  (await scene.api<RunSeen>(`/runs/${run.id}`)).state;

/** Asks for an address and its boot plan as pxelinux does. */
async function netboots(scene: Scene, el: El, address: string): Promise<Machine> {
  const client = await scene.client(address);
  const ran = await client.boots("00000");
  assert.equal(ran.code, 0, ran.stderr);
  const [run] = (await scene.api<{ items: RunSeen[] }>(`/runs?mac=${address}`)).items;
  assert.ok(run, `el${el} is armed`);
  const plan = await client.tftp(`pxelinux.cfg/01-${address.replaceAll(":", "-")}`);
  const words = (/^\s*append (.*)$/im.exec(plan)?.[1] ?? "").split(" ");
  const args = new Map(words.map((word) => [word.split("=")[0] ?? "", word.slice(word.indexOf("=") + 1)]));
  return {
    el,
    client,
    run,
    args,
    kernel: /^\s*linux (\S+)$/im.exec(plan)?.[1] ?? "",
    initrd: args.get("initrd") ?? "",
  };
}

const sourceOf = ({ el, args }: Machine): string => args.get(el === 6 ? "method" : "inst.repo") ?? "";
const kickstartOf = ({ el, args }: Machine): string => args.get(el === 6 ? "ks" : "inst.ks") ?? "";
const pathOf = (url: string): string => new URL(url).pathname;

function found<T>(one: T | undefined): T {
  assert.ok(one !== undefined);
  return one;
}

async function installs(scene: Scene, machine: Machine): Promise<Replay> {
  const { el, client } = machine;
  const { name, version } = MEDIA[el];
  const options: AnacondaMachine = {
    ...{ el, repo: sourceOf(machine), ks: kickstartOf(machine), product: name, version, mac: mac(el) },
    ...{ serial: `SN-${el}`, retryDelayMs: 50, tmp: join(scene.folder, `tmp-${el}`) },
  };
  const ran = await client.place.run([process.execPath, CLIENT, JSON.stringify(options)], 60_000);
  assert.equal(ran.code, 0, `el${el}: ${ran.stderr}\n${scene.log}`);
  return JSON.parse(ran.stdout) as Replay;
}

test("stand-in media of el6 to el10 side by side on one appliance, and what an installer of each asks for (seed F2, F13, L1)", async (t) => {
  await using scene = await openScene();
  const isos = await Promise.all(ELS.map((el) => makeAnacondaIso(join(scene.folder, FILES[el]), MEDIA[el])));
  await scene.serve({
    images: ELS.map((el, index) => ({ name: `el${el}`, source: isos[index], verify: "none" })),
    profiles: ELS.map((el) => ({ name: profileOf(el), image: `el${el}`, install: "automatic", disk: "/dev/sda" })),
    machines: [
      ...ELS.map((el) => ({ mac: mac(el), name: `node-${el}`, profile: profileOf(el), armed: true })),
      { mac: STRANGER, name: "stranger", profile: "el9" },
      { mac: IDLE, name: "idle", profile: "centos" },
      { mac: PLAIN, name: "plain", profile: "el9", armed: true },
    ],
    ftp: { enabled: true },
  });
  for (const el of ELS) await scene.imageReady(`el${el}`);
  const machines: Machine[] = [];
  for (const el of ELS) machines.push(await netboots(scene, el, mac(el)));
  const of = (el: El): Machine => found(machines.find((one) => one.el === el));
  const stranger = await scene.client(STRANGER);
  const idle = await scene.client(IDLE);
  await stranger.boots("00000");
  await idle.boots("00000");

  await t.test("kernel and initrd are those that .treeinfo names (stand-in media, seed B10)", async () => {
    for (const machine of machines) {
      const { label } = MEDIA[machine.el];
      const [kernel, initrd] = [await machine.client.tftp(machine.kernel), await machine.client.tftp(machine.initrd)];
      assert.ok(kernel.startsWith(`kernel of ${label}\n`) && kernel.length === 20_000 * `kernel of ${label}\n`.length);
      assert.ok(initrd.startsWith(`initrd of ${label}\n`), `${label}: ${initrd.slice(0, 80)}`);
    }
  });

  await t.test(
    "modes on the medium (000, 400, 600) stop nothing: shim and GRUB by TFTP, .treeinfo by HTTP, also behind two slashes (stand-in media, seed B11, Q4, L1)",
    async () => {
      for (const { el, client } of machines) {
        assert.equal(await client.tftp(`el${el}/EFI/BOOT/BOOTX64.EFI`), "shim");
        assert.equal(await client.tftp(`el${el}/EFI/BOOT/grubx64.efi`), "grub");
        const [one, two] = [await client.get(`/el${el}/.treeinfo`), await client.get(`/el${el}//.treeinfo`)];
        assert.deepEqual([one.status, two.status, two.body], [200, 200, one.body], `el${el}`);
        assert.match(one.body, /\[images-x86_64\]/);
      }
    },
  );

  await t.test("the second stage is there under its old name too (stand-in media, os-facts)", async () => {
    const [link, file] = await Promise.all(
      ["LiveOS/squashfs.img", "images/install.img"].map((path) => of(9).client.get(`/el9/${path}`)),
    );
    assert.deepEqual([link?.status, link?.body], [200, file?.body]);
  });

  await t.test(
    "by FTP the tree and its kickstart, for the machine that is armed; 550 for another (stand-in media, seed F6, L2, L4)",
    async () => {
      const url = "ftp://10.77.0.1/pub";
      const curl = (client: Client, path: string) => client.place.run(["curl", "-sS", "--max-time", "10", url + path]);
      const info = (await of(7).client.get("/el7/.treeinfo")).body;
      assert.equal((await curl(of(7).client, "/.treeinfo")).stdout, info);
      assert.equal((await curl(of(7).client, "/el7/.treeinfo")).stdout, info);
      const lftp = await of(7).client.place.run(["lftp", "-c", `open ${url}; cat images/pxeboot/vmlinuz`]);
      assert.ok(lftp.stdout.startsWith("kernel of RHEL-7.9"), lftp.stderr);
      for (const path of ["/ks/centos.ks", "/../ks/centos.ks"]) {
        const ran = await of(7).client.place.run(["curl", "-sS", "--path-as-is", url + path]);
        assert.match(ran.stdout, /^url --url=http:\/\/10\.77\.0\.1\/el7$/m, `${path}: ${ran.stderr}`);
        assert.match(ran.stdout, /--hostname=node-7$/m, path);
      }
      for (const client of [idle, stranger]) {
        const refused = await client.place.run(["curl", "-sSv", "--max-time", "10", `${url}/ks/centos.ks`]);
        assert.equal(refused.stdout, "");
        assert.match(refused.stderr, /^< 550 /m);
      }
      // To know that a machine without a run is refused for want of it, and not of FTP.
      assert.equal((await curl(idle, "/.treeinfo")).stdout, info);
    },
  );

  await t.test(
    "another machine's address gets 403 for each kickstart, and so does a header with another card; each is red at its machine (stand-in media, seed Q5)",
    async () => {
      for (const machine of machines) {
        const path = pathOf(kickstartOf(machine));
        assert.match(path, /^\/answers\/[0-9a-f]{40}\/ks\.cfg$/);
        assert.equal((await stranger.get(path)).status, 403);
        const wrong = ["-I", "-H", `X-RHN-Provisioning-MAC-0: eth0 ${STRANGER}`];
        assert.equal((await machine.client.get(path, wrong)).status, 403);
        const red = (await events(scene)).filter(
          ({ code, severity, mac: whose }) =>
            code === "RS_ANSWER_STRANGER" && severity === "error" && whose === mac(machine.el),
        );
        assert.ok(red.length > 0, `el${machine.el}`);
      }
    },
  );

  await t.test(
    "the first byte of a package makes a run installing; nothing before it does (stand-in media, seed F2)",
    async () => {
      const plain = await netboots(scene, 9, PLAIN);
      for (const path of [".treeinfo", "images/install.img", "BaseOS/repodata/repomd.xml", "images/updates.img"]) {
        await plain.client.get(`/el9/${path}`);
        assert.equal(await stateOf(scene, plain), "booting", path);
      }
      const name = "BaseOS/Packages/s/standin-1-1-9.4-1.el9.x86_64.rpm";
      assert.equal((await plain.client.get(`/el9/${name}`, ["-r", "0-0"])).body, "s");
      await scene.until("installing", async () => ((await stateOf(scene, plain)) === "installing" ? true : undefined));
    },
  );

  const replays = new Map<El, Replay>();
  await t.test(
    "all five install at the same time, each from its own tree: kickstart, second stage, metadata twice the same, packages with Range (stand-in media and installer, seed F2, F13, L1)",
    async () => {
      const done = await Promise.all(machines.map(async (one) => [one.el, await installs(scene, one)] as const));
      for (const [el, replay] of done) {
        replays.set(el, replay);
        const { stage2, repositories } = MEDIA[el];
        assert.equal(replay.stage2.path, stage2);
        assert.deepEqual(replay.packages.length, 4 * repositories.length, `el${el}`);
        assert.ok(replay.packages.every(({ url }) => url.startsWith(sourceOf(of(el)))));
        for (const name of ["updates", "product"]) {
          assert.ok(replay.requests.includes(`404 ${sourceOf(of(el))}/images/${name}.img`), `el${el} ${name}.img`);
        }
        assert.equal(replay.requests.filter((line) => line.endsWith("/repodata/repomd.xml")).length % 2, 0);
        assert.ok(replay.requests.some((line) => line.startsWith("206 ")));
        assert.match(replay.kickstart ?? "", new RegExp(`--hostname=node-${el}$`, "m"));
      }
    },
  );

  await t.test(
    "the kickstart names its own tree, and the add-ons on the medium as repositories that answer (stand-in media, seed L2, L3)",
    async () => {
      for (const machine of machines) {
        const text = replays.get(machine.el)?.kickstart ?? "";
        assert.match(text, new RegExp(`^url --url=http://10\\.77\\.0\\.1/el${machine.el}$`, "m"));
        const urls = [...text.matchAll(/^repo --name=(\S+) --baseurl=(\S+)$/gm)];
        const wanted = MEDIA[machine.el].repositories.slice(1).map(({ path }) => path);
        assert.deepEqual(
          urls.map(([, , url = ""]) => pathOf(url).replace(`/el${machine.el}/`, "")),
          wanted,
        );
        for (const [, , url = ""] of urls) {
          assert.equal((await machine.client.get(`${pathOf(url)}/repodata/repomd.xml`)).status, 200, url);
        }
      }
    },
  );

  await t.test(
    "the reports that stand in each kickstart were run: started, installing, installed; then the run is done and its answers are closed (stand-in media and installer, seed K6, L10)",
    async () => {
      for (const machine of machines) {
        assert.equal(await stateOf(scene, machine), "done", `el${machine.el}\n${scene.log}`);
        const steps = (await events(scene))
          .filter(({ run, code }) => run === machine.run.id && code.startsWith("RS_RUN_STA"))
          .map(({ data }) => (data as { stage?: string; to?: string } | undefined) ?? {})
          .map(({ stage, to }) => stage ?? to);
        assert.deepEqual(steps, ["booting", "started", "installing", "done"], `el${machine.el}`);
        assert.equal((await machine.client.get(pathOf(kickstartOf(machine)))).status, 404);
        assert.equal((await machine.client.get("/ks.cfg")).status, 403);
        assert.equal((await machine.client.get(`/el${machine.el}/.treeinfo`)).status, 200);
      }
      assert.equal((await eventOf(scene, "RS_ANSWER_LATE")).severity, "warning");
    },
  );
});
