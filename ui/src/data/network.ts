import type {
  NetworkView,
  OtherServer,
  PlanText,
  PoolMapView,
  RegionText,
  RegionView,
  ScanView,
  SubnetText,
} from "../../../appliance/http/needs-network.ts";
import type { LeaseView } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export type { LeaseView, NetworkView, OtherServer, PlanText, RegionText, RegionView, ScanView, SubnetText };
export type Mode = NetworkView["mode"];
export type Mark = PoolMapView["marks"][number];
export type PoolMap = PoolMapView;

/** The plan with the tag that says which one was read. */
export interface ReadNetwork {
  readonly view: NetworkView;
  readonly tag: string;
}

export async function getNetwork(api: Api): Promise<ReadNetwork> {
  return read(await api.send("GET", "/network"));
}

/** Refused with 412 when somebody changed the plan since it was read. */
export const putNetwork = async (api: Api, plan: PlanText, tag: string): Promise<ReadNetwork> =>
  read(await api.send("PUT", "/network", plan, { "If-Match": tag }));

const read = async (answer: Response): Promise<ReadNetwork> => ({
  view: (await answer.json()) as NetworkView,
  tag: answer.headers.get("ETag") ?? "",
});

export const scanNetwork = (api: Api): Promise<ScanView> => api.get("/network/scan");
export const getPoolMap = (api: Api, subnet: string): Promise<PoolMap> =>
  api.get(`/pool-map?subnet=${encodeURIComponent(subnet)}`);
export const listLeases = (api: Api): Promise<LeaseView[]> => api.list("/leases");

/** Listens for other DHCP servers, eight seconds; what was heard stands in the network's view afterwards. */
export const probeForeign = async (api: Api): Promise<void> => {
  await api.send("POST", "/foreign-servers/probe");
};
export const ignoreForeign = async (api: Api, address: string): Promise<void> => {
  await api.send("POST", `/foreign-servers/${encodeURIComponent(address)}/ignore`);
};

export const getRegion = (api: Api): Promise<RegionView> => api.get("/settings/region");
export const putRegion = async (api: Api, region: RegionText): Promise<RegionView> =>
  (await (await api.send("PUT", "/settings/region", region)).json()) as RegionView;

/** Those that take clients away: they give addresses, and nobody said that this is known. */
export const rivals = ({ foreign }: Pick<NetworkView, "foreign">): readonly OtherServer[] =>
  foreign.filter(({ offers, ignored }) => offers === "addresses" && !ignored);

export const planOf = ({ mode, answer, authoritative, subnets, serveAnyway }: NetworkView): PlanText => ({
  mode,
  answer,
  authoritative,
  subnets,
  serveAnyway,
});
