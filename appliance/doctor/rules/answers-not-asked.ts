import { endOf } from "../../trace/boots.ts";
import { fetched, steps } from "../look.ts";
import { type MachineRule, MINUTE, SECOND } from "../rule.ts";

/** Kernel, drivers, DHCP and the installer's first stage take 20 to 60 s on the machines and images that were measured. */
const STARTING = 90 * SECOND;

export const answersNotAsked: MachineRule = {
  id: "answers-not-asked",
  code: "RS_DOCTOR_ANSWERS_NOT_ASKED",
  about: "machine",
  severity: "error",
  when(facts) {
    if (facts.run?.state !== "booting") return undefined;
    const all = steps(facts);
    if (all.some(({ open }) => open === true)) return undefined;
    const index = all.findLastIndex((step) => step.role === "kernel" && fetched(step));
    const kernel = all[index];
    if (kernel === undefined) return undefined;
    const after = all.slice(index + 1);
    if (after.some(({ kind }) => kind !== "dhcp")) return undefined;
    const waited = facts.now - endOf(kernel);
    if (waited < STARTING || waited > 60 * MINUTE) return undefined;
    const address = after.some(({ verb }) => verb === "ack");
    return {
      since: endOf(kernel),
      params: { machine: facts.name, image: facts.image?.title ?? facts.run.image, address: String(address) },
    };
  },
  action: () => ({ kind: "link", to: "#/help/answers-not-asked" }),
  texts: {
    en: {
      name: "The installer does not ask for its answers",
      say: ({ machine = "", image = "", address }) => ({
        title: `The installer of ${machine} started, but does not ask for its answers.`,
        why:
          address === "true"
            ? [
                "It got an address, so the network works; look at its screen.",
                "Memory is short: the installer needs more than the machine has.",
              ]
            : [
                `Its network did not come up: ${image} may lack the driver of the network card.`,
                "The port belongs to a bond (LACP), which the installer does not know of.",
                "The installer chose another network card than the firmware.",
                "The kernel stopped: look at its screen.",
              ],
        action: "What to look at",
      }),
      help: [
        "Kernel and initial file system were fetched whole, and in a minute and a half nothing more was heard.",
        "When the installer asks for no address, its network did not come up. New network cards need drivers that older images lack; take a newer release, or give the driver on a disk. Ports that are bonded on the switch need “LACP fallback”, or must be taken out of the bond for the install.",
        "When it has an address, look at its screen: it waits, or memory was too short.",
      ],
    },
    zh: {
      name: "安装程序没有索取应答文件",
      say: ({ machine = "", image = "", address }) => ({
        title: `${machine} 的安装程序已启动，但没有索取应答文件。`,
        why:
          address === "true"
            ? ["它得到了地址，说明网络正常；请看它的屏幕。", "内存不足：安装程序需要的比机器有的多。"]
            : [
                `网络没有起来：${image} 可能缺少网卡驱动。`,
                "端口属于链路聚合（LACP），安装程序并不知道。",
                "安装程序选用的网卡与固件不同。",
                "内核停住了：请看它的屏幕。",
              ],
        action: "该看哪里",
      }),
      help: [
        "内核和初始文件系统已经完整取走，一分半钟内再没有任何动静。",
        "如果安装程序没有请求地址，就是网络没有起来。新网卡需要的驱动旧镜像里没有；请用较新的版本，或另外提供驱动。在交换机上做了聚合的端口需要打开“LACP fallback”，或在安装期间退出聚合。",
        "如果它已有地址，请看屏幕：它可能在等待，或内存不足。",
      ],
    },
  },
};
