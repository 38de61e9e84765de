import { type Command, GLOBAL, type Option } from "./command.ts";
import { table } from "./output.ts";

export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, args, summary }) => [`  ${name} ${args}`.trimEnd(), summary]);
  return `rackseed: a Rackseed appliance from the command line.

Usage: rackseed COMMAND [ARGUMENT…] [--json]

${table(["Commands:", ""], rows).replaceAll(/ +$/gm, "")}

Options for every command:
${options(GLOBAL)}

Exit codes: 0 done, 1 refused by the appliance, 2 wrong usage, 3 not reached, 4 not allowed, 5 not confirmed, 6 what was watched failed.
rackseed COMMAND --help says more about one.`;
}

export const helpOf = ({ name, args, summary, options: own }: Command): string =>
  [
    `Usage: rackseed ${name} ${args}`.trimEnd(),
    "",
    `${summary}.`,
    ...(own === undefined ? [] : ["", "Options:", options(own)]),
    "",
    "Options for every command: --url --token --ca --fingerprint --json",
  ].join("\n");

const options = (all: Readonly<Record<string, Option>>): string =>
  table(
    ["", ""],
    Object.entries(all).map(([name, { value, help }]) => [
      `  --${name}${value === undefined ? "" : ` ${value}`}`,
      help,
    ]),
  ).replace(/^\s*\n/, "");
