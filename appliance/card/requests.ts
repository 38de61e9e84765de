// Root: does what the service asks for in /run/rackseed/requests, one file a verb, and answers in /run/rackseed/answers.
import { spawn } from "node:child_process";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { put } from "./host.ts";
import { PATHS } from "./paths.ts";

// Other folders only in tests.
const [runFolder = PATHS.run, VERBS = "/usr/lib/rackseed/verbs"] = process.argv.slice(2);
const REQUESTS = join(runFolder, "requests");
const ANSWERS = join(runFolder, "answers");
const MOST_BYTES = 65_536;

/** More may come while one is done; what nobody can read is removed, so that the folder gets empty. */
for (let rest = names(); rest.length > 0; rest = names()) {
  for (const name of rest) {
    const path = join(REQUESTS, name);
    const match = /^([a-z][a-z-]{0,30})\.json$/.exec(name);
    if (match?.[1] === undefined) {
      rmSync(path, { recursive: true, force: true });
      continue;
    }
    const asked = take(path);
    put(join(ANSWERS, name), JSON.stringify({ ...(await answer(match[1], asked)), id: asked["id"] }));
    chmodSync(join(ANSWERS, name), 0o644);
  }
}

/** A name that ends in .tmp is being written now, and is renamed in a moment. */
function names(): string[] {
  return readdirSync(REQUESTS).filter((name) => !name.endsWith(".tmp"));
}

/** The folder is the service's: what lies there may be a link to anywhere. It is removed before anything is done. */
function take(path: string): Record<string, unknown> {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    if (!stat.isFile() || stat.size > MOST_BYTES) throw new Error("it is no small file");
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("it is no JSON object");
    return value as Record<string, unknown>;
  } catch (error) {
    return { unreadable: (error as Error).message };
  } finally {
    if (file !== undefined) closeSync(file);
    rmSync(path, { recursive: true, force: true });
  }
}

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly [more: string]: unknown;
}

/** Each verb is a program of its own: the request on its stdin, the answer (JSON) as the last line of its stdout. */
function answer(verb: string, asked: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { unreadable } = asked;
  if (typeof unreadable === "string")
    return Promise.resolve({ ok: false, error: `The request cannot be read: ${unreadable}.` });
  const program = join(VERBS, verb);
  try {
    accessSync(program, constants.X_OK);
  } catch {
    return Promise.resolve({ ok: false, error: `This box does not know how to ${verb}.` });
  }
  return new Promise((resolve) => {
    const child = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-MOST_BYTES)));
    child.stdin.on("error", () => undefined); // it need not read what it was asked
    child.stdin.end(JSON.stringify(asked));
    child.on("error", (error) => resolve({ ok: false, error: error.message }));
    child.on("close", (code) =>
      resolve(parsed(said) ?? { ok: code === 0, ...(code !== 0 && { error: `${verb} ended with ${String(code)}.` }) }),
    );
  });
}

function parsed(said: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(said.trim().split("\n").at(-1) ?? "");
    return typeof value === "object" && value !== null && "ok" in value ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}
