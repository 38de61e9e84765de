import { z } from "zod";

import { formatSubnet } from "../../net/subnet.ts";
import { endpoint } from "../endpoint.ts";
import { healthz as healthSchema, hello as helloSchema, status } from "../schemas.ts";

const tag = "status";

export const get = endpoint({
  operationId: "getStatus",
  panel: true,
  tag,
  summary: "Is the appliance serving, and if not, why?",
  answers: { 200: { description: "Its state", schema: status } },
  handle: ({ needs }) => {
    const { ok, serving, problems } = needs.health();
    const subnets = needs.settings.servedSubnets().map(formatSubnet);
    return { body: { version: needs.settings.version, ok, serving, problems, subnets } };
  },
});

export const hello = endpoint({
  operationId: "getHello",
  tag,
  summary: "What the page must know before anybody has signed in, and who asks",
  open: true,
  answers: { 200: { description: "Claimed or not, set up or not", schema: helloSchema } },
  handle: ({ needs, who }) => ({
    body: {
      ...needs.hello(),
      words: needs.tls.words,
      ...(needs.tls.port() === undefined ? {} : { httpsPort: needs.tls.port() }),
      version: needs.settings.version,
      ...(who === undefined ? {} : { you: { kind: who.kind, name: who.name, role: who.role } }),
    },
  }),
});

export const healthz = endpoint({
  operationId: "getHealth",
  tag,
  summary: "Liveness; why it is unwell stands in getStatus, which needs the token",
  open: true,
  answers: {
    200: { description: "It is alive", schema: healthSchema },
    503: { description: "It is not well", schema: healthSchema },
  },
  handle: ({ needs }) => {
    const { ok, serving } = needs.health();
    return { status: ok ? 200 : 503, body: { ok, serving } };
  },
});

export const readyz = endpoint({
  operationId: "getReadiness",
  tag,
  summary: "Readiness: machines are being served",
  open: true,
  answers: {
    200: { description: "It serves", schema: healthSchema },
    503: { description: "It does not serve", schema: healthSchema },
  },
  handle: ({ needs }) => {
    const { ok, serving } = needs.health();
    return { status: ok && serving ? 200 : 503, body: { ok, serving } };
  },
});

export const metrics = endpoint({
  operationId: "getMetrics",
  tag,
  summary: "Counters for Prometheus; they name no machine, so they need no token",
  open: true,
  answers: { 200: { description: "Prometheus text", type: "text/plain", schema: z.string() } },
  handle: async ({ needs }) => ({
    body: await needs.metrics(),
    headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" },
  }),
});
