export interface Command {
  /** In upper case. */
  readonly verb: string;
  readonly argument: string;
}

/** RFC 959 sets no limit; no path and no password of an installer comes near this one. */
export const LONGEST_LINE = 1024;

const LF = 0x0a;

/** Cuts a stream of bytes into lines. `tooLong`: what came after the last line end is longer than any command. */
export function cutLines(bytes: Buffer): { lines: Buffer[]; rest: Buffer; tooLong: boolean } {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  const rest = bytes.subarray(start);
  const tooLong = rest.length > LONGEST_LINE || lines.some((line) => line.length > LONGEST_LINE);
  return { lines, rest, tooLong };
}

/** One line of the control connection, or undefined when it is no command. */
export function parseCommand(line: Buffer): Command | undefined {
  const text = withoutTelnet(line).toString("utf8").replace(/\r$/, "");
  const [, verb, argument = ""] = /^([A-Za-z]{3,4})(?: (.*))?$/s.exec(text) ?? [];
  if (verb === undefined || /[\0\r\n]/.test(argument)) return undefined;
  return { verb: verb.toUpperCase(), argument };
}

const IAC = 0xff;

/**
 * The control connection is a Telnet one (RFC 959 §3.1): before ABOR clients send IAC IP IAC DM, and the last byte may come out of
 * band and be missing here.
 */
function withoutTelnet(line: Buffer): Buffer {
  if (!line.includes(IAC)) return line;
  const kept: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const byte = line[at] ?? 0;
    if (byte !== IAC) {
      kept.push(byte);
      continue;
    }
    const next = line[at + 1] ?? 0;
    if (next >= 251 && next < IAC)
      at += 2; // WILL, WONT, DO, DONT and their option                       RFC 854
    else if (next >= 240) at += 1;
  }
  return Buffer.from(kept);
}
