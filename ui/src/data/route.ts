/** What the address bar names, behind the "#": a page, and what it shows of it. */
export type Route =
  | { readonly page: "overview" }
  | { readonly page: "machines" }
  | { readonly page: "machine"; readonly mac: string }
  | { readonly page: "runs" }
  | { readonly page: "images" }
  | { readonly page: "image"; readonly name: string }
  /** A new profile for this image. */
  | { readonly page: "new-profile"; readonly image: string }
  | { readonly page: "profiles" }
  | { readonly page: "profile"; readonly name: string }
  | { readonly page: "network" }
  | { readonly page: "events" }
  | { readonly page: "settings"; readonly section: string }
  | { readonly page: "health" }
  | { readonly page: "help"; readonly topic: string };

export type PageName = Route["page"];

export const toOverview = "#/";
export const toMachines = "#/machines";
export const toRuns = "#/runs";
export const toImages = "#/images";
export const toProfiles = "#/profiles";
export const toNetwork = "#/network";
export const toEvents = "#/events";
export const toHealth = "#/health";
export const toMachine = (mac: string): string => `#/machines/${encodeURIComponent(mac)}`;
export const toImage = (name: string): string => `#/images/${encodeURIComponent(name)}`;
export const toNewProfile = (image: string): string => `${toImage(image)}/profile`;
export const toProfile = (name: string): string => `#/profiles/${encodeURIComponent(name)}`;
export const toSettings = (section = ""): string => (section === "" ? "#/settings" : `#/settings/${section}`);
export const toHelp = (topic = ""): string => (topic === "" ? "#/help" : `#/help/${topic}`);

const PLACES: Readonly<Record<string, (name: string, more: string) => Route>> = {
  machines: (name) => (name === "" ? { page: "machines" } : { page: "machine", mac: name }),
  images: (name, more) =>
    name === ""
      ? { page: "images" }
      : more === "profile"
        ? { page: "new-profile", image: name }
        : { page: "image", name },
  profiles: (name) => (name === "" ? { page: "profiles" } : { page: "profile", name }),
  runs: () => ({ page: "runs" }),
  network: () => ({ page: "network" }),
  events: () => ({ page: "events" }),
  health: () => ({ page: "health" }),
  settings: (section) => ({ page: "settings", section }),
  help: (topic) => ({ page: "help", topic }),
};

/** What nobody knows leads to the overview. */
export function parseRoute(hash: string): Route {
  const [, place = "", name = "", more = ""] = hash.replace(/^#/, "").split("/").map(decode);
  return Object.hasOwn(PLACES, place) ? (PLACES[place]?.(name, more) ?? { page: "overview" }) : { page: "overview" };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
