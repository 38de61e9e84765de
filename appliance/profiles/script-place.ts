import { EncodingError, isPlainWord, visibleText } from "./encoders.ts";
import { shellPlace } from "./shell-place.ts";
import { fillMarks, MARK } from "./template.ts";
import type { Hole, Marked } from "./template.ts";
import { within } from "./yaml-place.ts";

/** In a script every value is one shell word; where its quotes would not protect it, only a value that needs none may stand. */
export function fillScript(marked: Marked): string {
  const before = new Map(
    [...marked.text.matchAll(MARK)].map((match) => [
      Number(match[1]),
      marked.text.slice(0, match.index).replaceAll(MARK, "x"),
    ]),
  );
  return fillMarks(marked.text, (index) =>
    within(marked.holes[index], (hole) => scriptWord(hole, before.get(index) ?? "")),
  );
}

export function scriptWord(hole: Hole, before: string): string {
  const place = shellPlace(before);
  if (hole.encoder !== "none" && hole.encoder !== "sh") return scriptText(hole, place);
  const raw = hole.encoder === "sh" ? hole.text : visibleText(hole.text);
  if (isPlainWord(raw)) return raw;
  if (place === "bare") return hole.encoder === "sh" ? raw : `'${raw.replaceAll("'", `'\\''`)}'`;
  if (place === "comment" && hole.encoder === "none") return raw;
  throw new EncodingError(
    place === "quoted"
      ? "the value needs quotes of its own: take the quotes around it away"
      : "the value is more than one plain word, and this place is too intricate for quotes: put it in a variable of its own first",
  );
}

/** What `| url`, `| json` and `| yaml` made is again a value for the shell: quoted when it is not one plain word. */
function scriptText(hole: Hole, place: ReturnType<typeof shellPlace>): string {
  if (isPlainWord(hole.text)) return hole.text;
  if (place === "bare") return `'${visibleText(hole.text).replaceAll("'", `'\\''`)}'`;
  throw new EncodingError("the value needs quotes of its own: take the quotes around it away");
}
