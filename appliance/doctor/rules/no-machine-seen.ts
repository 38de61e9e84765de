import { type HouseRule, MINUTE } from "../rule.ts";

export const noMachineSeen: HouseRule = {
  id: "no-machine-seen",
  code: "RS_DOCTOR_NO_MACHINE",
  about: "house",
  severity: "info",
  when({ now, startedAt, serving, heard, machines, carrier }) {
    if (!serving || heard > 0 || machines > 0 || now - startedAt < 3 * MINUTE) return [];
    return [{ since: startedAt, params: { carrier: carrier === undefined ? "unknown" : String(carrier) } }];
  },
  action: { kind: "link", to: "#/help/no-machine-seen" },
  texts: {
    en: {
      name: "No machine shows up",
      say: ({ carrier }) =>
        carrier === "false"
          ? {
              title: "No machine was heard: there is no link on the network port.",
              why: ["The cable is not plugged in, or the switch port is off."],
              action: "What to look at",
            }
          : {
              title: "The cable works, but nobody has asked for an address.",
              why: [
                "Network boot is not first in the machines' boot order.",
                "The port is in another VLAN than the machines.",
                "Spanning tree without portfast holds a port back for 30 s: the ROM may give up first.",
              ],
              action: "What to look at",
            },
      help: [
        "Since the appliance began to serve it has not heard a single DHCP message.",
        "Restart one machine and press its key for network boot (often F12). Or plug a laptop into the machines' switch: if that gets no address either, look at the switch: VLAN, and spanning tree's portfast.",
      ],
    },
    zh: {
      name: "没有机器出现",
      say: ({ carrier }) =>
        carrier === "false"
          ? {
              title: "没有听到任何机器：网口没有链路。",
              why: ["网线没有插好，或交换机端口已关闭。"],
              action: "该看哪里",
            }
          : {
              title: "网线正常，但没有机器请求地址。",
              why: [
                "机器的启动顺序里网络启动不是第一位。",
                "端口与机器不在同一个 VLAN。",
                "没有 portfast 的生成树会把端口阻塞 30 秒:ROM 可能已经放弃。",
              ],
              action: "该看哪里",
            },
      help: [
        "装机盒开始服务以来，一条 DHCP 消息都没有听到。",
        "请重启一台机器，并按下它的网络启动键（常见为 F12）。或把笔记本电脑接到机器所在的交换机：如果它也得不到地址，请检查交换机的 VLAN 和生成树 portfast。",
      ],
    },
  },
};
