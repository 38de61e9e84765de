import type { HouseRule } from "../rule.ts";

export const foreignDhcp: HouseRule = {
  id: "foreign-dhcp",
  code: "RS_DOCTOR_FOREIGN_DHCP",
  about: "house",
  severity: "warning",
  when: ({ serving, foreign }) =>
    serving
      ? foreign
          .filter(({ ignored }) => !ignored)
          .map(({ address, mac = "", since }) => ({ key: address, since, params: { address, mac } }))
      : [],
  action: { kind: "link", to: "#/network" },
  texts: {
    en: {
      name: "A second DHCP server",
      say: ({ address = "", mac = "" }) => ({
        title: `${address}${mac === "" ? "" : ` (${mac})`} gives addresses on this network too.`,
        why: [
          "A router or another server has its own DHCP switched on.",
          "Machines take whichever answer comes first, so some boot and some do not.",
        ],
        action: "Decide on the network page",
      }),
      help: [
        "Two DHCP servers on one network give addresses by chance. Runs that are under way go on.",
        "Choose on the network page: leave addresses to the other server and add the boot information in proxy mode, switch the other one off, or ignore it when it serves other devices only.",
      ],
    },
    zh: {
      name: "第二台 DHCP 服务器",
      say: ({ address = "", mac = "" }) => ({
        title: `${address}${mac === "" ? "" : `（${mac}）`} 也在这个网络上分配地址。`,
        why: ["路由器或其他服务器打开了自己的 DHCP。", "机器接受先到的应答，所以有的能启动，有的不能。"],
        action: "到网络页面决定",
      }),
      help: [
        "同一网络上有两台 DHCP 服务器时，机器得到谁的地址全凭运气。正在进行的任务会继续。",
        "请在网络页面选择：让另一台分配地址，以代理模式只补充启动信息；关闭另一台；或者在它只服务其他设备时忽略它。",
      ],
    },
  },
};
