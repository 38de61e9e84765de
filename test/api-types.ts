// npm run build:api-types: the types that the CLI and the page read, made from /api/openapi.json.
import { writeFileSync } from "node:fs";
import openapiTypescript, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";
import { openApi } from "../appliance/http/openapi.ts";
import { apiRoutes } from "../appliance/http/routes.ts";
import { eventStreams, STREAM_LIMITS } from "../appliance/http/streams.ts";
import { VERSION } from "../appliance/version.ts";
import { MemoryHouse } from "./integration/http/fakes.ts";

export const API_TYPES = new URL("../appliance/cli/api-types.ts", import.meta.url).pathname;

const HEAD = "// Made from /api/openapi.json by `npm run build:api-types`. Do not edit.\n\n";

/** What the file must hold now. */
export async function apiTypes(): Promise<string> {
  const routes = apiRoutes(eventStreams(new MemoryHouse().needs(), STREAM_LIMITS));
  // Not the version: a release alone would change the file.
  const document = openApi(routes, VERSION) as unknown as Parameters<typeof openapiTypescript>[0];
  const text =
    HEAD + astToString(await openapiTypescript(document, { rootTypes: true, rootTypesNoSchemaPrefix: true }));
  return format(text, { ...(await resolveConfig(API_TYPES)), parser: "typescript" });
}

if (process.argv[1] === import.meta.filename) writeFileSync(API_TYPES, await apiTypes());
