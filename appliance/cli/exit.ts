/** What scripts can tell apart. docs/cli.md lists them too. */
export const EXIT = {
  ok: 0,
  /** The appliance said no; its sentence is on stderr. */
  refused: 1,
  usage: 2,
  unreachable: 3,
  /** No token, a wrong one, or a role that may not. */
  notAllowed: 4,
  /** A person did not confirm. */
  notConfirmed: 5,
  /** What was watched ended badly. */
  failed: 6,
} as const;

/** Ends the program with one sentence on stderr. */
export class CliError extends Error {
  override name = "CliError";
  readonly exit: number;

  constructor(exit: number, message: string) {
    super(message);
    this.exit = exit;
  }
}

export const usage = (message: string): CliError => new CliError(EXIT.usage, message);
