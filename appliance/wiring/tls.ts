import { join } from "node:path";

import type { Config } from "../config-schema.ts";
import type { EventLog } from "../event-log.ts";
import type { TlsNeeds } from "../http/needs-tls.ts";
import type { Settings } from "../settings/service.ts";
import { tlsFiles } from "../tls/files.ts";
import { subjects } from "../tls/names.ts";
import { openTls, type Tls } from "../tls/service.ts";

/** A certificate that ends is seen in time by looking now and then; a clock that was set right is seen by it too. */
const LOOK_MS = 3_600_000;

export interface TlsPorts {
  readonly config: Config;
  readonly settings: Settings;
  readonly log: EventLog;
  readonly wallClock: () => Date;
  readonly problem: (error: unknown) => void;
}

/** The authority in the data folder, and certificates that follow the appliance's names and address. */
export async function openHouseTls(ports: TlsPorts, parts: AsyncDisposableStack): Promise<Tls> {
  const { config, settings, log, wallClock } = ports;
  const tls = await openTls({
    files: tlsFiles(join(config.data, "tls")),
    subjects: () => subjects([config.address.address], [...config.access.names, ...settings.get("names").names]),
    clock: wallClock,
    issued: (authority) =>
      log.add(
        "RS_TLS_ISSUED",
        "info",
        authority
          ? "The appliance's authority was given a certificate, and the servers' certificates were issued. Browsers that trusted an older one need this one too."
          : "The servers' certificates were issued anew, because the names, the address or the time changed.",
      ),
  });
  const look = setInterval(() => void tls.refresh().catch(ports.problem), LOOK_MS);
  parts.defer(() => clearInterval(look));
  return tls;
}

/** The front door as HTTP sees it. `port`: where https answers. */
export const tlsNeeds = (
  { config, settings, log }: Pick<TlsPorts, "config" | "settings" | "log">,
  tls: Tls,
  port: () => number | undefined,
): TlsNeeds => ({
  words: tls.fingerprintWords(),
  caPem: () => tls.caPem,
  port,
  certificate: () => tls.facts(),
  fileNames: config.access.names,
  personNames: () => settings.get("names").names,
  async setNames(names, who) {
    settings.set("names", { names: [...names] });
    await tls.refresh();
    const list = names.length === 0 ? "none" : names.join(", ");
    log.add("RS_NAMES_CHANGED", "info", `${who?.name ?? "Somebody"} changed the appliance's further names: ${list}.`);
  },
});
