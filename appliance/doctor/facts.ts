import type { Because, RunState } from "../machines/run.ts";
import type { Mac } from "../net/mac.ts";
import type { Boots } from "../trace/boots.ts";

/** All that a rule may know of one machine. Times are milliseconds since 1970. */
export interface MachineFacts {
  readonly now: number;
  readonly mac: Mac;
  /** What people call it. */
  readonly name: string;
  readonly known: boolean;
  /** "bios", "uefi-x64", … as its firmware said. */
  readonly firmware: string | undefined;
  readonly boots: Boots;
  /** Its newest run. */
  readonly run: RunFacts | undefined;
  /** The image of that run. */
  readonly image: ImageFacts | undefined;
  /** The longest silence that good runs of the same image and profile had. */
  readonly longestGapMs: number | undefined;
}

export interface RunFacts {
  readonly id: string;
  readonly state: RunState;
  readonly because: Because | undefined;
  readonly image: string;
  readonly profile: string;
  /** When anything was last seen of it. */
  readonly lastSign: number;
  readonly endedAt: number | undefined;
  /** What its installer's log complains of. */
  readonly complaint: string | undefined;
}

export interface ImageFacts {
  readonly title: string;
  readonly state: "waiting" | "importing" | "ready" | "refused" | "missing";
  readonly boots: { readonly bios: boolean; readonly uefi: boolean; readonly secureBoot: boolean } | undefined;
}

/** All that a rule may know of the appliance and its network. */
export interface HouseFacts {
  readonly now: number;
  readonly startedAt: number;
  /** It gives addresses or boot information. */
  readonly serving: boolean;
  /** Is a cable with a living other end plugged in? Undefined: nobody can say. */
  readonly carrier: boolean | undefined;
  /** DHCP messages heard since the start, of machines and of anybody else. */
  readonly heard: number;
  /** Machines in the inventory, entered or seen. */
  readonly machines: number;
  readonly foreign: readonly {
    readonly address: string;
    readonly mac?: string;
    readonly since: number;
    readonly ignored: boolean;
  }[];
  readonly conflicts: readonly { readonly address: string; readonly mac?: Mac; readonly at: number }[];
  readonly pools: readonly { readonly cidr: string; readonly used: number; readonly size: number }[];
  readonly disk: { readonly free: number; readonly size: number } | undefined;
  /** When the disk last refused to store something. */
  readonly storageFailedAt: number | undefined;
}
