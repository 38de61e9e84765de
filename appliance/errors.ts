/** A failure with a stable code and a sentence for the person: what happened, why, and what to do. http/errors.ts turns it into HTTP. */
export class AppError extends Error {
  override name = "AppError";
  /** Stable: "RS_" + noun + what is wrong. */
  readonly code: string;
  /** The HTTP status that fits. */
  readonly status: number;
  /** Where the fault lies, e.g. "subnets[0].pool". */
  readonly where: string | undefined;

  constructor(code: string, status: number, message: string, where?: string) {
    super(message);
    this.code = code;
    this.status = status;
    this.where = where;
  }
}
