import type { MediumView, NewImage } from "../../../appliance/http/needs-media.ts";
import type { Image, Profile } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export type { Image, MediumView };
export type MediumFile = MediumView["files"][number];

export const listImages = (api: Api): Promise<Image[]> => api.list("/images");
export const listMedia = (api: Api): Promise<MediumView[]> => api.list("/media");

export const addImage = async (api: Api, from: NewImage["from"], name?: string): Promise<Image> =>
  (await (await api.send("POST", "/images", { ...(name === undefined ? {} : { name }), from })).json()) as Image;

export const removeImage = async (api: Api, name: string): Promise<void> => {
  await api.send("DELETE", `/images/${encodeURIComponent(name)}`);
};

export const titleOf = ({ title, name }: Image): string => (title === undefined || title === "" ? name : title);
export const isBeingAdded = ({ state }: Image): boolean => state === "waiting" || state === "importing";
export const usersOf = (image: Image, profiles: readonly Profile[]): string[] =>
  profiles.filter((profile) => profile.image === image.name).map(({ name }) => name);

interface UnreadableWords {
  stickUses(fileSystem: string): string;
  stickDamaged?(fileSystem: string): string;
  readonly stickUnknown: string;
}

/** Why nothing on a stick can be listed; undefined when it can. */
export function whyUnreadable({ unreadable }: MediumView, say: UnreadableWords): string | undefined {
  if (unreadable === undefined) return undefined;
  const { why, fileSystem = "" } = unreadable;
  if (why === "file-system") return say.stickUses(fileSystem);
  return why === "damaged" ? (say.stickDamaged?.(fileSystem) ?? say.stickUnknown) : say.stickUnknown;
}

/** What needs a person first, then what is on its way, then by name. */
export const inOrder = (images: readonly Image[]): Image[] => {
  const order: readonly Image["state"][] = ["refused", "importing", "waiting", "ready"];
  return images.toSorted(
    (a, b) =>
      order.indexOf(a.state) - order.indexOf(b.state) || titleOf(a).localeCompare(titleOf(b), "en", { numeric: true }),
  );
};
