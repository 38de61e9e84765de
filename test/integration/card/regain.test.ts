// A lost password, the card in the hand, and what the box tells its console (trust 5, row 31).
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openScene, type Scene } from "../appliance/scene.ts";

let scene: Scene;
let host: string;
before(async () => {
  scene = await openScene();
  host = join(scene.folder, "host");
  for (const name of ["state", "problems", "requests", "answers"]) mkdirSync(join(host, name), { recursive: true });
});
after(() => scene[Symbol.asyncDispose]());

let running: { stop(): Promise<void>; says(pattern: RegExp, ms: number): Promise<unknown> } | undefined;
async function serve(): Promise<void> {
  await running?.stop();
  running = scene.start({ access: { names: ["rackseed"] }, dhcp: {}, subnets: [] }, ["env", `RACKSEED_HOST=${host}`]);
  await running.says(/ready on http/, 60_000);
}

const code = (): string =>
  /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(readFileSync(join(scene.folder, "data/claim.txt"), "utf8"))?.[0] ?? "";
const state = (): { claimed: boolean; url: string } =>
  JSON.parse(readFileSync(join(host, "state/state.json"), "utf8")) as never;
const screen = (): string => readFileSync(join(host, "state/screen.txt"), "utf8");

async function send(path: string, body: object): Promise<{ status: number; text: string }> {
  const { stdout } = await scene.host.run([
    ...[
      "curl",
      "-ksS",
      "-w",
      "\n%{http_code}",
      "-H",
      "Content-Type: application/json",
      "-H",
      "Origin: https://10.77.0.1",
    ],
    ...["-H", "Sec-Fetch-Site: same-origin", "-d", JSON.stringify(body), `https://10.77.0.1/api/v1${path}`],
  ]);
  const cut = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(cut + 1)), text: stdout.slice(0, cut) };
}
const PASSWORD = "seven lamps in the harbour";
const OTHER = "eight lamps in the harbour";

test("the console shows address, claim code with its picture and the six words; once claimed, no code any more", async () => {
  await serve();
  assert.match(
    screen(),
    new RegExp(
      `https://10\\.77\\.0\\.1/ {2}or {2}https://rackseed\\.local/[\\s\\S]*claim code: {3}${code()}[\\s\\S]*█[\\s\\S]*six words`,
    ),
  );
  assert.equal(state().claimed, false);
  const claimed = await send("/claim", { code: code(), name: "mei", password: PASSWORD });
  assert.equal(claimed.status, 201, claimed.text);
  await scene.until("the console knows", () => Promise.resolve(state().claimed ? true : undefined), 5000);
  assert.match(screen(), /This box has an owner and gives no addresses\./);
  assert.doesNotMatch(screen(), /claim code|█/);
});

test("what the card's system has to say stands on the console and in the page's health", async () => {
  const said = [{ en: "rackseed.yaml on the card: nat is 7.", zh: "卡上的 rackseed.yaml:nat 的值是 7。" }];
  writeFileSync(join(host, "problems/card.json"), JSON.stringify(said));
  await scene.until(
    "the console knows",
    () => Promise.resolve(/! rackseed\.yaml .* nat is 7/.test(screen()) || undefined),
    5000,
  );
});

test("without a file on the card a restart changes nothing", async () => {
  await serve();
  assert.equal(state().claimed, true);
  assert.equal((await send("/claim", { code: "AAAA-AAAA", name: "eve", password: OTHER })).status, 409);
});

test("with it there is a new claim code, also after a second power cut, and whoever enters it is an owner; the rest stays", async () => {
  writeFileSync(join(host, "state/regain"), "");
  await serve();
  assert.ok(!existsSync(join(host, "state/regain")));
  assert.equal(state().claimed, false);
  const first = code();
  await serve(); // nothing in the host's folder says so any more
  assert.equal(state().claimed, false);
  assert.equal(code(), first);
  const regained = await send("/claim", { code: code(), name: "Mei", password: OTHER });
  assert.equal(regained.status, 201, regained.text);
  assert.equal((await send("/session", { name: "mei", password: PASSWORD })).status, 401);
  assert.equal((await send("/session", { name: "mei", password: OTHER })).status, 200);
  assert.match(readFileSync(join(scene.folder, "data/claim.txt"), "utf8"), /has an owner/);
  await serve();
  assert.equal(state().claimed, true);
});
