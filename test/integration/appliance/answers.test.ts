// Answer files, secrets and logs of a running appliance, asked for by curl, logger and busybox.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { type Client, openScene, type Scene } from "./scene.ts";

const NODE = "52:54:00:77:00:01";
const OTHER = "52:54:00:77:00:02";

interface RunSeen {
  readonly id: string;
  readonly state: string;
  readonly because?: string;
  readonly stage?: string;
}
interface EventSeen {
  readonly code: string;
  readonly severity: string;
  readonly text: string;
  readonly mac?: string;
  readonly run?: string;
  readonly data?: { readonly action?: string };
}

const KICKSTART = `lang en_US.UTF-8
keyboard us
timezone UTC
rootpw --lock
network --bootproto=dhcp --hostname={{ machine.name }}
zerombr
clearpart --all --initlabel --drives=sda
autopart
reboot
%packages
@core
%end
`;

const config = (scene: Scene): Record<string, unknown> => ({
  images: [{ name: "rocky", source: join(scene.folder, "media", "coreos", "1010.5.0"), verify: "none" }],
  profiles: [
    { name: "centos", image: "rocky", answerFile: KICKSTART },
    { name: "by-hand", image: "rocky", install: "manual", answerFile: KICKSTART },
  ],
  machines: [
    { mac: NODE, name: "node-01", address: "10.77.0.11", profile: "centos" },
    { mac: OTHER, name: "node-02", address: "10.77.0.12", profile: "by-hand" },
  ],
});

/** The small release is entered as one of the RHEL family, so that no ISO of gigabytes is needed to ask for its answers. */
async function serveRhel(scene: Scene, more: Record<string, unknown> = {}): Promise<void> {
  const source = scene.release("1010.5.0");
  await scene.serve({
    ...config(scene),
    profiles: [
      { name: "centos", image: "rocky" },
      { name: "by-hand", image: "rocky" },
    ],
  });
  await scene.imageReady("rocky");
  await scene.stop("SIGTERM");
  rmSync(source, { recursive: true }); // as a stick that was pulled out: the stored image stays as it is
  const db = new Database(join(scene.folder, "data", "rackseed.db"));
  db.exec(`UPDATE image SET release = json_set(release, '$.family', 'rhel', '$.distribution', 'rocky', '$.title', 'Rocky Linux 9.4',
    '$.version', '9.4', '$.major', 9, '$.diskImages', json('[]'))`);
  db.close();
  await scene.serve({ ...config(scene), ...more });
  await scene.imageReady("rocky");
}

const arm = (scene: Scene): Promise<RunSeen> => scene.api<RunSeen>(`/machines/${NODE}/arm`, ["-X", "POST"]);

/** As the kernel arguments of that run carry it. */
function tokenOf(scene: Scene, run: RunSeen): string {
  const key = readFileSync(join(scene.folder, "data", "token.key"));
  return createHmac("sha256", key).update(run.id).digest().subarray(0, 20).toString("hex");
}

/** What a subscriber is shown. */
async function events(scene: Scene): Promise<EventSeen[]> {
  const db = new Database(join(scene.folder, "data", "rackseed.db"), { readonly: true });
  const rows = db.prepare("SELECT * FROM event ORDER BY id").all() as (EventSeen & { data: string | null })[];
  db.close();
  return Promise.resolve(
    rows.map(({ data, ...row }) => ({ ...row, ...(data === null ? {} : { data: JSON.parse(data) as object }) })),
  );
}

const eventOf = (scene: Scene, code: string): Promise<EventSeen> =>
  scene.until(`event ${code}`, async () => (await events(scene)).findLast((event) => event.code === code));

async function headers(client: Client, path: string): Promise<string> {
  return (await client.place.run(["curl", "-sS", "-D", "-", "-o", "/dev/null", `http://10.77.0.1${path}`])).stdout;
}

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

test("an answer file is given by token to its own machine, five times a boot, and never to a stranger", async (t) => {
  await using scene = await openScene();
  await serveRhel(scene);
  const node = await scene.client(NODE);
  const other = await scene.client(OTHER);
  await node.boots("00000");
  await other.boots("00000");
  const run = await arm(scene);
  const token = tokenOf(scene, run);
  const path = `/answers/${token}/ks.cfg`;

  await t.test(
    "it is rendered for that machine, kept by nobody on the way, and each fetch is an event (trust 2.3.6, seed L6)",
    async () => {
      const { status, body } = await node.get(path);
      assert.equal(status, 200);
      assert.match(body, /--hostname=node-01$/m);
      assert.match(await headers(node, path), /^Cache-Control: no-store\r$/im);
      assert.equal((await eventOf(scene, "RS_ANSWER_SENT")).text, "node-01 fetched ks.cfg.");
    },
  );

  await t.test(
    "another address gets 403 and is a red event with one thing to do: rotate (trust 2.3.3, 2.3.4)",
    async () => {
      assert.equal((await other.get(path)).status, 403);
      const event = await eventOf(scene, "RS_ANSWER_STRANGER");
      assert.deepEqual([event.severity, event.mac, event.data?.action], ["error", NODE, "rotate"]);
    },
  );

  await t.test(
    "Anaconda's header must name the machine's MAC when it is there; it never grants (trust 2.3.3)",
    async () => {
      const says = (...lines: string[]): string[] =>
        lines.flatMap((line, index) => ["-H", `X-RHN-Provisioning-MAC-${index}: ${line}`]);
      assert.equal((await node.get(path, ["-I", ...says("eth0 52:54:00:77:00:99")])).status, 403);
      assert.equal(
        (await node.get(path, ["-I", ...says("eth0 52:54:00:77:00:99", `eth1 ${NODE.toUpperCase()}`)])).status,
        200,
      );
      assert.equal((await other.get(path, says(`eth0 ${NODE}`))).status, 403);
    },
  );

  await t.test(
    "HEAD and the rest of a broken fetch do not count; the sixth fetch is 403 and red (trust 2.3.4, 2.3.7)",
    async () => {
      for (let index = 0; index < 8; index++) assert.equal((await node.get(path, ["-I"])).status, 200);
      for (let index = 0; index < 8; index++) assert.equal((await node.get(path, ["-r", "10-"])).status, 206);
      for (let index = 0; index < 3; index++) assert.equal((await node.get(path)).status, 200, `fetch ${index + 3}`);
      assert.equal((await node.get(path)).status, 403);
      const event = await eventOf(scene, "RS_ANSWER_BURNT");
      assert.deepEqual([event.severity, event.run, event.data?.action], ["error", run.id, "rotate"]);
    },
  );

  await t.test("power that fails gives no fetch back (trust 2.3.4)", async () => {
    await scene.stop("SIGKILL");
    await scene.serve(config(scene));
    await scene.imageReady("rocky");
    assert.equal((await node.get(path)).status, 403);
  });

  await t.test(
    "rotate stops the run and arms anew: the old token is 404, the new one works (trust 2.3.1, 2.3.2, 2.3.4)",
    async () => {
      const fresh = await scene.api<RunSeen>(`/runs/${run.id}/rotate`, ["-X", "POST"]);
      assert.notEqual(fresh.id, run.id);
      assert.equal(fresh.state, "armed");
      assert.equal((await scene.api<RunSeen>(`/runs/${run.id}`)).state, "failed");
      assert.equal((await node.get(path)).status, 404);
      assert.equal((await eventOf(scene, "RS_ANSWER_LATE")).severity, "error");
      const next = `/answers/${tokenOf(scene, fresh)}/ks.cfg`;
      assert.equal((await node.get(next)).status, 200);
      assert.equal((await scene.api<{ code: string }>(`/runs/${run.id}/rotate`, ["-X", "POST"])).code, "RS_RUN_OLD");
    },
  );

  const [fresh] = (await scene.api<{ items: RunSeen[] }>("/runs")).items;
  assert.ok(fresh);
  const next = `/answers/${tokenOf(scene, fresh)}/ks.cfg`;
  await t.test(
    "once the installer has reported that it started, what it fetched is given no more (trust 2.3.4)",
    async () => {
      assert.equal((await node.get(`/runs/${tokenOf(scene, fresh)}/started`)).status, 200);
      assert.equal((await node.get(next)).status, 403);
    },
  );
  await t.test("a file that its profile does not have is 404 and red on the machine's page (seed Q5)", async () => {
    assert.equal((await node.get(`/answers/${tokenOf(scene, fresh)}/preseed.cfg`)).status, 404);
    const event = await eventOf(scene, "RS_ANSWER_REFUSED");
    assert.deepEqual([event.severity, event.mac], ["error", NODE]);
  });
  await t.test("after the report that it is installed its answers are 404 (trust 2.3.1)", async () => {
    await node.get(`/runs/${tokenOf(scene, fresh)}/installed`);
    assert.equal((await node.get(next)).status, 404);
  });
  await t.test("no token stands in any line of output or any event (trust 2.3.2)", async () => {
    await node.tftp(`answers/${token}/ks.cfg`);
    await node.get(`/answers/${token}/nothing/here`);
    const said = scene.log + JSON.stringify(await events(scene));
    assert.match(said, /answers\/…/);
    for (const secret of [token, tokenOf(scene, fresh)]) assert.doesNotMatch(said, new RegExp(secret));
    assert.doesNotMatch((await node.get(`/answers/${token}/nothing/here`)).body, new RegExp(token));
  });
});

test("the seeds' URLs without a token answer the leased address of an armed or manual machine alone (trust 2.3.7)", async (t) => {
  await using scene = await openScene();
  await serveRhel(scene);
  const node = await scene.client(NODE);
  const other = await scene.client(OTHER);
  await node.boots("00000");
  await other.boots("00000");

  await t.test("a known machine that is not armed gets 403 on all of them, never 404", async () => {
    for (const path of ["/ks.cfg", `/ks/${NODE}.cfg`, "/ks/centos.ks", "/preseed.cfg", `/preseed/${NODE}.cfg`]) {
      assert.equal((await node.get(path)).status, 403, path);
    }
  });

  const run = await arm(scene);
  await t.test(
    "armed, it gets its own kickstart under every name, in any spelling of its MAC (seed F6, L10)",
    async () => {
      for (const path of ["/ks.cfg", `/ks/${NODE}.cfg`, "/ks/52-54-00-77-00-01.cfg", "/ks/centos.ks"]) {
        const { status, body } = await node.get(path);
        assert.deepEqual([status, /--hostname=(\S+)/.exec(body)?.[1]], [200, "node-01"], path);
      }
      assert.match(await headers(node, "/ks.cfg"), /^Cache-Control: no-store\r$/im);
      assert.equal((await node.get("/preseed.cfg")).status, 403);
      assert.equal((await node.get("/ks/ubuntu.ks")).status, 403);
    },
  );
  await t.test("somebody else's is 403 and an event, and the budget of the token is not touched", async () => {
    assert.equal((await other.get(`/ks/${NODE}.cfg`)).status, 403);
    assert.equal((await eventOf(scene, "RS_ANSWER_STRANGER")).severity, "error");
    for (let index = 0; index < 8; index++) assert.equal((await node.get("/ks.cfg")).status, 200);
    assert.equal((await node.get(`/answers/${tokenOf(scene, run)}/ks.cfg`)).status, 200);
  });
  await t.test("a manual profile has its kickstart without a run (seed F5)", async () => {
    assert.match((await other.get("/ks.cfg")).body, /--hostname=node-02$/m);
  });
  await t.test("a shared kickstart is rendered for whoever asks (seed F6)", async () => {
    assert.match((await other.get("/ks/by-hand.ks")).body, /--hostname=node-02$/m);
  });
});

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
