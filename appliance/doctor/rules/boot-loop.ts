import { fetched, fileOf } from "../look.ts";
import { machinePage, type MachineRule, MINUTE } from "../rule.ts";

const WITHIN = 2 * MINUTE;
const TIMES = 3;

export const bootLoop: MachineRule = {
  id: "boot-loop",
  code: "RS_DOCTOR_BOOT_LOOP",
  about: "machine",
  severity: "error",
  when(facts) {
    const loads = facts.boots
      .flatMap(({ steps }) => steps)
      .filter((step) => step.role === "loader" && fetched(step) && facts.now - step.at <= WITHIN);
    const byFile = Map.groupBy(loads, fileOf);
    const [file, again] = [...byFile].find(([, steps]) => steps.length >= TIMES) ?? [];
    const first = again?.[0];
    if (file === undefined || first === undefined) return undefined;
    return { since: first.at, params: { machine: facts.name, file, times: String(again?.length ?? TIMES) } };
  },
  action: machinePage,
  texts: {
    en: {
      name: "The first stage loads again and again",
      say: ({ machine = "", file = "", times = "" }) => ({
        title: `${machine} loaded ${file} ${times} times within two minutes.`,
        why: [
          "The loader does not say that it is one (no user class), so it is sent to itself again.",
          "What it loads crashes: too little memory, or a kernel for another processor.",
          "The network drops packets, and the firmware starts anew.",
        ],
        action: "Look at what it does",
      }),
      help: [
        "The machine begins from the start before it gets anywhere. The timeline shows at which file.",
        "A loader such as iPXE asks for an address of its own and names itself in its user class; when a ROM's own iPXE does not, it is taken for firmware and given the loader once more. Updating the card's firmware helps, or booting in UEFI mode.",
        "When the loop comes after the kernel, look at the machine's screen: memory and processor are the usual causes.",
      ],
    },
    zh: {
      name: "第一阶段反复加载",
      say: ({ machine = "", file = "", times = "" }) => ({
        title: `${machine} 在两分钟内加载了 ${times} 次 ${file}。`,
        why: [
          "引导程序没有表明身份（没有 user class），所以又被送回它自己。",
          "它加载的东西崩溃了：内存不足，或内核适用于另一种处理器。",
          "网络丢包，固件重新开始。",
        ],
        action: "查看它做了什么",
      }),
      help: [
        "机器还没走到哪里就又从头开始。时间线上可以看到停在哪个文件。",
        "iPXE 这样的引导程序会自己再请求地址，并用 user class 表明身份；如果网卡 ROM 自带的 iPXE 不这样做，就会被当作固件，再次得到引导程序。更新网卡固件或改用 UEFI 模式会有帮助。",
        "如果循环发生在内核之后，请看机器的屏幕：通常是内存或处理器的原因。",
      ],
    },
  },
};
