import { join } from "node:path";

import { claimFiles } from "../access/claim-files.ts";
import { type Access, openAccess } from "../access/service.ts";
import { terminalQr } from "../access/terminal-qr.ts";
import type { Config } from "../config-schema.ts";
import type { EventLog } from "../event-log.ts";
import { regainWish } from "../host/regain.ts";
import { accountStore } from "../store/accounts.ts";
import { auditStore } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { sessionStore } from "../store/sessions.ts";
import { tokenStore } from "../store/tokens.ts";
import { httpBase } from "./dhcp-settings.ts";

export interface AccessParts {
  readonly db: Db;
  readonly config: Config;
  readonly hostFolder: string | undefined;
  readonly log: EventLog;
  readonly now: () => number;
  readonly wallClock: () => Date;
  readonly problem: (error: unknown) => void;
}

export function openHouseAccess({ db, config, hostFolder, log, now, wallClock, problem }: AccessParts): Access {
  const { claimFile, token } = config.access;
  const places = [join(config.data, "claim.txt"), ...(claimFile === undefined ? [] : [claimFile])];
  return openAccess({
    accounts: accountStore(db),
    sessions: sessionStore(db),
    tokens: tokenStore(db),
    audit: auditStore(db),
    fileToken: token,
    regain: regainWish(config.data, hostFolder),
    claimFiles: claimFiles(places, claimPage(config), problem),
    log,
    now,
    wallClock,
    problem,
  });
}

/** Where people open the page: over https, and over plain http only where https is switched off. */
export function pageUrl({ address, http, https }: Pick<Config, "address" | "http" | "https">): string {
  const [port] = https.ports;
  if (port === undefined) return httpBase({ address, http });
  return https.ports.includes(443) ? `https://${address.address}` : `https://${address.address}:${port}`;
}

/** The code stands in the fragment: that part of an address reaches neither a server nor a log. */
export const claimPage =
  (config: Pick<Config, "address" | "http" | "https">) =>
  (code: string): string =>
    `${pageUrl(config)}/#claim=${code}`;

/** On the console, for whoever stands in front of it. A journal gets the sentence without the picture. */
export function sayClaim(page: (code: string) => string, code: string | undefined, say: (line: string) => void): void {
  if (code === undefined) return;
  say(`rackseed: nobody owns this appliance yet. Open ${page(code)} or enter the claim code ${code} there.`);
  if (process.stdout.isTTY) say(terminalQr(page(code)));
}
