import type { House } from "./data/house.ts";
import { titleOf as titleOfImage } from "./data/images.ts";
import { nameOf } from "./data/machines.ts";
import type { Route } from "./data/route.ts";
import type { Words } from "./text/text.ts";

/** What the browser's tab says. */
export function titleOf(route: Route, house: House | undefined, { text }: Words): string {
  const image = (name: string): string => {
    const found = house?.images.find((one) => one.name === name);
    return found === undefined ? name : titleOfImage(found);
  };
  switch (route.page) {
    case "image":
      return image(route.name);
    case "new-profile":
      return text.profileTitle(image(route.image));
    case "profile":
      return route.name;
    case "machine": {
      const machine = house?.machines.get(route.mac);
      return machine === undefined ? route.mac : nameOf(machine);
    }
    default:
      return text.nav[route.page];
  }
}
