import type { HouseRule } from "../rule.ts";

export const poolFull: HouseRule = {
  id: "pool-full",
  code: "RS_DOCTOR_POOL_FULL",
  about: "house",
  severity: "error",
  when: ({ now, pools }) =>
    pools
      .filter(({ used, size }) => size > 0 && used >= size)
      .map(({ cidr, size }) => ({ key: cidr, since: now, params: { cidr, size: String(size) } })),
  action: { kind: "link", to: "#/network" },
  texts: {
    en: {
      name: "The address pool is full",
      say: ({ cidr = "", size = "" }) => ({
        title: `All ${size} addresses of the pool of ${cidr} are in use: new machines are not answered.`,
        why: [
          "The pool is smaller than the rack.",
          "Phones and laptops take addresses with long leases.",
          "Something asks with invented MAC addresses.",
        ],
        action: "Make the pool larger",
      }),
      help: [
        "Machines that have a lease keep it; others get none until one ends.",
        "Make the pool larger, shorten the lease time, or answer known machines and network boots only.",
      ],
    },
    zh: {
      name: "地址池已用完",
      say: ({ cidr = "", size = "" }) => ({
        title: `${cidr} 的地址池共 ${size} 个地址，已全部用完：新机器得不到应答。`,
        why: ["地址池小于机柜的需要。", "手机和笔记本电脑占用了租期很长的地址。", "有东西用伪造的 MAC 地址请求。"],
        action: "扩大地址池",
      }),
      help: ["已有租约的机器不受影响；其他机器要等租约到期。", "请扩大地址池、缩短租期，或只应答已知机器和网络启动。"],
    },
  },
};
