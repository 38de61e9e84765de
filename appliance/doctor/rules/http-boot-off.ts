import { quietFor, steps } from "../look.ts";
import { FRESH, type MachineRule, SECOND } from "../rule.ts";

/** Firmware tries HTTP for up to half a minute and then PXE. */
const FALLING_BACK = 30 * SECOND;

export const httpBootOff: MachineRule = {
  id: "http-boot-off",
  code: "RS_DOCTOR_HTTP_BOOT_OFF",
  about: "machine",
  severity: "info",
  when(facts) {
    const all = steps(facts);
    const last = all.at(-1);
    if (last?.verb !== "unanswered" || last.because !== "http-boot-off") return undefined;
    const quiet = quietFor(facts);
    if (quiet < FALLING_BACK || quiet > FRESH) return undefined;
    return { since: last.at, params: { machine: facts.name } };
  },
  action: () => ({ kind: "link", to: "#/help/boot-order" }),
  texts: {
    en: {
      name: "HTTP boot is asked for and off",
      say: ({ machine = "" }) => ({
        title: `${machine} asked for UEFI HTTP boot, which is off here, and did not go on with PXE.`,
        why: [
          "Its boot order has HTTP and no PXE: choose “PXE IPv4” for the card.",
          "HTTP boot can be switched on in the configuration.",
        ],
        action: "Change the boot order",
      }),
      help: [
        "UEFI firmware can boot by HTTP instead of TFTP. While that is off the appliance stays silent, and firmware goes on with the next entry of its boot order, which should be PXE over IPv4.",
        "Enter the firmware's setup and put “PXE IPv4” of the card into the boot order.",
      ],
    },
    zh: {
      name: "请求 HTTP 启动，但此功能已关闭",
      say: ({ machine = "" }) => ({
        title: `${machine} 请求 UEFI HTTP 启动，这里已关闭，而它没有转为 PXE。`,
        why: ["它的启动顺序里只有 HTTP 没有 PXE：请为网卡选择“PXE IPv4”。", "HTTP 启动可以在配置文件里打开。"],
        action: "修改启动顺序",
      }),
      help: [
        "UEFI 固件可以用 HTTP 代替 TFTP 启动。关闭时装机盒不应答，固件会继续启动顺序里的下一项，应当是 IPv4 的 PXE。",
        "请进入固件设置，把网卡的“PXE IPv4”放进启动顺序。",
      ],
    },
  },
};
