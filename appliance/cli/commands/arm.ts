import type { Machine, Profile, Run } from "../api-types.ts";
import { ApiError } from "../client.ts";
import type { Call, Command } from "../command.ts";
import { CliError, EXIT, usage } from "../exit.ts";
import { table } from "../output.ts";
import { machinesOf } from "./machines.ts";

/** What the appliance says of each machine before it is armed. */
interface ArmItem {
  readonly mac: string;
  readonly verdict: "ready" | "warning" | "refused";
  readonly sentences: readonly string[];
  readonly name?: string;
  readonly profile?: string;
  readonly wipes?: string;
}

interface ArmResult {
  readonly items: readonly ArmItem[];
  readonly ready: number;
  readonly refused: number;
  readonly runs: readonly Run[];
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** "90m" as seconds. */
export function secondsOf(text: string): number {
  const [, count = "", unit = ""] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (count === "") throw usage(`${text} is no time. Write a number and s, m, h or d, e.g. 2h.`);
  return Number(count) * (UNITS[unit] ?? 1);
}

const arm: Command["run"] = async (call) => {
  const machines = await machinesOf(call, call.args);
  const [profile, window] = [call.text("profile"), call.text("window")];
  const wanted = {
    macs: machines.map(({ mac }) => mac),
    ...(profile === undefined ? {} : { profile }),
    ...(window === undefined ? {} : { window: secondsOf(window) }),
  };
  const { items, ready } = await dryRun(call, wanted, machines);
  if (call.flag("dry-run")) {
    call.print(call.json ? JSON.stringify(items, undefined, 2) : shown(items));
    return items.some(({ verdict }) => verdict === "refused") ? EXIT.refused : undefined;
  }
  if (!call.flag("yes")) await confirm(call, items, ready);
  const runs = await start(call, wanted, ready);
  if (call.json) call.print(JSON.stringify(runs, undefined, 2));
  else
    for (const run of runs)
      call.print(`${run.machine ?? run.mac} is armed (run ${run.id}) until ${run.armedUntil ?? "it boots"}.`);
  return undefined;
};

const shown = (items: readonly ArmItem[]): string =>
  table(
    ["MACHINE", "PROFILE", "WIPES", "VERDICT", ""],
    items.map(({ name, mac, profile, wipes, verdict, sentences }) => [
      name ?? mac,
      profile,
      wipes,
      verdict,
      sentences.join(" ") || " ",
    ]),
  );

/** Disks are lost: the number of machines is typed, or --yes was given. */
async function confirm(call: Call, items: readonly ArmItem[], ready: number): Promise<void> {
  call.say(shown(items));
  const answer = await call.ask(
    `The disks of ${ready} ${ready === 1 ? "machine" : "machines"} will be wiped. Type ${ready} to go on: `,
  );
  if (answer === undefined)
    throw new CliError(EXIT.notConfirmed, "Nobody is there to confirm. Say --yes to arm without being asked.");
  if (answer.trim() !== String(ready)) throw new CliError(EXIT.notConfirmed, "Nothing was armed.");
}

interface Wanted {
  readonly macs: readonly string[];
  readonly profile?: string;
  readonly window?: number;
}

/** An appliance without arming of many answers 404: then each machine is looked at and armed by itself. */
const hasNoBulk = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 405);

async function dryRun(
  call: Call,
  wanted: Wanted,
  machines: readonly Machine[],
): Promise<Pick<ArmResult, "items" | "ready">> {
  try {
    return await call.client.send<ArmResult>("POST", "/arm", { ...wanted, dryRun: true });
  } catch (error) {
    if (!hasNoBulk(error)) throw error;
  }
  if (wanted.window !== undefined)
    throw usage("This appliance arms for the time of its configuration only; leave --window out.");
  const profiles = await call.client.list<Profile>("/profiles");
  const items = machines.map((machine): ArmItem => {
    const name = wanted.profile ?? machine.profile;
    const profile = profiles.find((found) => found.name === name);
    const { mac } = machine;
    const facts = { mac, ...(machine.name === undefined ? {} : { name: machine.name }) };
    if (profile === undefined)
      return {
        ...facts,
        verdict: "refused",
        sentences: [name === undefined ? "It has no profile." : `There is no profile ${name}.`],
      };
    return { ...facts, profile: profile.name, wipes: profile.disk ?? "/dev/sda", verdict: "ready", sentences: [] };
  });
  return { items, ready: items.filter(({ verdict }) => verdict !== "refused").length };
}

async function start(call: Call, wanted: Wanted, confirmed: number): Promise<readonly Run[]> {
  try {
    return (await call.client.send<ArmResult>("POST", "/arm", { ...wanted, confirm: confirmed })).runs;
  } catch (error) {
    if (!hasNoBulk(error)) throw error;
  }
  const runs: Run[] = [];
  for (const mac of wanted.macs) {
    if (wanted.profile !== undefined) await call.client.send("PATCH", `/machines/${mac}`, { profile: wanted.profile });
    runs.push(await call.client.send<Run>("POST", `/machines/${mac}/arm`, {}));
  }
  return runs;
}

const stop: Command["run"] = async (call) => {
  const open = await call.client.list<Run>("/runs?state=armed,booting,installing");
  const isRun = (word: string): boolean => open.some(({ id }) => id === word);
  const machines = await machinesOf(call, call.args.filter((word) => !isRun(word))); // prettier-ignore
  const wanted = open.filter(
    ({ id, mac }) => call.args.includes(id) || machines.some((machine) => machine.mac === mac),
  );
  if (wanted.length === 0) throw new CliError(EXIT.refused, "None of these is armed or being installed.");
  const stopped: Run[] = [];
  for (const { id } of wanted) stopped.push(await call.client.send<Run>("POST", `/runs/${id}/stop`, {}));
  if (call.json) call.print(JSON.stringify(stopped, undefined, 2));
  else for (const run of stopped) call.print(`${run.machine ?? run.mac} may no longer be wiped (run ${run.id}).`);
  return undefined;
};

export const armCommands: readonly Command[] = [
  {
    name: "arm",
    args: "NAME|MAC…",
    count: [1, 10_000],
    summary: "Allow machines to be wiped and installed the next time they boot from the network",
    options: {
      profile: { type: "string", value: "NAME", help: "With this profile instead of their own" },
      window: { type: "string", value: "TIME", help: "How long they may be wiped, e.g. 2h" },
      "dry-run": { type: "boolean", help: "Only say what would be wiped" },
      yes: { type: "boolean", help: "Do not ask" },
    },
    run: arm,
  },
  {
    name: "stop",
    args: "NAME|MAC|RUN…",
    count: [1, 10_000],
    summary: "Take back that machines may be wiped",
    run: stop,
  },
];
