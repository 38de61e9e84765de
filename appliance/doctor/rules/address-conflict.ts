import { type HouseRule, MINUTE } from "../rule.ts";

export const addressConflict: HouseRule = {
  id: "address-conflict",
  code: "RS_DOCTOR_CONFLICT",
  about: "house",
  severity: "warning",
  when: ({ now, conflicts }) =>
    conflicts
      .filter(({ at }) => now - at < 24 * 60 * MINUTE)
      .map(({ address, mac = "", at }) => ({ key: address, since: at, params: { address, mac } })),
  action: { kind: "link", to: "#/network" },
  texts: {
    en: {
      name: "An address is used by somebody else",
      say: ({ address = "", mac = "" }) => ({
        title: `${address} is used by ${mac === "" ? "another device" : mac} without a lease. It was taken out of the pool for 24 hours.`,
        why: [
          "A device has this address set by hand.",
          "Another DHCP server gave it away.",
          "It kept a lease of an appliance that was here before.",
        ],
        action: "Look at the leases",
      }),
      help: [
        "Before an address is offered for the first time it is tested, and machines test again before they use it. Here somebody answered.",
        "Move the pool, or give the device an address outside of it.",
      ],
    },
    zh: {
      name: "地址被别的设备占用",
      say: ({ address = "", mac = "" }) => ({
        title: `${address} 被${mac === "" ? "别的设备" : ` ${mac} `}占用，它没有租约。该地址已移出地址池 24 小时。`,
        why: ["某个设备手工设置了这个地址。", "另一台 DHCP 服务器分配了它。", "它保留着以前装机盒的租约。"],
        action: "查看租约",
      }),
      help: [
        "地址第一次提供之前会先检测，机器使用之前也会检测。这里有设备应答了。",
        "请移动地址池，或给该设备设置池外的地址。",
      ],
    },
  },
};
