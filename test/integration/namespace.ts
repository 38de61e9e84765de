// Network namespaces that a test makes for itself, with random names, and that are gone when it ends, failed or not.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { promisify } from "node:util";

const execute = promisify(execFile);
const ip = (...words: string[]): Promise<unknown> => execute("ip", words);

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs on; disposing of it ends this very process and waits for it. */
export class Running implements AsyncDisposable {
  readonly process: ChildProcess;
  output = "";

  constructor(child: ChildProcess) {
    this.process = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data: Buffer) => (this.output += data.toString()));
  }

  /** Resolves when the output matches; rejects with the output after the time is over. */
  async says(pattern: RegExp, milliseconds = 10_000): Promise<RegExpMatchArray> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const found = pattern.exec(this.output);
      if (found !== null) return found;
      if (Date.now() > end) throw new Error(`no ${String(pattern)} within ${milliseconds} ms in:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, "exit");
    this.process.stdin?.end();
    this.process.kill(signal);
    const late = setTimeout(() => this.process.kill("SIGKILL"), 3000);
    await gone;
    clearTimeout(late);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

export class Namespace implements AsyncDisposable {
  readonly name: string;
  readonly #running: Running[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Runs `ip WORDS` inside. */
  async ip(words: string): Promise<void> {
    await ip("-n", this.name, ...words.split(" "));
  }

  /** Runs a command to its end, at most so long. Its exit status is a result, not an exception. */
  async run(command: readonly string[], milliseconds = 15_000): Promise<Ran> {
    const child = spawn("ip", ["netns", "exec", this.name, ...command], { stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    const late = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    const [code] = (await once(child, "close")) as [number | null];
    clearTimeout(late);
    return { code, stdout: stdout(), stderr: stderr() };
  }

  start(command: readonly string[]): Running {
    const running = new Running(
      spawn("ip", ["netns", "exec", this.name, ...command], { stdio: ["pipe", "pipe", "pipe"] }),
    );
    this.#running.push(running);
    return running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#running.map((one) => one.stop()));
    await ip("netns", "del", this.name).catch(() => undefined);
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.on("data", (data: Buffer) => (text += data.toString()));
  return () => text;
}

export async function makeNamespace(purpose: string): Promise<Namespace> {
  const name = `rs-${purpose}-${randomBytes(3).toString("hex")}`;
  await ip("netns", "add", name);
  const made = new Namespace(name);
  await made.ip("link set lo up");
  return made;
}

/** Its own: else a bridge takes its lowest port's address, and changes it under its neighbours when a port is added. */
const BRIDGE_MAC = "02:72:61:63:6b:02";

/** A bridge without delay: the kernel's 15 s would swallow the first DISCOVERs. */
export async function makeBridge(place: Namespace, name: string, address: string): Promise<void> {
  await place.ip(`link add ${name} address ${BRIDGE_MAC} type bridge forward_delay 0 stp_state 0`);
  await place.ip(`addr add ${address} dev ${name}`);
  await place.ip(`link set ${name} up`);
}

/** A cable from a bridge to another namespace, where its end is called `nic`. */
export async function plug(from: Namespace, bridge: string, to: Namespace, nic = "eth0", mac?: string): Promise<void> {
  const end = `v${randomBytes(4).toString("hex")}`;
  await ip("link", "add", end, "netns", from.name, "type", "veth", "peer", "name", nic, "netns", to.name);
  await from.ip(`link set ${end} master ${bridge}`);
  await from.ip(`link set ${end} up`);
  if (mac !== undefined) await to.ip(`link set ${nic} address ${mac}`);
  await to.ip(`link set ${nic} up`);
}

/** A cable between two namespaces without a bridge. */
export async function cable(a: Namespace, nicA: string, b: Namespace, nicB: string): Promise<void> {
  await ip("link", "add", nicA, "netns", a.name, "type", "veth", "peer", "name", nicB, "netns", b.name);
  await a.ip(`link set ${nicA} up`);
  await b.ip(`link set ${nicB} up`);
}
