import { stringify } from "yaml";
import { ConfigError, readConfig } from "../config.ts";
import { type Config, configSchema } from "../config-schema.ts";
import { formatSubnet, type InterfaceAddress } from "../net/subnet.ts";
import type { Ports } from "./firewall.ts";
import type { Sentence } from "./sentence.ts";
import { type CardSettings, FILE } from "./settings.ts";

/** The configuration that the service is started with, and what is wrong with the card's part of it. */
export interface Effective {
  readonly yaml: string;
  readonly problems: readonly Sentence[];
}

type Values = Record<string, unknown>;
type Settings = Pick<CardSettings, "interface" | "hostname" | "language" | "timezone" | "config">;

/**
 * The card's configuration with what this box knows better. When the service would not take it, none of it is used but
 * what concerns the box itself: a box that starts tells on its page what is wrong, one that does not start tells nothing.
 */
export function effectiveConfig(settings: Settings, address: InterfaceAddress): Effective {
  const whole = stringify(together(settings.config, settings, address));
  try {
    readConfig(whole, `${FILE} on the card`);
    return { yaml: whole, problems: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { yaml: stringify(together({}, settings, address)), problems: [sentenceOf(error.message)] };
  }
}

function together(config: Readonly<Values>, settings: Settings, address: InterfaceAddress): Values {
  const { access, panel, media, region, ...rest } = config;
  const names = valuesOf(access)["names"];
  return {
    ...rest,
    data: "/data/rackseed",
    interface: settings.interface,
    address: addressText(address),
    access: {
      ...valuesOf(access),
      names: [...new Set([...(Array.isArray(names) ? (names as unknown[]) : []), settings.hostname])],
    },
    panel: { enabled: true, power: true, ...valuesOf(panel) },
    media: { ...valuesOf(media), folder: "/run/rackseed/sticks" },
    region: {
      ...valuesOf(region),
      ...(settings.language !== undefined && { language: settings.language }),
      ...(settings.timezone !== undefined && { timeZone: settings.timezone }),
    },
  };
}

/** What is no map is left to the schema, which says so. */
const valuesOf = (value: unknown): Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};

const addressText = ({ address, subnet }: InterfaceAddress): string =>
  `${address}/${formatSubnet(subnet).split("/")[1] ?? ""}`;

const sentenceOf = (message: string): Sentence => ({
  en: `${message.replaceAll(/\s+/g, " ")} Nothing of the configuration is used but the lines about the box itself.`,
  zh: `${message.replaceAll(/\s+/g, " ")} 除有关装机盒自身的行以外，配置没有使用。`,
});

/** The ports that this configuration uses; those of a fresh box when it cannot be read. */
export function portsOf(settings: CardSettings): Ports {
  const { http, https, tftp, syslog, ftp } = settings.config;
  const asked = Object.fromEntries(
    Object.entries({ http, https, tftp, syslog, ftp }).filter(([, value]) => value !== undefined),
  );
  const result = configSchema.safeParse({ address: "10.77.0.1/24", ...asked });
  const config: Config = result.success ? result.data : configSchema.parse({ address: "10.77.0.1/24" });
  const port = (one: { readonly enabled: boolean; readonly port: number }): number | undefined =>
    one.enabled ? one.port : undefined;
  return {
    interface: settings.interface,
    http: config.http.ports,
    https: config.https.ports,
    tftp: port(config.tftp),
    syslog: port(config.syslog),
    ftp: port(config.ftp),
    ssh: settings.sshKeys.length > 0,
    nat: settings.nat,
  };
}
