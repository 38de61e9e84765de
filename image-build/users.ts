// Users and groups of our own, as sysusers.d(5) has them, entered while the image is built: the root file system that
// boots never changes, and a boot need not look.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const FOLDER = "usr/lib/sysusers.d";

/** Enters what `root`/usr/lib/sysusers.d/rackseed*.conf says (kinds u, g and m) into /etc/passwd and its companions. */
export async function users(root: string): Promise<void> {
  const etc = (name: string): string => path.join(root, "etc", name);
  const tables = new Map<string, string[]>();
  for (const name of ["passwd", "group", "shadow", "gshadow"]) {
    tables.set(
      name,
      (await readFile(etc(name), "utf8")).split("\n").filter((line) => line !== ""),
    );
  }
  const names = (await readdir(path.join(root, FOLDER))).filter((name) => /^rackseed.*\.conf$/.test(name)).toSorted();
  for (const name of names) {
    for (const line of (await readFile(path.join(root, FOLDER, name), "utf8")).split("\n")) {
      if (/^\s*(?:#|$)/.test(line)) continue;
      enter(tables, words(line), `${FOLDER}/${name}: ${line}`);
    }
  }
  for (const [name, lines] of tables) await writeFile(etc(name), `${lines.join("\n")}\n`);
}

const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

type Tables = ReadonlyMap<string, string[]>;

export function enter(tables: Tables, [kind, name = "", id = "-", ...rest]: string[], where: string): void {
  if (kind === "m") {
    join(tables, name, id, where);
    return;
  }
  if ((kind !== "u" && kind !== "g") || !/^\d+(?::\d+)?$/.test(id)) {
    throw new Error(
      `${where}: only u, g and m are understood, and numbers must be fixed: an update keeps the files' owners`,
    );
  }
  const [number = "", group = number] = id.split(":");
  refuseTaken(tables, "group", name, group, where);
  if (kind === "u") refuseTaken(tables, "passwd", name, number, where);
  enterGroup(tables, name, group);
  if (kind === "u") enterUser(tables, name, [number, group], rest);
}

/** Debian's packages get their numbers while they are set up; one of them may have ours. */
function refuseTaken(tables: Tables, table: string, name: string, number: string, where: string): void {
  const other = tables.get(table)?.find((line) => line.split(":")[2] === number && !line.startsWith(`${name}:`));
  if (other !== undefined) throw new Error(`${where}: ${number} is ${other.split(":")[0] ?? "another"}'s number`);
}

function enterGroup(tables: Tables, name: string, number: string): void {
  if (has(tables, "group", name)) return;
  tables.get("group")?.push(`${name}:x:${number}:`);
  tables.get("gshadow")?.push(`${name}:!*::`);
}

function enterUser(tables: Tables, name: string, numbers: string[], [comment, home, shell]: string[]): void {
  if (has(tables, "passwd", name)) return;
  const fields = [name, "x", ...numbers, said(comment, ""), said(home, "/"), said(shell, "/usr/sbin/nologin")];
  tables.get("passwd")?.push(fields.join(":"));
  tables.get("shadow")?.push(`${name}:!*:::::::`);
}

const said = (value: string | undefined, otherwise: string): string =>
  value === undefined || value === "-" ? otherwise : value;

const has = (tables: Tables, table: string, name: string): boolean =>
  tables.get(table)?.some((line) => line.startsWith(`${name}:`)) === true;

function join(tables: Tables, user: string, group: string, where: string): void {
  if (!has(tables, "passwd", user) || !has(tables, "group", group)) throw new Error(`${where}: no such user or group`);
  for (const name of ["group", "gshadow"]) {
    const lines = tables.get(name) ?? [];
    const at = lines.findIndex((line) => line.startsWith(`${group}:`));
    const fields = (lines[at] ?? "").split(":");
    const members = (fields[3] ?? "").split(",").filter((member) => member !== "");
    if (!members.includes(user)) lines[at] = [...fields.slice(0, 3), [...members, user].join(",")].join(":");
  }
}
