import { steps } from "../look.ts";
import { FRESH, type MachineRule } from "../rule.ts";

export const unsupportedArchitecture: MachineRule = {
  id: "unsupported-architecture",
  code: "RS_DOCTOR_ARCHITECTURE",
  about: "machine",
  severity: "error",
  when(facts) {
    const asked = steps(facts).findLast(({ verb }) => verb === "discover" || verb === "request");
    if (asked?.because !== "unsupported-architecture" || facts.now - asked.at > FRESH) return undefined;
    return { since: asked.at, params: { machine: facts.name, firmware: facts.firmware ?? "?" } };
  },
  action: () => ({ kind: "link", to: "#/help/firmware" }),
  texts: {
    en: {
      name: "There is no loader for this firmware",
      say: ({ machine = "", firmware = "" }) => ({
        title: `There is no boot loader for the firmware of ${machine} (${firmware}).`,
        why: [
          "32-bit UEFI and rare processors are not supported.",
          "Its setup may offer another mode, such as BIOS or 64-bit UEFI.",
        ],
        action: "Which firmware is supported",
      }),
      help: [
        "The machine's first packet names its kind of firmware in option 93. There are loaders for BIOS, UEFI x64 and UEFI arm64.",
        "Look in the firmware's setup for another mode.",
      ],
    },
    zh: {
      name: "没有适合这种固件的引导程序",
      say: ({ machine = "", firmware = "" }) => ({
        title: `没有适合 ${machine} 固件（${firmware}）的引导程序。`,
        why: ["不支持 32 位 UEFI 和少见的处理器。", "固件设置里也许有其他模式，例如 BIOS 或 64 位 UEFI。"],
        action: "支持哪些固件",
      }),
      help: [
        "机器的第一个包用选项 93 说明固件类型。现有 BIOS、UEFI x64 和 UEFI arm64 的引导程序。",
        "请在固件设置里查找其他模式。",
      ],
    },
  },
};
