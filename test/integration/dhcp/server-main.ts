// A DHCP server on its own, for the tests: settings and database as JSON in the first argument, reports as JSON lines.
import { startDhcp } from "../../../appliance/dhcp/service.ts";
import { lastSeenSecond } from "../../../appliance/store/leases.ts";
import type { DhcpSettings } from "../../../appliance/dhcp/facts.ts";

const { settings, database, descriptor } = JSON.parse(process.argv[2] ?? "{}") as {
  settings: DhcpSettings;
  database: string;
  descriptor?: number;
};
const service = await startDhcp({
  settings,
  database,
  applianceTime: { atHrtime: String(process.hrtime.bigint()), seconds: lastSeenSecond(database) },
  report: (report) => console.log(JSON.stringify(report)),
  ...(descriptor === undefined ? {} : { descriptor }),
});
const stop = (): void => void service.stop().then(() => process.exit(0));
process.once("SIGTERM", stop);
process.stdin.once("end", stop); // whoever started us is gone
process.stdin.on("data", (line: Buffer) => service.update(JSON.parse(line.toString()) as DhcpSettings));
console.log("READY");
