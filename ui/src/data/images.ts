import type { Image, Profile } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export type ImageView = Image & {
  readonly title?: string;
  readonly family?: string;
  readonly arch?: string;
  readonly boots?: { readonly bios: boolean; readonly uefi: boolean; readonly secureBoot: boolean };
  /** MiB */
  readonly memory?: number;
  readonly phase?: "copying" | "checking" | "indexing";
  /** 0 to 1 */
  readonly share?: number;
  /** Bytes a second */
  readonly rate?: number;
  readonly secondsLeft?: number;
  readonly usedBy?: readonly string[];
  readonly detail?: string;
  readonly tree?: string;
};

export interface MediumFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly kind: "iso" | "release";
  /** The image it was imported as. */
  readonly image?: string;
}

export interface MediumView {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly files: readonly MediumFile[];
  readonly more?: boolean;
}

export type ImageFrom =
  | { readonly medium: string; readonly path: string }
  | { readonly url: string; readonly sha256?: string; readonly internalMirror?: boolean }
  | { readonly urls: readonly { readonly url: string; readonly sha256?: string; readonly name?: string }[] };

export const listImages = (api: Api): Promise<ImageView[]> => api.list("/images");
export const listMedia = (api: Api): Promise<MediumView[]> => api.list("/media");

export const addImage = async (api: Api, from: ImageFrom, name?: string): Promise<ImageView> =>
  (await (await api.send("POST", "/images", { ...(name === undefined ? {} : { name }), from })).json()) as ImageView;

export const removeImage = async (api: Api, name: string): Promise<void> => {
  await api.send("DELETE", `/images/${encodeURIComponent(name)}`);
};

export const titleOf = ({ title, name }: ImageView): string => (title === undefined || title === "" ? name : title);
export const isBeingAdded = ({ state }: Image): boolean => state === "waiting" || state === "importing";
export const usersOf = (image: Image, profiles: readonly Profile[]): string[] =>
  profiles.filter((profile) => profile.image === image.name).map(({ name }) => name);

/** What needs a person first, then what is on its way, then by name. */
export const inOrder = (images: readonly ImageView[]): ImageView[] => {
  const order: readonly Image["state"][] = ["refused", "importing", "waiting", "ready"];
  return images.toSorted(
    (a, b) =>
      order.indexOf(a.state) - order.indexOf(b.state) || titleOf(a).localeCompare(titleOf(b), "en", { numeric: true }),
  );
};
