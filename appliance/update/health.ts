import type { Cause } from "./record.ts";

/** One look at the system on trial. */
export interface Look {
  /** Seconds since the watching began. */
  readonly at: number;
  /** systemd says that the service has started, and its page answers as the version that was installed. */
  readonly ok: boolean;
  /** Changes when the service was started again. */
  readonly life: string;
  /** When it is not; `because` is half a sentence. */
  readonly cause?: Cause;
}

export interface Watch {
  /** Since when it has been well, without a new start. */
  readonly since: number | undefined;
  readonly life: string | undefined;
  readonly cause: Cause;
}

export interface Patience {
  /** It must be well for so long without a break. */
  readonly wellFor: number;
  /** It must have been by then. */
  readonly within: number;
}

/** Seconds. A first start on a slow card takes one to two minutes. */
export const PATIENCE: Patience = { wellFor: 60, within: 600 };

export const FIRST: Watch = {
  since: undefined,
  life: undefined,
  cause: { code: "RS_UPDATE_UNWELL", because: "nobody has looked yet" },
};

const RESTARTED: Cause = { code: "RS_UPDATE_RESTARTS", because: "the service was started again and again" };

export type Judgement =
  | { readonly kind: "watch"; readonly watch: Watch }
  | { readonly kind: "well" }
  | { readonly kind: "unwell"; readonly cause: Cause };

/** A system that is well for a moment may still fall over with its first clients; one that restarts again and again is not well. */
export function judge(watch: Watch, look: Look, patience: Patience = PATIENCE): Judgement {
  const sameLife = watch.life === look.life;
  const since = look.ok ? ((sameLife ? watch.since : undefined) ?? look.at) : undefined;
  if (since !== undefined && look.at - since >= patience.wellFor) return { kind: "well" };
  const restarted = watch.since !== undefined && !sameLife ? RESTARTED : undefined;
  const cause = look.cause ?? restarted ?? watch.cause;
  if (look.at >= patience.within)
    return {
      kind: "unwell",
      cause: {
        code: cause.code,
        because: `It was not well for ${patience.wellFor} s without a break within ${Math.round(patience.within / 60)} minutes: ${cause.because}.`,
      },
    };
  return { kind: "watch", watch: { since, life: look.life, cause } };
}
