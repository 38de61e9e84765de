// The touch panel's own listener: who comes by it is the panel, without a password, and may do little.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { startHttpServer } from "../../../appliance/http/server.ts";
import { MemoryHouse, NODE_01 } from "./fakes.ts";

interface Door {
  readonly house: MemoryHouse;
  readonly panelPort: number;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The same by the ordinary listener, without a token. */
  outside(path: string): Promise<Response>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A server on loopback with a listener for the panel beside the ordinary one. */
async function openDoor(house = new MemoryHouse()): Promise<Door> {
  const ui = mkdtempSync(join(tmpdir(), "rackseed-panel-"));
  writeFileSync(join(ui, "index.html"), "<!doctype html><title>The page</title>");
  writeFileSync(join(ui, "panel.html"), "<!doctype html><title>The panel</title>");
  const server = await startHttpServer({
    needs: house.needs(),
    log: (severity, code, text) => house.logged.push(`${severity} ${code} ${text}`),
    listen: [{ address: "127.0.0.1", port: 0 }],
    panel: { address: "127.0.0.1", port: 0 },
    uiFolder: ui,
    limits: { grace: 200 },
  });
  const [ordinary, panel] = server.addresses.map(({ port }) => port);
  return {
    house,
    panelPort: panel ?? 0,
    ask: (method, path, body, headers = {}) =>
      fetch(`http://127.0.0.1:${panel}${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    outside: (path) => fetch(`http://127.0.0.1:${ordinary}${path}`),
    async [Symbol.asyncDispose]() {
      await server.stop();
      rmSync(ui, { recursive: true });
    },
  };
}

const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code?: unknown }).code;
const V1 = "/api/v1";

test("at the panel's port the root is the panel, and who asks is the panel", async () => {
  await using door = await openDoor();
  assert.match(await (await door.ask("GET", "/")).text(), /The panel/);
  assert.match(await (await door.outside("/")).text(), /The page/);
  const { you } = (await (await door.ask("GET", `${V1}/hello`)).json()) as { you: unknown };
  assert.deepEqual(you, { kind: "panel", name: "panel", role: "panel" });
});

test("the panel reads the state, machines, runs, images, sticks, findings and events without signing in", async () => {
  await using door = await openDoor();
  for (const path of ["panel", "status", "machines", "runs", "images", "media", "findings", "events?limit=1"]) {
    assert.equal((await door.ask("GET", `${V1}/${path}`)).status, 200, path);
    assert.equal((await door.outside(`${V1}/${path}`)).status, 401, `${path} by the ordinary port`);
  }
});

test("the panel imports an image, stops serving and starts it again, and each of it is in the audit trail", async () => {
  await using door = await openDoor();
  const image = { name: "rocky-9", from: { medium: "2f1c0a9b7d3e", path: "Rocky-9.4-x86_64-dvd.iso" } };
  assert.ok((await door.ask("POST", `${V1}/images`, image)).status < 300);
  assert.equal((await door.ask("POST", `${V1}/device/stop-serving`, {})).status, 204);
  assert.equal(door.house.settings.get("serving").paused, true);
  assert.equal((await door.ask("POST", `${V1}/device/start-serving`, {})).status, 204);
  assert.equal(door.house.settings.get("serving").paused, false);
  const trail = door.house.access.trail.list(undefined, 10);
  assert.deepEqual(
    trail.map(({ who, what }) => [who, what]),
    [
      ["panel", "startServing"],
      ["panel", "stopServing"],
      ["panel", "addImage"],
    ],
  );
});

const CLOSED: readonly (readonly [method: string, path: string, body?: unknown])[] = [
  ["POST", `/machines/${NODE_01}/arm`],
  ["POST", "/arm", { macs: [NODE_01], confirm: 1 }],
  ["PATCH", `/machines/${NODE_01}`, { profile: "worker" }],
  ["POST", "/machines/bulk", { remove: [NODE_01] }],
  ["GET", `/machines/${NODE_01}/preview`],
  ["PUT", "/profiles/worker", {}],
  ["GET", "/tokens"],
  ["POST", "/tokens", { name: "mine", role: "owner" }],
  ["GET", "/accounts"],
  ["POST", "/accounts", { name: "eve", password: "seven lamps in the harbour", role: "owner" }],
  ["GET", "/audit"],
  ["PUT", "/network", {}],
  ["PUT", "/settings/panel", { allowInstalls: true, pin: "4711" }],
  ["POST", "/backup", {}],
  ["POST", "/restore", {}],
  ["DELETE", "/images/coreos-1010.5.0"],
  ["DELETE", "/trash"],
];
for (const [method, path, body] of CLOSED) {
  test(`closed to the panel: ${method} ${path}`, async () => {
    await using door = await openDoor();
    door.house.machine(NODE_01, { known: true, profile: "worker" });
    const answer = await door.ask(method, V1 + path, body);
    assert.deepEqual([answer.status, await codeOf(answer)], [403, "RS_ACCESS_ROLE"]);
    assert.equal(door.house.runs.size, 0);
  });
}

test("the panel arms one machine with the PIN, only after the owner allowed that; wrong PINs have to wait", async () => {
  await using door = await openDoor();
  const { house } = door;
  house.machine(NODE_01, { known: true, profile: "worker" });
  const arm = async (pin: string): Promise<[number, unknown]> => {
    const answer = await door.ask("POST", `${V1}/panel/arm`, { mac: NODE_01, pin });
    return [answer.status, await codeOf(answer)];
  };
  assert.deepEqual(await arm("4711"), [403, "RS_PANEL_INSTALLS_OFF"]);
  await house.device.setPanelSettings({ allowInstalls: true, pin: "4711" });
  assert.deepEqual(await arm("0000"), [403, "RS_PANEL_PIN"]);
  assert.equal(house.runs.size, 0);
  assert.deepEqual(await arm("4711"), [201, undefined]);
  assert.equal(house.runs.size, 1);
  let [status, code] = await arm("0000");
  for (let tries = 0; tries < 20 && status === 403; tries++) [status, code] = await arm("0000");
  assert.deepEqual([status, code], [429, "RS_PANEL_PIN_WAIT"]);
  assert.deepEqual(await arm("4711"), [429, "RS_PANEL_PIN_WAIT"], "the right one waits too");
});

test("the panel sees that a profile has a password, and not its hash", async () => {
  await using door = await openDoor();
  const passwordHash = "$6$saltsalt$WorldsBestGuessableHash";
  const settings = { passwordHash } as never;
  door.house.profiles.set("worker", {
    name: "worker",
    image: "coreos-1010.5.0",
    install: "automatic",
    kernelArgs: [],
    settings,
    answerFile: `rootpw --iscrypted ${passwordHash}\n`,
  });
  for (const path of ["profiles", "profiles/worker"]) {
    const text = await (await door.ask("GET", `${V1}/${path}`)).text();
    assert.ok(!text.includes("WorldsBest"), text);
    assert.match(text, /\$6\$hidden/);
  }
});

const FOREIGN: Record<string, Record<string, string>> = {
  "another site's Origin": { Origin: "https://evil.example" },
  "another port of this computer": { Origin: "http://127.0.0.1:9999" },
  "what the browser calls cross-site": { "Sec-Fetch-Site": "cross-site" },
  "what the browser calls same-site": { "Sec-Fetch-Site": "same-site" },
  "the body of a form": { "Content-Type": "text/plain" },
  "a name that a stranger made point here": { Host: "rebound.example" },
};
for (const [what, headers] of Object.entries(FOREIGN)) {
  test(`at the panel's port ${what} is refused, and changes nothing`, async () => {
    await using door = await openDoor();
    const status = await statusWith(door.panelPort, headers);
    assert.ok([403, 421].includes(status), String(status));
    assert.equal(door.house.settings.get("serving").paused, false);
  });
}

/** fetch() would put its own Host and Sec-Fetch fields there. */
function statusWith(port: number, headers: Record<string, string>): Promise<number> {
  const fields = { Host: `127.0.0.1:${port}`, "Content-Type": "application/json", ...headers };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(`POST ${V1}/device/stop-serving HTTP/1.1\r\n${head.join("")}Content-Length: 2\r\n\r\n{}`),
    );
    socket.once("data", (bytes) => {
      resolve(Number(bytes.toString("latin1").slice(9, 12)));
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

test("the panel's port listens on 127.0.0.1 and on no other address", async () => {
  await using door = await openDoor();
  await assert.rejects(fetch(`http://127.0.0.2:${door.panelPort}/`), (error: Error) =>
    String(error.cause).includes("ECONNREFUSED"),
  );
});
