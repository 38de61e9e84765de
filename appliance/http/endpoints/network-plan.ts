import { createHash } from "node:crypto";

import { AppError } from "../../errors.ts";
import { formatSubnet } from "../../net/subnet.ts";
import { endpoint } from "../endpoint.ts";
import type { NetworkView } from "../needs-network.ts";
import { checkUnchanged } from "../precondition.ts";
import * as schemas from "../schemas-network.ts";

const tag = "network";
const one = { description: "The plan, and what is seen of the network", schema: schemas.network };

export const get = endpoint({
  operationId: "getNetwork",
  tag,
  summary: "How the appliance takes part in the network",
  answers: { 200: one },
  handle: ({ needs }) => withTag(needs.network.get()),
});

export const put = endpoint({
  operationId: "putNetwork",
  tag,
  summary: "Say how it takes part; DHCP, TFTP and HTTP follow at once",
  body: schemas.networkInput,
  headers: { "If-Match": "The ETag of the plan as it was read: a change in between is then not overwritten" },
  needs: "owner",
  answers: {
    200: one,
    409: { description: "The configuration file decides" },
    412: { description: "Changed by someone else" },
  },
  handle: ({ needs, body, header, who }) => {
    checkUnchanged(header("if-match"), tagOf(needs.network.get()));
    return withTag(needs.network.set(body, who?.name ?? ""));
  },
});

export const scan = endpoint({
  operationId: "scanNetwork",
  tag,
  summary: "Who answers ARP now, and which range is free; takes one to two seconds",
  query: schemas.scanQuery,
  needs: "operator",
  answers: { 200: { description: "Who answered", schema: schemas.scan } },
  handle: async ({ needs, query }) => ({ body: await needs.network.scan(query.range) }),
});

export const poolMap = endpoint({
  operationId: "getPoolMap",
  tag,
  summary: "What is known of each address of a subnet",
  query: schemas.poolMapQuery,
  answers: {
    200: { description: "The addresses of which something is known", schema: schemas.poolMap },
    404: { description: "No such subnet" },
  },
  handle: ({ needs, query }) => {
    const subnet = formatSubnet(query.subnet);
    const body = needs.network.map(subnet);
    if (body === undefined)
      throw new AppError(
        "RS_SUBNET_NOT_FOUND",
        404,
        `${subnet} is not served, and the appliance is not in it.`,
        "subnet",
      );
    return { body };
  },
});

/** Of the plan alone: what is seen on the wire changes by itself and is nobody's edit. */
const tagOf = ({ mode, answer, authoritative, subnets, serveAnyway, saidBy }: NetworkView): string =>
  createHash("sha256")
    .update(JSON.stringify({ mode, answer, authoritative, subnets, serveAnyway, saidBy }))
    .digest("base64url");

const withTag = (body: NetworkView): { body: NetworkView; headers: Record<string, string> } => ({
  body,
  headers: { ETag: `"${tagOf(body)}"` },
});
