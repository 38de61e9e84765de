import type { Config } from "../config-schema.ts";
import { device as openDevice } from "../device/service.ts";
import { AppError } from "../errors.ts";
import { markForErasing } from "../host/erase.ts";
import { power, setTime } from "../host/power.ts";
import type { HostRequests } from "../host/requests.ts";
import type { Device, PanelFacts } from "../http/needs-device.ts";
import type { Run } from "../http/needs.ts";
import type { Mac } from "../net/mac.ts";
import type { House } from "./house.ts";

export interface DevicePorts {
  readonly config: Config;
  readonly house: Pick<House, "settings" | "network" | "log">;
  readonly version: string;
  /** DHCP answers, and nobody stopped serving. */
  readonly serves: () => boolean;
  readonly claim: () => Pick<PanelFacts, "claimed" | "code" | "words">;
  readonly url: string;
  readonly qrCode: (text: string) => string;
  readonly arm: (mac: Mac) => Promise<Run> | Run;
  /** Ends this process in good order; the service manager starts it again. */
  readonly leave: () => void;
  /** Where root takes requests. */
  readonly requests: HostRequests | undefined;
  /** What should concern a person, the worst first. */
  readonly concerns: () => PanelFacts["concerns"];
}

/** The box's own name; mDNS announces it with .local behind. */
const NAME = "rackseed";

export function deviceOf({
  config,
  house,
  version,
  serves,
  claim,
  url,
  qrCode,
  arm,
  leave,
  requests,
  concerns,
}: DevicePorts): Device {
  const { settings, network, log } = house;
  return openDevice({
    settings,
    facts: () => ({
      ...claim(),
      setUp: network.plan().saidBy !== "nobody",
      language: settings.get("region").language,
      version,
      name: NAME,
      address: config.address.address,
      interface: config.interface,
      url,
      serving: serves(),
      concerns: concerns(),
    }),
    qrCode,
    async power(what) {
      if (!config.panel.power) {
        const verb = what === "reboot" ? "restarted" : "powered off";
        throw new AppError(
          "RS_POWER_OFF_LIMITS",
          503,
          `This computer is not ${verb} from here, because panel.power is false in its configuration file.`,
        );
      }
      await power(what, requests);
    },
    setTime: (time) => setTime(time, requests),
    async erase() {
      await markForErasing(config.data);
      log.add("RS_FACTORY_RESET", "warning", "A person erased everything on this box.");
      setImmediate(leave); // the answer leaves first
    },
    arm,
    tell: (code, text) => log.add(code, "warning", text),
    now: () => performance.now(),
  });
}
