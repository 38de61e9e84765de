import type { UpdateCheck, UpdateFile, UpdateView } from "../../../appliance/http/needs-updates.ts";
import type { Api } from "./api.ts";
import type { UploadPlace } from "./uploads.ts";

export type { UpdateCheck, UpdateFile, UpdateView };

/** The word that is typed to go back to an older version. */
export const WORD = "yes";

export const UPDATES: UploadPlace = { path: "/update/uploads", ending: /\.raucb$/i };

export const getUpdate = (api: Api): Promise<UpdateView> => api.get("/update");

export const checkUpdate = async (api: Api, id: string): Promise<UpdateCheck> =>
  (await (await api.send("POST", "/update/check", { id })).json()) as UpdateCheck;

export const installUpdate = async (api: Api, id: string, confirm: string | undefined): Promise<UpdateView> =>
  (await (
    await api.send("POST", "/update", { id, ...(confirm === undefined ? {} : { confirm }) })
  ).json()) as UpdateView;

export const removeUpdateFile = (api: Api, id: string): Promise<unknown> =>
  api.send("DELETE", `/update/file?id=${encodeURIComponent(id)}`);
