import type { Endpoint } from "./endpoint.ts";
import * as access from "./endpoints/access.ts";
import * as answers from "./endpoints/answer-tools.ts";
import * as device from "./endpoints/device.ts";
import * as doctor from "./endpoints/doctor.ts";
import * as exchange from "./endpoints/exchange.ts";
import * as backup from "./endpoints/backup.ts";
import { eventsEndpoint } from "./endpoints/events.ts";
import * as foreignServers from "./endpoints/foreign-servers.ts";
import * as health from "./endpoints/health.ts";
import * as images from "./endpoints/images.ts";
import * as machineTools from "./endpoints/machine-tools.ts";
import * as machines from "./endpoints/machines.ts";
import * as media from "./endpoints/media.ts";
import * as networkPlan from "./endpoints/network-plan.ts";
import * as network from "./endpoints/network.ts";
import * as profileVersions from "./endpoints/profile-versions.ts";
import * as profiles from "./endpoints/profiles.ts";
import * as region from "./endpoints/region.ts";
import * as releases from "./endpoints/releases.ts";
import * as runs from "./endpoints/runs.ts";
import * as status from "./endpoints/status.ts";
import * as tls from "./endpoints/tls.ts";
import * as trash from "./endpoints/trash.ts";
import * as updates from "./endpoints/updates.ts";
import * as uploads from "./endpoints/uploads.ts";
import * as webhooks from "./endpoints/webhooks.ts";
import type { Streams } from "./streams.ts";

export type Method = "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
export type Route = readonly [Method, path: string, Endpoint];

/** The whole API. /api/openapi.json is made from this table; what machines fetch while they boot stands in app.ts. */
export const apiRoutes = (streams: Streams): readonly Route[] => [
  ["GET", "/api/v1/hello", status.hello],
  ["GET", "/api/v1/status", status.get],
  ["GET", "/api/v1/machines", machines.list],
  ["POST", "/api/v1/machines/bulk", machineTools.bulk],
  ["GET", "/api/v1/machines/import", machineTools.importState],
  ["POST", "/api/v1/machines/import", machineTools.importFile],
  ["POST", "/api/v1/arm", machineTools.arm],
  ["POST", "/api/v1/undo/:id", machineTools.undo],
  ["GET", "/api/v1/machines/:mac", machines.get],
  ["PUT", "/api/v1/machines/:mac", machines.put],
  ["PATCH", "/api/v1/machines/:mac", machines.patch],
  ["DELETE", "/api/v1/machines/:mac", machines.remove],
  ["POST", "/api/v1/machines/:mac/arm", machines.arm],
  ["GET", "/api/v1/machines/:mac/preview", answers.preview],
  ["POST", "/api/v1/answers/check", answers.check],
  ["POST", "/api/v1/answers/import", answers.importOne],
  ["GET", "/api/v1/runs", runs.list],
  ["POST", "/api/v1/runs/stop", machineTools.stop],
  ["POST", "/api/v1/runs/retry-failed", machineTools.retryFailed],
  ["GET", "/api/v1/runs/:id", runs.get],
  ["POST", "/api/v1/runs/:id/stop", runs.stop],
  ["POST", "/api/v1/runs/:id/rotate", runs.rotate],
  ["GET", "/api/v1/runs/:id/log", runs.log],
  ["GET", "/api/v1/subnets", network.subnets],
  ["GET", "/api/v1/leases", network.leases],
  ["GET", "/api/v1/foreign-servers", foreignServers.list],
  ["POST", "/api/v1/foreign-servers/probe", foreignServers.probe],
  ["POST", "/api/v1/foreign-servers/:address/ignore", foreignServers.ignore],
  ["GET", "/api/v1/network", networkPlan.get],
  ["PUT", "/api/v1/network", networkPlan.put],
  ["GET", "/api/v1/network/scan", networkPlan.scan],
  ["GET", "/api/v1/pool-map", networkPlan.poolMap],
  ["GET", "/api/v1/settings/region", region.get],
  ["PUT", "/api/v1/settings/region", region.put],
  ["GET", "/api/v1/images", images.list],
  ["GET", "/api/v1/images/:name", images.get],
  ["GET", "/api/v1/releases", releases.list],
  ["POST", "/api/v1/images", images.add],
  ["DELETE", "/api/v1/images/:name", images.remove],
  ["GET", "/api/v1/media", media.list],
  ["GET", "/api/v1/uploads", uploads.list],
  ["GET", "/api/v1/uploads/:file", uploads.get],
  ["PUT", "/api/v1/uploads/:file", uploads.put],
  ["DELETE", "/api/v1/uploads/:file", uploads.remove],
  ["GET", "/api/v1/profiles", profiles.list],
  ["GET", "/api/v1/profiles/:name", profiles.get],
  ["PUT", "/api/v1/profiles/:name", profiles.put],
  ["DELETE", "/api/v1/profiles/:name", profiles.remove],
  ["GET", "/api/v1/tls", tls.get],
  ["PUT", "/api/v1/settings/names", tls.putNames],
  ["GET", "/api/v1/panel", device.panel],
  ["GET", "/api/v1/panel/qr.svg", device.qrCode],
  ["POST", "/api/v1/panel/arm", device.armFromPanel],
  ["GET", "/api/v1/settings/panel", device.getSettings],
  ["PUT", "/api/v1/settings/panel", device.putSettings],
  ["POST", "/api/v1/device/stop-serving", device.stopServing],
  ["POST", "/api/v1/device/start-serving", device.startServing],
  ["POST", "/api/v1/device/restart", device.restart],
  ["POST", "/api/v1/device/power-off", device.powerOff],
  ["POST", "/api/v1/device/set-time", device.setTime],
  ["POST", "/api/v1/device/factory-reset", device.reset],
  ["GET", "/api/v1/profile-versions", profileVersions.newest],
  ["GET", "/api/v1/profiles/:name/versions", profileVersions.list],
  ["GET", "/api/v1/profiles/:name/versions/:number", profileVersions.get],
  ["POST", "/api/v1/profiles/:name/versions/:number/restore", profileVersions.restore],
  ["GET", "/api/v1/trash", trash.list],
  ["DELETE", "/api/v1/trash", trash.empty],
  ["POST", "/api/v1/trash/:id/restore", trash.restore],
  ["DELETE", "/api/v1/trash/:id", trash.remove],
  ["GET", "/api/v1/storage", trash.storage],
  ["GET", "/api/v1/health-report", health.report],
  ["GET", "/api/v1/events", eventsEndpoint(streams)],
  ["POST", "/api/v1/claim", access.claim],
  ["POST", "/api/v1/session", access.signIn],
  ["DELETE", "/api/v1/session", access.signOut],
  ["POST", "/api/v1/session/everywhere", access.signOutEverywhere],
  ["GET", "/api/v1/accounts", access.listAccounts],
  ["POST", "/api/v1/accounts", access.addAccount],
  ["POST", "/api/v1/accounts/me/password", access.changeOwnPassword],
  ["PATCH", "/api/v1/accounts/:name", access.changeAccount],
  ["DELETE", "/api/v1/accounts/:name", access.removeAccount],
  ["GET", "/api/v1/tokens", access.listTokens],
  ["POST", "/api/v1/tokens", access.addToken],
  ["DELETE", "/api/v1/tokens/:id", access.removeToken],
  ["GET", "/api/v1/audit", access.listAudit],
  ["GET", "/api/v1/machines/:mac/trace", doctor.trace],
  ["GET", "/api/v1/machines/:mac/packets", doctor.packets],
  ["GET", "/api/v1/machines/:mac/trace.pcapng", doctor.capture],
  ["GET", "/api/v1/findings", doctor.findings],
  ["GET", "/api/v1/doctor/rules", doctor.rules],
  ["GET", "/api/v1/export/:format", exchange.exportOne],
  ["POST", "/api/v1/import/dhcp", exchange.importDhcp],
  ["POST", "/api/v1/backup", backup.make],
  ["PUT", "/api/v1/restore", backup.receive],
  ["POST", "/api/v1/restore", backup.restore],
  ["GET", "/api/v1/update", updates.get],
  ["POST", "/api/v1/update", updates.install],
  ["POST", "/api/v1/update/check", updates.check],
  ["DELETE", "/api/v1/update/file", updates.remove],
  ["GET", "/api/v1/update/uploads", updates.listUploads],
  ["GET", "/api/v1/update/uploads/:file", updates.getUpload],
  ["PUT", "/api/v1/update/uploads/:file", updates.putUpload],
  ["DELETE", "/api/v1/update/uploads/:file", updates.removeUpload],
  ["GET", "/api/v1/webhooks", webhooks.list],
  ["POST", "/api/v1/webhooks", webhooks.add],
  ["GET", "/api/v1/webhooks/deliveries", webhooks.deliveries],
  ["PATCH", "/api/v1/webhooks/:id", webhooks.change],
  ["DELETE", "/api/v1/webhooks/:id", webhooks.remove],
  ["POST", "/api/v1/webhooks/:id/test", webhooks.testOne],
  ["GET", "/healthz", status.healthz],
  ["GET", "/readyz", status.readyz],
  ["GET", "/metrics", status.metrics],
];
