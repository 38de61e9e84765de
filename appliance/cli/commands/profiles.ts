import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Profile } from "../api-types.ts";
import type { Call, Command } from "../command.ts";
import { CliError, EXIT, usage } from "../exit.ts";
import { table } from "../output.ts";

const list: Command["run"] = async (call) => {
  const profiles = await call.client.list<Profile>("/profiles");
  if (call.json) call.print(JSON.stringify(profiles, undefined, 2));
  else
    call.print(
      table(
        ["NAME", "IMAGE", "INSTALL", "DISK"],
        profiles.map(({ name, image, install, disk }) => [name, image, install, disk]),
      ),
    );
  return undefined;
};

const show: Command["run"] = async (call) => {
  const profile = await call.client.get<Profile>(`/profiles/${encodeURIComponent(call.args[0] ?? "")}`);
  call.print(call.json ? JSON.stringify(profile, undefined, 2) : stringify(profile, { lineWidth: 0 }).trimEnd());
  return undefined;
};

/** As one text in the person's editor. What somebody else changed meanwhile is not overwritten. */
const edit: Command["run"] = async (call) => {
  const [name = ""] = call.args;
  const path = `/profiles/${encodeURIComponent(name)}`;
  const answer = await call.client.raw("GET", path);
  const etag = answer.headers.etag ?? "";
  let text = "";
  for await (const chunk of answer) text += String(chunk);
  const before = stringify(JSON.parse(text), { lineWidth: 0 });
  const folder = mkdtempSync(join(tmpdir(), "rackseed-profile-"));
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, before, { mode: 0o600 });
  const after = edited(call, file);
  if (after === before) call.say("Nothing was changed.");
  else {
    try {
      await save(call, readProfile(after, file), { "If-Match": etag });
    } catch (error) {
      if (error instanceof CliError) throw new CliError(error.exit, `${error.message}\nYour text is kept in ${file}.`);
      throw error;
    }
    call.say(`The profile ${name} is saved.`);
  }
  rmSync(folder, { recursive: true });
  return undefined;
};

function edited(call: Call, file: string): string {
  const editor = call.env["VISUAL"] ?? call.env["EDITOR"] ?? "vi";
  // As git does it: the variable may hold a program with options, so the shell reads it.
  const { status, error } = spawnSync("sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
  if (status !== 0)
    throw new CliError(
      EXIT.refused,
      `${editor} ended badly${error === undefined ? "" : ` (${error.message})`}. Nothing was changed.`,
    );
  return readFileSync(file, "utf8");
}

const put: Command["run"] = async (call) => {
  const [file = ""] = call.args;
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw usage(`${file} cannot be read: ${(error as Error).message}`);
  }
  const saved = await save(call, readProfile(text, file), {});
  call.print(call.json ? JSON.stringify(saved, undefined, 2) : `The profile ${saved.name} is saved.`);
  return undefined;
};

function readProfile(text: string, file: string): Profile {
  try {
    const profile: unknown = parse(text);
    if (typeof profile === "object" && profile !== null && "name" in profile) return profile as Profile;
  } catch (error) {
    throw new CliError(EXIT.refused, `${file} is no YAML: ${(error as Error).message}`);
  }
  throw new CliError(EXIT.refused, `${file} holds no profile: its name is missing.`);
}

const save = (call: Call, { name, ...rest }: Profile, headers: Readonly<Record<string, string>>): Promise<Profile> =>
  call.client.send("PUT", `/profiles/${encodeURIComponent(name)}`, rest, headers);

export const profileCommands: readonly Command[] = [
  { name: "profiles", args: "", count: [0, 0], summary: "List the profiles", run: list },
  { name: "profiles list", args: "", count: [0, 0], summary: "List the profiles", run: list },
  { name: "profiles show", args: "NAME", count: [1, 1], summary: "One profile, as YAML", run: show },
  { name: "profiles edit", args: "NAME", count: [1, 1], summary: "Change a profile in $EDITOR", run: edit },
  {
    name: "profiles put",
    args: "FILE|-",
    count: [1, 1],
    summary: "Enter or replace a profile from a YAML or JSON file",
    run: put,
  },
];
