import type { Storage, TrashItem } from "../../../appliance/http/needs-trash.ts";
import type { Api } from "./api.ts";

export type { Storage, TrashItem };

export const listTrash = (api: Api): Promise<TrashItem[]> => api.list("/trash");
export const storageOf = (api: Api): Promise<Storage> => api.get("/storage");

export const takeBack = async (api: Api, id: string): Promise<void> => {
  await api.send("POST", `/trash/${id}/restore`);
};
export const deleteForGood = async (api: Api, id: string): Promise<void> => {
  await api.send("DELETE", `/trash/${id}`);
};
export const emptyTrash = async (api: Api, kind: TrashItem["kind"]): Promise<void> => {
  await api.send("DELETE", `/trash?kind=${kind}`);
};

/** Undoes a removal of a moment ago: what was removed last under this name. */
export async function undoRemoval(api: Api, kind: TrashItem["kind"], name: string): Promise<void> {
  const found = (await listTrash(api)).find((item) => item.kind === kind && item.name === name);
  if (found === undefined) throw new Error(name);
  await takeBack(api, found.id);
}
