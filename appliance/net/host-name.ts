import { InvalidValueError } from "./invalid-value.ts";

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A DNS name as RFC 1123 §2.1 has it, in lower case, without a dot at the end. Addresses are no names. */
export function parseHostName(text: string): string {
  const name = text.toLowerCase();
  const labels = name.split(".");
  const right = name.length <= 253 && labels.every((label) => LABEL.test(label));
  // A last label of digits only would be read as an address.
  if (!right || /^[0-9]+$/.test(labels.at(-1) ?? "") || name === "localhost") {
    throw new InvalidValueError("host name", text, "Use letters, digits, dashes and dots, e.g. rackseed.example.org.");
  }
  return name;
}
