import type { PageName } from "./data/route.ts";

export interface PageEntry {
  /** The custom element; it gets house, version, words and route. */
  readonly tag: string;
  readonly load: () => Promise<unknown>;
}

/** Every page is a file of its own that the browser fetches when it is first shown. */
export const PAGES: Readonly<Record<PageName, PageEntry>> = {
  overview: { tag: "rs-overview-page", load: () => import("./pages/overview-page.ts") },
  machines: { tag: "rs-machines-page", load: () => import("./pages/machines-page.ts") },
  machine: { tag: "rs-machine-page", load: () => import("./pages/machine-page.ts") },
  runs: { tag: "rs-runs-page", load: () => import("./pages/runs-page.ts") },
  images: { tag: "rs-images-page", load: () => import("./pages/images-page.ts") },
  image: { tag: "rs-image-page", load: () => import("./pages/image-page.ts") },
  "new-profile": { tag: "rs-new-profile-page", load: () => import("./pages/new-profile-page.ts") },
  profiles: { tag: "rs-profiles-page", load: () => import("./pages/profiles-page.ts") },
  profile: { tag: "rs-profile-page", load: () => import("./pages/profile-page.ts") },
  network: { tag: "rs-network-page", load: () => import("./pages/network-page.ts") },
  events: { tag: "rs-events-page", load: () => import("./pages/events-page.ts") },
  settings: { tag: "rs-settings-page", load: () => import("./pages/settings-page.ts") },
  health: { tag: "rs-health-page", load: () => import("./pages/health-page.ts") },
  help: { tag: "rs-help-page", load: () => import("./pages/help-page.ts") },
};
