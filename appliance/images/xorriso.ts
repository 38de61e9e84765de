import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { ImageRefusedError } from "./catalog.ts";

export interface XorrisoLimits {
  /** Wall clock: a slow card may take its time … */
  readonly seconds: number;
  /** … but folders that contain themselves turn in circles on the CPU. */
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  readonly outputBytes: number;
}

export const XORRISO_LIMITS: XorrisoLimits = {
  seconds: 300,
  cpuSeconds: 30,
  memoryBytes: 512 * 1024 * 1024,
  outputBytes: 128 * 1024 * 1024,
};

// One load of the tree, then a search for each fact; parseRows() reads their rows in this order. `-find` takes words up to "--".
const SEARCHES = [
  ["-find", "/", "-type", "d", "-exec", "echo", "--"],
  ["-find", "/", "-type", "l", "-exec", "lsdl", "--"],
  ["-find", "/", "-has_filter", "-exec", "lsdl", "--"], // what zisofs compressed gets a filter when it is loaded
  ["-find", "/", "-type", "f", "-exec", "report_lba", "--"],
  ["-report_el_torito", "plain"],
].flat();

/**
 * A place with the programs and the ISO in it, and nothing that can be written; no network, no other process, no privilege.
 * What a hostile ISO makes of xorriso stays in there.
 */
export const sandbox = (iso: string): string[] => [
  ...["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"],
  ...["--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib"],
  ...(existsSync("/usr/lib64") ? ["--symlink", "usr/lib64", "/lib64"] : []),
  // A file in /dev/shm would be memory that no limit of the process counts.
  ...["--dev", "/dev", "--remount-ro", "/dev", "--ro-bind", iso, "/medium.iso", "--remount-ro", "/"],
  ...["--setenv", "LC_ALL", "C.UTF-8"],
];

/** Lists the ISO, in a sandbox or not at all. */
export async function runXorriso(iso: string, limits: XorrisoLimits, signal: AbortSignal): Promise<string> {
  const args = [
    ...sandbox(iso),
    ...[
      "/usr/bin/prlimit",
      `--as=${limits.memoryBytes}`,
      `--cpu=${limits.cpuSeconds}`,
      "--core=0",
      "--nofile=64",
      "--",
    ],
    ...["/usr/bin/xorriso", "-no_rc", "-error_behavior", "image_loading", "fatal", "-abort_on", "FATAL"],
    ...["-report_about", "SORRY", "-return_with", "SORRY", "32", "-indev", "stdio:/medium.iso", ...SEARCHES],
  ];
  const wall = AbortSignal.timeout(limits.seconds * 1000);
  const ended = await run("bwrap", args, limits.outputBytes, AbortSignal.any([signal, wall]));
  signal.throwIfAborted();
  if (ended.kind === "done" || (ended.kind === "failed" && isAboutPartitions(ended))) return ended.output;
  throw refusal(ended, wall.aborted, limits);
}

type Ended =
  | { readonly kind: "done"; readonly output: string }
  | { readonly kind: "too much" }
  | { readonly kind: "missing"; readonly why: string }
  | { readonly kind: "failed"; readonly code: number | null; readonly said: string; readonly output: string };

const MOST_SAID = 8192;

/**
 * xorriso 1.5.6 (Debian 13) also looks where the partition table says that something begins. An ISO written to a larger stick
 * has a table of that stick as soon as somebody added a partition or a tool moved GPT's second header to the stick's end: then
 * libburn is sorry that nothing can be read there, behind the ISO, and nobody needs it. What the tree or the boot catalog needs
 * and cannot be read is a second complaint, by libisofs, and another exit code.
 */
function isAboutPartitions({ code, said }: { readonly code: number | null; readonly said: string }): boolean {
  const complaints = said.split("\n").filter((line) => / : (?:SORRY|MISHAP|FAILURE|FATAL|ABORT) : /.test(line));
  const isOne = (line: string): boolean =>
    /^libburn : SORRY : Read start address \d+s larger than number of readable blocks \d+$/.test(line);
  return code === 32 && said.length < MOST_SAID && complaints.length > 0 && complaints.every(isOne);
}

function run(command: string, args: string[], most: number, signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { PATH: "/usr/bin:/bin" } });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let said = "";
    let missing: string | undefined;
    const kill = (): void => void child.kill("SIGKILL");
    signal.addEventListener("abort", kill, { once: true });
    if (signal.aborted) kill();
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most) kill();
      else chunks.push(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-MOST_SAID);
    });
    child.on("error", (error) => (missing = error.message));
    child.on("close", (code) => {
      signal.removeEventListener("abort", kill);
      if (missing !== undefined) resolve({ kind: "missing", why: missing });
      else if (bytes > most) resolve({ kind: "too much" });
      else {
        const output = Buffer.concat(chunks).toString("utf8");
        resolve(code === 0 ? { kind: "done", output } : { kind: "failed", code, said, output });
      }
    });
  });
}

function refusal(ended: Exclude<Ended, { kind: "done" }>, late: boolean, limits: XorrisoLimits): ImageRefusedError {
  if (ended.kind === "missing") return noTool(`bwrap (package bubblewrap) does not start: ${ended.why}`);
  if (ended.kind === "too much") return tooMuch("the list of its files is longer than any installer's");
  const { code, said } = ended;
  // prlimit's CPU limit kills; out of memory is an abort, or an error that xorriso reports.
  if (late || code === null || code >= 128) {
    return tooMuch(
      `listing its folders took more than ${limits.cpuSeconds} s or ${limits.memoryBytes >> 20} MiB, as if they contained themselves`,
    );
  }
  if (/^bwrap: /m.test(said)) return noTool(firstLine(said, /^bwrap: .*$/m));
  if (/^(prlimit: .*)$/m.test(said) && code >= 126) return noTool(firstLine(said, /^prlimit: .*$/m));
  return new ImageRefusedError(
    "RS_ISO_HOSTILE",
    `This ISO is damaged, or made to do harm: its folders cannot be read (${firstLine(said, /^\w+ : (?:FATAL|FAILURE|SORRY) : .*$/m)}). Get it again from its maker and compare its SHA-256.`,
  );
}

const firstLine = (text: string, what: RegExp): string => (what.exec(text)?.[0] ?? "no reason given").slice(0, 200);

const noTool = (what: string): ImageRefusedError =>
  new ImageRefusedError(
    "RS_ISO_TOOL",
    `ISOs cannot be read on this appliance: ${what}. Nothing is read outside of the sandbox. Install bubblewrap, util-linux and xorriso, and allow user namespaces.`,
  );

const tooMuch = (what: string): ImageRefusedError =>
  new ImageRefusedError("RS_ISO_LIMIT", `This ISO is more than Rackseed takes: ${what}. Get it again from its maker.`);
