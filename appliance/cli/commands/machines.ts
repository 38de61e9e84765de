import type { Machine, Run } from "../api-types.ts";
import { ApiError } from "../client.ts";
import type { Call, Command, Option } from "../command.ts";
import { CliError, EXIT, usage } from "../exit.ts";
import { facts, table } from "../output.ts";

/** Names or MACs, in any common spelling, as machines. */
export async function machinesOf(call: Call, words: readonly string[]): Promise<Machine[]> {
  const machines = await call.client.list<Machine>("/machines");
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[:.-]/g, "");
  return words.map((word) => {
    const found = machines.find(({ mac, name }) => name === word.toLowerCase() || plain(mac) === plain(word));
    if (found === undefined)
      throw new CliError(EXIT.refused, `There is no machine ${word}. rackseed machines lists them.`);
    return found;
  });
}

export async function one(call: Call): Promise<Machine> {
  const [found] = await machinesOf(call, call.args.slice(0, 1));
  if (found === undefined) throw usage("Name a machine.");
  return found;
}

const called = ({ name, mac }: Pick<Machine, "name" | "mac">): string => name ?? mac;

const FILTERS: Readonly<Record<string, Option>> = {
  profile: { type: "string", value: "NAME", help: "Only machines with this profile" },
  state: {
    type: "string",
    value: "STATE",
    help: "Only machines whose newest run is armed, booting, installing, done, failed or unknown",
  },
  match: { type: "string", value: "TEXT", help: "Only machines with this text in name, MAC or address" },
  all: { type: "boolean", help: "Those too that were merely seen on the wire" },
};

function chosen(call: Call, machines: readonly Machine[]): Machine[] {
  const [profile, state, match] = ["profile", "state", "match"].map(call.text);
  return machines.filter(
    (machine) =>
      (call.flag("all") || machine.known) &&
      (profile === undefined || machine.profile === profile) &&
      (state === undefined || machine.run?.state === state) &&
      (match === undefined ||
        [machine.name, machine.mac, machine.address, machine.lease].some((text) =>
          text?.includes(match.toLowerCase()),
        )),
  );
}

const list: Command["run"] = async (call) => {
  const machines = chosen(call, await call.client.list<Machine>("/machines"));
  if (call.json) call.print(JSON.stringify(machines, undefined, 2));
  else
    call.print(
      table(
        ["NAME", "MAC", "ADDRESS", "PROFILE", "STATE", "STAGE"],
        machines.map(({ name, mac, address, lease, profile, run }) => [
          name, mac, lease ?? address, profile, run?.state, stageOf(run),
        ]), // prettier-ignore
      ),
    );
  return undefined;
};

export const stageOf = (run: Run | undefined): string | undefined =>
  run?.percent === undefined || run.state === "done" ? run?.stage : `${run.percent} % ${run.stage ?? ""}`.trim();

const show: Command["run"] = async (call) => {
  const machine = await one(call);
  if (call.json) call.print(JSON.stringify(machine, undefined, 2));
  else
    call.print(
      facts([
        ["Name", machine.name],
        ["MAC", machine.mac],
        ["Reserved address", machine.address],
        ["Address now", machine.lease],
        ["Profile", machine.profile],
        ["Firmware", machine.firmware],
        ["UUID", machine.uuid],
        ["Values", Object.entries(machine.vars ?? {}).map(([key, value]) => `${key}=${String(value)}`).join(" ")], // prettier-ignore
        ["Last seen", [machine.lastSeenAt, machine.lastSeen].filter((text) => text !== undefined).join(" ")],
        [
          "Run",
          machine.run === undefined
            ? undefined
            : `${machine.run.id} ${machine.run.state} ${stageOf(machine.run) ?? ""}`,
        ],
        ["Because", machine.run?.because],
      ]),
    );
  return undefined;
};

const FIELDS: Readonly<Record<string, Option>> = {
  name: { type: "string", value: "NAME", help: "Its name; an empty text takes it away, here and below" },
  address: { type: "string", value: "IP", help: "Its reserved address" },
  profile: { type: "string", value: "NAME", help: "What it is installed with" },
  rack: { type: "string", value: "RACK", help: "Where it stands" },
  unit: { type: "string", value: "U", help: "At which height unit" },
  notes: { type: "string", value: "TEXT", help: "What a person wants to remember" },
  var: {
    type: "string",
    multiple: true,
    value: "KEY=VALUE",
    help: "A value for templates; replaces all that were there",
  },
};

const set: Command["run"] = async (call) => {
  const change: Record<string, unknown> = {};
  for (const field of ["name", "address", "profile", "rack", "notes"]) {
    const given = call.text(field);
    if (given !== undefined) change[field] = given === "" ? null : given;
  }
  const unit = call.text("unit");
  if (unit !== undefined) change["unit"] = unit === "" ? null : Number(unit);
  const vars = call.texts("var");
  if (vars.length > 0) change["vars"] = Object.fromEntries(vars.map(pair));
  if (Object.keys(change).length === 0)
    throw usage("Say what to set, e.g. --name node-01. rackseed machines set --help lists it.");
  const [word = ""] = call.args;
  const known = (await call.client.list<Machine>("/machines")).find(({ name }) => name === word.toLowerCase());
  const path = `/machines/${encodeURIComponent(known?.mac ?? word)}`;
  const saved = await patchOrPut(call, path, change);
  call.print(call.json ? JSON.stringify(saved, undefined, 2) : `${called(saved)} is set.`);
  return undefined;
};

/** A MAC that was never seen is entered. */
async function patchOrPut(call: Call, path: string, change: object): Promise<Machine> {
  try {
    return await call.client.send<Machine>("PATCH", path, change);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "RS_MACHINE_NOT_FOUND") throw error;
    return call.client.send<Machine>("PUT", path, change);
  }
}

function pair(text: string): [string, string] {
  const cut = text.indexOf("=");
  if (cut < 1) throw usage(`${text} is no KEY=VALUE.`);
  return [text.slice(0, cut), text.slice(cut + 1)];
}

const remove: Command["run"] = async (call) => {
  for (const machine of await machinesOf(call, call.args)) {
    await call.client.send("DELETE", `/machines/${machine.mac}`);
    call.say(`${called(machine)} is forgotten.`);
  }
  return undefined;
};

export const machineCommands: readonly Command[] = [
  { name: "machines", args: "", count: [0, 0], summary: "List the machines", options: FILTERS, run: list },
  { name: "machines list", args: "", count: [0, 0], summary: "List the machines", options: FILTERS, run: list },
  { name: "machines show", args: "NAME|MAC", count: [1, 1], summary: "One machine with its newest run", run: show },
  {
    name: "machines set",
    args: "NAME|MAC",
    count: [1, 1],
    summary: "Enter a machine, or change it",
    options: FIELDS,
    run: set,
  },
  { name: "machines remove", args: "NAME|MAC…", count: [1, 1000], summary: "Forget machines", run: remove },
];
