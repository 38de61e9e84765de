import assert from "node:assert/strict";
import { test } from "node:test";

import { mayDo } from "../../../appliance/access/principal.ts";
import { apiRoutes } from "../../../appliance/http/routes.ts";
import { eventStreams, STREAM_LIMITS } from "../../../appliance/http/streams.ts";
import { MemoryHouse } from "./fakes.ts";
import { claimed, ownPage } from "./tls.ts";

/** What only an owner may do. An endpoint that is dangerous belongs into this list, and only then into its file. */
const OWNERS = [
  "listAccounts",
  "addAccount",
  "changeAccount",
  "deleteAccount",
  "listTokens",
  "addToken",
  "deleteToken",
  "listAudit",
  // What the box is and does as a whole.
  "putNetwork",
  "ignoreForeignServer",
  "importDhcpConfig",
  "putNames",
  "putPanelSettings",
  "stopServing",
  "startServing",
  "restartDevice",
  "powerOffDevice",
  "setDeviceTime",
  "factoryReset",
  // What tells others what happens here.
  ...["listWebhooks", "addWebhook", "changeWebhook", "deleteWebhook", "testWebhook", "listWebhookDeliveries"],
  // What holds everything, or takes its place.
  ...["getUpdate", "checkUpdate", "installUpdate", "deleteUpdateFile"],
  ...["listUpdateUploads", "getUpdateUpload", "putUpdateUpload", "deleteUpdateUpload"],
  "makeBackup",
  "putRestoreFile",
  "restoreBackup",
  // What shows the claim code, or wipes with the panel's PIN.
  "getPanel",
  "getQrCode",
  "armFromPanel",
];
/** A GET that sends packets to every address of the net. */
const OPERATORS = ["scanNetwork"];
/** What the touch panel may do: everything else is closed to it, and each of these is a decision. */
const PANELS = [
  ...["getStatus", "listFindings", "listEvents", "getPanel", "getQrCode"],
  ...["listMachines", "getMachine", "listRuns", "getRun", "listSubnets", "listLeases", "listProfiles", "getProfile"],
  ...["listImages", "getImage", "addImage", "listMedia"],
  ...["stopServing", "startServing", "restartDevice", "powerOffDevice", "factoryReset", "armFromPanel"],
];
/** What everybody who is signed in may do, although it is no GET: to their own account. */
const ONES_OWN = ["signOut", "signOutEverywhere", "changeOwnPassword"];
const OPEN = ["getHello", "getHealth", "getReadiness", "getMetrics", "claim", "signIn"];

const routes = apiRoutes(eventStreams(new MemoryHouse().needs(), STREAM_LIMITS));

const leastRole = (operationId: string, method: string): "viewer" | "operator" | "owner" => {
  if (OWNERS.includes(operationId)) return "owner";
  if (OPERATORS.includes(operationId)) return "operator";
  return method === "GET" || ONES_OWN.includes(operationId) ? "viewer" : "operator";
};

test("every route: a viewer looks, an operator works, an owner lets others in; nobody else gets further than the door", async () => {
  await using at = await claimed();
  const tokens = new Map<string, Record<string, string>>();
  for (const role of ["viewer", "operator"] as const) {
    const made = await at.ask("POST", "/api/v1/tokens", { name: role, role }, ownPage(at, at.mei));
    tokens.set(role, { Authorization: `Bearer ${String(made.json["token"])}` });
  }
  const refused = async (
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<number | undefined> => {
    const { status, json } = await at.ask(
      method,
      path,
      method === "GET" || method === "DELETE" ? undefined : "{",
      headers,
    );
    return ["RS_ACCESS_ROLE", "RS_ACCESS_TOKEN"].includes(String(json["code"])) ? status : undefined;
  };
  for (const [method, route, { operationId, open }] of routes) {
    const path = route.replaceAll(/:\w+/g, "x");
    assert.equal(open, OPEN.includes(operationId), `${operationId}: open to all?`);
    if (open) continue;
    const least = leastRole(operationId, method);
    const says = `${method} ${route} needs ${least}`;
    assert.equal(await refused(method, path, {}), 401, says);
    for (const role of ["viewer", "operator"] as const) {
      assert.equal(
        await refused(method, path, tokens.get(role) ?? {}),
        mayDo(role, least) ? undefined : 403,
        `${says}: ${role}`,
      );
    }
  }
});

test("trust 4.69: no GET changes anything, so a link can do no harm", () => {
  const getters = routes.filter(([method]) => method === "GET").map(([, , { operationId }]) => operationId);
  for (const operationId of getters) assert.match(operationId, /^(get|list|preview|export|scan)/);
});

test("the touch panel may do what stands here, by name, and nothing else", () => {
  const may = routes.filter(([, , { panel }]) => panel).map(([, , { operationId }]) => operationId);
  assert.deepEqual(may.toSorted(), PANELS.toSorted());
});
