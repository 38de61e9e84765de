import type { Image } from "./needs.ts";

/** What is known of an image beside its name and its files. */
export interface ImageFacts {
  readonly title?: string;
  readonly family?: string;
  readonly arch?: string;
  readonly major?: number;
  readonly boots?: { readonly bios: boolean; readonly uefi: boolean; readonly secureBoot: boolean };
  /** MiB */
  readonly memory?: number;
  readonly phase?: "copying" | "checking" | "indexing";
  /** 0 to 1 */
  readonly share?: number;
  readonly rate?: number;
  readonly secondsLeft?: number;
  /** Profiles. */
  readonly usedBy: readonly string[];
  readonly source?: "folder" | "iso" | "url" | "urls" | "upload";
  readonly detail?: string;
  /** Where its tree is served. */
  readonly tree?: string;
}

export interface NewImage {
  readonly name?: string | undefined;
  readonly from:
    | { readonly medium: string; readonly path: string }
    | { readonly url: string; readonly sha256?: string | undefined; readonly internalMirror?: boolean | undefined }
    | {
        readonly urls: readonly {
          readonly url: string;
          readonly name?: string | undefined;
          readonly sha256?: string | undefined;
        }[];
        readonly internalMirror?: boolean | undefined;
      };
}

export interface ImageChanges {
  add(wanted: NewImage): Promise<Image>;
  /** Throws when there is none of that name, or when it is needed. */
  remove(name: string, who: string): Promise<void>;
}

export interface MediumView {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly files: readonly {
    readonly path: string;
    readonly name: string;
    readonly size: number;
    readonly kind: "iso" | "release";
    /** The image that it became. */
    readonly image?: string;
  }[];
  readonly more: boolean;
  /** Why nothing on it can be listed. */
  readonly unreadable?: {
    readonly why: "file-system" | "damaged" | "unknown";
    /** As people call it: "NTFS". */
    readonly fileSystem?: string;
    readonly text: string;
  };
}

export interface Media {
  list(): MediumView[];
}

export interface UploadView {
  readonly file: string;
  readonly offset: number;
  readonly size: number;
  readonly image?: string;
}

export interface Uploads {
  list(): Promise<UploadView[]>;
  get(file: string): Promise<UploadView | undefined>;
  put(
    file: string,
    slice: { readonly start: number; readonly size: number | undefined; readonly body: AsyncIterable<Buffer> },
  ): Promise<UploadView>;
  remove(file: string): Promise<boolean>;
}
