import { endpoint } from "../endpoint.ts";
import { region, regionInput } from "../schemas-network.ts";

const tag = "settings";
const one = { description: "Language and time zone", schema: region };

export const get = endpoint({
  operationId: "getRegion",
  tag,
  summary: "The appliance's language, time zone and clock",
  answers: { 200: one },
  handle: ({ needs }) => ({ body: needs.region.get() }),
});

export const put = endpoint({
  operationId: "putRegion",
  tag,
  summary: "Set language and time zone",
  body: regionInput,
  answers: { 200: one },
  handle: ({ needs, body }) => ({ body: needs.region.set(body) }),
});
