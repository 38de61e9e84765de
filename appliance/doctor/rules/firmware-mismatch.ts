import { isUefi } from "../look.ts";
import { machinePage, type MachineRule } from "../rule.ts";

export const firmwareMismatch: MachineRule = {
  id: "firmware-mismatch",
  code: "RS_DOCTOR_FIRMWARE",
  about: "machine",
  severity: "error",
  when(facts) {
    const { run, image, firmware, boots } = facts;
    const boot = boots.at(-1);
    if (boot === undefined || run === undefined || image?.boots === undefined || firmware === undefined)
      return undefined;
    if (run.state !== "armed" && run.state !== "booting") return undefined;
    const bios = firmware === "bios";
    const fits = bios ? image.boots.bios : !isUefi(facts) || image.boots.uefi;
    if (fits) return undefined;
    return {
      since: boot.startedAt,
      params: { machine: facts.name, image: image.title, mode: bios ? "BIOS" : "UEFI", only: bios ? "UEFI" : "BIOS" },
    };
  },
  action: machinePage,
  texts: {
    en: {
      name: "The firmware's mode does not fit the image",
      say: ({ machine = "", image = "", mode = "", only = "" }) => ({
        title: `${machine} boots in ${mode} mode; ${image} supports only ${only}.`,
        why: [
          `Its firmware is set to ${mode} (sometimes called ${mode === "BIOS" ? "legacy or CSM" : "UEFI only"}).`,
          "Or choose an image that supports both.",
        ],
        action: "Choose another profile",
      }),
      help: [
        "Firmware boots in BIOS mode (also: legacy, CSM) or in UEFI mode, and says which in its first packet. Some images support only one of them.",
        "Change the mode in the firmware's setup, under Boot: “UEFI boot” on, “CSM” or “Legacy” off, or the other way round. A system that was installed in one mode does not start in the other.",
      ],
    },
    zh: {
      name: "固件模式与镜像不符",
      say: ({ machine = "", image = "", mode = "", only = "" }) => ({
        title: `${machine} 以 ${mode} 模式启动，而 ${image} 只支持 ${only}。`,
        why: [
          `它的固件设置为 ${mode}${mode === "BIOS" ? "(也叫 Legacy 或 CSM)" : ""}。`,
          "或者选择两种模式都支持的镜像。",
        ],
        action: "选择其他装机方案",
      }),
      help: [
        "固件以 BIOS 模式（也叫 Legacy、CSM）或 UEFI 模式启动，第一个包里就会说明。有些镜像只支持其中一种。",
        "请在固件设置的 Boot 页里切换：打开“UEFI boot”，关闭“CSM”或“Legacy”，或者相反。用一种模式安装的系统不能用另一种模式启动。",
      ],
    },
  },
};
