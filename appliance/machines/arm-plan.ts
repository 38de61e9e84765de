import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";

/** What is to be armed, and how. */
export interface ArmWish {
  /** In the order in which names are given. */
  readonly macs: readonly Mac[];
  /** Instead of the profile that each machine has. */
  readonly profile?: string | undefined;
  /** "node-{01..}"; without it machines keep their names. */
  readonly names?: string | undefined;
}

/** What would become of one machine. */
export interface ArmItem {
  readonly mac: Mac;
  readonly verdict: "ready" | "warning" | "refused";
  /** Why it is refused, or what to mind. */
  readonly sentences: readonly string[];
  /** The name that it will have. */
  readonly name?: string | undefined;
  readonly profile?: string | undefined;
  readonly image?: string | undefined;
  /** The disk whose whole content is lost. */
  readonly wipes?: string | undefined;
  readonly address?: Ipv4 | undefined;
}

export interface ArmPlan {
  readonly items: readonly ArmItem[];
  readonly ready: number;
  readonly refused: number;
}

export const planOf = (items: readonly ArmItem[]): ArmPlan => {
  const refused = items.filter(({ verdict }) => verdict === "refused").length;
  return { items, ready: items.length - refused, refused };
};

/** Why this plan is not carried out, as a sentence; undefined when it may be. */
export function whyNot(
  plan: ArmPlan,
  { skipRefused, confirm }: { readonly skipRefused: boolean; readonly confirm: number | undefined },
): { readonly code: string; readonly status: number; readonly text: string; readonly where: string } | undefined {
  const { items, ready, refused } = plan;
  if (ready === 0 || (refused > 0 && !skipRefused)) {
    const first = items.find(({ verdict }) => verdict === "refused");
    const others = refused > 1 ? ` So it is with ${refused} of ${items.length} machines.` : "";
    const text = `Nothing was armed. ${first?.sentences[0] ?? "No machine was named."}${others}`;
    return { code: "RS_ARM_REFUSED", status: 409, text, where: "macs" };
  }
  if (ready > 1 && confirm !== ready) {
    const text = `The disks of ${ready} machines will be wiped. Send their number as confirm to say that you know.`;
    return { code: "RS_ARM_CONFIRM", status: 422, text, where: "confirm" };
  }
  return undefined;
}
