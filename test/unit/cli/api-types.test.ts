import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { API_TYPES, apiTypes } from "../../api-types.ts";

test("the types of the CLI and the page are those of the API's document (npm run build:api-types makes them)", async () => {
  assert.ok(
    readFileSync(API_TYPES, "utf8") === (await apiTypes()),
    "run npm run build:api-types and look at the change",
  );
});
