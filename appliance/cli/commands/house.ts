import type { Hello, Status } from "../api-types.ts";
import type { Call, Command } from "../command.ts";
import { keep, plainUrl } from "../connection.ts";
import { type Shell } from "../completion.ts";
import { EXIT, usage } from "../exit.ts";
import { facts, table } from "../output.ts";
import { transport } from "../transport.ts";
import { client } from "../client.ts";

/** Asks the appliance first: what does not work is not kept. */
const login: Command["run"] = async (call) => {
  const [url = ""] = call.args;
  const given = call.given.token === "-" ? undefined : call.given.token;
  const token = given ?? call.env["RACKSEED_TOKEN"] ?? (await call.ask("Token: ", true));
  if (token === undefined || token === "")
    throw usage("Give a token by --token, in RACKSEED_TOKEN, or at the terminal.");
  const connection = { ...call.connection, url: plainUrl(url), token };
  const hello = await client(transport(connection)).get<Hello>("/hello");
  const path = keep(connection, call.env);
  call.say(`Signed in to ${connection.url} as ${hello.you?.name ?? "?"} (${hello.you?.role ?? "?"}). Kept in ${path}.`);
  return undefined;
};

const status: Command["run"] = async (call) => {
  const [found, hello] = [await call.client.get<Status>("/status"), await call.client.get<Hello>("/hello")];
  if (call.json) call.print(JSON.stringify({ ...found, you: hello.you }, undefined, 2));
  else
    call.print(
      facts([
        ["Appliance", `${call.connection.url}, Rackseed ${found.version}`],
        ["Serving", found.serving ? "yes" : "no"],
        ["Subnets", found.subnets.join(" ")],
        ["You", hello.you === undefined ? undefined : `${hello.you.name} (${hello.you.role})`],
        ...found.problems.map((problem) => ["Problem", problem] as const),
      ]),
    );
  return found.ok ? undefined : EXIT.failed;
};

interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly expiresAt?: string;
  readonly lastUsedAt?: string;
}

const tokens: Command["run"] = async (call) => {
  const { items } = await call.client.get<{ items: ApiToken[] }>("/tokens");
  if (call.json) call.print(JSON.stringify(items, undefined, 2));
  else
    call.print(
      table(
        ["ID", "NAME", "ROLE", "ENDS", "LAST USED"],
        items.map(({ id, name, role, expiresAt, lastUsedAt }) => [id, name, role, expiresAt, lastUsedAt]),
      ),
    );
  return undefined;
};

const addToken: Command["run"] = async (call) => {
  const days = call.text("days");
  const made = await call.client.send<ApiToken & { token: string }>("POST", "/tokens", {
    name: call.args[0],
    role: call.text("role") ?? "viewer",
    ...(days === undefined ? {} : { days: Number(days) }),
  });
  call.say("This token is shown once. Keep it where only you can read it.");
  call.print(call.json ? JSON.stringify(made, undefined, 2) : made.token);
  return undefined;
};

const removeToken: Command["run"] = async (call: Call) => {
  for (const id of call.args) await call.client.send("DELETE", `/tokens/${encodeURIComponent(id)}`);
  return undefined;
};

export const houseCommands = (completion: (shell: Shell) => string): readonly Command[] => [
  {
    name: "login",
    args: "URL",
    count: [1, 1],
    summary: "Keep an appliance's address, token and certificate in ~/.config/rackseed/config.json",
    namesUrl: true,
    run: login,
  },
  { name: "status", args: "", count: [0, 0], summary: "Is the appliance serving, and if not, why", run: status },
  { name: "tokens", args: "", count: [0, 0], summary: "List the API tokens", run: tokens },
  { name: "tokens list", args: "", count: [0, 0], summary: "List the API tokens", run: tokens },
  {
    name: "tokens add",
    args: "NAME",
    count: [1, 1],
    summary: "Make an API token; it is shown once",
    options: {
      role: { type: "string", value: "ROLE", help: "owner, operator or viewer (viewer)" },
      days: { type: "string", value: "DAYS", help: "Until it ends; without it it does not" },
    },
    run: addToken,
  },
  { name: "tokens remove", args: "ID…", count: [1, 1000], summary: "End API tokens", run: removeToken },
  {
    name: "completion",
    args: "bash|zsh|fish",
    count: [1, 1],
    summary: 'The shell\'s completion; e.g. eval "$(rackseed completion bash)"',
    offline: true,
    run(call) {
      const [shell = ""] = call.args;
      if (shell !== "bash" && shell !== "zsh" && shell !== "fish")
        throw usage(`${shell} is none of bash, zsh and fish.`);
      call.print(completion(shell));
      return undefined;
    },
  },
];
