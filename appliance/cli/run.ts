import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { parseArgs } from "node:util";
import { client } from "./client.ts";
import { type Call, type Command, parseOptions } from "./command.ts";
import { commandsWith } from "./commands.ts";
import { type Connection, connectionOf, type Given } from "./connection.ts";
import { CliError, EXIT, usage } from "./exit.ts";
import { helpOf, overview } from "./help.ts";
import { transport } from "./transport.ts";

export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly input: NodeJS.ReadStream | ReadStream;
  readonly output: NodeJS.WriteStream | WriteStream;
  readonly errors: NodeJS.WriteStream | WriteStream;
}

/** Reads the command line, does it, and says how it went. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const commands = commandsWith();
  try {
    const command = commandOf(commands, argv);
    const { values, positionals } = read(command, argv);
    if (command === undefined || values["help"] === true) {
      const asked = command !== undefined || values["help"] === true || positionals[0] === "help";
      if (!asked && positionals.length > 0)
        throw usage(`${positionals.join(" ")} is no command. rackseed --help lists them.`);
      terminal.output.write(`${command === undefined ? overview(commands) : helpOf(command)}\n`);
      return asked ? EXIT.ok : EXIT.usage;
    }
    const args = positionals.slice(command.name.split(" ").length);
    const [least, most] = command.count;
    if (args.length < least || args.length > most) throw usage(`Usage: rackseed ${command.name} ${command.args}`);
    return (await command.run(callOf(command, args, values, terminal))) ?? EXIT.ok;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    terminal.errors.write(`rackseed: ${error.message}\n`);
    return error.exit;
  }
}

/** The longest name that the words begin with: "machines list" before "machines". Options may stand in between. */
function commandOf(commands: readonly Command[], argv: readonly string[]): Command | undefined {
  const { positionals } = parseArgs({
    args: [...argv],
    options: allOptions(commands),
    strict: false,
    allowPositionals: true,
  });
  const said = positionals.join(" ");
  return commands
    .filter(({ name }) => said === name || said.startsWith(`${name} `))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** So that the value of an option is not taken for a command. */
const allOptions = (commands: readonly Command[]): ReturnType<typeof parseOptions> =>
  Object.assign({}, ...commands.map(parseOptions)) as ReturnType<typeof parseOptions>;

type Values = Readonly<Record<string, unknown>>;

function read(command: Command | undefined, argv: readonly string[]): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: parseOptions(command),
      strict: command !== undefined,
      allowPositionals: true,
    });
    return { values, positionals };
  } catch (error) {
    throw usage(`${(error as Error).message.split(". ")[0] ?? ""}. rackseed ${command?.name ?? ""} --help lists them.`);
  }
}

function callOf(command: Command, args: readonly string[], values: Values, terminal: Terminal): Call {
  const texts = (name: string): string[] =>
    [values[name]].flat().flatMap((value) => (typeof value === "string" ? [value] : []));
  const text = (name: string): string | undefined => texts(name).at(-1);
  const given: Given = { url: text("url"), token: text("token"), ca: text("ca"), fingerprint: text("fingerprint") };
  const nowhere: Connection = { url: "", token: undefined, ca: undefined, fingerprint: undefined };
  const connection =
    command.offline === true
      ? nowhere
      : connectionOf(command.namesUrl === true ? { ...given, url: args[0] } : given, terminal.env);
  return {
    args,
    text,
    texts,
    flag: (name) => values[name] === true,
    json: values["json"] === true,
    given,
    connection,
    client: client(
      command.offline === true ? () => Promise.reject(usage("This needs no appliance.")) : transport(connection),
    ),
    env: terminal.env,
    print: (line) => void terminal.output.write(`${line}\n`),
    say: (line) => void terminal.errors.write(`${line}\n`),
    ask: (question, hidden) => ask(question, hidden === true, terminal),
  };
}

/** Undefined when nobody sits there. */
async function ask(question: string, hidden: boolean, { input, errors }: Terminal): Promise<string | undefined> {
  if (!input.isTTY) return undefined;
  errors.write(question);
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: hidden ? nothing : errors, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    if (hidden) errors.write("\n");
  }
}
