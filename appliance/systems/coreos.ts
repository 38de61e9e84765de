import { coreosLike } from "./coreos-like.ts";

/** Container Linux by CoreOS: ended on 2020-05-26, so its images come from people's own copies. */
export const coreos = coreosLike("coreos", "CoreOS Container Linux");
