import assert from "node:assert/strict";
import { test } from "node:test";

import { apiRoutes } from "../../../appliance/http/routes.ts";
import { eventStreams, STREAM_LIMITS } from "../../../appliance/http/streams.ts";
import { en } from "../../../ui/src/text/access.en.ts";
import { zh } from "../../../ui/src/text/access.zh.ts";
import { MemoryHouse } from "../../integration/http/fakes.ts";

test("everything that the audit trail writes down has words in both languages", () => {
  const routes = apiRoutes(eventStreams(new MemoryHouse().needs(), STREAM_LIMITS));
  const changing = routes.flatMap(([method, , endpoint]) => (method === "GET" ? [] : [endpoint.operationId]));
  assert.ok(changing.length > 40);
  const without = (whats: Readonly<Record<string, string>>): string[] => changing.filter((name) => !(name in whats));
  assert.deepEqual(without(en.whats), []);
  assert.deepEqual(without(zh.whats), []);
});
