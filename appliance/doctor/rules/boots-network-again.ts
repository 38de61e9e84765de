import { type MachineRule, MINUTE } from "../rule.ts";

export const bootsNetworkAgain: MachineRule = {
  id: "boots-network-again",
  code: "RS_DOCTOR_NETBOOT_AGAIN",
  about: "machine",
  severity: "info",
  when({ run, boots, now, name }) {
    const boot = boots.at(-1);
    const first = boot?.steps[0];
    if (run?.state !== "done" || run.endedAt === undefined || boot === undefined || first?.rom !== true)
      return undefined;
    if (boot.startedAt <= run.endedAt || now - boot.startedAt > 10 * MINUTE) return undefined;
    return { since: boot.startedAt, params: { machine: name } };
  },
  action: () => ({ kind: "link", to: "#/help/boot-order" }),
  texts: {
    en: {
      name: "Installed, and boots from the network still",
      say: ({ machine = "" }) => ({
        title: `${machine} is installed and boots from the network again; it is sent to its own disk.`,
        why: [
          "The network stands before the disk in its boot order. That is safe here, and costs some seconds at each start.",
          "Its disk did not boot: then it comes back again and again.",
        ],
        action: "Change the boot order",
      }),
      help: [
        "An installed machine is not installed again unless a person arms it. When its firmware asks the network first, it is answered “boot your disk”.",
        "That keeps the machine in your hands for the next install. To start faster, put the disk first in the boot order.",
      ],
    },
    zh: {
      name: "已装好，仍从网络启动",
      say: ({ machine = "" }) => ({
        title: `${machine} 已装好，又从网络启动；已让它从自己的磁盘启动。`,
        why: ["启动顺序里网络排在磁盘前面。这没有危险，只是每次启动多花几秒。", "它的磁盘无法启动：那么它会反复回来。"],
        action: "修改启动顺序",
      }),
      help: [
        "已装好的机器不会再次安装，除非有人让它就绪。固件先问网络时，得到的回答是“从磁盘启动”。",
        "这样下次安装时机器仍由您掌控。想启动得更快，请把磁盘排在启动顺序的最前面。",
      ],
    },
  },
};
