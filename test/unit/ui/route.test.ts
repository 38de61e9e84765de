import assert from "node:assert/strict";
import { test } from "node:test";

import {
  parseRoute,
  type Route,
  toImage,
  toImages,
  toMachine,
  toMachines,
  toNewProfile,
} from "../../../ui/src/data/route.ts";

const routes: Readonly<Record<string, Route>> = {
  [toMachines]: { page: "machines" },
  [toImages]: { page: "images" },
  [toMachine("52:54:00:77:00:01")]: { page: "machine", mac: "52:54:00:77:00:01" },
  [toImage("rocky-9.4")]: { page: "image", name: "rocky-9.4" },
  [toNewProfile("rocky-9.4")]: { page: "new-profile", image: "rocky-9.4" },
  "": { page: "overview" },
  "#token=secret": { page: "overview" },
  "#/nowhere/at/all": { page: "overview" },
  "#/images/%E0%A4": { page: "images" },
};

for (const [hash, route] of Object.entries(routes)) {
  test(`"${hash}" leads to ${JSON.stringify(route)}`, () => assert.deepEqual(parseRoute(hash), route));
}
