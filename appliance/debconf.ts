import { spawn } from "node:child_process";
import type { Finding } from "./profiles/lint/finding.ts";

const PROGRAM = "debconf-set-selections";
const MOST_MS = 10_000;

/** What Debian's own program says of a preseed file; nothing where it is not installed. */
export async function debconfSays(text: string): Promise<Finding[]> {
  const { promise, resolve } = Promise.withResolvers<Finding[]>();
  const child = spawn(PROGRAM, ["--checkonly"], { stdio: ["pipe", "ignore", "pipe"], timeout: MOST_MS });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(0, 10_000);
  });
  child.on("error", () => resolve([])); // not installed
  child.stdin.on("error", () => undefined); // it may end before it has read everything; its exit says why
  child.on("close", (code) => resolve(code === 0 ? [] : findings(said)));
  child.stdin.end(text);
  return promise;
}

/** "error: parse error on line 3: 'd-i x'" */
const findings = (said: string): Finding[] =>
  said
    .split("\n")
    .filter((line) => line.startsWith("error:") || line.startsWith("warning:"))
    .map((line) => ({
      severity: line.startsWith("error:") ? "error" : "warning",
      line: Number(/line (\d+)/.exec(line)?.[1] ?? 0),
      code: "PS_DEBCONF",
      message: `debconf-set-selections says: ${line.slice(0, 300)}`,
    }));
