import type { HealthReport } from "../../../appliance/health/report.ts";
import type { Api } from "./api.ts";

export type { HealthReport };
export type Latency = NonNullable<HealthReport["dhcpAck"]>;

export const readHealth = (api: Api): Promise<HealthReport> => api.get("/health-report");
