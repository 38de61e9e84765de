import { quietFor, steps } from "../look.ts";
import { FRESH, type MachineRule, SECOND } from "../rule.ts";

/** Firmware collects offers for some seconds before it chooses (PXE 2.1 §2.2.3: up to 4). */
const CHOOSING = 12 * SECOND;

export const offerNotTaken: MachineRule = {
  id: "offer-not-taken",
  code: "RS_DOCTOR_OFFER_NOT_TAKEN",
  about: "machine",
  severity: "warning",
  when(facts) {
    const dhcp = steps(facts).filter(({ kind }) => kind === "dhcp");
    const last = dhcp.at(-1);
    const offered = dhcp.find(({ verb }) => verb === "offer");
    if (last === undefined || offered === undefined || facts.now - last.at > FRESH) return undefined;
    const params = { machine: facts.name, address: offered.detail.split(" · ")[0] ?? "" };
    if (last.verb === "unanswered" && last.because === "another-server-chosen")
      return { since: last.at, params: { ...params, server: last.address ?? "" } };
    const heardNothing = last.verb === "offer" && steps(facts).at(-1) === last && quietFor(facts) >= CHOOSING;
    return heardNothing ? { since: offered.at, params } : undefined;
  },
  action: () => ({ kind: "link", to: "#/network" }),
  texts: {
    en: {
      name: "An offered address is not taken",
      say: ({ machine = "", address = "", server }) =>
        server === undefined
          ? {
              title: `${machine} was offered ${address} and did not take it.`,
              why: [
                "It did not hear the offer: another VLAN, or a relay that does not bring answers back.",
                "The switch port was still blocked by spanning tree: switch on portfast for it.",
                "Another DHCP server was faster.",
              ],
              action: "Look at the network",
            }
          : {
              title: `${machine} took another server's offer (${server}).`,
              why: [
                `${server} gives addresses on this network too, and answered first or was preferred.`,
                "Leave the addresses to it: in proxy mode Rackseed adds the boot information only.",
              ],
              action: "Switch to proxy mode…",
            },
      help: [
        "DHCP is four packets: DISCOVER, OFFER, REQUEST, ACK. Here the OFFER was sent and no REQUEST for it came.",
        "When the REQUEST names another server, the machine chose that one. Two servers on one network give machines addresses by chance; let one of them give addresses, and Rackseed the boot information in proxy mode.",
        "When nothing came at all, the machine did not hear us. Look at the VLAN of its switch port, at the relay, and at spanning tree.",
      ],
    },
    zh: {
      name: "提供的地址没有被接受",
      say: ({ machine = "", address = "", server }) =>
        server === undefined
          ? {
              title: `已向 ${machine} 提供 ${address}，但它没有接受。`,
              why: [
                "它没有收到：在另一个 VLAN，或中继没有把应答带回去。",
                "交换机端口还被生成树阻塞：请为它打开 portfast。",
                "另一台 DHCP 服务器更快。",
              ],
              action: "查看网络",
            }
          : {
              title: `${machine} 接受了另一台服务器（${server}）提供的地址。`,
              why: [
                `${server} 也在这个网络上分配地址，它应答得更早或更受偏好。`,
                "让它继续分配地址：在代理模式下 Rackseed 只补充启动信息。",
              ],
              action: "改用代理模式…",
            },
      help: [
        "DHCP 由四个包组成:DISCOVER、OFFER、REQUEST、ACK。这里已经发出 OFFER，却没有等到对应的 REQUEST。",
        "如果 REQUEST 写明了另一台服务器，就说明机器选择了它。同一网络上有两台服务器时，机器得到谁的地址全凭运气；请只让其中一台分配地址，Rackseed 以代理模式补充启动信息。",
        "如果什么都没有收到，就是机器没有听到我们。请检查交换机端口的 VLAN、中继和生成树。",
      ],
    },
  },
};
