/** Where in a shell script a value would stand: an encoding is only right for the place it was made for. */
export type ShellPlace = "bare" | "quoted" | "comment" | "unsure";

interface Scan {
  readonly text: string;
  at: number;
}

/**
 * What the shell would be inside of after reading `before`. Single quotes around a value protect it in a bare place and nowhere
 * else: in double quotes they are letters, and `$(…)` in the value would run. So this errs to the safe side: after a here-document,
 * $'…', or a substitution inside double quotes it no longer claims to know.
 */
export function shellPlace(before: string): ShellPlace {
  const scan: Scan = { text: before, at: 0 };
  while (scan.at < before.length) {
    const ended = step(scan);
    if (ended !== undefined) return ended;
  }
  return "bare";
}

/** Reads one piece of script; the place, when the text ends or gets too clever inside it. */
function step(scan: Scan): ShellPlace | undefined {
  const rest = scan.text.slice(scan.at, scan.at + 2);
  if (rest === "<<" || rest === "$'" || rest === '$"' || rest.startsWith("`")) return "unsure";
  if (rest.startsWith("\\")) return skip(scan, scan.at + 2, "unsure");
  if (rest.startsWith("'")) return skip(scan, scan.text.indexOf("'", scan.at + 1) + 1, "quoted");
  if (rest.startsWith('"')) return doubleQuoted(scan);
  if (rest.startsWith("#") && /^$|[\s;&|()]$/.test(scan.text.slice(0, scan.at))) {
    return skip(scan, scan.text.indexOf("\n", scan.at) + 1, "comment");
  }
  scan.at += 1;
  return undefined;
}

/** Moves to `end`; 0 (not found) or beyond the text means that the text ends inside. */
function skip(scan: Scan, end: number, inside: ShellPlace): ShellPlace | undefined {
  if (end === 0 || end > scan.text.length) return inside;
  scan.at = end;
  return undefined;
}

function doubleQuoted(scan: Scan): ShellPlace | undefined {
  for (let at = scan.at + 1; at < scan.text.length; at += 1) {
    const char = scan.text[at];
    if (char === "\\") at += 1;
    else if (char === '"') return skip(scan, at + 1, "quoted");
    else if (char === "`" || (char === "$" && !/^\$(\{\w+\}|[^({])/.test(scan.text.slice(at)))) return "unsure";
  }
  return "quoted";
}
