import { shWord } from "../encoders.ts";
import { type PreseedEntry, readPreseed } from "../preseed-text.ts";
import { shellPlace } from "../shell-place.ts";
import { TemplateError } from "../template.ts";

// The installer's own system has busybox's wget and nothing else.
const report = (url: string, stage: string): string =>
  `wget -q -T 20 -O /dev/null ${shWord(`${url}/${stage}`)} || true`;

/**
 * Adds the reports that a preseed file makes of its run (row K6) to the commands that it has already. debconf keeps the last answer
 * to a question, so that one is changed.
 */
export function withPreseedReports(text: string, url: string): string {
  const started = inFront(text, "preseed/early_command", report(url, "started"));
  const installing = inFront(started, "partman/early_command", report(url, "installing"));
  return behind(installing, "preseed/late_command", report(url, "installed"));
}

const inFront = (text: string, question: string, command: string): string =>
  change(text, question, (value) => (value.trim() === "" ? command : `${command}; ${value.trimStart()}`));

function behind(text: string, question: string, command: string): string {
  const entry = lastAnswer(text, question);
  if (entry !== undefined && shellPlace(`${entry.value} `) === "comment") {
    throw new TemplateError({
      line: entry.line,
      message: `${question} ends in a comment, so that no report can stand behind it: take the comment away`,
    });
  }
  // In a group of its own: the report is made only when the commands went well, and hides no failure of theirs.
  return change(text, question, (value) => (value.trim() === "" ? command : `( ${value.trim()} ) && { ${command}; }`));
}

const lastAnswer = (text: string, question: string): PreseedEntry | undefined =>
  readPreseed(text).entries.findLast((entry) => entry.question === question);

function change(text: string, question: string, make: (value: string) => string): string {
  const entry = lastAnswer(text, question);
  if (entry === undefined) return `${text}${text.endsWith("\n") ? "" : "\n"}d-i ${question} string ${make("")}\n`;
  const lines = text.split("\n");
  const head = entry.raw.slice(0, entry.valueAt).trimEnd();
  const changed = `${head} ${make(entry.raw.slice(entry.valueAt))}`;
  lines.splice(entry.line - 1, entry.lastLine - entry.line + 1, ...changed.split("\n"));
  return lines.join("\n");
}
