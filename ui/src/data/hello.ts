import type { Principal } from "../../../appliance/access/principal.ts";
import type { Hello as HelloFacts } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

/** What is known before anybody has signed in; `you` once somebody has. */
export interface Hello extends HelloFacts {
  readonly version: string;
  /** Six words of the authority's key. */
  readonly words: readonly string[];
  readonly httpsPort?: number;
  readonly you?: Principal;
}

export const getHello = (api: Api): Promise<Hello> => api.get("/hello");
