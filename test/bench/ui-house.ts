// Serves the built page over a house in memory with so many machines: node test/bench/ui-house.ts [MACHINES] [PORT]. The bench drives it.
import { UI_FOLDER } from "../browser/browser.ts";
import { hallOf } from "../browser/many-machines.ts";
import { startHttpServer } from "../../appliance/http/server.ts";
import { TOKEN } from "../integration/http/fakes.ts";

const machines = Number(process.argv[2] ?? 10_000);
const server = await startHttpServer({
  needs: hallOf(machines).needs(),
  log: (severity, code, text) => void process.stderr.write(`${severity} ${code} ${text}\n`),
  listen: [{ address: "127.0.0.1", port: Number(process.argv[3] ?? 0) }],
  uiFolder: UI_FOLDER,
});
process.stdout.write(`http://127.0.0.1:${server.addresses[0]?.port ?? 0}/#token=${TOKEN}\n`);
