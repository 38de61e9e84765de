import type { Sentence } from "./sentence.ts";

/** What the rack's interface has: texts like "10.0.2.15/24"; `byLease` came from a DHCP server. */
export interface Found {
  readonly address: string;
  readonly byLease: boolean;
}

/** What the service says of itself; undefined while it does not run. */
export interface Busy {
  /** It gives addresses to the rack. */
  readonly serving: boolean;
  /** Installs under way. */
  readonly installs: number;
}

export type AddressDecision =
  | { readonly kind: "keep"; readonly why?: Sentence }
  /** Look again in a while. */
  | { readonly kind: "wait"; readonly why: Sentence }
  /** The service starts again with this one; undefined: nobody gives one, so the fallback. */
  | { readonly kind: "move"; readonly to: string | undefined; readonly why: Sentence };

/** Only for a box that asks by DHCP: a fixed address never moves. Machines under install know the old address and no other. */
export function decideAddress(
  current: string,
  fallback: string,
  found: readonly Found[],
  busy: Busy | undefined,
): AddressDecision {
  const lease = found.find(({ byLease }) => byLease)?.address;
  const installs = busy?.installs ?? 0;
  if (!found.some(({ address }) => address === current)) return gone(current, lease, installs);
  if (current !== fallback || lease === undefined) return { kind: "keep" };
  if (busy?.serving === true) {
    return {
      kind: "keep",
      why: {
        en: `A DHCP server gave this box the address ${lease}. It keeps ${current}, because it serves the rack there. To use the other one, stop serving on the page, or write an address into rackseed.yaml.`,
        zh: `DHCP 服务器给了装机盒地址 ${lease}。装机盒正在用 ${current} 为机架服务，所以继续使用 ${current}。要改用新地址，请在页面上停止服务，或在 rackseed.yaml 里写明地址。`,
      },
    };
  }
  if (installs > 0) {
    return {
      kind: "wait",
      why: {
        en: `A DHCP server gave this box the address ${lease}. It changes to that one when the ${installs} installs under way have ended.`,
        zh: `DHCP 服务器给了装机盒地址 ${lease}。正在进行的 ${installs} 个安装结束以后，装机盒会改用这个地址。`,
      },
    };
  }
  return {
    kind: "move",
    to: lease,
    why: {
      en: `A DHCP server gave this box the address ${lease}, and it uses that one now instead of ${current}.`,
      zh: `DHCP 服务器给了装机盒地址 ${lease}，装机盒不再使用 ${current}。`,
    },
  };
}

function gone(current: string, lease: string | undefined, installs: number): AddressDecision {
  const cut: Sentence =
    installs === 0
      ? { en: "", zh: "" }
      : {
          en: ` ${installs} installs were under way; their machines ask the old address, so look at them.`,
          zh: `当时有 ${installs} 个安装正在进行，那些机器仍在访问旧地址，请检查它们。`,
        };
  const why: Sentence =
    lease === undefined
      ? {
          en: `The address ${current} was taken away and no DHCP server gives another one.${cut.en}`,
          zh: `地址 ${current} 已失效，也没有 DHCP 服务器给出新的地址。${cut.zh}`,
        }
      : {
          en: `The DHCP server changed this box's address from ${current} to ${lease}.${cut.en}`,
          zh: `DHCP 服务器把装机盒的地址从 ${current} 改成了 ${lease}。${cut.zh}`,
        };
  return { kind: "move", to: lease, why };
}
