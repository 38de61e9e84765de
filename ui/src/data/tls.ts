import type { CertificateView } from "../../../appliance/http/needs-tls.ts";
import type { Api } from "./api.ts";

/** The certificate and what the appliance is called. */
export interface TlsFacts extends CertificateView {
  readonly words: readonly string[];
  /** Where https answers; absent: nowhere. */
  readonly port?: number;
  readonly extraNames: readonly string[];
  readonly fileNames: readonly string[];
}

export const getTls = (api: Api): Promise<TlsFacts> => api.get("/tls");

export const putNames = async (api: Api, names: readonly string[]): Promise<TlsFacts> =>
  (await (await api.send("PUT", "/settings/names", { names })).json()) as TlsFacts;

/** The authority's certificate, and a page that says how to install it. */
export const AUTHORITY_FILE = "/rackseed-ca.crt";
export const HOW_TO_TRUST = "/trust";
