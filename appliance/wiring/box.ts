import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terminalQr } from "../access/terminal-qr.ts";
import { NO_INTERFACE } from "../card/paths.ts";
import type { Config } from "../config-schema.ts";
import { deviceProblems } from "../host/device-problems.ts";
import { type BoxFacts, consoleScreen } from "../host/screen.ts";
import { VERSION } from "../version.ts";
import { claimPage, pageUrl } from "./access.ts";
import type { House } from "./house.ts";

export interface BoxPorts {
  /** /run/rackseed */
  readonly folder: string;
  readonly config: Config;
  readonly house: Pick<House, "access" | "tls">;
  readonly serves: () => boolean;
  /** Installs under way. */
  readonly installs: () => number;
  readonly problem: (error: unknown) => void;
}

const LOOK_EVERY_MS = 2000;

/**
 * Tells the card's system how things stand: state.json for its programs, screen.txt for the console. Written when something
 * changed; the folder is in memory.
 */
export function openBox(ports: BoxPorts, parts: AsyncDisposableStack): void {
  const { folder, config, house } = ports;
  const page = claimPage(config);
  const written = new Map<string, string>();
  const write = (name: string, text: string): void => {
    if (written.get(name) === text) return;
    const path = join(folder, "state", name);
    writeFileSync(`${path}.new`, text, { mode: 0o640 });
    renameSync(`${path}.new`, path);
    written.set(name, text);
  };
  const look = (): void => {
    const code = house.access.claim.code();
    const facts: BoxFacts = {
      version: VERSION,
      url: config.interface === NO_INTERFACE ? undefined : pageUrl(config),
      names: config.access.names,
      words: house.tls.fingerprintWords(),
      serving: ports.serves(),
      installs: ports.installs(),
      claim: code === undefined ? undefined : { code, picture: terminalQr(page(code)) },
      problems: deviceProblems(folder, "en"),
    };
    const { url, serving, installs } = facts;
    const address = config.address.address;
    write(
      "state.json",
      `${JSON.stringify({ version: VERSION, address, url, serving, installs, claimed: code === undefined })}\n`,
    );
    write("screen.txt", consoleScreen(facts));
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      ports.problem(error);
    }
  }, LOOK_EVERY_MS);
  parts.defer(() => clearInterval(timer));
  look();
}
