/** What one datagram says. Nothing in it is trusted: its host name and its time are whatever the sender wrote, so they are not kept. */
export interface SyslogMessage {
  /** 0 (emergency) to 7 (debug); 5 (notice) when the datagram does not say. RFC 3164 §4.3.3 */
  readonly severity: number;
  readonly program: string | undefined;
  readonly text: string;
}

/** "Nov 21 07:00:01", "2026-11-21T07:00:01.5Z", and the bare time that Anaconda's own log lines begin with. */
const TIME =
  /^(?:[A-Z][a-z]{2} [ \d]\d(?: \d{4})? \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?|\d\d:\d\d:\d\d[.,]\d{3}) /;
/** A program's name ends at its process id or colon. */
const TAG = /^([\w./@+-]{1,64})(?:\[[^\]]{0,32}\])?: ?/;
/** RFC 3164 has the host before the tag; busybox syslogd, which d-i uses, leaves it out. */
const HOST = /^[\w.:-]{1,255} (?=[\w./@+-]{1,64}(?:\[[^\]]{0,32}\])?:)/;
/** RFC 5424 §6: version, time, host, program, process, message id, structured data. */
const RFC_5424 = /^1 (?:\S{1,64}) (?:\S{1,255}) (\S{1,64}) (?:\S{1,128}) (?:\S{1,64}) /;

const LONGEST = 8192;

/** Reads either kind, and whatever else comes: never throws, and never loses the text. */
export function parseSyslog(datagram: Buffer): SyslogMessage {
  const whole = datagram.toString("utf8", 0, LONGEST).replace(/[\r\n\0]+$/, "");
  const priority = /^<(\d{1,3})>/.exec(whole);
  const value = Number(priority?.[1] ?? 13);
  const severity = value > 191 ? 5 : value % 8; // RFC 5424 §6.2.1: 191 is the largest
  const rest = whole.slice(priority?.[0].length ?? 0);
  const modern = RFC_5424.exec(rest);
  if (modern !== null) {
    const program = modern[1] === "-" ? undefined : modern[1];
    return { severity, program, text: afterStructuredData(rest.slice(modern[0].length)) };
  }
  const undated = rest.replace(TIME, "").replace(HOST, "");
  const tag = TAG.exec(undated);
  return { severity, program: tag?.[1], text: tag === null ? undated : undated.slice(tag[0].length) };
}

/** RFC 5424 §6.3: "-", or elements in brackets whose values may hold an escaped "]". A broken one is left as it came. */
function afterStructuredData(text: string): string {
  let at = 0;
  if (text.startsWith("-")) at = 1;
  while (text[at] === "[") {
    const end = closing(text, at);
    if (end === undefined) break;
    at = end + 1;
  }
  return text
    .slice(at)
    .replace(/^ /, "")
    .replace(/^\ufeff/, "");
}

function closing(text: string, from: number): number | undefined {
  let quoted = false;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') quoted = !quoted;
    else if (text[at] === "]" && !quoted) return at;
  }
  return undefined;
}
