import { qrSvg } from "../../../appliance/device/qr.ts";
import { type DeviceNeeds, device as openDevice } from "../../../appliance/device/service.ts";
import { concernsOf } from "../../../appliance/health/report.ts";
import type { Device } from "../../../appliance/http/needs-device.ts";
import type { SettingStore } from "../../../appliance/store/settings.ts";
import type { MemoryHouse } from "./fakes.ts";

/** Sections in memory. */
export function memorySettings(): SettingStore {
  const kept = new Map<string, unknown>();
  return { read: (section) => kept.get(section), write: (section, value) => void kept.set(section, value) };
}

/** The appliance's own service; only the operating system beneath it is the test's. */
export const memoryDevice = (
  house: Pick<MemoryHouse, "settings" | "serving" | "power" | "code" | "health">,
  arm: DeviceNeeds["arm"],
  tell: DeviceNeeds["tell"],
): Device =>
  openDevice({
    settings: house.settings,
    facts: () => ({
      claimed: house.code === undefined,
      ...(house.code === undefined
        ? {}
        : { code: house.code, words: ["abandon", "ability", "able", "zone", "zoo", "absent"] }),
      setUp: true,
      language: "en",
      version: "0.1.0",
      name: "rackseed",
      address: "10.77.0.1",
      interface: "eth0",
      url: "https://10.77.0.1",
      concerns: concernsOf(house.health).map(({ code }) => code),
      serving: house.serving && !house.settings.get("serving").paused,
    }),
    qrCode: qrSvg,
    power: (what) => Promise.resolve(void house.power.push(what)),
    setTime: (time) => Promise.resolve(void house.power.push(`time ${time}`)),
    erase: () => Promise.resolve(void house.power.push("erase")),
    arm,
    tell,
    now: () => performance.now(),
  });
