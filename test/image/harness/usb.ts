// USB sticks of the emulated machine: files of this one, put in and pulled out by QEMU.
import type { Qmp } from "./qmp.ts";

/** QEMU's arguments for a USB port that sticks fit in. */
export const USB_PORT = ["-device", "qemu-xhci,id=usb"] as const;

export interface PluggedStick {
  /** Pulls it out, whatever is being read. */
  readonly pull: () => Promise<void>;
}

/** `bytesPerSecond`: a slow stick, so that there is a middle to pull it out in. It is put in writable: whoever writes is found out by the file. */
export async function plugIn(qmp: Qmp, name: string, image: string, bytesPerSecond?: number): Promise<PluggedStick> {
  const file = `${name}-file`;
  await qmp.ask("blockdev-add", { driver: "raw", "node-name": file, file: { driver: "file", filename: image } });
  let drive = file;
  if (bytesPerSecond !== undefined) {
    const group = `${name}-speed`;
    await qmp.ask("object-add", { "qom-type": "throttle-group", id: group, limits: { "bps-read": bytesPerSecond } });
    drive = `${name}-slow`;
    await qmp.ask("blockdev-add", { driver: "throttle", "node-name": drive, "throttle-group": group, file });
  }
  await qmp.ask("device_add", { driver: "usb-storage", id: name, bus: "usb.0", drive });
  return {
    async pull() {
      await qmp.ask("device_del", { id: name });
      await qmp.event("DEVICE_DELETED", 60_000, ({ device }) => device === name);
    },
  };
}
