import type { Endpoint } from "./endpoint.ts";
import * as answers from "./endpoints/answer-tools.ts";
import * as exchange from "./endpoints/exchange.ts";
import * as backup from "./endpoints/backup.ts";
import { eventsEndpoint } from "./endpoints/events.ts";
import * as images from "./endpoints/images.ts";
import * as machines from "./endpoints/machines.ts";
import * as media from "./endpoints/media.ts";
import * as network from "./endpoints/network.ts";
import * as profiles from "./endpoints/profiles.ts";
import * as releases from "./endpoints/releases.ts";
import * as runs from "./endpoints/runs.ts";
import * as status from "./endpoints/status.ts";
import * as uploads from "./endpoints/uploads.ts";
import type { Streams } from "./streams.ts";

export type Method = "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
export type Route = readonly [Method, path: string, Endpoint];

/** The whole API. /api/openapi.json is made from this table; what machines fetch while they boot stands in app.ts. */
export const apiRoutes = (streams: Streams): readonly Route[] => [
  ["GET", "/api/v1/hello", status.hello],
  ["GET", "/api/v1/status", status.get],
  ["GET", "/api/v1/machines", machines.list],
  ["GET", "/api/v1/machines/:mac", machines.get],
  ["PUT", "/api/v1/machines/:mac", machines.put],
  ["PATCH", "/api/v1/machines/:mac", machines.patch],
  ["DELETE", "/api/v1/machines/:mac", machines.remove],
  ["POST", "/api/v1/machines/:mac/arm", machines.arm],
  ["GET", "/api/v1/machines/:mac/preview", answers.preview],
  ["POST", "/api/v1/answers/check", answers.check],
  ["POST", "/api/v1/answers/import", answers.importOne],
  ["GET", "/api/v1/runs", runs.list],
  ["GET", "/api/v1/runs/:id", runs.get],
  ["POST", "/api/v1/runs/:id/stop", runs.stop],
  ["POST", "/api/v1/runs/:id/rotate", runs.rotate],
  ["GET", "/api/v1/runs/:id/log", runs.log],
  ["GET", "/api/v1/subnets", network.subnets],
  ["GET", "/api/v1/leases", network.leases],
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
  ["GET", "/api/v1/events", eventsEndpoint(streams)],
  ["GET", "/api/v1/export/:format", exchange.exportOne],
  ["POST", "/api/v1/import/dhcp", exchange.importDhcp],
  ["POST", "/api/v1/backup", backup.make],
  ["PUT", "/api/v1/restore", backup.receive],
  ["POST", "/api/v1/restore", backup.restore],
  ["GET", "/healthz", status.healthz],
  ["GET", "/readyz", status.readyz],
  ["GET", "/metrics", status.metrics],
];
