import { coreosLike } from "./coreos-like.ts";

/** Flatcar Container Linux: /usr/bin/coreos-install is a link to flatcar-install there, and coreos-cloudinit is still kept up. */
export const flatcar = coreosLike("flatcar", "Flatcar Container Linux");
