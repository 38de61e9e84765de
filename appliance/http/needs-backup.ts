import type { Readable } from "node:stream";

/** What a received backup is. */
export interface ReceivedBackup {
  /** ISO 8601. */
  readonly created: string;
  readonly rackseed: string;
  readonly machines: number;
  readonly profiles: number;
  /** Accounts, tokens and keys are in it, under a passphrase. */
  readonly secrets: boolean;
  readonly sameDevice: boolean;
}

export interface Backups {
  make(passphrase: string | undefined): Promise<Readable>;
  receive(body: AsyncIterable<Buffer>): Promise<ReceivedBackup>;
  restore(passphrase: string | undefined): Promise<void>;
}
