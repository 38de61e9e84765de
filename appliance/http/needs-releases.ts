/** What the makers of CoreOS-like systems offer for download now. */
export interface ReleaseLists {
  offer(family: "fedora-coreos" | "flatcar"): Promise<{
    readonly releases: readonly PublishedRelease[];
    readonly problems: readonly string[];
  }>;
}

export interface PublishedRelease {
  readonly family: "fedora-coreos" | "flatcar";
  readonly stream: string;
  readonly version: string;
  readonly arch: "x86_64" | "aarch64";
  readonly files: readonly { readonly url: string; readonly name: string; readonly sha256?: string }[];
}
