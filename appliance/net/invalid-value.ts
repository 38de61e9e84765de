/** A value that a person or a client gave is not what it must be. The message is a whole sentence fit for the UI. */
export class InvalidValueError extends Error {
  override name = "InvalidValueError";
  /** What it should have been, e.g. "MAC address". */
  readonly what: string;
  readonly value: string;

  constructor(what: string, value: string, remedy: string) {
    super(`"${value}" is not a valid ${what}. ${remedy}`);
    this.what = what;
    this.value = value;
  }
}
