import type { EventLog } from "../event-log.ts";
import type { Mac } from "../net/mac.ts";
import type { Arming } from "./arming.ts";
import type { Inventory, Sighting } from "./inventory.ts";
import type { Runs } from "./runs.ts";

export interface WatchNeeds {
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly arming: Arming;
  readonly log: EventLog;
  /** The profile of zero touch, or undefined: unknown machines are only listed. */
  readonly installUnknown: string | undefined;
  readonly problem: (error: unknown) => void;
}

/** Told of every DHCP exchange: lists the machine, ends runs that netboot again, and does zero touch. */
export function watch({
  inventory,
  runs,
  arming,
  log,
  installUnknown,
  problem,
}: WatchNeeds): (sighting: Sighting) => void {
  return (sighting) => {
    const machine = inventory.see(sighting);
    if (!sighting.pxe) return;
    runs.see(sighting.mac, { kind: "netboot" });
    // Only whom DHCP answered: invented MACs run out of addresses long before they fill the database (trust 2.5).
    if (installUnknown !== undefined && machine?.known === false && sighting.answered) {
      zeroTouch(sighting.mac, installUnknown);
    }
  };

  /** Design §4.10: an unknown machine installs by itself, once, because a person switched that on. */
  function zeroTouch(mac: Mac, profile: string): void {
    try {
      inventory.enter({
        mac,
        name: `node-${mac.replaceAll(":", "")}`,
        profile,
        address: undefined,
        armed: true,
        vars: {},
      });
      arming.armOnce(mac, "by zero touch (it is new and booted from the network)");
    } catch (error) {
      problem(error);
      log.add(
        "RS_ZERO_TOUCH_FAILED",
        "error",
        `The new machine ${mac} could not be armed: ${(error as Error).message}`,
        {
          mac,
        },
      );
    }
  }
}
