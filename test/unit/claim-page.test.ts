import assert from "node:assert/strict";
import { test } from "node:test";

import { readConfig } from "../../appliance/config.ts";
import { claimPage } from "../../appliance/wiring/access.ts";

const page = (file: string): string => claimPage(readConfig(`address: 10.77.0.1/24\n${file}`, "f"))("NS02-T5FJ");

test("the claim page's address names https and its port, and plain http only where https is off", () => {
  assert.equal(page(""), "https://10.77.0.1/#claim=NS02-T5FJ");
  assert.equal(page("https: { ports: [8443, 443] }\n"), "https://10.77.0.1/#claim=NS02-T5FJ");
  assert.equal(page("https: { ports: [8443] }\n"), "https://10.77.0.1:8443/#claim=NS02-T5FJ");
  assert.equal(page("https: { ports: [] }\n"), "http://10.77.0.1/#claim=NS02-T5FJ");
});
