import { z } from "zod";

import type { Described, Endpoint } from "./endpoint.ts";
import type { Route } from "./routes.ts";
import { problem } from "./schemas.ts";
import { COOKIE } from "./session-cookie.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1, made from the table of routes and the very schemas that check the input. */
export function openApi(routes: readonly Route[], version: string): Json {
  const components = new Map<string, z.ZodType>([["Problem", problem]]);
  const paths: Record<string, Json> = {};
  for (const [method, path, endpoint] of routes) {
    const item = (paths[path.replaceAll(/:(\w+)/g, "{$1}")] ??= {});
    item[method.toLowerCase()] = operation(endpoint, components);
  }
  paths["/api/openapi.json"] = { get: documentItself };
  return {
    openapi: "3.1.0",
    info: {
      title: "Rackseed",
      version,
      description:
        "The appliance that installs racks of machines. Errors are problem documents (RFC 9457) with a stable code.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token, or access.token of the configuration file",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: COOKIE,
          description: "Set by signIn and claim, over https only",
        },
      },
      schemas: componentSchemas(components),
    },
  };
}

const documentItself = {
  operationId: "getOpenApi",
  tags: ["status"],
  summary: "This document",
  security: [],
  responses: { 200: { description: "OpenAPI 3.1", content: { "application/json": { schema: { type: "object" } } } } },
};

function operation(endpoint: Endpoint, components: Map<string, z.ZodType>): Json {
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.open ? { security: [] } : {}),
    parameters: [
      ...parameters("path", endpoint.params),
      ...parameters("query", endpoint.query),
      ...Object.entries(endpoint.headers).map(([name, description]) => ({
        name,
        in: "header",
        description,
        schema: { type: "string" },
      })),
    ],
    ...(endpoint.body === undefined ? {} : { requestBody: requestBody(endpoint.body, components) }),
    responses: responses(endpoint, components),
  };
}

function parameters(place: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = toJson(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function requestBody(body: z.ZodType, components: Map<string, z.ZodType>): Json {
  return {
    required: !body.safeParse(undefined).success,
    content: { "application/json": { schema: refer(body, components) } },
  };
}

function responses(endpoint: Endpoint, components: Map<string, z.ZodType>): Json {
  const problems: Record<number, Described> = { 400: { description: "The request is not understood" } };
  if (!endpoint.open) {
    problems[401] = { description: "Nobody is signed in, and no right token was sent" };
    problems[403] = {
      description: "The role is too small, nobody owns the appliance yet, or another site's page asks",
    };
    problems[429] = { description: "Too many wrong tokens came from this address" };
  }
  const failed = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const described: Json = { default: { description: "Any other failure", content: failed } };
  for (const [status, answers] of Object.entries({ ...problems, ...endpoint.answers })) {
    const all: readonly Described[] = "description" in answers ? [answers] : answers;
    const withBody = all.filter((answer) => answer.schema !== undefined);
    const content =
      withBody.length > 0
        ? Object.fromEntries(
            withBody.map(({ type = "application/json", schema }) => [type, { schema: refer(schema, components) }]),
          )
        : Number(status) >= 400
          ? failed
          : undefined;
    described[status] = { description: all[0]?.description ?? "", ...(content === undefined ? {} : { content }) };
  }
  return described;
}

/** Named schemas stand once, under components. */
function refer(schema: z.ZodType | undefined, components: Map<string, z.ZodType>): Json {
  if (schema === undefined) return {};
  const { id } = schema.meta() ?? {};
  if (id === undefined) return toJson(schema);
  components.set(id, schema);
  return reference(id);
}

const reference = (id: string): Json => ({ $ref: `#/components/schemas/${id}` });

function componentSchemas(components: ReadonlyMap<string, z.ZodType>): Json {
  const schemas: Json = {};
  for (const [id, schema] of components) {
    // A named schema inside another one comes out as a $def: lift it to its place under components.
    // The named schema itself may be one of them too, with nothing but a reference to it outside.
    const { $defs = {}, ...own } = toJson(schema) as { $defs?: Json };
    schemas[id] = relink($defs[id] ?? own);
    for (const [inner, definition] of Object.entries($defs)) schemas[inner] ??= relink(definition);
  }
  return schemas;
}

function relink(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')) as unknown;
}

function toJson(schema: z.ZodType): Json {
  // The input side: what is sent, before it is parsed into addresses and the like.
  const json = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }) as Json;
  return Object.fromEntries(Object.entries(json).filter(([name]) => name !== "$schema" && name !== "id"));
}
