// What installers say to a running appliance, by logger(1), bash and curl.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arm, config, eventOf, events, NODE, type RunSeen, serveRhel, tokenOf } from "./rhel-scene.ts";
import { type Client, openScene, type Scene } from "./scene.ts";

interface LogPage {
  readonly items: {
    readonly source: string;
    readonly severity: string;
    readonly program?: string;
    readonly text: string;
  }[];
}
const logOf = async (scene: Scene, run: RunSeen): Promise<LogPage["items"]> =>
  (await scene.api<LogPage>(`/runs/${run.id}/log`)).items;

test("what an installer says is kept with its run: syslog, reports, webhooks (seed K6)", async (t) => {
  await using scene = await openScene();
  await serveRhel(scene);
  const node = await scene.client(NODE);
  const stranger = await scene.client("52:54:00:77:00:77");
  await node.boots("00000");
  await stranger.place.run(["ip", "addr", "add", "10.77.0.200/24", "dev", "eth0"]);
  const run = await arm(scene);
  const token = tokenOf(scene, run);
  const says = (from: Client, ...args: string[]): Promise<unknown> =>
    from.place.run(["logger", "-n", "10.77.0.1", "-P", "514", "-d", ...args]);
  const sends = (line: string): Promise<unknown> =>
    node.place.run(["bash", "-c", 'printf "%b" "$1" >/dev/udp/10.77.0.1/514', "-", line]);
  const said = (wanted: RegExp): Promise<LogPage["items"][number]> =>
    scene.until(`log line ${String(wanted)}`, async () =>
      (await logOf(scene, run)).find(({ text }) => wanted.test(text)),
    );

  await t.test("a first report that it started, with its time (seed K6)", async () => {
    await node.get(`/runs/${token}/started`);
    const seen = await scene.api<RunSeen & { stageAt: string }>(`/runs/${run.id}`);
    assert.deepEqual([seen.state, seen.stage], ["booting", "started"]);
    assert.ok(Math.abs(Date.parse(seen.stageAt) - Date.now()) < 60_000);
  });

  await t.test("logger's lines of both formats have their program, severity and text", async () => {
    await says(node, "--rfc3164", "-t", "anaconda", "-p", "user.err", "old words");
    await says(node, "--rfc5424", "-t", "subiquity", "-p", "user.warning", "new words");
    const old = await said(/old words/);
    const modern = await said(/new words/);
    assert.deepEqual([old.source, old.severity, old.program, old.text], ["syslog", "error", "anaconda", "old words"]);
    assert.deepEqual([modern.severity, modern.program, modern.text], ["warning", "subiquity", "new words"]);
  });

  await t.test("busybox syslogd, which d-i uses, is understood", async () => {
    await sends("<28>Nov 21 07:00:01 main-menu[352]: INFO: Menu item 'netcfg' selected");
    assert.equal((await said(/netcfg/)).program, "main-menu");
  });

  await t.test(
    "control characters are escaped, and tokens in a kernel's command line are left out (trust 4.19, 2.3.2)",
    async () => {
      await sends(`<13>kernel: \\033]0;gotcha inst.ks=http://10.77.0.1/answers/${token}/ks.cfg`);
      assert.equal((await said(/gotcha/)).text, "\\u{1b}]0;gotcha inst.ks=http://10.77.0.1/answers/…/ks.cfg");
    },
  );

  await t.test("somebody without a lease is not listened to", async () => {
    await says(stranger, "-t", "evil", "listen to me");
    await says(node, "-t", "good", "after the stranger");
    await said(/after the stranger/);
    assert.deepEqual(
      (await logOf(scene, run)).filter(({ program }) => program === "evil"),
      [],
    );
  });

  await t.test("arbitrary lines are accepted, and move no state (seed K6)", async () => {
    await node.get(`/runs/${token}/log`, ["--data-binary", "first line\nsecond line"]);
    assert.equal((await said(/second line/)).source, "report");
    assert.equal((await scene.api<RunSeen>(`/runs/${run.id}`)).stage, "started");
  });

  await t.test("a step of d-i that failed is named on the run (seed K7)", async () => {
    await says(
      node,
      "-t",
      "main-menu",
      "-p",
      "user.warning",
      "WARNING **: Configuring 'partman-base' failed with error code 141",
    );
    const because = await scene.until("the cause", async () => (await scene.api<RunSeen>(`/runs/${run.id}`)).because);
    assert.match(because, /step partman-base of the Debian installer failed \(error code 141\)/);
    assert.equal((await eventOf(scene, "RS_RUN_COMPLAINT")).severity, "error");
  });

  await t.test("curtin's webhook: partitioning begins, so it is installing; its failure is the run's", async () => {
    const hook = (event: object): Promise<unknown> =>
      node.get(`/runs/${token}/webhook`, ["-H", "Content-Type: application/json", "-d", JSON.stringify(event)]);
    await hook({
      name: "subiquity/Install/install/curtin_install/cmd-install/stage-partitioning",
      event_type: "start",
      origin: "curtin",
      description: "configuring storage",
      level: "INFO",
    });
    assert.equal((await scene.api<RunSeen>(`/runs/${run.id}`)).state, "installing");
    await hook({
      name: "subiquity/Install/install/curtin_install/cmd-install",
      event_type: "finish",
      origin: "curtin",
      description: "curtin command install",
      result: "FAIL",
      level: "ERROR",
    });
    const seen = await scene.api<RunSeen>(`/runs/${run.id}`);
    assert.equal(seen.state, "failed");
    assert.match(seen.because ?? "", /cmd-install: curtin command install/);
    assert.equal((await said(/\(FAIL\)/)).source, "webhook");
  });

  await t.test(
    "a file of the tree that an installer does not get is red; updates.img is not missed (seed Q5)",
    async () => {
      const next = await arm(scene);
      await node.get(`/runs/${tokenOf(scene, next)}/started`);
      assert.equal((await node.get("/rocky/images/updates.img")).status, 404);
      assert.equal((await node.get("/rocky/AppStream/repodata/repomd.xml")).status, 404);
      const event = await eventOf(scene, "RS_TREE_FILE_MISSING");
      assert.match(
        event.text,
        /^The installer of node-01 wanted AppStream\/repodata\/repomd\.xml, which the image rocky does not have\./,
      );
      assert.deepEqual([event.severity, event.mac, event.run], ["error", NODE, next.id]);
      assert.equal((await events(scene)).filter(({ code }) => code === "RS_TREE_FILE_MISSING").length, 1);
    },
  );

  await t.test("the log survives a restart, and ?after= goes on where it ended", async () => {
    await scene.stop("SIGTERM");
    await scene.serve(config(scene));
    const all = await scene.api<LogPage & { next: number }>(`/runs/${run.id}/log?limit=3`);
    assert.equal(all.items.length, 3);
    const rest = await scene.api<LogPage>(`/runs/${run.id}/log?after=${all.next}`);
    assert.equal((await logOf(scene, run)).length, 3 + rest.items.length);
  });
});

test("a syslog port that is taken stops no installation: the appliance says so and runs", async () => {
  await using scene = await openScene();
  const bind = "require('dgram').createSocket('udp4').bind(514, '10.77.0.1')";
  const squatter = scene.host.start([process.execPath, "-e", bind]);
  await scene.until("the port is taken", async () =>
    (await scene.host.run(["cat", "/proc/net/udp"])).stdout.includes(":0202 ") ? true : undefined,
  );
  await scene.serve(config(scene));
  assert.match(scene.log, /logs of installers are not received.*port 514.*syslog\.enabled: false/s);
  await squatter.stop("SIGKILL");
});
