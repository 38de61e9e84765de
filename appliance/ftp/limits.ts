export interface FtpLimits {
  /** Control connections: of one address, and in all. A rack of installers opens one or two each. */
  readonly perAddress: number;
  readonly inAll: number;
  /** Milliseconds without a command, outside a transfer. */
  readonly idle: number;
  /** How long a client may take to open its data connection. */
  readonly connect: number;
  /** How long a client may take for one chunk. */
  readonly stall: number;
  readonly chunk: number;
  /** Progress is told at most this often, and at the end. */
  readonly progress: number;
  /** Commands that may wait while one is worked on. */
  readonly waiting: number;
}

export const FTP_LIMITS: FtpLimits = {
  perAddress: 8,
  inAll: 256,
  idle: 300_000,
  connect: 20_000,
  stall: 60_000,
  chunk: 256 * 1024,
  progress: 250,
  waiting: 32,
};
