// A machine with the appliance, on the rack's switch and on a disk that forgets; its plug can be pulled.
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Child } from "../../rack/child.ts";
import { type Console, consoleLog } from "../../rack/console.ts";
import type { Namespace } from "../../rack/namespace.ts";
import type { Body } from "./body.ts";
import { type ForgetfulDisk, forgetfulDisk } from "./nbd.ts";

export const APPLIANCE_MAC = "02:72:61:63:6b:aa";
export const APPLIANCE_ADDRESS = "10.77.0.1";

export interface PluggedIn {
  readonly body: Body;
  readonly disk: ForgetfulDisk;
  readonly console: Console;
  readonly running: boolean;
  /** Starts disk and machine; `words` go onto the kernel's command line. Does not wait. */
  powerOn(words?: readonly string[]): Promise<void>;
  /** Waits until it serves. A question on its console that a person would have to answer is an error. */
  up(timeoutMs: number): Promise<void>;
  /** Machine and disk die in the same moment. */
  pullThePlug(): Promise<void>;
}

/** What an appliance without a keyboard must never say. */
const ASKS =
  /UNEXPECTED INCONSISTENCY|RUN fsck MANUALLY|Press Enter for maintenance|emergency (mode|shell)|\(initramfs\)|the data partition .* (damaged|mounted)|Kernel panic|Give root password/i;

export async function plugIn(rack: Namespace, body: Body): Promise<PluggedIn> {
  const tap = await rack.tap();
  const disk = forgetfulDisk({
    file: body.disk,
    folder: rack.folder,
    start: rack.spawn,
    ...(body.diskByNetwork === true ? { at: { address: rack.address, port: 10_809 } } : {}),
  });
  const console = consoleLog("appliance");
  const file = createWriteStream(join(rack.folder, "appliance.console.log"), { flags: "a" }); // for who looks in meanwhile
  let qemu: Child | undefined;
  const plugged: PluggedIn = {
    body,
    disk,
    console,
    get running() {
      return qemu?.running ?? false;
    },
    async powerOn(words = []) {
      console.restart();
      await disk.powerOn();
      const command = body.commandLine({ disk: disk.uri, tap, mac: APPLIANCE_MAC, arguments: words });
      const started = await rack.spawn(command);
      qemu = started;
      for (const stream of [started.stdout, started.stderr])
        stream.setEncoding("latin1").on("data", (text: string) => {
          console.write(text);
          file.write(text);
        });
      void started.ended.then((end) => console.close(`the machine went off (QEMU: ${end})`));
    },
    async up(timeoutMs) {
      const [said] = await console.waitFor(new RegExp(`${body.up.source}|${ASKS.source}`, "im"), timeoutMs);
      if (ASKS.test(said))
        throw new Error(`the appliance asks at its console: ${said}\n${console.text().slice(-3000)}`);
    },
    async pullThePlug() {
      // The machine first, by microseconds: it must not see its disk fail, and has no moment to say anything after it.
      qemu?.signal("SIGKILL");
      await Promise.all([disk.powerCut(), qemu?.ended]);
    },
  };
  return plugged;
}
