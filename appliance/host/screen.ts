/** What a person in front of the box wants to know. */
export interface BoxFacts {
  readonly version: string;
  /** Undefined: there is no network to open it by. */
  readonly url: string | undefined;
  /** The box's own names; the last one is announced by mDNS. */
  readonly names: readonly string[];
  readonly words: readonly string[];
  readonly serving: boolean;
  readonly installs: number;
  /** While nobody owns the box. */
  readonly claim: { readonly code: string; readonly picture: string } | undefined;
  readonly problems: readonly string[];
}

const COLUMNS = 78;

/** The console's picture. In English: the kernel's font has no Chinese letters, and the page speaks both languages. */
export function consoleScreen({ version, url, names, words, serving, installs, claim, problems }: BoxFacts): string {
  const name = names.at(-1);
  const lines = [
    `Rackseed ${version}`,
    "",
    ...(url === undefined ? [] : [`Open ${url}/${name === undefined ? "" : `  or  https://${name}.local/`}`, ""]),
  ];
  if (claim === undefined) {
    const installing = installs === 0 ? "" : `, ${installs === 1 ? "1 install" : `${installs} installs`} under way`;
    lines.push(`This box has an owner and ${serving ? "serves its rack" : "gives no addresses"}${installing}.`);
  } else {
    lines.push(`Nobody owns this box yet. Its claim code:   ${claim.code}`, "", claim.picture, "");
  }
  if (url !== undefined)
    lines.push("", "The page's certificate is right when it shows these six words:", `  ${words.join(" ")}`);
  for (const problem of problems) lines.push("", ...wrapped(`! ${problem}`));
  return `${lines.join("\n")}\n`;
}

/** Lines of the width of a console. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = `  ${word}`;
    } else line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}
