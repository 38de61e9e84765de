// A USB stick as a file, and the hand that puts it into a running machine.
import { truncate, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { run } from "../../rack/standin/tools.ts";

/** A FAT stick with these files in its root. */
export async function fatStick(image: string, files: readonly string[], bytes = 512 * 1024 * 1024): Promise<string> {
  await writeFile(image, "");
  await truncate(image, bytes);
  await run("mkfs.vfat", ["-F", "32", "-n", "SANDISK", image]);
  await run("mcopy", ["-i", image, ...files, "::"]);
  return image;
}

export interface UsbPort {
  /** Arguments of QEMU for a machine with this port. */
  readonly arguments: readonly string[];
  putIn(): Promise<void>;
  pullOut(): Promise<void>;
}

export function usbPort(folder: string, stick: string): UsbPort {
  const monitor = join(folder, "usb-monitor");
  return {
    arguments: [
      ...["-device", "qemu-xhci,id=usb", "-drive", `if=none,id=stick,format=raw,file=${stick}`],
      ...["-chardev", `socket,id=usb-monitor,path=${monitor},server=on,wait=off`],
      ...["-mon", "chardev=usb-monitor,mode=readline"],
    ],
    putIn: () => tell(monitor, "device_add usb-storage,drive=stick,bus=usb.0,id=stick,removable=on"),
    pullOut: () => tell(monitor, "device_del stick"),
  };
}

/** QEMU's monitor answers a command that went well with its prompt alone. */
function tell(monitor: string, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(monitor);
    let said = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const prompts = said.split("(qemu) ").length - 1;
      if (prompts === 1 && !said.includes(command)) socket.write(`${command}\n`);
      if (prompts < 2) return;
      socket.end();
      const error = /Error: .*/.exec(said)?.[0];
      if (error === undefined) resolve();
      else reject(new Error(`${command}: ${error}`));
    });
    socket.once("error", reject);
  });
}
