import type { UploadView } from "./needs-media.ts";

/** A bundle that can be looked at. */
export interface UpdateFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** `folder`: somebody has put it into the card's /data/updates. */
  readonly from: "upload" | "stick" | "folder";
  /** The stick's name. */
  readonly stick?: string;
}

export interface UpdateSide {
  readonly slot: "A" | "B";
  readonly version: string;
}

export interface UpdateView {
  /** False: Rackseed does not run from its own card, so that its operating system's tools update it. */
  readonly supported: boolean;
  readonly version: string;
  /** ISO 8601 */
  readonly build?: string;
  readonly slot?: "A" | "B";
  /** `version` null: nothing that could start is in it. */
  readonly other?: { readonly slot: "A" | "B"; readonly version: string | null };
  /** The newest one. */
  readonly update?: {
    /** ISO 8601 */
    readonly at: string;
    readonly from: UpdateSide;
    readonly to: UpdateSide;
    readonly outcome: "writing" | "waiting" | "trial" | "kept" | "back" | "failed" | "lost";
    /** Of back, failed and lost: a sentence, and its code. */
    readonly because?: string;
    readonly code?: string;
  };
  /** While one is brought in. */
  readonly doing?: {
    readonly what: "asking" | "copying" | "checking" | "writing";
    /** 0 to 1 */
    readonly share: number;
  };
  /** Why the newest wish was not carried out. */
  readonly problem?: { readonly code: string; readonly text: string };
  readonly files: readonly UpdateFile[];
}

/** What a bundle is, after its signature and each of its blocks were verified. */
export interface UpdateCheck {
  readonly id: string;
  readonly version: string;
  readonly build?: string;
  readonly notes: string;
  readonly order: "newer" | "same" | "older";
  /** It is installed only with the typed word. */
  readonly needsYes: boolean;
  readonly signer?: string;
  /** Signed with keys that are not secret. */
  readonly development: boolean;
}

export interface Updates {
  state(): Promise<UpdateView>;
  /** Throws an AppError that says what is wrong with it. */
  check(id: string): Promise<UpdateCheck>;
  /** Begins; how it goes on stands in state(). `confirm`: what the person typed. */
  install(id: string, confirm: string | undefined): Promise<UpdateView>;
  /** Of an uploaded file. */
  remove(id: string): Promise<void>;
  getUpload(file: string): Promise<UploadView | undefined>;
  listUploads(): Promise<UploadView[]>;
  /** When it is whole it is listed among the files. */
  putUpload(
    file: string,
    slice: { readonly start: number; readonly size: number | undefined; readonly body: AsyncIterable<Buffer> },
  ): Promise<UploadView>;
  removeUpload(file: string): Promise<boolean>;
}
