// Answer files and secrets of a running appliance, asked for by curl.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arm, config, eventOf, events, NODE, OTHER, type RunSeen, serveRhel, tokenOf } from "./rhel-scene.ts";
import { type Client, openScene } from "./scene.ts";

async function headers(client: Client, path: string): Promise<string> {
  return (await client.place.run(["curl", "-sS", "-D", "-", "-o", "/dev/null", `http://10.77.0.1${path}`])).stdout;
}

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
