import { parseDocument } from "yaml";

/** A value cannot stand where the template puts it. The sentence says why; who calls adds line and variable. */
export class EncodingError extends Error {
  override name = "EncodingError";
}

// C0, DEL, C1, the two Unicode line ends, byte order marks, half surrogate pairs and text-direction overrides: no name, address
// or serial number needs one, and each of them ends a line, hides text or breaks a document somewhere.
const CONTROL = /[\p{Cc}\u2028\u2029\ufeff\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** The value itself when it is one line of visible text. */
export function visibleText(value: string): string {
  const found = CONTROL.exec(value);
  if (found === null) return value;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const what = /[\r\n\u0085\u2028\u2029]/.test(found[0]) ? "a line break" : "a control character";
  throw new EncodingError(`the value contains ${what} (U+${code} at position ${found.index + 1})`);
}

/** One word of a POSIX shell: as it is when nothing in it means anything to a shell, else in single quotes. */
export function shWord(value: string): string {
  const text = visibleText(value);
  return isPlainWord(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * One word of a kickstart command, which Anaconda takes apart with Python's shlex: there a "#" begins a comment even inside a word.
 * Nothing is no word: an empty --only-use= would mean every disk (row 4.104).
 */
export function ksWord(value: string): string {
  const text = visibleText(value);
  if (text === "")
    throw new EncodingError("the value is empty, and an empty option means something else to the installer");
  return /^[A-Za-z0-9_@%+=:,./$^!*~{}()?|&;<>[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The rest of a line of a preseed file: debconf knows no quotes, so what it would read otherwise cannot stand there. */
export function preseedValue(value: string): string {
  const text = visibleText(value);
  if (text.trim() !== text) throw new EncodingError("the value begins or ends with a space, which debconf would drop");
  if (text.endsWith("\\"))
    throw new EncodingError("the value ends with a backslash, which would join the next line to it");
  return text;
}

/** No character that a shell treats specially, in or out of quotes; a leading "~" or "=" would mean something to some shells. */
export const isPlainWord = (value: string): boolean => /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/.test(value);

/** One component of a URL (RFC 3986 §2.3: everything but the unreserved characters becomes %XX). */
export const urlComponent = (value: string): string =>
  encodeURIComponent(visibleText(value)).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** JSON on one line: control characters become \uXXXX, and so do the line ends that YAML 1.1 knows and JSON does not. */
export function jsonText(value: unknown): string {
  // Typed as string, but undefined and functions have no JSON.
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new EncodingError("the value has no JSON form");
  return text.replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A YAML scalar for a bare place: plain when every YAML reads it back as this very string, else in double quotes. */
export function yamlScalar(value: string, inFlow = true): string {
  return isPlainScalar(value, inFlow) ? value : jsonText(value);
}

// What may stand in a plain scalar at all; ": ", " #", a colon at the end and flow's brackets are looked at apart.
const PLAIN = /^[\p{L}\p{N}_./+=$(\ue000-\uf8ff][\p{L}\p{M}\p{N} _./+=$()@%~:,;^<>'"#&*!?|\\[\]{}\ue000-\uf8ff-]*$/u;
const MEANS_MORE = /: |:$| #| $/;

function isPlainScalar(value: string, inFlow: boolean): boolean {
  if (!PLAIN.test(value) || MEANS_MORE.test(value) || (inFlow && /[,[\]{}]|:["'[{]/.test(value))) return false;
  // go-yaml in coreos-cloudinit reads YAML 1.1 (`no`, `0o7`, 12:30:45 are not strings there), newer readers 1.2 (`1e3` is not).
  return (["1.1", "1.2"] as const).every((version) => parseDocument(`- ${value}`, { version }).getIn([0]) === value);
}
