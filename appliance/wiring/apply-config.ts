import { ConfigError } from "../config.ts";
import type { Config } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import type { ImageService } from "../images/service.ts";
import type { Arming } from "../machines/arming.ts";
import type { Inventory } from "../machines/inventory.ts";
import type { Profiles } from "../profiles/service.ts";

export interface ApplyPorts {
  readonly images: ImageService;
  readonly profiles: Profiles;
  readonly inventory: Inventory;
  readonly arming: Arming;
  readonly log: EventLog;
}

/** Puts what the file says into the database. The file wins for what it names; what was learnt or set through the API stays. */
export function applyConfig(config: Config, { images, profiles, inventory, arming, log }: ApplyPorts): void {
  images.applyConfig(config.images);
  for (const profile of config.profiles) profiles.enter(profile);
  config.machines.forEach((machine, index) => {
    inventory.enter(machine);
    if (!machine.armed) return;
    try {
      arming.armOnce(machine.mac, "by the configuration file, once");
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new ConfigError(`machines[${index}].armed is true: ${error.message}`);
    }
  });
  if (typeof config.unknownMachines === "object") {
    log.add("RS_ZERO_TOUCH_ON", "warning", zeroTouchNotice(config.unknownMachines.install, inventory));
  }
}

/** What zero touch means, in plain words, said at every start. */
export function zeroTouchNotice(profile: string, inventory: Inventory): string {
  const listed = inventory.list().filter((machine) => !machine.known && machine.firmware !== undefined).length;
  const seen =
    listed === 0
      ? ""
      : ` ${listed} ${listed === 1 ? "machine that is" : "machines that are"} listed already will be wiped at the next boot from the network.`;
  return `Zero touch is on: every machine that boots from the network and is not in the inventory is installed with the profile ${profile}, once. ITS DISK IS WIPED.${seen} To only list them, set unknownMachines: list.`;
}
