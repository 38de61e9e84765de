import { AppError } from "../errors.ts";

/** Somebody guesses, or looks as if. */
export class TooManyTriesError extends AppError {
  /** Until the next try is looked at. */
  readonly seconds: number;

  constructor(code: string, what: string, seconds: number) {
    super(code, 429, `${what} Try again in ${seconds} seconds.`);
    this.seconds = seconds;
  }
}
