import { EncodingError, isPlainWord, preseedValue, visibleText } from "./encoders.ts";
import { isCommand, joined, type PreseedEntry, readPreseed } from "./preseed-text.ts";
import { scriptWord } from "./script-place.ts";
import { fillMarks, MARK, TemplateError } from "./template.ts";
import type { Hole, Marked } from "./template.ts";
import { within } from "./yaml-place.ts";

/** Fills a marked preseed file. A value may only stand in the value of an answer; commands are a shell's. */
export function fillPreseed(marked: Marked): string {
  const template = readPreseed(marked.text);
  const text = template.parts
    .map((part) => ("other" in part ? fillOther(part.other, marked.holes) : fillEntry(part, marked.holes)))
    .join("\n");
  refuseOtherMeaning(template.entries, text, marked.holes);
  return text;
}

const fillOther = (text: string, holes: readonly Hole[]): string =>
  fillMarks(text, (index) =>
    within(holes[index], (hole) => {
      if (text.trimStart().startsWith("#")) return visibleText(hole.text);
      throw new EncodingError("a value can only stand in the value of an answer");
    }),
  );

function fillEntry(entry: PreseedEntry, holes: readonly Hole[]): string {
  const starts = new Map([...entry.raw.matchAll(MARK)].map((match) => [Number(match[1]), match.index]));
  return fillMarks(entry.raw, (index) =>
    within(holes[index], (hole) => {
      const start = starts.get(index) ?? 0;
      // A counter may number a question: apt-setup/local{{ forloop.index0 }}/repository
      if (start < entry.valueAt && /^[0-9]+$/.test(hole.text) && !hole.isString) return hole.text;
      if (start < entry.valueAt) throw new EncodingError("a value can only stand in the value of an answer");
      const before = entry.raw.slice(entry.valueAt, start).replaceAll(MARK, "x");
      return encode(entry, hole, before);
    }),
  );
}

function encode({ question, type }: PreseedEntry, hole: Hole, before: string): string {
  if (isCommand(question)) return scriptWord(hole, before.replaceAll(/\\\n\s*/g, " "));
  if (question.endsWith("expert_recipe") && !isPlainWord(hole.text)) {
    throw new EncodingError("a partitioning recipe takes plain words only");
  }
  if (type === "boolean" && !/^(true|false)$/.test(hole.text)) {
    throw new EncodingError(`the answer is true or false, not ${JSON.stringify(hole.text)}`);
  }
  if (type === "multiselect" && hole.text.includes(",")) {
    throw new EncodingError("the value contains a comma, which would make several choices of it");
  }
  return hole.encoder === "none" ? preseedValue(hole.text) : visibleText(hole.text);
}

/** The second wall: the file must have the answers that the template had, with the values in them. */
function refuseOtherMeaning(entries: readonly PreseedEntry[], text: string, holes: readonly Hole[]): void {
  const got = readPreseed(text).entries;
  const plain = (template: string): string => fillMarks(template, (at) => holes[at]?.text ?? "");
  entries.forEach((entry, index) => {
    const other = got[index];
    const same =
      other?.line === entry.line &&
      other.lastLine === entry.lastLine &&
      `${other.owner} ${other.question} ${other.type}` === plain(`${entry.owner} ${entry.question} ${entry.type}`) &&
      (isCommand(entry.question) || other.value === joined(plain(entry.value)));
    if (same) return;
    const hole = holes[Number(new RegExp(MARK.source).exec(entry.raw)?.[1] ?? -1)];
    throw new TemplateError({
      line: hole?.line ?? entry.line,
      message: `${hole?.source ?? "a value"}: the value changes the meaning of the answer where it stands`,
    });
  });
  if (got.length !== entries.length)
    throw new TemplateError({ line: 1, message: "the values add answers to the file" });
}
