import assert from "node:assert/strict";
import { test } from "node:test";

import { z } from "zod";

import { apiRoutes } from "../../../appliance/http/routes.ts";
import * as schemas from "../../../appliance/http/schemas.ts";
import { eventStreams, STREAM_LIMITS } from "../../../appliance/http/streams.ts";
import { MemoryHouse, NODE_01, serve, withToken } from "./fakes.ts";

interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: { name: string; in: string; schema: unknown }[];
  responses: Record<string, { description: string; content?: Record<string, { schema: { $ref?: string } }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { examples?: unknown[] }>; securitySchemes: Record<string, unknown> };
}

const document = async (): Promise<Document> => {
  await using at = await serve();
  const answer = await fetch(`${at.url}/api/openapi.json`);
  assert.equal(answer.status, 200);
  return (await answer.json()) as Document;
};
const operations = (paths: Document["paths"]): [string, string, Operation][] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, op]): [string, string, Operation] => [method, path, op]),
  );

test("the document is OpenAPI 3.1, every reference leads somewhere, every operation has its own id", async () => {
  const { openapi, paths, components } = await document();
  assert.equal(openapi, "3.1.0");
  const text = JSON.stringify({ paths, components });
  for (const [, id = ""] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    assert.ok(id in components.schemas, id);
  assert.doesNotMatch(text, /\$defs|"\$ref":"#\/(?!components)/);
  assert.deepEqual(Object.keys(components.securitySchemes), ["token", "session"]);
  const ids = operations(paths).map(([, , operation]) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
  for (const [id, schema] of Object.entries(components.schemas))
    assert.ok(!("$ref" in schema), `${id} says what it is`);
  // JSON Schema reads patterns with the flag u; Zod's reader does not know it, so those that need it are read here.
  const $defs = JSON.parse(
    JSON.stringify(components.schemas).replaceAll("#/components/schemas/", "#/$defs/"),
    (key, value: unknown) =>
      key === "pattern" && new RegExp(String(value), "u").source.includes("\\p{") ? undefined : value,
  ) as typeof components.schemas;
  for (const [id, schema] of Object.entries($defs)) {
    const readBack = z.fromJSONSchema({ ...schema, $defs });
    for (const example of schema.examples ?? [])
      assert.deepEqual(readBack.safeParse(example).error?.issues, undefined, id);
  }
});

test("every route is in the document, and everything in the document is a route", async () => {
  const { paths } = await document();
  const house = new MemoryHouse().needs();
  const routes = apiRoutes(eventStreams(house, STREAM_LIMITS)).map(
    ([method, path]) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
  );
  const described = operations(paths).map(([method, path]) => `${method.toUpperCase()} ${path}`);
  assert.deepEqual(described.toSorted(), [...routes, "GET /api/openapi.json"].toSorted());
});

test("every operation describes its path's parameters, its success, its failure, and its need of a token", async () => {
  const { paths } = await document();
  for (const [, path, { operationId, parameters = [], responses, security }] of operations(paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    assert.deepEqual(
      parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name),
      inPath,
      operationId,
    );
    assert.ok(
      Object.keys(responses).some((status) => status.startsWith("2")),
      operationId,
    );
    for (const { description } of Object.values(responses)) assert.notEqual(description, "", operationId);
    const open = ["getHealth", "getReadiness", "getMetrics", "getOpenApi", "getHello", "claim", "signIn"].includes(
      operationId,
    );
    assert.deepEqual(security, open ? [] : undefined, operationId);
    assert.equal("401" in responses, !open || operationId === "signIn", operationId);
  }
});

test("the examples fit the schemas that check the input", () => {
  let checked = 0;
  for (const schema of Object.values(schemas)) {
    if (!(schema instanceof z.ZodType)) continue;
    for (const example of (schema.meta()?.["examples"] ?? []) as unknown[]) {
      assert.deepEqual(schema.safeParse(example).error?.issues, undefined);
      checked++;
    }
  }
  assert.ok(checked >= 12);
});

test("what the server answers fits what the document says", async () => {
  const house = new MemoryHouse();
  house.machine(NODE_01, { name: "node-01", known: true, profile: "worker" });
  house.run("1", NODE_01);
  house.journal.add("RS_TEST", "an event", { data: { a: 1 } });
  await using at = await serve(house);
  const list = (item: z.ZodType): z.ZodType => z.strictObject({ items: z.array(item).min(1) });
  const answers: Record<string, z.ZodType> = {
    "/api/v1/machines": list(schemas.machine),
    [`/api/v1/machines/${NODE_01}`]: schemas.machine,
    "/api/v1/runs": list(schemas.run),
    "/api/v1/subnets": list(schemas.subnet),
    "/api/v1/leases": list(schemas.lease),
    "/api/v1/images": list(schemas.image),
    "/api/v1/events": list(schemas.event),
    "/api/v1/status": schemas.status,
    "/api/v1/runs/none": schemas.problem,
  };
  for (const [path, schema] of Object.entries(answers)) {
    const body: unknown = await (await fetch(at.url + path, withToken())).json();
    assert.deepEqual(schema.safeParse(body).error?.issues, undefined, path);
  }
});
