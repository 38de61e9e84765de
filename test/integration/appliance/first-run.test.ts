import assert from "node:assert/strict";
import { test } from "node:test";

import { type Client, openScene, type Scene } from "./scene.ts";
import { plug, makeNamespace } from "../namespace.ts";

interface Plan {
  readonly mode: string;
  readonly saidBy: string;
  readonly subnets: readonly Record<string, unknown>[];
  readonly carrier: boolean;
  readonly gateway?: string;
}
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly where?: string;
  readonly errors?: readonly { readonly where: string }[];
}

const JSON_BODY = ["-X", "PUT", "-H", "Content-Type: application/json", "-d"] as const;
const POOL = { cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.199" };
const SERVE = { mode: "server", answer: "everyone", subnets: [POOL] };

const put = <T>(scene: Scene, plan: unknown, more: readonly string[] = []): Promise<T> =>
  scene.api<T>("/network", [...JSON_BODY, JSON.stringify(plan), ...more]);
/** Claimed by its token, and nothing said of the network. */
const unsaid = { subnets: [], dhcp: { probeAddresses: false } };

const boots = async (scene: Scene, client: Client): Promise<string> =>
  scene.until("an address for the client", async () => /^ip=(\S+)$/m.exec((await client.boots()).stdout)?.[1], 60_000);

test("a claimed appliance answers no DHCP before its network was set up, and answers as soon as it was (trust 2.4)", async () => {
  await using scene = await openScene();
  await scene.serve(unsaid);
  const client = await scene.client("52:54:00:77:00:21");
  const before = await scene.api<Plan>("/network");
  assert.deepEqual([before.mode, before.saidBy, before.subnets], ["off", "nobody", []]);
  assert.match(JSON.stringify(await scene.api("/hello")), /"setUp":false/);
  assert.notEqual((await client.boots()).code, 0, "nobody answered");
  const after = await put<Plan>(scene, SERVE);
  assert.deepEqual([after.mode, after.saidBy], ["server", "person"]);
  assert.deepEqual(after.subnets, [{ ...POOL, lease: "12h", allocation: "dynamic" }]);
  assert.match(await boots(scene, client), /^10\.77\.0\.1\d\d$/);
  assert.match(JSON.stringify(await scene.api("/hello")), /"setUp":true/);

  const silent = await put<Plan>(scene, { ...SERVE, mode: "off" });
  assert.equal(silent.mode, "off");
  await scene.until("silence", async () => ((await client.boots()).code === 0 ? undefined : true), 30_000);
});

test("the plan that a person chose outlives a restart", async () => {
  await using scene = await openScene();
  await scene.serve(unsaid);
  await put(scene, SERVE);
  await scene.stop("SIGTERM");
  await scene.serve(unsaid);
  const { mode, saidBy } = await scene.api<Plan>("/network");
  assert.deepEqual([mode, saidBy], ["server", "person"]);
  const client = await scene.client("52:54:00:77:00:22");
  assert.match(await boots(scene, client), /^10\.77\.0\.1\d\d$/);
});

test("a pool that cannot be is refused with its place and a sentence, and nothing changes (trust 4.54–4.59)", async () => {
  await using scene = await openScene();
  await scene.serve(unsaid);
  await scene.host.run(["ip", "route", "add", "default", "via", "10.77.0.150"]);
  const refused = async (subnet: object, where: string, sentence: RegExp): Promise<void> => {
    const problem = await put<Problem>(scene, { ...SERVE, subnets: [subnet] });
    assert.equal(problem.status, 400, JSON.stringify(problem));
    assert.equal(problem.where, where);
    assert.match(problem.detail, sentence);
  };
  const pool = (text: string): object => ({ cidr: "10.77.0.0/24", pool: text });
  await refused(pool("10.77.0.1-10.77.0.99"), "subnets[0].pool", /contains the appliance's own address 10\.77\.0\.1\b/);
  await refused(pool("10.77.0.140-10.77.0.160"), "subnets[0].pool", /contains 10\.77\.0\.150, the gateway/);
  await refused(pool("10.78.0.10-10.78.0.20"), "subnets[0].pool", /outside the subnet 10\.77\.0\.0\/24/);
  await refused(pool("10.77.0.20-10.77.0.10"), "subnets.0.pool", /must not be higher than the last/);
  await refused({ cidr: "10.77.0.0/33" }, "subnets.0.cidr", /8 to 30 network bits/);
  await refused({ cidr: "10.77.0.5/24" }, "subnets.0.cidr", /did you mean 10\.77\.0\.0\/24/);
  await refused({ ...POOL, lease: "10s" }, "subnets[0].lease", /Use 60s or more/);
  const twice = await put<Problem>(scene, { ...SERVE, subnets: [POOL, { cidr: "10.77.0.128/25" }] });
  assert.match(twice.detail, /subnets\[1\]\.cidr is "10\.77\.0\.128\/25": it overlaps subnets\[0\]/);
  const several = await put<Problem>(scene, { ...SERVE, subnets: [{ cidr: "x", lease: "y" }] });
  assert.deepEqual(
    several.errors?.map(({ where }) => where),
    ["subnets.0.cidr", "subnets.0.lease"],
  );
  assert.equal((await scene.api<Plan>("/network")).saidBy, "nobody");
});

test("who answers on the wire is found, left out of the suggested pool, and refused inside one (trust 2.4)", async () => {
  await using scene = await openScene();
  await scene.serve(unsaid);
  await using printer = await makeNamespace("p");
  await plug(scene.host, "rack0", printer, "eth0", "52:54:00:77:00:31");
  await printer.run(["ip", "addr", "add", "10.77.0.150/24", "dev", "eth0"]);
  await printer.run(["ip", "link", "set", "eth0", "up"]);
  const scan = await scene.until("the printer answers", async () => {
    const found = await scene.api<{ hosts: { address: string; mac: string }[]; suggestion: object }>("/network/scan");
    return found.hosts.length > 0 ? found : undefined;
  });
  assert.deepEqual(scan.hosts, [{ address: "10.77.0.150", mac: "52:54:00:77:00:31" }]);
  assert.deepEqual(scan.suggestion, { first: "10.77.0.100", last: "10.77.0.149", leftOut: 1 });
  const refused = await put<Problem>(scene, SERVE);
  assert.match(refused.detail, /another device answers on 10\.77\.0\.150|10\.77\.0\.150 is in use/);
  const free = { ...SERVE, subnets: [{ ...POOL, pool: "10.77.0.100-10.77.0.149" }] };
  assert.equal((await put<Plan>(scene, free)).mode, "server");
  const map = await scene.api<{ marks: { address: string; state: string }[] }>("/pool-map?subnet=10.77.0.0/24");
  assert.deepEqual(
    map.marks.map(({ address, state }) => `${address} ${state}`),
    ["10.77.0.1 own", "10.77.0.150 live"],
  );
  const elsewhere = await scene.api<Problem>("/network/scan?range=10.99.0.1-10.99.0.9");
  assert.equal(elsewhere.code, "RS_SCAN_ELSEWHERE");
});

test("a plan that the file made is refused with 409, and a plan that changed in between with 412 (trust 4.64)", async () => {
  await using scene = await openScene();
  await scene.serve({});
  const byFile = await put<Problem>(scene, SERVE);
  assert.deepEqual([byFile.status, byFile.code], [409, "RS_NETWORK_BY_FILE"]);
  assert.match(byFile.detail, /configuration file/);
  await scene.stop("SIGTERM");
  await scene.serve(unsaid);
  const stale = await put<Problem>(scene, SERVE, ["-H", 'If-Match: "long-ago"']);
  assert.equal(stale.status, 412);
});

test("language and time zone are kept, and a zone that does not exist is refused by name", async () => {
  await using scene = await openScene();
  await scene.serve(unsaid);
  const set = (region: object): Promise<Problem & { timeZone: string }> =>
    scene.api("/settings/region", [...JSON_BODY, JSON.stringify(region)]);
  assert.equal((await set({ language: "zh", timeZone: "Asia/Shanghai" })).timeZone, "Asia/Shanghai");
  assert.match(JSON.stringify(await scene.api("/hello")), /"language":"zh"/);
  const refused = await set({ language: "en", timeZone: "Asia/Nowhere" });
  assert.deepEqual([refused.status, refused.where], [400, "timeZone"]);
  assert.match(refused.detail, /There is no time zone "Asia\/Nowhere"/);
});
