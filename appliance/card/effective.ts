import { stringify } from "yaml";
import { formatSubnet, type InterfaceAddress } from "../net/subnet.ts";
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
export async function effectiveConfig(settings: Settings, address: InterfaceAddress): Promise<Effective> {
  const whole = stringify(together(settings.config, settings, address));
  // Most cards have nothing to check, and to load the whole schema takes a small board seconds of its start.
  if (Object.keys(settings.config).length === 0) return { yaml: whole, problems: [] };
  const { ConfigError, readConfig } = await import("../config.ts");
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
