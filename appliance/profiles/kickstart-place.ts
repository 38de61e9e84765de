import { isDeepStrictEqual } from "node:util";
import { EncodingError, isPlainWord, ksWord, visibleText } from "./encoders.ts";
import { interpreterOf, isScript, type KsLine, readKickstart } from "./kickstart-text.ts";
import { scriptWord } from "./script-place.ts";
import { shlex } from "./shlex.ts";
import { fillMarks, MARK, TemplateError } from "./template.ts";
import type { Hole, Marked } from "./template.ts";
import { within } from "./yaml-place.ts";

/**
 * Fills a marked kickstart. Each value is encoded for where it stands: a word of a command, a name in %packages, a word of a script.
 * What comes out is read once more and must have the lines and the words that the template had, with the values in them.
 */
export function fillKickstart(marked: Marked): string {
  const { lines } = readKickstart(marked.text);
  const filled = lines.map((line) => fillLine(line, lines, marked.holes));
  const text = filled.join("\n");
  refuseOtherMeaning(lines, text, marked.holes);
  return text;
}

function fillLine(line: KsLine, lines: readonly KsLine[], holes: readonly Hole[]): string {
  if (!line.text.includes("\ue000")) return line.text;
  const script = isScript(line.section) && line.kind === "body" ? scriptBefore(line, lines) : "";
  const starts = new Map([...line.text.matchAll(MARK)].map((match) => [Number(match[1]), match.index]));
  return fillMarks(line.text, (index) =>
    within(holes[index], (hole) => {
      const prefix = line.text.slice(0, starts.get(index)).replaceAll(MARK, "x");
      return encode(line, hole, prefix, script);
    }),
  );
}

/** The script so far, as its interpreter reads it. */
const scriptBefore = (line: KsLine, lines: readonly KsLine[]): string =>
  lines
    .slice(0, line.line - 1)
    .filter((other) => other.section === line.section && other.kind === "body")
    .map((other) => `${other.text.replaceAll(MARK, "x")}\n`)
    .join("");

function encode(line: KsLine, hole: Hole, prefix: string, script: string): string {
  const { kind, section } = line;
  if (kind === "comment") return visibleText(hole.text);
  if (kind !== "body" || section === undefined) return commandWord(hole, prefix);
  if (section.name === "%packages") return packageName(hole, prefix);
  if (prefix.trim() === "" && hole.text.startsWith("%")) {
    throw new EncodingError("a line of a script that begins with % could end it");
  }
  if (!isScript(section)) return commandWord(hole, `x ${prefix}`);
  if (/(^|\/)(ba|da|k|z)?sh$/.test(interpreterOf(section))) return scriptWord(hole, script + prefix);
  if (isPlainWord(hole.text)) return hole.text;
  throw new EncodingError(`the value is more than one plain word, and the script is not a shell's`);
}

function commandWord(hole: Hole, prefix: string): string {
  const { words, place } = shlex(prefix);
  if (place === "comment") return visibleText(hole.text);
  if (words.length === 0 || (words.length === 1 && !/\s$/.test(prefix))) {
    throw new EncodingError("a value cannot be the name of a command: write the command, and the value behind it");
  }
  const encoded = hole.encoder === "ks" || hole.encoder === "sh";
  switch (place) {
    case "bare":
      return encoded ? hole.text : ksWord(hole.text);
    case "double":
    case "single":
      if (encoded && hole.text.startsWith("'"))
        throw new EncodingError(
          `the value needs quotes of its own, which | ${hole.encoder} adds: take the quotes around it away`,
        );
      if (visibleText(hole.text) === "") return ksWord("");
      return place === "double" ? hole.text.replaceAll(/[\\"]/g, "\\$&") : hole.text.replaceAll("'", `'\\''`);
    case "escape":
      throw new EncodingError("a backslash stands in front of the value");
  }
}

function packageName(hole: Hole, prefix: string): string {
  if (prefix.includes("#")) return visibleText(hole.text);
  const first = prefix.trim() === "" ? "[@A-Za-z0-9]" : "[A-Za-z0-9._+:^*-]";
  if (new RegExp(`^${first}[A-Za-z0-9._+:^*-]*$`).test(hole.text)) return hole.text;
  throw new EncodingError(`${JSON.stringify(hole.text)} is not the name of a package or of an @group`);
}

/** The second wall: whatever the encoders did, no value may have become a line, a section or a word of its own. */
function refuseOtherMeaning(lines: readonly KsLine[], text: string, holes: readonly Hole[]): void {
  const got = readKickstart(text).lines;
  const shape = (line: KsLine) => [line.kind, line.section?.name, line.section?.line];
  lines.forEach((line, index) => {
    const other = got[index];
    const same =
      other !== undefined &&
      isDeepStrictEqual(shape(other), shape(line)) &&
      (line.kind === "body" ||
        line.kind === "comment" ||
        isDeepStrictEqual(
          other.words,
          line.words.map((word) => plain(word, holes)),
        ));
    if (same) return;
    const hole = holes[Number(new RegExp(MARK.source).exec(line.text)?.[1] ?? -1)];
    throw new TemplateError({
      line: hole?.line ?? line.line,
      message: `${hole?.source ?? "a value"}: the value changes the meaning of the line where it stands`,
    });
  });
  if (got.length !== lines.length)
    throw new TemplateError({ line: 1, message: "the values add lines to the kickstart" });
}

const plain = (word: string, holes: readonly Hole[]): string =>
  fillMarks(word, (index) => {
    const hole = holes[index];
    if (hole === undefined) return "";
    return hole.encoder === "ks" || hole.encoder === "sh" ? shlex(hole.text).words.join(" ") : hole.text;
  });
