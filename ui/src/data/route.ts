/** What the address bar names, behind the "#": the token's link has no page of its own. */
export type Route =
  | { readonly page: "machines" }
  | { readonly page: "machine"; readonly mac: string }
  | { readonly page: "images" }
  | { readonly page: "image"; readonly name: string }
  /** A new profile for this image. */
  | { readonly page: "profile"; readonly image: string };

export const toMachines = "#/";
export const toImages = "#/images";
export const toMachine = (mac: string): string => `#/machines/${encodeURIComponent(mac)}`;
export const toImage = (name: string): string => `#/images/${encodeURIComponent(name)}`;
export const toNewProfile = (image: string): string => `${toImage(image)}/profile`;

/** What nobody knows leads to the machines. */
export function parseRoute(hash: string): Route {
  const [, place, name = "", more] = hash.replace(/^#/, "").split("/").map(decode);
  if (place === "machines" && name !== "") return { page: "machine", mac: name };
  if (place !== "images") return { page: "machines" };
  if (name === "") return { page: "images" };
  return more === "profile" ? { page: "profile", image: name } : { page: "image", name };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
