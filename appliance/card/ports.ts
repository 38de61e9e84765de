import type { Ports } from "./firewall.ts";
import type { CardSettings } from "./settings.ts";

/**
 * The ports that a configuration uses; a fresh box's where it does not say, or says what is no port: then the service does
 * not take it either. Without the configuration's schema: this runs before the network, where seconds count.
 */
export function portsOf({ interface: device, config, sshKeys, nat, packageCache }: CardSettings): Ports {
  return {
    interface: device,
    http: several(valuesOf(config["http"])["ports"], [80], 1),
    https: several(valuesOf(config["https"])["ports"], [443], 0),
    tftp: switched(config["tftp"], 69, true),
    syslog: switched(config["syslog"], 514, true),
    ftp: switched(config["ftp"], 21, false),
    ssh: sshKeys.length > 0,
    nat,
    packageCache,
  };
}

const valuesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const isPort = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65_535;

function several(value: unknown, otherwise: readonly number[], least: number): readonly number[] {
  return Array.isArray(value) && value.length >= least && value.length <= 8 && value.every(isPort) ? value : otherwise;
}

function switched(section: unknown, usual: number, isOn: boolean): number | undefined {
  const { enabled = isOn, port = usual } = valuesOf(section);
  return enabled === true ? (isPort(port) ? port : usual) : undefined;
}
