import { execFile } from "node:child_process";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { promisify } from "node:util";
import { FIRST, judge, type Look, PATIENCE, type Watch } from "../health.ts";
import { type Cause, settle } from "../record.ts";
import { type Box, openBox, placesIn, removeLeftovers } from "./places.ts";

/**
 * rackseed-good.service: says which system has started, and, when it is on trial, keeps it once it was well for a while. If it
 * is not, the box starts again, and the boot loader, whose tries are used up, takes the system before it.
 */
const run = promisify(execFile);
const LOOK_EVERY_MS = 2000;
const ANSWER_MS = 5000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const box = openBox(placesIn());
  removeLeftovers(box);
  const at = new Date().toISOString();
  const record = settle(box.read(), { slot: box.slot, version: box.release.version, boot: box.boot, at });
  box.write(record);
  if (record.update?.outcome === "back" || record.update?.outcome === "lost")
    say(`slot ${box.slot} runs again: ${record.update.because ?? ""}`);
  if (record.update?.outcome !== "trial" && !box.onTrial) return;
  say(`slot ${box.slot} (${box.release.version}) is on trial`);
  await prove(box);
}

async function prove(box: Box): Promise<void> {
  const began = performance.now();
  let watch: Watch = FIRST;
  for (;;) {
    const at = (performance.now() - began) / 1000;
    const judgement = judge(watch, { at, ...(await look(box.release.version)) }, PATIENCE);
    if (judgement.kind === "well") return keep(box);
    if (judgement.kind === "unwell") return goBack(box, judgement.cause);
    ({ watch } = judgement);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function keep(box: Box): Promise<void> {
  await run("rauc", ["status", "mark-good", "booted"], { timeout: 60_000 });
  const record = box.read();
  if (record.update !== undefined) box.write({ ...record, update: { ...record.update, outcome: "kept" } });
  say(`slot ${box.slot} (${box.release.version}) is well and kept`);
}

async function goBack(box: Box, cause: Cause): Promise<void> {
  const record = box.read();
  if (record.update !== undefined) box.write({ ...record, update: { ...record.update, ...cause } });
  say(`slot ${box.slot} (${box.release.version}) is not kept. ${cause.because}`);
  await run("systemctl", ["reboot"]);
}

async function look(version: string): Promise<Omit<Look, "at">> {
  const { stdout } = await run("systemctl", ["show", "rackseed.service", "-p", "ActiveState,MainPID,NRestarts"]);
  const shown = (name: string): string => new RegExp(`^${name}=(.*)$`, "m").exec(stdout)?.[1] ?? "";
  const life = `${shown("MainPID")} ${shown("NRestarts")}`;
  if (shown("ActiveState") !== "active")
    return {
      ok: false,
      life,
      cause: {
        code: "RS_UPDATE_NO_SERVICE",
        because: `its service is not running (systemd calls it ${shown("ActiveState")})`,
      },
    };
  try {
    await Promise.any([answers("https", version), answers("http", version)]);
    return { ok: true, life };
  } catch (error) {
    const reasons = error instanceof AggregateError ? error.errors.map(String) : [String(error)];
    const because = `its page does not answer (${reasons.join("; ")})`;
    return { ok: false, life, cause: { code: "RS_UPDATE_NO_PAGE", because } };
  }
}

/** The page and the API do not answer on plain http unless the configuration says so; the certificate is our own business. */
async function answers(scheme: "http" | "https", version: string): Promise<void> {
  const health = JSON.parse(await get(scheme, "/healthz")) as { ok?: boolean };
  if (health.ok !== true) throw new Error("it says that it is not well");
  const hello = JSON.parse(await get(scheme, "/api/v1/hello")) as { version?: string };
  if (hello.version !== version) throw new Error(`it calls itself ${String(hello.version)} and not ${version}`);
}

const get = (scheme: "http" | "https", path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", path, headers: { Host: "rackseed.local" }, timeout: ANSWER_MS };
    const asked = scheme === "https" ? httpsRequest({ ...options, rejectUnauthorized: false }) : httpRequest(options);
    asked.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${scheme} ${path}: status ${answer.statusCode}`));
      });
    });
    asked.on("timeout", () => asked.destroy(new Error(`${scheme} ${path}: no answer in ${ANSWER_MS / 1000} s`)));
    asked.on("error", reject);
    asked.end();
  });

await main();
