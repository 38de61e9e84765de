// The panel's port of the real process, and the way back to the first day.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { openScene, type Scene } from "./scene.ts";

interface Panel {
  readonly claimed: boolean;
  readonly code?: string;
  readonly url: string;
}

const CONFIG = { access: {}, subnets: [], dhcp: { probeAddresses: false }, panel: { enabled: true } };
const PORT = 8090;

async function ask(scene: Scene, path: string, body?: unknown): Promise<string> {
  const json = body === undefined ? [] : ["-H", "Content-Type: application/json", "-d", JSON.stringify(body)];
  const asked = ["curl", "-sS", "--max-time", "10", "-w", "\n%{http_code}", ...json];
  const { stdout, stderr } = await scene.host.run([...asked, `http://127.0.0.1:${PORT}/api/v1${path}`]);
  return stdout === "" ? stderr : stdout;
}
const panelOf = async (scene: Scene): Promise<Panel> =>
  JSON.parse((await ask(scene, "/panel")).split("\n")[0] ?? "") as Panel;

test("the claim code outlives a restart; a factory reset ends the process, erases everything, and the next start has a new code", async () => {
  await using scene = await openScene();
  await scene.serve(CONFIG);
  const first = await panelOf(scene);
  assert.equal(first.claimed, false);
  assert.ok(first.code !== undefined);
  assert.match(scene.log, new RegExp(`https://10\\.77\\.0\\.1/#claim=${first.code}`));
  const outside = await scene.host.run(["curl", "-sS", "--max-time", "5", `http://10.77.0.1:${PORT}/`]);
  assert.notEqual(outside.code, 0, "on the rack's address nobody listens at the panel's port");

  await scene.stop("SIGTERM");
  await scene.serve(CONFIG);
  assert.equal((await panelOf(scene)).code, first.code, "the code on the screen is still the one that was read");

  const data = (name: string): string => join(scene.folder, "data", name);
  const key = readFileSync(data("token.key"));
  writeFileSync(data("left-behind"), "x");
  assert.match(await ask(scene, "/device/factory-reset", { confirm: "another name" }), /RS_RESET_NAME[^]*422$/);
  assert.ok(existsSync(data("token.key")));
  assert.match(await ask(scene, "/device/factory-reset", { confirm: "rackseed" }), /202$/);
  await scene.until("it left", async () => ((await ask(scene, "/panel")).startsWith("{") ? undefined : true));

  await scene.serve(CONFIG);
  const anew = await panelOf(scene);
  assert.equal(anew.claimed, false);
  assert.ok(anew.code !== undefined && anew.code !== first.code, "a new claim code");
  assert.ok(!existsSync(data("left-behind")));
  assert.ok(!readFileSync(data("token.key")).equals(key));
});
