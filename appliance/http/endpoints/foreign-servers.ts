import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import type { Needs } from "../needs.ts";
import { foreignServerList, foreignServerParams } from "../schemas-foreign-servers.ts";

const tag = "network";
const all = { description: "All of them", schema: foreignServerList };

export const list = endpoint({
  operationId: "listForeignServers",
  tag,
  summary: "Other DHCP servers on the rack's net",
  answers: { 200: all },
  handle: ({ needs }) => ({ body: listed(needs) }),
});

export const probe = endpoint({
  operationId: "probeForeignServers",
  changes: false,
  tag,
  summary: "Search for other DHCP servers now; takes eight seconds",
  answers: { 200: all },
  async handle({ needs }) {
    await needs.foreignServers.probe();
    return { body: listed(needs) };
  },
});

export const ignore = endpoint({
  operationId: "ignoreForeignServer",
  tag,
  summary: "I know this server: serve as if it were not there",
  needs: "owner",
  params: foreignServerParams,
  answers: { 200: all, 404: { description: "No such server was seen" } },
  handle({ needs, params: { address } }) {
    if (!needs.foreignServers.list().some((server) => server.address === address)) {
      const text = `No other DHCP server with the address ${address} was seen. Search again, or look at the list.`;
      throw new AppError("RS_FOREIGN_DHCP_UNKNOWN", 404, text, "address");
    }
    needs.foreignServers.ignore(address);
    return { body: listed(needs) };
  },
});

const listed = ({ foreignServers }: Needs): object => ({
  items: foreignServers.list(),
  standing: foreignServers.standing(),
});
