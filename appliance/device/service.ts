import { AppError } from "../errors.ts";
import type { Device, PanelFacts } from "../http/needs-device.ts";
import type { Run } from "../http/needs.ts";
import type { Mac } from "../net/mac.ts";
import type { Settings } from "../settings/service.ts";
import { hashPin, isPin } from "./pin.ts";
import { tries as openTries } from "./tries.ts";

export interface DeviceNeeds {
  readonly settings: Settings;
  readonly facts: () => Omit<PanelFacts, "paused" | "installsAllowed">;
  readonly qrCode: (text: string) => string;
  /** Asks the operating system; throws with a sentence when it does not let us. */
  readonly power: (what: "reboot" | "poweroff") => Promise<void>;
  /** Asks the operating system; throws with a sentence when it does not let us. */
  readonly setTime: (time: string) => Promise<void>;
  /** Marks the data for erasing and ends the process, so that the next start begins with nothing. */
  readonly erase: () => Promise<void>;
  readonly arm: (mac: Mac) => Promise<Run> | Run;
  /** One warning for the event log. */
  readonly tell: (code: string, text: string) => void;
  /** ms that never run backwards. */
  readonly now: () => number;
}

/** The box itself: its own screen, serving or not, power, and the way back to the first day. */
export function device(needs: DeviceNeeds): Device {
  const { settings, tell } = needs;
  const tries = openTries();

  const setPaused = (paused: boolean): void => {
    if (settings.get("serving").paused === paused) return;
    settings.set("serving", { paused });
    tell(
      paused ? "RS_SERVING_STOPPED" : "RS_SERVING_STARTED",
      paused
        ? "A person stopped serving: only installs that are under way go on, and no other machine gets an address until serving is started again."
        : "Serving was started again.",
    );
  };
  const panelSettings = (): { allowInstalls: boolean; pinSet: boolean } => {
    const { allowInstalls, pinHash } = settings.get("panel");
    return { allowInstalls, pinSet: pinHash !== "" };
  };

  return {
    panel: () => ({
      ...needs.facts(),
      paused: settings.get("serving").paused,
      installsAllowed: settings.get("panel").allowInstalls,
    }),
    qrCode() {
      const { url, code } = needs.facts();
      // In the fragment, so that the code reaches neither a log nor a Referer.
      return needs.qrCode(code === undefined ? url : `${url}/#claim=${code}`);
    },
    stopServing: () => setPaused(true),
    startServing: () => setPaused(false),
    restart: () => needs.power("reboot"),
    powerOff: () => needs.power("poweroff"),
    async setTime(time) {
      await needs.setTime(time);
      tell("RS_TIME_SET", `A person set the clock of this box to ${time}.`);
    },
    async factoryReset(confirm) {
      const { name } = needs.facts();
      if (confirm !== name) {
        throw new AppError(
          "RS_RESET_NAME",
          422,
          `To erase everything, the box's name must be typed: ${name}. Nothing was erased.`,
          "confirm",
        );
      }
      await needs.erase();
    },
    async armFromPanel(mac, pin) {
      const { allowInstalls, pinHash } = settings.get("panel");
      if (!allowInstalls || pinHash === "") {
        throw new AppError(
          "RS_PANEL_INSTALLS_OFF",
          403,
          "Installing from the panel is not allowed. An owner can allow it in the page's settings.",
        );
      }
      const wait = tries.wait(needs.now());
      if (wait > 0) {
        throw new AppError("RS_PANEL_PIN_WAIT", 429, `Too many wrong PINs. Try again in ${wait} seconds.`);
      }
      if (!(await isPin(pin, pinHash))) {
        tries.failed(needs.now());
        tell("RS_PANEL_PIN", "A wrong PIN was entered at the panel.");
        throw new AppError("RS_PANEL_PIN", 403, "This is not the PIN.", "pin");
      }
      tries.succeeded();
      return needs.arm(mac);
    },
    panelSettings,
    async setPanelSettings({ allowInstalls, pin }) {
      const before = settings.get("panel");
      if (allowInstalls && pin === undefined && before.pinHash === "") {
        throw new AppError("RS_PANEL_NO_PIN", 422, "Installs from the panel need a PIN of 4 to 12 digits.", "pin");
      }
      settings.set("panel", { allowInstalls, pinHash: pin === undefined ? before.pinHash : await hashPin(pin) });
      return panelSettings();
    },
  };
}
