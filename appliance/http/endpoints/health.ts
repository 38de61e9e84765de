import { endpoint } from "../endpoint.ts";
import { healthReport } from "../schemas-health.ts";

export const report = endpoint({
  operationId: "getHealthReport",
  tag: "status",
  summary: "How the appliance itself is: card, memory, heat, power, clock, and how fast it answers",
  answers: { 200: { description: "The facts of this moment", schema: healthReport } },
  handle: async ({ needs }) => ({ body: await needs.healthReport() }),
});
