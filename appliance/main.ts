import { readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { parseArgs } from "node:util";
import { startAppliance } from "./appliance.ts";
import { ConfigError, readConfig } from "./config.ts";
import { AppError } from "./errors.ts";
import { notifyReady, notifyStopping, startWatchdog } from "./host/notify.ts";
import { systemdDescriptors } from "./net/socket.ts";

/** Time for the last answers before everything is opened anew. */
const ANSWER_MS = 300;
const USAGE = "Usage: node appliance/main.ts --config FILE";

/** A message for the person in front of the console, and the end. */
function refuse(message: string): never {
  process.stderr.write(`rackseed: ${message}\n`);
  process.exit(1);
}

function configFile(): string {
  try {
    const { values } = parseArgs({ options: { config: { type: "string" } } });
    return values.config ?? refuse(`no configuration file was named.\n${USAGE}`);
  } catch (error) {
    return refuse(`${(error as Error).message}\n${USAGE}`);
  }
}

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    return refuse(`${path} cannot be read: ${(error as Error).message}`);
  }
}

async function main(): Promise<void> {
  const path = configFile();
  const config = readConfig(readFile(path), path);
  const descriptors = systemdDescriptors(process.env, process.pid);
  const around = { descriptors, hostFolder: process.env["RACKSEED_HOST"] };
  const signalled = new Promise<string>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  for (let again = true; again;) {
    const appliance = await startAppliance(config, around);
    await notifyReady();
    // With NODE_COMPILE_CACHE the next start is quicker, also when this process is killed.
    flushCompileCache();
    const watchdog = startWatchdog(process.env, process.pid, appliance.alive);
    const ended = await Promise.race([signalled, appliance.wantsRestart]);
    watchdog?.stop();
    const wantsRestart = typeof ended !== "string";
    process.stderr.write(`rackseed: ${wantsRestart ? ended.because : ended}, stopping\n`);
    // The answer to whoever asked for the restart leaves first.
    if (wantsRestart) await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    // Sockets that systemd handed over are closed with the servers that had them. systemd keeps its own copy of each, so the
    // process ends, and the next one gets them again with all that arrived meanwhile.
    again = wantsRestart && descriptors.size === 0;
    if (!again) await notifyStopping();
    await appliance.stop();
  }
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError || error instanceof AppError) refuse(error.message);
  throw error;
}
