import { endpoint } from "../endpoint.ts";
import { pageOf } from "../paging.ts";
import { lease, listOf, pageQuery, subnet } from "../schemas.ts";

const tag = "network";

export const subnets = endpoint({
  operationId: "listSubnets",
  panel: true,
  tag,
  summary: "Subnets that are served",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(subnet, "SubnetList") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.subnets.list(), (item) => item.cidr, query) }),
});

export const leases = endpoint({
  operationId: "listLeases",
  panel: true,
  tag,
  summary: "Addresses that were given",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(lease, "LeaseList") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.leases.list(), (item) => item.address, query) }),
});
